"""Plain words for the shares of the caseload: headline, subtitle, alternative text, what may be concluded.

Takes rows of `compare.children`. Printed percentages without a base carry no verdict: they are told as printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.children import CASELOAD_ETHNICITY, OFFENCE_TYPES, UNKNOWN, sum_notes
from yjs_dash.compare.context import Indicator
from yjs_dash.narrate.context import Row, capital, listed, period_words, shortest

_FOCUS: tuple[str, ...] = ("10–14", "Female", UNKNOWN)
"""The part that a headline tells, where there is room for one."""
NOTHING = "Nothing is published for these services, so nothing can be concluded."
NO_VERDICT = (
    "The shares stand as printed. The numbers of children behind them are not, so it cannot be concluded that two "
    "shares differ by more than chance."
)


def composition_headline(rows: Sequence[Row], *, measure: Indicator) -> str:
    """One part of the caseload as printed for each service, in ten words or fewer."""
    known = [row for row in rows if not row["comparator"] and row["value"] is not None]
    if not known:
        return f"{measure.name}: no shares are published"
    parts = [row["breakdown"] for row in known]
    part = next((focus for focus in _FOCUS if focus in parts), parts[0])
    return _headline(rows, [row for row in rows if row["breakdown"] == part])


def needs_headline(rows: Sequence[Row]) -> str:
    """The need that most children of a service have, as printed."""
    known = [row for row in rows if not row["comparator"] and row["value"] is not None]
    if not known:
        return "Needs of the caseload: no shares are published"
    most = max(known, key=lambda row: float(row["value"]))["part"]
    return _headline(rows, [row for row in rows if row["part"] == most])


def composition_subtitle(rows: Sequence[Row], *, measure: Indicator) -> str:
    """Measure, unit, what stands beside it, and the period or that periods differ."""
    words = f"{measure.name}, per cent as printed; neither direction is better"
    if any(row["population"] and row["value"] is not None for row in rows):
        words += "; hollow bars: children aged 10–17 who live there"
    return f"{words}. {_period(rows)}".strip()


def needs_subtitle(rows: Sequence[Row]) -> str:
    """What the shares are of, and the period or that periods differ."""
    words = "Share of the current caseload with a need, per cent as printed; neither direction is better"
    return f"{words}. {_period(rows)}".strip()


def composition_alternative(rows: Sequence[Row], *, name: str) -> str:
    """Alternative text: every share as printed, part by part."""
    sentences = []
    for part in dict.fromkeys(str(row["part"]) for row in rows):
        words = [
            f"{_whose(row)} {row['label']}"
            + (f", {period_words(row['period'])}" if row["value"] is not None else "")
            for row in rows
            if row["part"] == part
        ]
        sentences.append(f"{part or name}: {'; '.join(dict.fromkeys(words))}.")
    return f"Bar chart from zero. {name}, printed as per cent. {' '.join(sentences)}"


def composition_conclusion(rows: Sequence[Row], *, measure: Indicator) -> list[str]:
    """What can and cannot be concluded from printed shares, with what does not add to 100."""
    if all(row["value"] is None for row in rows):
        return [NOTHING]
    sentences = [*sum_notes(rows)]
    if measure.indicator_id == OFFENCE_TYPES:
        sentences.append(
            "The shares are of the inspected cases with a court disposal, not of the caseload: they do not cover "
            "out-of-court disposals, nor the cases that were not inspected."
        )
    if measure.indicator_id == CASELOAD_ETHNICITY:
        sentences.append("Children of unknown ethnicity may belong to any group; they are never shared out.")
    return sentences


def needs_conclusion(rows: Sequence[Row]) -> list[str]:
    """What can and cannot be concluded from the shares of needs."""
    if all(row["value"] is None for row in rows):
        return [NOTHING]
    return ["A child may have several of these needs, so the shares do not add up to a whole."]


def _headline(rows: Sequence[Row], of_part: Sequence[Row]) -> str:
    own = [row for row in of_part if not row["comparator"]]
    figures = [f"{row['service']} {row['label']}" for row in own if row["value"] is not None]
    absent = [str(row["service"]) for row in own if row["value"] is None]
    shared = list(dict.fromkeys(str(row["label"]) for row in of_part if row["area_type"] == "nation"))
    beside = [f"England and Wales {shared[0]}"] if len(shared) == 1 else []
    missing = [f"{listed(absent)} not published"] if absent else []
    name = str(own[0]["part"])
    services = {row["service"] for row in rows if not row["comparator"]}
    published = {row["service"] for row in rows if not row["comparator"] and row["value"] is not None}
    tellings = ([*figures, *beside, *missing], [*figures, *beside], [*figures, *missing], figures)
    return shortest(
        [f"{name}: {', '.join(telling)}" for telling in tellings],
        otherwise=f"{name}: published for {len(published)} of {len(services)} services",
    )


def _whose(row: Row) -> str:
    return f"children aged 10–17 in {row['service']}" if row["population"] else str(row["area"])


def _period(rows: Sequence[Row]) -> str:
    known = [row for row in rows if row["value"] is not None and not row["population"]]
    periods = list(dict.fromkeys(period_words(row["period"]) for row in known))
    if not periods:
        return ""
    return capital(periods[0]) if len(periods) == 1 else "Periods differ, see each row"
