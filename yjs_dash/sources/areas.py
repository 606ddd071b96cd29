"""The areas of English statistics: regions as our tables name them, and authorities that were replaced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yjs_dash.schema import AREAS

NATION = "England"
LONDON = "London"
REGIONS: tuple[str, ...] = (
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    LONDON,
    "South East",
    "South West",
)
LONDON_PARTS: tuple[str, ...] = ("London (Inner)", "London (Outer)")
_OTHER_NAMES = {"inner london": LONDON_PARTS[0], "outer london": LONDON_PARTS[1], "east": "East of England"}
_BY_NAME = {name.casefold(): name for name in (*REGIONS, *LONDON_PARTS)} | _OTHER_NAMES


@dataclass(frozen=True)
class FormerAuthority:
    """An authority that was replaced: the first day of its successors, their names, and the order that did it."""

    replaced: dt.date
    successors: tuple[str, ...]
    order: str


_DORSET = ("Dorset", "Bournemouth, Christchurch and Poole")
_DORSET_ORDER = "Bournemouth, Dorset and Poole (Structural Changes) Order 2018, SI 2018/648"
FORMER_AUTHORITIES: Mapping[str, FormerAuthority] = {
    "Bournemouth (Pre LG)": FormerAuthority(dt.date(2019, 4, 1), _DORSET[1:], _DORSET_ORDER),
    "Poole (Pre LG)": FormerAuthority(dt.date(2019, 4, 1), _DORSET[1:], _DORSET_ORDER),
    "Dorset (Pre LG)": FormerAuthority(dt.date(2019, 4, 1), _DORSET, _DORSET_ORDER),
    "Northamptonshire": FormerAuthority(
        dt.date(2021, 4, 1),
        ("North Northamptonshire", "West Northamptonshire"),
        "Northamptonshire (Structural Changes) Order 2020, SI 2020/156",
    ),
    "Cumbria": FormerAuthority(
        dt.date(2023, 4, 1),
        ("Cumberland", "Westmorland and Furness"),
        "Cumbria (Structural Changes) Order 2022, SI 2022/331",
    ),
}


def existed(area: str, *, day: dt.date) -> bool:
    """Whether a local authority existed on a day, as far as FORMER_AUTHORITIES tells; any other area did."""
    former = FORMER_AUTHORITIES.get(area)
    if former is not None:
        return day < former.replaced
    began = [one.replaced for one in FORMER_AUTHORITIES.values() if area in one.successors]
    return day >= max(began) if began else True


def region_name(text: str) -> str | None:
    """Our name of a region however a publisher writes it (“Yorkshire & The Humber”, “Inner London”), or None."""
    return _BY_NAME.get(" ".join(text.replace("&", "and").split()).casefold())


def parents_of(authority_regions: Mapping[str, str]) -> dict[str, str]:
    """Area → the area it is part of: authorities in regions, the halves of London in London, regions in England.

    `authority_regions` gives the region of each authority, in any spelling; what is no region is left out.
    """
    regions = {authority: region_name(region) for authority, region in authority_regions.items()}
    parents = {authority: region for authority, region in regions.items() if region is not None}
    return parents | dict.fromkeys(LONDON_PARTS, LONDON) | dict.fromkeys(REGIONS, NATION)


def areas_frame(authority_regions: Mapping[str, str], *, source_id: str) -> pd.DataFrame:
    """Authorities with their region, London as a whole. Columns: those of `schema.AREAS`, text cells."""
    regions = {authority: region_name(region) for authority, region in authority_regions.items()}
    rows = [
        (authority, LONDON if region in LONDON_PARTS else region, NATION, source_id)
        for authority, region in sorted(regions.items())
        if region is not None
    ]
    return pd.DataFrame(rows, columns=AREAS.column_names, dtype="str")
