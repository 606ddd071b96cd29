"""Plain words for spend and staff for each child in the caseload. Takes rows of `compare.resources`."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.narrate.context import Row, capital, listed, period_words, shortest


def resources_headline(rows: Sequence[Row], *, subject: str) -> str:
    """What is worked out for each service, in ten words or fewer."""
    services = list(dict.fromkeys(str(row["service"]) for row in rows))
    known = [row for row in rows if row["ratio"] is not None]
    if not any(row["what"] for row in rows):
        return f"{subject}: no figure is published"
    last = {str(row["service"]): row for row in reversed(known)}
    figures = [f"{name} {last[name]['ratio_label']}" for name in services if name in last]
    published = len({row["service"] for row in rows if row["what"]})
    return shortest(
        [f"{subject}: {'; '.join(figures)}", "; ".join(figures)],
        otherwise=f"{subject}: published for {published} of {len(services)} services",
    )


def resources_subtitle(rows: Sequence[Row]) -> str:
    """What is printed and what is worked out, the direction of good, and the period or that periods differ."""
    words = "As printed, and worked out [e] for the printed number of children in the caseload; neither direction is "
    words += "better. "
    periods = list(dict.fromkeys(period_words(row["period"]) for row in rows if row["what"]))
    if not periods:
        return f"{words}Nothing published"
    return words + (capital(periods[0]) if len(periods) == 1 else "Periods differ, see each row")


def resources_alternative(rows: Sequence[Row], *, subject: str) -> str:
    """Alternative text: every amount with its period, and what is worked out of it."""
    words = []
    for row in rows:
        if not row["what"]:
            words.append(f"{row['service']}: {row['label']}.")
            continue
        ratio = f", {row['ratio_label']}" if row["ratio_label"] else ""
        words.append(
            f"{row['service']}, {row['what']}: {row['label']}, {period_words(row['period'])}{ratio}."
        )
    return f"Bar chart from zero. {subject}. {' '.join(words)}"


def resources_conclusion(rows: Sequence[Row]) -> list[str]:
    """What the amounts were divided by, and why the quotient is only an order of size."""
    sentences = []
    for service in dict.fromkeys(str(row["service"]) for row in rows if row["ratio"] is not None):
        own = [row for row in rows if row["service"] == service and row["ratio"] is not None]
        caseload = f"{own[0]['caseload']:,.0f} children, {period_words(own[0]['caseload_period'])}"
        others = [
            f"{row['what']} is of {period_words(row['period'])}"
            for row in own
            if row["period"] != row["caseload_period"]
        ]
        words = f"{service}: the caseload is {caseload}"
        words += f"; {listed(others)}, so what is worked out shows an order of size only." if others else "."
        sentences.append(words)
    absent = list(dict.fromkeys(str(row["service"]) for row in rows if not row["what"]))
    if absent and sentences:
        sentences.append(f"Not published [x]: {listed(absent)}.")
    if not any(row["what"] for row in rows):
        sentences.append("Nothing is published for these services, so nothing can be concluded.")
    return sentences
