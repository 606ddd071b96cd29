"""Plain words for the printed figures: headline, subtitle, alternative text, what may be concluded.

Takes rows of `compare.context` and `compare.verdicts`. “Similar”, “higher” and “lower” appear only where a verdict
allows them; otherwise figures are told as printed. Headlines have ten words or fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from yjs_dash.compare.context import Indicator

HEADLINE_WORDS = 10

Row = Mapping[str, Any]


def latest_headline(rows: Sequence[Row], verdicts: Sequence[Row], *, measure: Indicator) -> str:
    """Finding of rows of `latest` with their `verdicts`."""
    own = [row for row in rows if not row["comparator"]]
    known = [row for row in own if row["value"] is not None]
    subject = topic(measure)
    if not known:
        return f"{subject}: no figure is published"
    tested = [row for row in verdicts if row["verdict"]]
    absent = [str(row["service"]) for row in own if row["value"] is None]
    clauses = [f"{row['service']} {_verb(row)} {row['reference_area']}" for row in tested]
    plain = [f"{row['service']} {row['label']}" for row in known]
    nations = {str(row["label"]) for row in rows if row["area_type"] == "nation"}
    beside = [f"England and Wales {label}" for label in nations] if len(nations) == 1 else []
    missing = [f"{listed(absent)} not published"] if absent else []
    # Every service with a figure needs its verdict, or the headline would leave the others to be guessed.
    tellings = [[*clauses, *missing], clauses] if len(tested) == len(known) else []
    tellings += [[*plain, *beside, *missing], [*plain, *beside], plain]
    published, services = len({row["service"] for row in known}), len({row["service"] for row in own})
    return shortest(
        [f"{subject}: {'; '.join(telling)}" for telling in tellings],
        otherwise=f"{subject}: figures published for {published} of {services} services",
    )


def subtitle(rows: Sequence[Row], *, measure: Indicator) -> str:
    """Measure, unit, direction of good, and the period or that periods differ."""
    return f"{measured(measure)}; as printed for the inspection. {_periods(rows)}"


def measured(measure: Indicator) -> str:
    """Measure, unit and direction of good."""
    unit = {"%": "per cent", "£": "pounds"}.get(measure.unit, measure.unit)
    words = f"{measure.name}, {unit}" if unit else measure.name
    return f"{words}; {measure.direction or 'neither direction is better'}"


def latest_alternative(rows: Sequence[Row], verdicts: Sequence[Row], *, measure: Indicator) -> str:
    """Alternative text of the bars: every figure with its comparator, period and verdict."""
    tested = {row["service_id"]: row for row in verdicts}
    sentences = []
    for row in rows:
        if row["comparator"]:
            continue
        named = f"{row['service']}, {row['breakdown']}" if row["breakdown"] else str(row["service"])
        if row["value"] is None:
            sentences.append(f"{named}: {row['label']}.")
            continue
        words = f"{named}: printed as {row['label']}, {period_words(row['period'])}"
        words += "".join(f"; {other['area']} {other['label']}" for other in _comparators(rows, row))
        test = tested.get(row["service_id"], {})
        if test.get("verdict") and not row["breakdown"]:
            words += f"; {_verb(test)} {test['reference_area']} by the 95 per cent test [e]"
        sentences.append(f"{words}.")
    return f"Bar chart from zero. {measured(measure)}. {' '.join(sentences)}"


def latest_conclusion(rows: Sequence[Row], verdicts: Sequence[Row], *, measure: Indicator) -> list[str]:
    """What can and what cannot be concluded from the printed figures, sentence by sentence."""
    known = [row for row in verdicts if row["value"] is not None]
    if not known:
        return ["Nothing is published for these services, so nothing can be concluded."]
    sentences = []
    tested = [row for row in known if row["verdict"]]
    for row in tested:
        sentences.append(
            f"{row['service']}’s rate is {_verb(row)} {row['reference_area']}’s: its 95 per cent interval, "
            f"{row['low_95']:,.0f} to {row['high_95']:,.0f}, {_lies(row)}. {row['reason']}"
        )
    others = [row for row in known if not row["verdict"]]
    for reason in dict.fromkeys(str(row["reason"]) for row in others):
        names = listed(row["service"] for row in others if row["reason"] == reason)
        sentences.append(f"{names}: {reason[:1].lower()}{reason[1:]}")
    if not tested:
        sentences.append(
            "The figures stand as printed; whether they differ by more than chance cannot be concluded."
        )
    if len({row["period"] for row in known}) > 1:
        sentences.append("The periods differ, so services are not compared with each other.")
    elsewhere = [r for r in rows if not r["comparator"] and "another inspection" in str(r["note"])]
    for row in elsewhere:
        sentences.append(
            f"{row['service']}: the figure was printed for another inspection than the one shown."
        )
    return sentences


def listed(names: Iterable[object]) -> str:
    """Names as a list in a sentence."""
    found = [str(name) for name in names]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def fits(headline: str) -> bool:
    """Whether a headline has ten words or fewer."""
    return len(headline.split()) <= HEADLINE_WORDS


def shortest(candidates: Iterable[str], *, otherwise: str) -> str:
    """The first of the candidates that fits as a headline."""
    return next((words for words in candidates if words and fits(words)), otherwise)


def topic(measure: Indicator) -> str:
    """The subject in two words or so: “First-time entrants, rate” is about first-time entrants."""
    return measure.name.removesuffix(", rate").replace(" rate", "").replace(", aged", " at")


def period_words(period: object) -> str:
    """A period within a sentence."""
    return "period not stated" if period in ("", "not stated", None) else str(period)


def capital(words: str) -> str:
    """Words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def _comparators(rows: Sequence[Row], own: Row) -> list[Row]:
    return [
        row
        for row in rows
        if row["comparator"]
        and row["service_id"] == own["service_id"]
        and row["breakdown"] == own["breakdown"]
        and row["value"] is not None
    ]


def _periods(rows: Sequence[Row]) -> str:
    periods = list(dict.fromkeys(str(row["period"]) for row in rows if row["value"] is not None))
    if not periods:
        return "Nothing published"
    return capital(period_words(periods[0])) if len(periods) == 1 else "Periods differ, see each row"


def _verb(row: Row) -> str:
    return {"similar": "similar to", "higher": "higher than", "lower": "lower than"}[str(row["verdict"])]


def _lies(row: Row) -> str:
    where = {"similar": "includes", "higher": "lies above", "lower": "lies below"}[str(row["verdict"])]
    return f"{where} {row['reference']:g}"
