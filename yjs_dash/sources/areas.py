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
_OTHER_NAMES = {
    "inner london": LONDON_PARTS[0],
    "outer london": LONDON_PARTS[1],
    "east": "East of England",
    "eastern": "East of England",
}
_BY_NAME = {name.casefold(): name for name in (*REGIONS, *LONDON_PARTS)} | _OTHER_NAMES

AUTHORITY_SPELLINGS: Mapping[str, str] = {
    "Anglesey": "Isle of Anglesey",
    "Bedford": "Bedford Borough",
    "Bristol": "Bristol, City of",
    "Bristol City": "Bristol, City of",
    "City of Bristol": "Bristol, City of",
    "County Durham": "Durham",
    "Derby City": "Derby",
    "East Riding": "East Riding of Yorkshire",
    "Herefordshire County": "Herefordshire",
    "Herefordshire, County of": "Herefordshire",
    "Hull": "Kingston Upon Hull, City of",
    "Kingston upon Hull": "Kingston Upon Hull, City of",
    "Kingston upon Hull, City of": "Kingston Upon Hull, City of",
    "Leicester City": "Leicester",
    "Nottingham City": "Nottingham",
    "Rhondda Cynon Taff": "Rhondda Cynon Taf",
    "Southend": "Southend-on-Sea",
    "Southend on Sea": "Southend-on-Sea",
    "St Helens": "St. Helens",
    "Stockton on Tees": "Stockton-on-Tees",
    "Stoke on Trent": "Stoke-on-Trent",
    "Vale of Glamorgan": "Vale of Glamorgan",
    "Ynys Môn": "Isle of Anglesey",
}
"""An authority as some publisher spells it → as our tables do: in England that is the spelling of the Department for
Education's Local Authority Interactive Tool. Case, “&”, hyphens, full stops and a leading “The” make no difference."""


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


def authority_name(text: str) -> str:
    """Our spelling of a local authority's name, however a publisher writes it.

    A name that we know no other spelling of comes back as it is, its blanks in order.
    """
    name = " ".join(text.split())
    return _AUTHORITIES_BY_KEY.get(_authority_key(name), name)


def _authority_key(name: str) -> str:
    plain = name.casefold().replace("&", "and").replace("-", " ").replace(".", "")
    return " ".join(plain.split()).removeprefix("the ")


_AUTHORITIES_BY_KEY = {
    _authority_key(spelling): name
    for other, name in AUTHORITY_SPELLINGS.items()
    for spelling in (other, name)
}


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
