"""Plain words for counts as parts of a whole, and for education with its corrections.

Takes rows of `compare.wholes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.context import Indicator
from yjs_dash.compare.wholes import Correction, whole_notes
from yjs_dash.narrate.children import NOTHING
from yjs_dash.narrate.context import Row, capital, period_words, shortest


def whole_headline(rows: Sequence[Row], *, name: str) -> str:
    """The largest part of each service’s whole, in ten words or fewer."""
    known = [row for row in rows if row["value"] is not None]
    services = list(dict.fromkeys(str(row["service"]) for row in rows))
    if not known:
        return f"{name}: no figures are published"
    largest = {
        service: max((r for r in known if r["service"] == service), key=lambda r: float(r["value"]))
        for service in dict.fromkeys(str(row["service"]) for row in known)
    }
    words = []
    for service, row in largest.items():
        of = f" of {row['whole_label']}" if row["whole_label"] else ""
        words.append(f"{service} {row['value']:g}{of}: {row['part'][:1].lower()}{row['part'][1:]}")
    return shortest(
        ["; ".join(words)],
        otherwise=f"{name}: published for {len(largest)} of {len(services)} services",
    )


def whole_subtitle(rows: Sequence[Row], *, measure: Indicator) -> str:
    """What is counted, what the bars are, and the period or that periods differ."""
    periods = list(dict.fromkeys(period_words(row["period"]) for row in rows if row["value"] is not None))
    when = capital(periods[0]) if len(periods) == 1 else "Periods differ, see each row" if periods else ""
    words = f"{measure.name}: children as printed, their per cent worked out; neither direction is better"
    return f"{words}. {when}".strip()


def whole_alternative(rows: Sequence[Row], *, name: str) -> str:
    """Alternative text: every count with its whole, service by service."""
    words = []
    for row in rows:
        group = f", {row['group'][:1].lower()}{row['group'][1:]}" if row["group"] else ""
        part = f", {row['part'][:1].lower()}{row['part'][1:]}" if row["part"] else ""
        corrected = ", corrected" if row["corrected"] else ""
        words.append(f"{row['service']}{group}{part}: {row['label']}{corrected}.")
    return f"Bar chart from zero to the whole. {name}. {' '.join(words)}"


def whole_conclusion(rows: Sequence[Row]) -> list[str]:
    """What the parts cover, and what they cannot tell."""
    if all(row["value"] is None for row in rows):
        return [NOTHING]
    if any(row["value"] is not None and row["whole"] is None for row in rows):
        return [*whole_notes(rows), "A count whose whole is not published has no bar."]
    return whole_notes(rows)


def education_conclusion(rows: Sequence[Row], corrections: Sequence[Correction]) -> list[str]:
    """Why figures are read otherwise than the report labels them, and what the age groups cover."""
    if all(row["value"] is None for row in rows):
        return [NOTHING]
    sentences = [
        f"Corrected, {one.service}, {one.part[:1].lower()}{one.part[1:]}: {one.reason[:1].lower()}{one.reason[1:]}"
        for one in corrections
    ]
    if any(row["whole"] is not None for row in rows):
        sentences.append(
            "Each age group is a whole of its own. Its size is worked out [e] from a count and the share that the "
            "report prints for it; no other number fits."
        )
    return [*sentences, *whole_notes(rows)]
