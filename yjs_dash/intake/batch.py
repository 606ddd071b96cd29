"""Many files in one go: each import stands by itself, and a bad file stops none of the others.

Several processes read files and check their figures, ahead of their turn, each file in a bounded child; what they found
is then added in the order of the files, because a report may bring the service that a later one is of.
"""

from __future__ import annotations

import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from yjs_dash.environment import importing_allowed
from yjs_dash.errors import (
    ImportingDisabledError,
    StoreError,
    UnreadableFileError,
    YjsDashError,
)
from yjs_dash.extract import EXTRACTOR_VERSION, pages_in
from yjs_dash.intake.acceptance import accept, restore
from yjs_dash.intake.plausibility import Doubt
from yjs_dash.intake.previews import (
    STATISTICS_VERSION,
    Preview,
    ReadFile,
    file_hash,
    preview,
    preview_contents,
    read_file,
)
from yjs_dash.intake.reading import kind_of, names_of
from yjs_dash.store import DataSet
from yjs_dash.store.imports import ImportRecord, ImportStore
from yjs_dash.store.service_matcher import ServiceMatcher

STATUSES: tuple[str, ...] = ("imported", "restored", "known", "withdrawn", "held", "failed")
MAX_HASHED_BYTES = 64 << 20
_VERSIONS = {"report": EXTRACTOR_VERSION, "statistics": STATISTICS_VERSION}
_TOGETHER = frozenset({"lait_data", "lait_dictionary", "lait_codes"})
Hold = Callable[[Preview], str | None]
"""Why a file that was read is not to be accepted now; None where it is."""
_READ_AHEAD = 4
"""Files that each worker may have read before they are added: what was read waits in memory."""


@dataclass(frozen=True)
class Outcome:
    """What became of one import. `status` is one of STATUSES; `message` is one sentence for a reader.

    `doubts`: why it is held for review, if it is. `is_cross_checked`: as in the preview of a file that was read.
    """

    name: str
    status: str
    message: str
    doubts: tuple[Doubt, ...] = ()
    is_cross_checked: bool = True

    @property
    def is_good(self) -> bool:
        return self.status in {"imported", "restored", "known"}


def import_files(
    paths: Sequence[Path],
    *,
    data: DataSet,
    store: ImportStore,
    restoring: bool = False,
    accept_doubtful: bool = False,
    hold: Hold | None = None,
    matcher: ServiceMatcher | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[tuple[int, int, Outcome]]:
    """Reads files, several at once, and accepts them in their order.

    Gives the number of each file, how many there are, and its outcome.

    `data` is the data set with all imports. A file that was withdrawn before is brought back with `restoring`,
    and otherwise told of. What is not plausibly a whole report is held for review, and taken with `accept_doubtful`.
    `hold` keeps further files from being accepted. `matcher`: that of the data set, where several calls follow each
    other; it learns what is imported.

    Raises:
        ImportingDisabledError: importing is switched off here.
        StoreError: the database fails; what was told of as imported is kept.
    """
    if not importing_allowed(environment=environment):
        raise ImportingDisabledError
    together = groups(paths)
    matcher = matcher or ServiceMatcher.of(data)
    with _Readers(together, data=data, store=store) as readers:
        for number, group in enumerate(together, start=1):
            name = names_of(group)
            try:
                outcome = _import(
                    group,
                    name=name,
                    data=data,
                    store=store,
                    matcher=matcher,
                    readers=readers,
                    restoring=restoring,
                    accept_doubtful=accept_doubtful,
                    hold=hold,
                    environment=environment,
                )
            except StoreError:
                raise  # it would be the same for every other file
            except Exception as error:
                outcome = Outcome(name, "failed", failure_sentence(name, error))
            readers.forget(group)
            yield number, len(together), outcome


def failure_sentence(name: str, error: Exception) -> str:
    """What to say of a file that was not read or added, whatever the reason."""
    if isinstance(error, YjsDashError):
        return str(error)
    if isinstance(error, OSError):
        return f"“{name}” cannot be read. Check that you may open it."
    return f"“{name}” could not be added because of a fault in this program ({type(error).__name__})."


class _Readers:
    """Worker processes that read files ahead of their turn; none where there is one import, or one processor."""

    def __init__(self, together: Sequence[tuple[Path, ...]], *, data: DataSet, store: ImportStore) -> None:
        self._data = data
        self._store = store
        self._workers = min(os.cpu_count() or 1, len(together))
        self._waiting = deque(together if self._workers > 1 else ())
        self._readings: dict[tuple[Path, ...], Future[ReadFile | str]] = {}
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def reading(self, group: tuple[Path, ...]) -> ReadFile | str | None:
        """A file that a worker has read, or why it could not; None where it is for the caller to read it."""
        if group in self._waiting:
            self._read_ahead(upto=group)
        future = self._readings.pop(group, None)
        if future is None:
            return None
        self._read_ahead()
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(group)

    def forget(self, group: tuple[Path, ...]) -> None:
        """A file that turned out to need no reading, being the same as one before it."""
        if (future := self._readings.pop(group, None)) is not None:
            future.cancel()

    def _read_ahead(self, *, upto: tuple[Path, ...] | None = None) -> None:
        """Hands files to the workers; those before `upto` that nobody has asked for are no longer needed."""
        while upto is not None and self._waiting and self._waiting[0] != upto:
            self._waiting.popleft()
        while self._waiting and len(self._readings) < _READ_AHEAD * self._workers:
            group = self._waiting.popleft()
            if group == upto or not self._is_known(group):
                self._readings[group] = self._submit(group)

    def _submit(self, group: tuple[Path, ...]) -> Future[ReadFile | str]:
        try:
            return self._started().submit(_read, group)
        except BrokenProcessPool:
            self._pool = None
            return self._started().submit(_read, group)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._new_pool(self._workers)
        return self._pool

    def _new_pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(self._data,))

    def _alone(self, group: tuple[Path, ...]) -> ReadFile | str:
        """A file that was being read, or waiting, when a worker died: again, so that only the culprit fails."""
        with self._new_pool(1) as pool:
            try:
                return pool.submit(_read, group).result()
            except BrokenProcessPool as error:
                return failure_sentence(names_of(group), error)

    def _is_known(self, group: Sequence[Path]) -> bool:
        try:
            return _needs_no_reading(_known(group, self._store))
        except (OSError, StoreError):  # told of when it is the file's turn
            return True


