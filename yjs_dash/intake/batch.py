"""Many files in one go: each import stands by itself, and a bad file stops none of the others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yjs_dash.environment import importing_allowed
from yjs_dash.errors import (
    ImportingDisabledError,
    StoreError,
    UnreadableStatisticsError,
    YjsDashError,
    shown_file_name,
)
from yjs_dash.extract import EXTRACTOR_VERSION
from yjs_dash.intake.previews import (
    STATISTICS_VERSION,
    accept,
    file_hash,
    preview,
    restore,
)
from yjs_dash.sources import recognise
from yjs_dash.store import DataSet
from yjs_dash.store.imports import ImportRecord, ImportStore
from yjs_dash.store.register import Register

STATUSES: tuple[str, ...] = ("imported", "restored", "known", "withdrawn", "failed")
MAX_HASHED_BYTES = 64 << 20
_VERSIONS = {"report": EXTRACTOR_VERSION, "statistics": STATISTICS_VERSION}
_TOGETHER = frozenset({"lait_data", "lait_dictionary", "lait_codes"})


@dataclass(frozen=True)
class Outcome:
    """What became of one import. `status` is one of STATUSES; `message` is one sentence for a reader."""

    name: str
    status: str
    message: str

    @property
    def is_good(self) -> bool:
        return self.status in {"imported", "restored", "known"}


def import_files(
    paths: Sequence[Path],
    *,
    data: DataSet,
    store: ImportStore,
    restoring: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[tuple[int, int, Outcome]]:
    """Reads and accepts files one after the other; gives number, how many there are, and the outcome of each.

    `data` is the data set with all imports. A file that was withdrawn before is brought back with `restoring`,
    and otherwise told of.

    Raises:
        ImportingDisabledError: importing is switched off here.
        StoreError: the database fails; what was told of as imported is kept.
    """
    if not importing_allowed(environment=environment):
        raise ImportingDisabledError
    together = groups(paths)
    register = Register.of(data)
    for number, group in enumerate(together, start=1):
        name = ", ".join(shown_file_name(path.name) for path in group)
        try:
            outcome = _import(
                group,
                name=name,
                data=data,
                store=store,
                register=register,
                restoring=restoring,
                environment=environment,
            )
        except StoreError:
            raise  # it would be the same for every other file
        except YjsDashError as error:
            outcome = Outcome(name, "failed", str(error))
        except OSError:
            outcome = Outcome(name, "failed", f"“{name}” cannot be read. Check that you may open it.")
        except Exception as error:
            outcome = Outcome(
                name,
                "failed",
                f"“{name}” could not be added because of a fault in this program ({type(error).__name__}).",
            )
        yield number, len(together), outcome


def groups(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Files as imports: each by itself, save that data of the Local Authority Interactive Tool stay with their keys.

    A file that cannot be read is a group of its own, so that reading it says why.
    """
    together: list[Path] = []
    found: list[tuple[Path, ...]] = []
    for path in dict.fromkeys(paths):
        try:
            kind = recognise(path)
        except UnreadableStatisticsError:
            kind = None
        if kind in _TOGETHER:
            together.append(path)
        else:
            found.append((path,))
    return [*found, tuple(together)] if together else found


def _import(
    group: Sequence[Path],
    *,
    name: str,
    data: DataSet,
    store: ImportStore,
    register: Register,
    restoring: bool,
    environment: Mapping[str, str],
) -> Outcome:
    known = _known(group, store)
    if known is not None and (not known.is_accepted or known.extractor_version == _VERSIONS[known.kind]):
        return _of_known(known, name=name, store=store, restoring=restoring, environment=environment)
    seen = preview(group, data=data, store=store, register=register)
    added = accept(seen, store=store, environment=environment)
    if not added.is_new:
        return _of_known(added.record, name=name, store=store, restoring=restoring, environment=environment)
    for inspection in seen.layer.tables.get("inspections", ()):
        register.add_inspection(inspection)
    what = f"{seen.new.service}, {seen.new.inspection_id}" if seen.new.service else _read_of(seen.counts)
    levels = Counter(finding.level for finding in seen.findings)
    told = [f"{count} {level}{'s' if count > 1 else ''}" for level, count in levels.items()]
    if seen.missing:
        told.append(f"{len(seen.missing)} not read")
    return Outcome(name, "imported", f"{what}{': ' if told else ''}{', '.join(told)}")


def _read_of(counts: Mapping[str, int]) -> str:
    """What a file of statistics held, in words."""
    nouns = {"observations": "figures", "neighbours": "statistical neighbours"}
    return (
        ", ".join(f"{counts[table]:,} {noun}" for table, noun in nouns.items() if counts.get(table))
        or "no figures"
    )


def _known(group: Sequence[Path], store: ImportStore) -> ImportRecord | None:
    """The import of the same files, if they can be hashed at little cost: then they need not be read again."""
    if any(not path.is_file() or path.stat().st_size > MAX_HASHED_BYTES for path in group):
        return None
    return store.find(file_hash(group))


def _of_known(
    known: ImportRecord, *, name: str, store: ImportStore, restoring: bool, environment: Mapping[str, str]
) -> Outcome:
    day = f"{known.imported_at:%-d %B %Y}"
    if known.is_accepted:
        return Outcome(name, "known", f"imported on {day} already")
    if restoring:
        restore(known.import_id, store=store, environment=environment)
        return Outcome(name, "restored", f"imported on {day}, withdrawn later, and now restored")
    message = f"imported on {day} and withdrawn later"
    return Outcome(name, "withdrawn", message)
