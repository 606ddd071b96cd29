"""Published reports from the inspectorate's website into the store; the only room that uses the network.

    path = fetch_report("https://…", fetcher=Fetcher(hosts=hosts_of(), cache=Cache(folder)))

Nothing is fetched unless somebody asks for it: `python -m yjs_dash collect`, or a press on “Add a report”.
"""

from __future__ import annotations

from pathlib import Path

from yjs_dash.collect.cache import Cache
from yjs_dash.collect.fetcher import Bounds, Fetcher
from yjs_dash.collect.hosts import Endpoint, Hosts, hosts_of
from yjs_dash.collect.pace import Pace
from yjs_dash.collect.reports import file_of, found_at
from yjs_dash.collect.run import STATUSES, Collected, Collection, Wanted, addresses_in, open_collection
from yjs_dash.collect.site import FIRST_YEAR

__all__ = [
    "FIRST_YEAR",
    "STATUSES",
    "Bounds",
    "Cache",
    "Collected",
    "Collection",
    "Endpoint",
    "Fetcher",
    "Hosts",
    "Pace",
    "Wanted",
    "addresses_in",
    "fetch_report",
    "hosts_of",
    "open_collection",
]


def fetch_report(address: str, *, fetcher: Fetcher) -> Path:
    """The file of the report at an address, or of the one that the page there leads to.

    Raises:
        AddressError: one of its kinds, for whatever keeps a report from coming.
        CollectFolderError: the folder of the cache cannot be used.
    """
    return file_of(found_at(address, fetcher=fetcher), fetcher=fetcher)
