"""A whole run: what the lists name, or what was asked for, fetched one after the other, and imported as it comes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yjs_dash.collect import site
from yjs_dash.collect.cache import Cache, home_cache
from yjs_dash.collect.fetcher import Fetcher
from yjs_dash.collect.hosts import hosts_of
from yjs_dash.collect.reports import Named, Part, file_of, found_at, listed, name_of, reports_at
from yjs_dash.collect.review import Review
from yjs_dash.environment import importing_allowed
from yjs_dash.errors import AddressError, CollectListFileError, ImportingDisabledError, IncompleteReportError
from yjs_dash.intake import Doubt, Outcome, import_files
from yjs_dash.store import DataSet, data_directory, read_data_set
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.store.layers import layered_data_set
from yjs_dash.store.service_matcher import ServiceMatcher

STATUSES: tuple[str, ...] = ("new", "changed", "unchanged", "held", "earlier", "unreadable")
MAX_LIST_FILE_BYTES = 1 << 20
_OF_OUTCOME = {
    "imported": "new",
    "restored": "new",
    "known": "unchanged",
    "withdrawn": "unchanged",
    "held": "held",
}


@dataclass(frozen=True)
class Wanted:
    """What a run is to get. Without addresses: what the lists of the site name for `years`.

    `since`: reports that their pages date earlier are left alone. `accepting`: newer editions of known reports join
    too. `trying`: nothing joins.
    """

    years: range
    addresses: tuple[str, ...] = ()
    since: dt.date | None = None
    accepting: bool = False
    trying: bool = False

    @property
    def signature(self) -> str:
        """Equal for two runs that ask for the same: the second can go on where the first was broken off."""
        return repr((self.years, self.addresses, self.since))


@dataclass(frozen=True)
class Collected:
    """What became of one report. `status` is one of STATUSES; `message` is for a reader, one line.

    `doubts`: why the import holds it for review, in the place of a message. `differences`: lines for a reader.
    `is_cross_checked`: as in the preview of a report that was read.
    """

    name: str
    status: str
    message: str
    differences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_cross_checked: bool = True

    @property
    def is_good(self) -> bool:
        return self.status not in {"held", "unreadable"}


class Collection:
    """A run. First `gather` what there is, then take `each`; both work while they are gone through."""

    def __init__(
        self,
        wanted: Wanted,
        *,
        fetcher: Fetcher,
        cache: Cache,
        load: Callable[[], DataSet],
        store: ImportStore,
        listings: Sequence[site.Listing] | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """`load` gives the data set with all imports; `cache` is that of the fetcher."""
        self._wanted = wanted
        self._fetcher = fetcher
        self._cache = cache
        self._load = load
        self._store = store
        self._renew()
        self._listings = site.LISTINGS if listings is None else listings
        self._environment = environment
        self._found: dict[str, Named] = {}

    def gather(self) -> Iterator[Part]:
        """What the lists name, part by part, or what stands at the addresses. Raises CollectFolderError."""
        for part in self._parts():
            for named in part.reports:
                self._found.setdefault(named.address, named)
            yield part

    def each(self) -> Iterator[tuple[int, int, Collected]]:
        """What becomes of each report: its number, how many there are. Raises CollectFolderError, StoreError."""
        for number, named in enumerate(self._found.values(), start=1):
            yield number, len(self._found), self._collected(named)

    def finish(self) -> None:
        """The run came to its end: the next one of its kind does not go on where this one is."""
        self._cache.finish()

    def _parts(self) -> Iterator[Part]:
        for address in self._wanted.addresses:
            try:
                yield Part(address, tuple(reports_at(address, fetcher=self._fetcher)))
            except AddressError as error:
                yield Part(address, problem=str(error))
        if not self._wanted.addresses:
            for listing in self._listings:
                yield from listed(listing, years=self._wanted.years, fetcher=self._fetcher)

    def _collected(self, named: Named) -> Collected:
        name = name_of(named)
        try:
            if self._is_earlier(named.published):
                return Collected(name, "earlier", f"published on {named.published}")
            found = found_at(named.address, fetcher=self._fetcher)
            if self._is_earlier(found.published):
                return Collected(name, "earlier", f"published on {found.published}")
            path = file_of(found, fetcher=self._fetcher)
        except IncompleteReportError as error:
            return Collected(name, "held", str(error))
        except AddressError as error:
            return Collected(name, "unreadable", str(error))
        collected = self._imported(path, name=name)
        if collected.status == "held" and self._has_new:
            # It may be another edition of what this run has added: compared with that, it may be the same.
            self._renew()
            collected = self._imported(path, name=name)
        self._has_new |= collected.status in {"new", "changed"}
        return collected

    def _renew(self) -> None:
        self._data = self._load()
        self._matcher = ServiceMatcher.of(self._data)
        self._has_new = False

    def _is_earlier(self, published: dt.date | None) -> bool:
        since = self._wanted.since
        return published is not None and since is not None and published < since

    def _imported(self, path: Path, *, name: str) -> Collected:
        review = Review(store=self._store, accepting=self._wanted.accepting, trying=self._wanted.trying)
        outcomes = import_files(
            [path],
            data=self._data,
            store=self._store,
            hold=review,
            matcher=self._matcher,
            environment=self._environment,
        )
        outcome = next(outcome for _, _, outcome in outcomes)
        return Collected(
            name,
            _status(outcome, review),
            outcome.message,
            review.differences,
            outcome.doubts,
            outcome.is_cross_checked,
        )


@contextmanager
def open_collection(wanted: Wanted, *, environment: Mapping[str, str] = os.environ) -> Iterator[Collection]:
    """A run with the store, the cache and the hosts that the environment names, alone until it is left.

    Raises:
        CollectBusyError: another run on the same home directory is on.
        ImportingDisabledError: nothing may be imported here.
        CollectHostSettingError, CollectFolderError, DataSetError, StoreError: one of them cannot be used.
    """
    if not importing_allowed(environment=environment):
        raise ImportingDisabledError
    hosts, bundled = hosts_of(environment=environment), read_data_set(data_directory())
    store = open_store(environment=environment)
    store.revision()
    cache = home_cache(environment=environment)
    with cache.alone():
        since = cache.begin(wanted.signature, now=dt.datetime.now(dt.UTC))
        yield Collection(
            wanted,
            fetcher=Fetcher(hosts=hosts, cache=cache, since=since),
            cache=cache,
            load=lambda: layered_data_set(bundled, store),
            store=store,
            listings=site.listings(environment=environment),
            environment=environment,
        )


def _status(outcome: Outcome, review: Review) -> str:
    """One of STATUSES. What is held for another reason than the review's is held all the same."""
    if review.verdict and (outcome.status == "imported" or (outcome.status == "held" and review.is_holding)):
        return review.verdict
    return _OF_OUTCOME.get(outcome.status, "unreadable")


def addresses_in(path: Path) -> tuple[str, ...]:
    """The addresses of a file, one a line; empty lines and those that start with “#” are passed over.

    Raises:
        CollectListFileError: the file cannot be read, or names no address.
    """
    try:
        if path.stat().st_size > MAX_LIST_FILE_BYTES:
            raise CollectListFileError(file=path.name, problem="is larger than any list of addresses")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        raise CollectListFileError(file=path.name, problem="cannot be read") from None
    lines = (line.strip() for line in text.splitlines())
    found = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not found:
        raise CollectListFileError(file=path.name, problem="names no address")
    return found
