"""Every string about local context that a visitor can see, collected from a data set as the pages put them together.

The pages Context and Children, and the rates of the National picture, without drawing their charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yjs_dash.compare import Catalogue, Selection, part_of_total
from yjs_dash.compare import children as shares
from yjs_dash.compare import context as local
from yjs_dash.compare import national_rates as of
from yjs_dash.compare.areas import service_figures
from yjs_dash.compare.disproportionality import relative_rates
from yjs_dash.compare.national import Filter
from yjs_dash.compare.resources import SPEND, STAFF, resources
from yjs_dash.compare.trends import has_neighbours, latest_beside_neighbours, trend, without_neighbours
from yjs_dash.compare.verdicts import verdicts
from yjs_dash.export.figure_tables import figure_table
from yjs_dash.narrate import children_sentences as say_children
from yjs_dash.narrate import context_sentences as say
from yjs_dash.narrate import disproportionality as say_index
from yjs_dash.narrate import national_rates as say_national
from yjs_dash.narrate import part_of_total_sentences as say_wholes
from yjs_dash.narrate import rate_words
from yjs_dash.narrate import resources as say_resources
from yjs_dash.narrate import trend_sentences as say_trends
from yjs_dash.narrate.areas import neighbours_sentence, parts_sentence

LATEST = ("first_time_entrant_rate", "reoffending_rate", "vacancy_rate")
TRENDS = (
    "first_time_entrant_rate", "cautioned_or_sentenced_rate", "reoffending_rate_10_14", "reoffending_rate_15_17",
    "youth_justice_spend", "neet_16_17", "looked_after_convicted",
)  # fmt: skip
COMPOSITIONS = ("caseload_age", "caseload_gender", "caseload_ethnicity", "offence_types")


@dataclass(frozen=True)
class Said:
    """One string. `place`: block and slot, as “latest.headline”; `about`: the indicator, where there is one."""

    place: str
    text: str
    about: str = ""
    subject: str = ""


def everything(catalogue: Catalogue, selection: Selection, *, parts: bool = False) -> list[Said]:
    """Every string on local context for a choice of services; with `parts`, also of periods that no page shows."""
    found: list[Said] = []
    for indicator_id in LATEST:
        found += latest(catalogue, selection, indicator_id)
    for indicator_id in TRENDS:
        if indicator_id in catalogue.observations:
            found += series(catalogue, selection, indicator_id)
    lacking = without_neighbours(catalogue, selection)
    found += _said(
        "series.notes", say_trends.series_notes(lacking, known_neighbours=has_neighbours(catalogue))
    )
    found += _parts(catalogue, selection) if parts else []
    found += _resources(catalogue, selection)
    found += _compositions(catalogue, selection)
    found += _index(catalogue, selection)
    found += _wholes(catalogue, selection)
    return found


def _said(place: str, texts: Iterable[str], about: str = "", subject: str = "") -> list[Said]:
    return [Said(place, text, about, subject) for text in texts]


def latest(catalogue: Catalogue, selection: Selection, indicator_id: str) -> list[Said]:
    measure = local.indicator(catalogue, indicator_id)
    rows = local.latest(catalogue, selection, indicator_id=indicator_id)
    tested = verdicts(catalogue, selection, indicator_id=indicator_id)
    found = [
        Said("latest.headline", say.latest_headline(rows, tested, measure=measure), indicator_id),
        Said("latest.subtitle", say.subtitle(rows, measure=measure), indicator_id),
        Said("latest.alternative", say.latest_alternative(rows, tested, measure=measure), indicator_id),
        *_said("latest.conclusion", say.latest_conclusion(rows, tested, measure=measure), indicator_id),
    ]
    table = figure_table(rows, unit=measure.unit, tested=tested)
    if "By the 95% test" in table.columns:
        for row in table.to_dict("records"):
            if row["By the 95% test"]:
                found.append(Said("latest.cell", row["By the 95% test"], indicator_id, row["Service"]))
    if "Note" in table.columns:
        for row in table.to_dict("records"):
            if row["Note"] and row["Area is"] == "the service":
                found.append(Said("latest.note", row["Note"], indicator_id, row["Service"]))
    return found


def series(catalogue: Catalogue, selection: Selection, indicator_id: str) -> list[Said]:
    measure = local.indicator(catalogue, indicator_id)
    trended = trend(catalogue, selection, indicator_id=indicator_id)
    beside = [] if trended.banded else latest_beside_neighbours(trended)
    found: list[Said] = []
    if not (trended.single and beside):
        found += [
            Said("trend.headline", say_trends.trend_headline(trended, measure=measure), indicator_id),
            Said("trend.subtitle", say_trends.trend_subtitle(trended, measure=measure), indicator_id),
            Said("trend.alternative", say_trends.trend_alternative(trended, measure=measure), indicator_id),
            *_said("trend.conclusion", say_trends.trend_conclusion(trended, measure=measure), indicator_id),
        ]
    for row in say_trends.trend_table(trended):
        note = say_trends.note_of_series(row, measure=measure)
        if note and row.area_type != "neighbours":
            found.append(Said("trend.note", note, indicator_id, f"{row.service}|{row.period_end}"))
        elif row.area_type == "neighbours":
            found.append(Said("near.row", f"{row.area}: {row.label}. {note}", indicator_id, row.period_end))
    if beside:
        found += [
            Said("near.headline", say_trends.neighbours_headline(beside, measure=measure), indicator_id),
            Said("near.subtitle", say_trends.neighbours_subtitle(beside, measure=measure), indicator_id),
            Said(
                "near.alternative", say_trends.neighbours_alternative(beside, measure=measure), indicator_id
            ),
        ]
        if trended.single:
            found += _said(
                "trend.conclusion", say_trends.trend_conclusion(trended, measure=measure), indicator_id
            )
    return found


def _parts(catalogue: Catalogue, selection: Selection) -> list[Said]:
    """What figures of services rest on, for every period; and neighbours of whom none has a figure."""
    found: list[Said] = []
    for indicator_id in ("first_time_entrants", "first_time_entrant_rate", "youth_justice_spend"):
        unit = local.indicator(catalogue, indicator_id).unit
        for entry in selection.entries:
            for part in service_figures(catalogue, entry, indicator_id=indicator_id):
                if part.period_end:
                    words = parts_sentence(part, unit=unit)
                    found.append(
                        Said("areas.sentence", words, indicator_id, f"{entry.name}|{part.period_end}")
                    )
        for row in trend(catalogue, selection, indicator_id=indicator_id).neighbours:
            if row.median is None:
                found.append(Said("near.sentence", neighbours_sentence(row), indicator_id, row.period_end))
    return found


def _resources(catalogue: Catalogue, selection: Selection) -> list[Said]:
    found: list[Said] = []
    for wanted, subject, about in ((SPEND, "Spend for each child", "spend"), (STAFF, "Staff", "staff")):
        rows = resources(catalogue, selection, wanted=wanted)
        found += [
            Said("resources.headline", say_resources.resources_headline(rows, subject=subject), about),
            Said("resources.subtitle", say_resources.resources_subtitle(rows), about),
            Said("resources.alternative", say_resources.resources_alternative(rows, subject=subject), about),
            *_said("resources.conclusion", say_resources.resources_conclusion(rows), about),
        ]
    return found


def _compositions(catalogue: Catalogue, selection: Selection) -> list[Said]:
    found: list[Said] = [Said("shares.note", say_children.NO_VERDICT())]
    for indicator_id in COMPOSITIONS:
        measure = local.indicator(catalogue, indicator_id)
        rows = shares.composition(catalogue, selection, indicator_id=indicator_id)
        found += [
            Said("shares.headline", say_children.composition_headline(rows, measure=measure), indicator_id),
            Said("shares.subtitle", say_children.composition_subtitle(rows, measure=measure), indicator_id),
            Said(
                "shares.alternative",
                say_children.composition_alternative(rows, name=measure.name),
                indicator_id,
            ),
            *_said(
                "shares.conclusion", say_children.composition_conclusion(rows, measure=measure), indicator_id
            ),
        ]
    rows = shares.needs(catalogue, selection)
    return [
        *found,
        Said("needs.headline", say_children.needs_headline(rows)),
        Said("needs.subtitle", say_children.needs_subtitle(rows)),
        Said("needs.alternative", say_children.composition_alternative(rows, name="Needs of the caseload")),
        *_said("needs.conclusion", say_children.needs_conclusion(rows)),
    ]


def _index(catalogue: Catalogue, selection: Selection) -> list[Said]:
    rows = relative_rates(catalogue, selection)
    return [
        Said("index.headline", say_index.relative_rate_headline(rows)),
        Said("index.subtitle", say_index.relative_rate_subtitle(rows)),
        Said("index.alternative", say_index.relative_rate_alternative(rows)),
        *_said("index.sentence", (say_index.relative_rate_sentence(row) for row in rows)),
        *[
            Said("index.note", note, "", f"{r.service}|{r.group}")
            for r in rows
            if (note := say_index.chart_note(r))
        ],
        Said("index.conclusion", say_index.relative_rate_conclusion(rows)),
    ]


def _wholes(catalogue: Catalogue, selection: Selection) -> list[Said]:
    found: list[Said] = []
    for indicator_id in part_of_total.DISPOSALS:
        rows = part_of_total.parts_of_total(catalogue, selection, indicator_id=indicator_id)
        found += _whole(catalogue, indicator_id, rows, say_wholes.whole_conclusion(rows))
    rows = part_of_total.education(catalogue, selection)
    corrections = part_of_total.corrections(catalogue, selection.entries)
    return found + _whole(
        catalogue, part_of_total.EDUCATION, rows, say_wholes.education_conclusion(rows, corrections)
    )


def _whole(
    catalogue: Catalogue, indicator_id: str, rows: Sequence[part_of_total.PartRow], said: Sequence[str]
) -> list[Said]:
    measure = local.indicator(catalogue, indicator_id)
    return [
        Said("whole.headline", say_wholes.whole_headline(rows, name=measure.name), indicator_id),
        Said("whole.subtitle", say_wholes.whole_subtitle(rows, measure=measure), indicator_id),
        Said("whole.alternative", say_wholes.whole_alternative(rows, name=measure.name), indicator_id),
        *_said("whole.conclusion", said, indicator_id),
    ]


def national(catalogue: Catalogue, selection: Selection, wanted: Filter) -> list[Said]:
    """Every string on the rates of all local authorities; “national.cell” has the authority as its subject."""
    found: list[Said] = []
    for measure in of.available(catalogue):
        about = measure.indicator_id
        picture = of.filtered_rates(of.rates(catalogue, indicator_id=about), selection, wanted)
        if picture.counted:
            found += [
                Said("national.headline", say_national.headline(picture), about),
                Said("national.subtitle", say_national.subtitle(picture), about),
                Said("national.alternative", say_national.alternative(picture), about),
            ]
            for row in say_national.table(picture).to_dict("records"):
                found += [
                    Said(f"national.cell.{name}", row[name], about, row["Area"])
                    for name in ("Region", "Count [e]", "95% interval", "Compared with", "Limits", "Verdict")
                    if row.get(name)
                ]
            if picture.rates.reference:
                found.append(Said("national.line", rate_words.line_name(picture.rates), about))
        found += _said("national.judged", say_national.verdict_sentences(picture), about)
        found += _said("national.missing", say_national.missing_sentences(picture), about)
        found += _said("national.extent", [say_national.extent_sentence(picture)], about)
        found += _said("national.method", say_national.method_sentences(picture), about)
        found += _said("national.remark", say_national.remarks(picture), about)
    return [one for one in found if one.text]
