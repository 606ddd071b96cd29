"""Which area a figure is of: the service's, the nation, a region, or a place that nothing here can name."""

from __future__ import annotations

import re

from yjs_dash.extract.layout.characters import letters

SERVICE, NATION, REGION = "service", "England and Wales", "region"
REGIONS = (
    "London|North East|North West|Yorkshire and the Humber|East Midlands|West Midlands|East of England|South East|"
    "South West|Wales"
)
_REGION_NAMES = {letters(name): name for name in REGIONS.split("|")}
_AROUND = re.compile(r"^(?:in|for|of)?(?:the)?|(?:region|average)+$")
_OURS = re.compile(r"y[jo]s|yot|service|partnership|borough|county|city|council|local|thearea")
_OTHERS = re.compile(r"family|similar|comparator|neighbour|average|youthcourt|constabulary|police")
_LEAST_WORD = 4


def area_of(place: str, *, service: str | None) -> str | None:
    """The area from the letters that follow or make a label; None where they name another place.

    `service`: the service's name, None where the cover does not give it.
    """
    service_letters = letters(service or "")
    if service_letters and service_letters in place:
        return SERVICE
    if "englandandwales" in place or "national" in place or _AROUND.sub("", place) == "england":
        return NATION
    bare = _AROUND.sub("", place)
    if bare in _REGION_NAMES:
        return _REGION_NAMES[bare]
    if place in {"theregion", "intheregion", "regionalaverage", "theregionalaverage"}:
        return REGION
    if _OTHERS.search(place):
        return None
    words = [letters(word) for word in re.findall(r"\w+", service or "")]
    named = any(word in place for word in words if len(word) >= _LEAST_WORD)
    return SERVICE if not place or not service_letters or named or _OURS.search(place) else None
