"""Plain words for the table of all services at a glance."""

from __future__ import annotations

import pandas as pd

from yjs_dash.compare.national_glance import Glance, GlanceGroup
from yjs_dash.narrate.numbers import joined
from yjs_dash.narrate.template import Template, template

HEADLINE = template(
    "glance.headline", "We have inspections of {services} under the {framework}",
    services="Suffolk, Sutton and 86 other services", framework="2021 framework",
)  # fmt: skip
NONE = template("glance.none", "We have no inspection under the {framework}", framework="2025 framework")
OTHERS = template("glance.others", "{number} other {services}", number=86, services="services")
HELD = template(
    "glance.held",
    "We hold ratings of standards for {held} of these {inspected}; for the others we have the overall result only.",
    held=7, inspected="88 services",
)  # fmt: skip
HELD_ALL = template(
    "glance.held_all", "We hold ratings of standards for all of these {inspected}.", inspected="9 services"
)
HELD_NONE = template(
    "glance.held_none",
    "We do not hold the ratings of standards of these inspections, only the overall result.",
)
NOT_INSPECTED = template(
    "glance.not_inspected", "{number} more {services} no inspection under this framework in our data.",
    number=67, services="services have",
)  # fmt: skip
NO_NEIGHBOURS = template(
    "glance.no_neighbours",
    "We do not know statistical neighbours of {service}, so the services stand by name.",
    service="Cardiff",
)
NO_SERVICE = template("glance.no_service", "Choose a service to see its statistical neighbours first.")
GROUPS: dict[str, Template] = {
    "chosen": template("glance.chosen", "Chosen services"),
    "all": template("glance.all", "All services, by name"),
    "others": template("glance.rest", "Other services, by name"),
    "region": template("glance.region", "{name}", name="London"),
    "neighbours": template(
        "glance.neighbours", "Statistical neighbours of {name}, the nearest first", name="Sutton"
    ),
}
CAPTION = template(
    "glance.caption",
    "All services, {framework}: overall rating, score and standards",
    framework="2021 framework",
)
FILTER = template("glance.filter", "Filter by name or region")
SHOWN = template("glance.shown", "{shown} of {all} services", shown=12, all=155)
KEY = template("glance.key", "{letter} is {rating}", letter="O", rating="Outstanding")
TOGGLE = template("glance.toggle", "Select a name to add the service to the comparison or to take it out.")
SOURCE = template("glance.source", "the inspections in the table, each with its own source")


def headline(found: Glance) -> str:
    """Which services have an inspection under the framework, the chosen ones by name."""
    framework = found.framework.short_name
    if not found.inspected:
        return NONE(framework=framework)
    chosen = [
        row.name
        for group in found.groups
        if group.part == "chosen"
        for row in group.rows
        if row.inspection_id
    ]
    rest = len(found.inspected) - len(chosen)
    if not chosen:
        return HEADLINE(services=_services(rest), framework=framework)
    others = [OTHERS(number=rest, services="service" if rest == 1 else "services")] if rest else []
    return HEADLINE(services=joined([*chosen, *others]), framework=framework)


def base_sentences(found: Glance, *, wants_neighbours: bool, ours: str) -> list[str]:
    """What the table holds and what it lacks; `ours` names our service, empty where none is chosen."""
    inspected = len(found.inspected)
    told = []
    if inspected and not found.with_standards:
        told.append(HELD_NONE())
    elif inspected and found.with_standards == inspected:
        told.append(HELD_ALL(inspected=_services(inspected)))
    elif inspected:
        told.append(HELD(held=found.with_standards, inspected=_services(inspected)))
    rest = len(found.rows) - inspected
    if rest:
        told.append(NOT_INSPECTED(number=rest, services="service has" if rest == 1 else "services have"))
    if wants_neighbours and not ours:
        told.append(NO_SERVICE())
    elif wants_neighbours and found.centre is None:
        told.append(NO_NEIGHBOURS(service=ours))
    return told


def group_title(group: GlanceGroup) -> str:
    title = GROUPS[group.part]
    return title(name=group.name) if "name" in title.example else title()


def table(found: Glance) -> pd.DataFrame:
    """The table with every figure and source, to take away."""
    rows = found.rows
    return pd.DataFrame(
        {
            "Service": [row.name for row in rows],
            "Region": [row.region for row in rows],
            "Published": [row.published for row in rows],
            "Overall rating": [row.overall_rating for row in rows],
            "Score": pd.array([row.score for row in rows], dtype="Int64"),
            **{one.title: [row.ratings.get(one.id, "") for row in rows] for one in found.standards},
            "Source": [row.source for row in rows],
        }
    )


def _services(number: int) -> str:
    return f"{number} service{'' if number == 1 else 's'}"