_worker_data: DataSet | None = None


def _start_worker(data: DataSet) -> None:
    """Ctrl-C is for the parent, which then asks the workers for nothing more."""
    global _worker_data  # noqa: PLW0603  what a worker is given once, not with each file
    _worker_data = data
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(group: tuple[Path, ...]) -> ReadFile | str:
    """In a worker: what a file holds, or why nothing. Our exceptions cannot be handed over, being made of keywords."""
    try:
        if _worker_data is None:
            raise RuntimeError("a worker was started without its data")
        return read_file(group, data=_worker_data)
    except Exception as error:
        return failure_sentence(names_of(group), error)


def groups(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Files as imports: each by itself, save that data of the Local Authority Interactive Tool stay with their keys.

    A file that cannot be read is a group of its own, so that reading it says why.
    """
    together: list[Path] = []
    found: list[tuple[Path, ...]] = []
    for path in dict.fromkeys(paths):
        try:
            kind = kind_of(path)
        except Exception:  # whatever is wrong with the file is told when it is read
            kind = None
        if kind in _TOGETHER:
            together.append(path)
        else:
            found.append((path,))
    return [*found, tuple(together)] if together else found


def _import(
    group: tuple[Path, ...],
    *,
    name: str,
    data: DataSet,
    store: ImportStore,
    matcher: ServiceMatcher,
    readers: _Readers,
    restoring: bool,
    accept_doubtful: bool,
    hold: Hold | None,
    environment: Mapping[str, str],
) -> Outcome:
    known = _known(group, store)
    if known is not None and _needs_no_reading(known):
        return _of_known(known, name=name, store=store, restoring=restoring, environment=environment)
    reading = readers.reading(group)
    if isinstance(reading, str):
        return Outcome(name, "failed", reading)
    seen = _preview(group, reading, name=name, data=data, store=store, matcher=matcher)
    if hold is not None and (reason := hold(seen)) is not None:
        return Outcome(name, "held", reason, is_cross_checked=seen.is_cross_checked)
    if seen.is_held and seen.is_acceptable and not accept_doubtful:
        return Outcome(
            name, "held", seen.new.service or "", doubts=seen.doubts, is_cross_checked=seen.is_cross_checked
        )
    added = accept(seen, store=store, accept_doubtful=accept_doubtful, environment=environment)
    if not added.is_new:
        return _of_known(added.record, name=name, store=store, restoring=restoring, environment=environment)
    for inspection in seen.layer.rows.inspections:
        matcher.add_inspection(inspection)
    what = f"{seen.new.service}, {seen.new.inspection_id}" if seen.new.service else _read_of(seen.counts)
    levels = Counter(finding.level for finding in seen.findings)
    told = [f"{count} {level}{'s' if count > 1 else ''}" for level, count in levels.items()]
    if seen.missing:
        told.append(f"{len(seen.missing)} not read")
    message = f"{what}{': ' if told else ''}{', '.join(told)}"
    return Outcome(name, "imported", message, is_cross_checked=seen.is_cross_checked)


def _preview(
    group: Sequence[Path],
    reading: ReadFile | None,
    *,
    name: str,
    data: DataSet,
    store: ImportStore,
    matcher: ServiceMatcher,
) -> Preview:
    if reading is None:
        return preview(group, data=data, store=store, matcher=matcher)
    return preview_contents(
        reading.contents,
        sha256=reading.sha256,
        name=name,
        data=data,
        store=store,
        matcher=matcher,
        checked=reading.checked,
    )


def _needs_no_reading(known: ImportRecord | None) -> bool:
    """Whether an import of the same files says all there is to say of them."""
    return known is not None and (
        not known.is_accepted or known.is_amended or known.extractor_version == _VERSIONS[known.kind]
    )


def _read_of(counts: Mapping[str, int]) -> str:
    """What a file of statistics held, in words."""
    nouns = {"observations": "figures", "neighbours": "statistical neighbours"}
    return (
        ", ".join(f"{counts[table]:,} {noun}" for table, noun in nouns.items() if counts.get(table))
        or "no figures"
    )


def _known(group: Sequence[Path], store: ImportStore) -> ImportRecord | None:
    """The import of the same files, if they can be hashed at little cost: then they need not be read again."""
    try:
        files = [one for path in group for one in (pages_in(path) if path.is_dir() else (path,))]
    except UnreadableFileError:  # told of when it is read
        return None
    if (
        any(not path.is_file() for path in files)
        or sum(path.stat().st_size for path in files) > MAX_HASHED_BYTES
    ):
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
