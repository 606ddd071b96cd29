"""Plain words for the official series: headline, subtitle, alternative text, what may be concluded.

Takes a `compare.trends.Trend`. No verdicts: the counts behind the series are not published.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.context import Indicator
from yjs_dash.compare.trends import Trend, latest_beside_neighbours
from yjs_dash.narrate.context import Row, capital, listed, measured, shortest, topic

NO_NEIGHBOURS = (
    "This data set holds no statistical neighbours; once the workbook of the Local Authority Interactive Tool is "
    "imported, their median and range stand here."
)
NO_SERIES = "No official series is in this data set for these services, so no trend can be told."
NO_VERDICT = (
    "The numbers of children behind these rates are not published here, so it cannot be concluded that a change or "
    "a gap is more than chance."
)
Series = tuple[str, Row, Row]


def trend_headline(found: Trend, *, measure: Indicator) -> str:
    """First and last figures of the series of the services."""
    series, subject = _series(found.own), topic(measure)
    if not series:
        return f"{subject}: no official series is published"
    years = {(first["period_end"][:4], last["period_end"][:4]) for _, first, last in series}
    start, end = min(y for y, _ in years), max(y for _, y in years)
    courses = ", ".join(f"{name} {first['label']} to {last['label']}" for name, first, last in series)
    ends = ", ".join(f"{name} {last['label']} in {last['period_end'][:4]}" for name, _, last in series)
    several = f"{subject}: {len(series)} official series, {start}–{end}"
    if len(years) > 1 or start == end:
        return shortest([f"{subject}: {ends}", ends], otherwise=several)
    return shortest([f"{subject}: {courses}", f"{courses}, {start}–{end}", courses], otherwise=several)


def trend_subtitle(found: Trend, *, measure: Indicator) -> str:
    """Measure, unit, direction of good, and the first and the last period."""
    known = sorted(
        (row for row in found.rows if row["value"] is not None), key=lambda row: str(row["period_end"])
    )
    if not known:
        return f"{measured(measure)}. Nothing published"
    first, last = str(known[0]["period"]), str(known[-1]["period"])
    span = first if first == last else f"{first} to {last[-4:] if first[:-4] == last[:-4] else last}"
    words = f"{measured(measure)}. {capital(span)}"
    return (
        f"{words}. Dotted: median of the statistical neighbours; band: their range" if found.banded else words
    )


def trend_alternative(found: Trend, *, measure: Indicator) -> str:
    """Alternative text of the lines: first and last figure of each, gaps, neighbours, and what is not published."""
    sentences = []
    for name, first, last in _series(found.rows):
        group = [r for r in found.rows if (r["area"], r["service"]) == (last["area"], last["service"])]
        gaps = sum(row["value"] is None for row in group)
        words = f"{name}: {first['label']} in the {first['period']}, {last['label']} in the {last['period']}"
        words += f", {gaps} of {len(group)} periods without a figure" if gaps else ""
        sentences.append(f"{words}.")
    if found.banded:
        sentences += [f"Band and dotted line: {words}" for words in _beside(found)]
    absent = _absent(found)
    if absent:
        sentences.append(f"Not published: {listed(absent)}.")
    return f"Line chart from zero. {measured(measure)}. {' '.join(sentences)}"


def trend_conclusion(found: Trend) -> list[str]:
    """What the lines leave out and what stands beside them, sentence by sentence."""
    if not _series(found.own):
        return [NO_SERIES, *found.remarks]
    sentences = [_conclusion_of_gaps(found)] if _absent(found) or _breaks(found) else []
    names = dict.fromkeys(
        str(row["service"]) for row in found.own if row["value"] is not None and _is_part(row, found)
    )
    if names:
        sentences.append(
            f"{listed(names)}: each authority has a line of its own, because rates do not add up."
        )
    return [*sentences, *found.remarks, *(_beside(found) if found.banded else [])]


def series_notes(lacking: Sequence[Row], *, known_neighbours: bool) -> list[str]:
    """What holds for every official series: no verdicts, and who has no neighbours.

    Takes rows of `compare.trends.without_neighbours`.
    """
    welsh = dict.fromkeys(str(row["service"]) for row in lacking if row["country"] == "Wales")
    others = [str(row["authority"]) for row in lacking if row["country"] != "Wales"]
    notes = [NO_VERDICT]
    if welsh:
        notes.append(
            f"{listed(welsh)}: statistical neighbours are published for authorities in England only."
        )
    if not known_neighbours and others:
        notes.append(NO_NEIGHBOURS)
    elif others:
        notes.append(f"The data set has no statistical neighbours of {listed(others)}.")
    return notes


def neighbours_headline(rows: Sequence[Row], *, measure: Indicator) -> str:
    """The figure of an authority beside the median of its neighbours, where there is room."""
    words = [f"{row['authority']} {row['value_label']}, neighbours {row['median_label']}" for row in rows]
    return shortest(
        [f"{topic(measure)}: {'; '.join(words)}"], otherwise=f"{topic(measure)} beside statistical neighbours"
    )


def neighbours_subtitle(rows: Sequence[Row], *, measure: Indicator) -> str:
    """What dot, stroke and mark are, and the period or that periods differ."""
    periods = list(dict.fromkeys(str(row["period"]) for row in rows))
    when = capital(periods[0]) if len(periods) == 1 else "Periods differ, see each row"
    return f"{measured(measure)}. Grey: range of the statistical neighbours, mark: their median. {when}"


def neighbours_alternative(rows: Sequence[Row], *, measure: Indicator) -> str:
    """Alternative text of the ranges."""
    words = [f"{row['authority']} {row['value_label']}, {row['period']}. {row['sentence']}" for row in rows]
    return f"Ranges on an axis from zero. {measured(measure)}. {' '.join(words)}"


def _series(rows: Sequence[Row]) -> list[Series]:
    """Name, first and last figure of every series that has one."""
    groups: dict[tuple[str, str], list[Row]] = {}
    parts: dict[str, set[str]] = {}
    for row in rows:
        parts.setdefault(str(row["service"]), set()).add(str(row["area"]))
        if row["value"] is not None:
            groups.setdefault((str(row["service"]), str(row["area"])), []).append(row)
    found = []
    for (service, area), group in groups.items():
        ordered = sorted(group, key=lambda row: str(row["period_end"]))
        name = f"{area} (part of {service})" if len(parts[service]) > 1 else service
        found.append((name, ordered[0], ordered[-1]))
    return found


def _is_part(row: Row, found: Trend) -> bool:
    return len({other["area"] for other in found.own if other["service"] == row["service"]}) > 1


def _absent(found: Trend) -> list[str]:
    known = {(row["service"], row["area"]) for row in found.own if row["value"] is not None}
    names = {
        (row["service"], row["area"]): f"{row['area']} (part of {row['service']})"
        if _is_part(row, found)
        else str(row["service"])
        for row in found.own
    }
    return [name for key, name in names.items() if key not in known]


def _breaks(found: Trend) -> bool:
    drawn = {(row["service"], row["area"]) for row in found.rows if row["value"] is not None}
    return any(row["value"] is None for row in found.rows if (row["service"], row["area"]) in drawn)


def _conclusion_of_gaps(found: Trend) -> str:
    absent = _absent(found)
    words = [f"Not published [x]: {listed(absent)}."] if absent else []
    if _breaks(found):
        words.append("Where a line breaks or ends early, figures are suppressed [c] or not published [x].")
    return " ".join(words)


def _beside(found: Trend) -> list[str]:
    return [
        f"{capital(str(row['period']))}: {row['authority']} {row['value_label']}. {row['sentence']}"
        for row in latest_beside_neighbours(found)
    ]
