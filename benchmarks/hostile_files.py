"""Hostile and damaged files through the same path as the command `import`: what became of each, and how long it took.

`python benchmarks/hostile_files.py [--files 20000] [--seconds 1500] [--first 0]`: first every file that was made to be
expensive, then drawn ones, until all were read or the time is over. Exit status 1 where a file has no sentence, where
reading one took longer than its bounds, where the store holds anything else than what was told of as imported, or where
this program was at fault. Files that failed so are kept in the folder that is named at the end.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from made_up.hostile_formats import FORMATS, draw_file, table_files
from yjs_dash.intake import Outcome, groups, import_files
from yjs_dash.intake.reading import kind_of
from yjs_dash.sandbox import WALL_SECONDS
from yjs_dash.store import DataSet, data_directory, read_data_set
from yjs_dash.store.imports import open_store

BATCH = 400
_NAMED = re.compile(r"“[^”]*”|\d[\d,.]*")


@dataclass
class Told:
    """What became of the files so far."""

    sentences: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    files: int = 0
    longest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome, *, seconds: float) -> None:
        self.files += 1
        self.longest = max(self.longest, (seconds, outcome.name))
        said = outcome.message if not outcome.doubts else ", ".join(d.kind for d in outcome.doubts)
        kind = "" if outcome.status == "imported" else _NAMED.sub("…", said)
        self.sentences[outcome.name.partition(",")[0].rpartition(".")[2], outcome.status, kind] += 1
        if not said or "\n" in said or "fault in this program" in said:
            self.faults.append(f"{outcome.name}: {outcome.status}: {said!r}")


def read_batch(folder: Path, paths: list[Path], *, data: DataSet, told: Told) -> None:
    """Imports files into a store of their own and asks whether it holds just what was told of."""
    environment = {"YJS_DASH_HOME": str(folder / "home")}
    store = open_store(environment=environment)
    imported = 0
    if not paths:
        return
    before = time.monotonic()
    try:
        for _, _, outcome in import_files(paths, data=data, store=store, environment=environment):
            now = time.monotonic()
            told.add(outcome, seconds=now - before)
            before = now
            imported += outcome.status == "imported"
    except Exception as error:
        told.faults.append(f"{paths[0].name} and those with it: {type(error).__name__}: {error}")
    history = store.history()
    store.close()
    if len(history) != imported or not all(record.is_accepted for record in history):
        told.faults.append(
            f"{paths[0].name} and those with it: {imported} imported, {len(history)} in the store"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=1_500)
    parser.add_argument("--first", type=int, default=0, help="number of the first file that is drawn")
    chosen = parser.parse_args()
    os.environ.pop("YJS_DASH_DATABASE_URL", None)
    data = read_data_set(data_directory())
    told = Told()
    started = time.monotonic()
    kept = Path(tempfile.mkdtemp(prefix="hostile-"))
    bombs = [(f"{bomb.__name__}.{f.ending}", bomb) for f in FORMATS for bomb in f.bombs]
    for name, bomb in bombs:
        _read([(name, bomb())], data=data, told=told, kept=kept)
        print(f"{told.longest[0]:6.1f} s  {name}", flush=True)
        told.longest = (0.0, "")
    for first in range(chosen.first, chosen.first + chosen.files, BATCH):
        if time.monotonic() - started > chosen.seconds:
            break
        numbers = range(first, min(first + BATCH, chosen.first + chosen.files))
        _read([draw_file(number) for number in numbers], data=data, told=told, kept=kept)
        print(
            f"{told.files:6} files, {time.monotonic() - started:6.0f} s, {len(told.faults)} faults",
            flush=True,
        )
    for (ending, status, kind), count in sorted(
        told.sentences.items(), key=lambda item: (item[0][:2], -item[1])
    ):
        print(f"{count:6}  {ending:8} {status:9} {kind}")
    print(
        f"{told.files} files, {time.monotonic() - started:.0f} s, longest {told.longest[0]:.1f} s ({told.longest[1]})"
    )
    for fault in told.faults:
        print(f"FAULT {fault}")
    if not told.faults:
        shutil.rmtree(kept)
    else:
        print(f"The batches with faults are in {kept}")
    return 1 if told.faults or told.longest[0] > 2 * WALL_SECONDS else 0


def _read(files: list[tuple[str, bytes]], *, data: DataSet, told: Told, kept: Path) -> None:
    faults = len(told.faults)
    with tempfile.TemporaryDirectory(prefix="hostile-") as temporary:
        folder = Path(temporary)
        paths = []
        for name, content in files:
            path = folder / name
            path.write_bytes(content)
            paths.append(path)
        # Files that belong together would be one import; here each comes with whole ones to go with it.
        together = groups(paths)
        alone = [group[0] for group in together if len(group) == 1]
        read_batch(folder / "alone", alone, data=data, told=told)
        for number, path in enumerate(path for group in together if len(group) > 1 for path in group):
            with_it = folder / f"with-{number}"
            with_it.mkdir()
            others = [with_it / "figures.csv", with_it / "words.csv"]
            for other, content in zip(others, table_files()[1:], strict=True):
                other.write_bytes(content)
            read_batch(
                with_it, [path, others[0 if kind_of(path) == "lait_dictionary" else 1]], data=data, told=told
            )
        for fault in told.faults[faults:]:
            for path in paths:
                if fault.startswith(path.name):
                    shutil.copy(path, kept)


if __name__ == "__main__":
    sys.exit(main())
