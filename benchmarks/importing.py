"""How long reports take to be added: `import` of two hundred, and the preview of one; with the memory that it takes.

`python benchmarks/importing.py [--reports 200]`. A quarter of the reports are PDFs; all are drawn, and of services that
do not exist. The floor is the same program asked for its help. Memory: the proportional share of all its processes.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from made_up.reports import LAYOUTS, draw_report
from yjs_dash.intake import preview
from yjs_dash.sandbox import warm
from yjs_dash.store import read_data_set
from yjs_dash.store.imports import open_store

ROOT = Path(__file__).resolve().parents[1]
PREVIEWS = 8


def drawn(folder: Path, number: int) -> list[Path]:
    """Reports as files, every fourth a PDF."""
    paths = []
    for n in range(number):
        report = draw_report(n, layout=LAYOUTS[n % len(LAYOUTS)])
        path = folder / f"report-{n:03}.{'txt' if n % 4 else 'pdf'}"
        paths.append(report.write_text(path) if n % 4 else report.pdf(path))
    return paths


def timed(*arguments: str, home: Path) -> tuple[float, int]:
    """Seconds of a command, and the most memory (bytes) that it and its processes took together."""
    command = [sys.executable, "-m", "yjs_dash", *arguments]
    most = [0]
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "YJS_DASH_HOME": str(home)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.1):
                most[0] = max(most[0], _proportional(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        done.set()
        watcher.join()
    return time.perf_counter() - started, most[0]


def _proportional(session: int) -> int:
    """PSS of all processes of a session, in bytes; 0 where the system does not tell."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            if os.getsid(int(folder.name)) == session:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=200)
    wanted = parser.parse_args().reports
    with tempfile.TemporaryDirectory(prefix="importing-") as temporary:
        folder = Path(temporary)
        paths = drawn(folder, wanted)
        floor, _ = timed("--help", home=folder / "home")
        seconds, most = timed("import", *map(str, paths), home=folder / "home")
        print(
            f"import of {wanted} reports: {seconds:.1f} s, {seconds / floor:.0f} times the floor, {most >> 20} MiB"
        )
        warm("yjs_dash.intake.reading")
        data, store = read_data_set(), open_store(environment={"YJS_DASH_HOME": str(folder / "other")})
        for kind in ("pdf", "txt"):
            times = []
            for path in [path for path in paths if path.suffix == f".{kind}"][:PREVIEWS]:
                started = time.perf_counter()
                preview([path], data=data, store=store)
                times.append(time.perf_counter() - started)
            print(f"preview, {kind}: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")


if __name__ == "__main__":
    main()
