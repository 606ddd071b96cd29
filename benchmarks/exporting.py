"""What a board pack costs: wall and processor time of each format, for two services and for six.

`python benchmarks/exporting.py`: each pack is made as the menu of the app makes it, in a process that has the data set
and the pages loaded; the first file of a kind also loads its library. Bounds: two services within 3 s, six within 6 s.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yjs_dash.compare import Catalogue  # noqa: E402
from yjs_dash.compare.catalogue import MAX_SERVICES  # noqa: E402
from yjs_dash.export.board_packs import FORMATS, file_of, pack_for  # noqa: E402
from yjs_dash.store import data_directory, read_data_set  # noqa: E402

RUNS = 5
BOUNDS = {2: 3.0, MAX_SERVICES: 6.0}
"""Services → seconds of processor time that no format may take."""


def main() -> int:
    """Prints a line a format, and returns 1 where a bound is broken."""
    broken = False
    print("services  format  first wall  first cpu  then cpu    MB")
    for services, bound in BOUNDS.items():
        for file_format in FORMATS:
            walls, processor, size = [], [], 0
            for _ in range(RUNS):
                # A catalogue of its own each time: nothing that is kept from a run before helps the next.
                catalogue = Catalogue(read_data_set(data_directory()))
                catalogue.prepare()
                ids = [*catalogue.default_ids, *catalogue.entries][: 2 * services]
                wall, used = time.perf_counter(), time.process_time()
                size = len(file_of(pack_for(catalogue, list(dict.fromkeys(ids))[:services]), file_format))
                walls.append(time.perf_counter() - wall)
                processor.append(time.process_time() - used)
            broken |= processor[0] > bound
            first = f"{walls[0]:>10.2f}  {processor[0]:>9.2f}"
            print(f"{services:>8}  {file_format:<6}  {first}  {median(processor):>8.2f}  {size / 1e6:>4.1f}")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
