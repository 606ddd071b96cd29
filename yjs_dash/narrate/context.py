"""Plain words for the local circumstances: headline, subtitle, alternative text, what may be concluded.

Takes frames of `compare.context`. “Similar”, “higher” and “lower” appear only where `verdicts` allows them;
otherwise figures are told as printed. Headlines have ten words or fewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from yjs_dash.compare.context import Indicator

HEADLINE_WORDS = 10

Row = Mapping[Any, Any]


def latest_headline(frame: pd.DataFrame, verdicts: pd.DataFrame, *, measure: Indicator) -> str:
    """Finding of a frame of `latest` with its `verdicts`."""
    own = _own(frame)
    known = own[own["value"].notna()]
    if known.empty:
        return f"{_topic(measure)}: no figure is published"
    tested = verdicts[verdicts["verdict"] != ""].to_dict("records")
    absent = [str(name) for name in own.loc[own["value"].isna(), "service"]]
    topic = _topic(measure)
    clauses = [f"{row['service']} {_verb(row)} {row['reference_area']}" for row in tested]
    plain = [f"{row['service']} {row['label']}" for row in known.to_dict("records")]
    nations = [str(row["label"]) for row in frame.to_dict("records") if row["area_type"] == "nation"]
    beside = [f"England and Wales {nations[0]}"] if len(set(nations)) == 1 else []
    missing = [f"{' and '.join(absent)} not published"] if absent else []
    # Every service with a figure needs its verdict, or the headline would leave the others to be guessed.
    tellings = [[*clauses, *missing], clauses] if len(tested) == len(known) else []
    tellings += [[*plain, *beside, *missing], [*plain, *beside], plain]
    published, services = known["service"].nunique(), own["service"].nunique()
    return _shortest(
        [f"{topic}: {'; '.join(telling)}" for telling in tellings],
        otherwise=f"{topic}: figures published for {published} of {services} services",
    )


def trend_headline(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """First and last figures of the series in a frame of `trend`; no verdict, because no counts are published."""
    series, topic = _series(_own(frame)), _topic(measure)
    if not series:
        return f"{topic}: no official series is published"
    years = {(first["period_end"][:4], last["period_end"][:4]) for _, first, last in series}
    start, end = min(y for y, _ in years), max(y for _, y in years)
    courses = ", ".join(f"{name} {first['label']} to {last['label']}" for name, first, last in series)
    ends = ", ".join(f"{name} {last['label']} in {last['period_end'][:4]}" for name, _, last in series)
    several = f"{topic}: {len(series)} official series, {start}–{end}"
    if len(years) > 1 or start == end:
        return _shortest([f"{topic}: {ends}", ends], otherwise=several)
    return _shortest([f"{topic}: {courses}", f"{courses}, {start}–{end}", courses], otherwise=several)


def subtitle(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """Measure, unit, direction of good, and the period or that periods differ."""
    unit = "per cent" if measure.unit == "%" else measure.unit
    words = f"{measure.name}, {unit}" if unit else measure.name
    direction = f"; {measure.direction}" if measure.direction else ""
    return f"{words}{direction}. {_periods(frame)}"


def latest_alternative(frame: pd.DataFrame, verdicts: pd.DataFrame, *, measure: Indicator) -> str:
    """Alternative text of the bars: every figure with its comparator, period and verdict."""
    tested = {row["service_id"]: row for row in verdicts.to_dict("records")}
    sentences = []
    for row in _own(frame).to_dict("records"):
        if pd.isna(row["value"]):
            sentences.append(f"{row['service']}: {row['label']}.")
            continue
        words = f"{row['service']}: printed as {row['label']}, {_period(row)}"
        words += "".join(f"; {other['area']} {other['label']}" for other in _comparators(frame, row))
        test = tested.get(row["service_id"], {})
        if test.get("verdict"):
            words += f"; {_verb(test)} {test['reference_area']} by the 95 per cent test [e]"
        sentences.append(f"{words}.")
    return f"Bar chart from zero. {measure.name}{_unit(measure)}. {' '.join(sentences)}"


def trend_alternative(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """Alternative text of the lines: first and last figure of each, gaps, and what is not published."""
    sentences = []
    for name, first, last in _series(frame):
        group = frame[(frame["area"] == last["area"]) & (frame["service"] == last["service"])]
        gaps = int(group["value"].isna().sum())
        words = f"{name}: {first['label']} in the {first['period']}, {last['label']} in the {last['period']}"
        words += f", {gaps} of {len(group)} periods without a figure" if gaps else ""
        sentences.append(f"{words}.")
    absent = [_name(row, frame) for row in _unpublished(frame)]
    if absent:
        sentences.append(f"Not published: {', '.join(absent)}.")
    return f"Line chart from zero. {measure.name}{_unit(measure)}. {' '.join(sentences)}"


def latest_conclusion(verdicts: pd.DataFrame, *, measure: Indicator) -> str:
    """What can and what cannot be concluded from the printed figures."""
    if verdicts["value"].isna().all():
        return "Nothing is published for these services, so nothing can be concluded."
    sentences = []
    tested = verdicts[verdicts["verdict"] != ""]
    for row in tested.to_dict("records"):
        sentences.append(
            f"{row['service']}’s rate is {_verb(row)} {row['reference_area']}’s: its 95 per cent interval, "
            f"{row['low_95']:,.0f} to {row['high_95']:,.0f}, {_lies(row)}. {row['reason']}"
        )
    others = verdicts[(verdicts["verdict"] == "") & verdicts["value"].notna()]
    for reason in others["reason"].unique():
        names = " and ".join(str(name) for name in others.loc[others["reason"] == reason, "service"])
        sentences.append(f"{names}: {reason}")
    if tested.empty:
        sentences.append(
            "The figures stand as printed; whether they differ by more than chance cannot be concluded."
        )
    if (
        verdicts["value"].notna().sum() > 1
        and verdicts.loc[verdicts["value"].notna(), "period"].nunique() > 1
    ):
        sentences.append("The periods differ, so services are not compared with each other.")
    sentences.append("A figure says nothing about why it is as it is.")
    return " ".join(sentences)


def trend_conclusion(frame: pd.DataFrame, ranges: pd.DataFrame, *, measure: Indicator) -> str:
    """What can and what cannot be concluded from the official series; the range of a service's parts."""
    sentences = []
    for service, group in ranges.groupby("service", sort=False):
        known = group.dropna(subset=["low"])
        parts = int(group["parts"].iloc[0])
        if known.empty:
            sentences.append(f"{service} covers {parts} authorities, none with a published figure.")
            continue
        last = known.iloc[-1]
        ends = f"{last['low']:g}" if last["low"] == last["high"] else f"{last['low']:g} to {last['high']:g}"
        sentences.append(
            f"{service} covers {parts} authorities: the range of its parts is {ends} in the {last['period']}, "
            f"{int(last['published_parts'])} of {parts} published. Rates are not averaged."
        )
    if _series(frame):
        sentences.append(
            "The series show the course of the published rates. The numbers of children behind them are not "
            "published here, so it cannot be concluded that a change or a gap is more than chance."
        )
    else:
        sentences.append(
            "No official series is in this data set for these services, so no trend can be told."
        )
    return " ".join(sentences)


def fits(headline: str) -> bool:
    """Whether a headline has ten words or fewer."""
    return len(headline.split()) <= HEADLINE_WORDS


def _topic(measure: Indicator) -> str:
    """The subject in two words or so: “First-time entrants, rate” is about first-time entrants."""
    return measure.name.removesuffix(", rate").replace(" rate", "").replace(", aged", " at")


def _shortest(candidates: list[str], *, otherwise: str) -> str:
    return next((words for words in candidates if words and fits(words)), otherwise)


def _own(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[~frame["comparator"].astype(bool)]


def _comparators(frame: pd.DataFrame, row: Row) -> list[Row]:
    found = frame[
        (frame["service_id"] == row["service_id"])
        & frame["comparator"].astype(bool)
        & (frame["breakdown"] == row["breakdown"])
        & frame["value"].notna()
    ]
    return list(found.to_dict("records"))


def _series(frame: pd.DataFrame) -> list[tuple[str, Row, Row]]:
    """Name, first and last figure of every series that has one."""
    found: list[tuple[str, Row, Row]] = []
    for _, group in frame[frame["value"].notna()].groupby(["service", "area", "comparator"], sort=False):
        rows = group.sort_values("period_end").to_dict("records")
        found.append((_name(rows[0], frame), rows[0], rows[-1]))
    return found


def _unpublished(frame: pd.DataFrame) -> list[Row]:
    groups = _own(frame).groupby(["service", "area"], sort=False)
    return [group.to_dict("records")[0] for _, group in groups if group["value"].isna().all()]


def _name(row: Row, frame: pd.DataFrame) -> str:
    own = _own(frame)
    several = own.loc[own["service"] == row["service"], "area"].nunique() > 1
    return (
        f"{row['area']} (part of {row['service']})"
        if several and not row["comparator"]
        else str(row["service"])
    )


def _periods(frame: pd.DataFrame) -> str:
    rows = frame[frame["value"].notna()]
    periods = list(dict.fromkeys(str(period) for period in rows["period"]))
    if not periods:
        return "Nothing published"
    if len(periods) == 1:
        return _capital("period not stated" if periods[0] == "not stated" else periods[0])
    if rows["area_type"].isin(["service", "nation"]).all() or rows["period_end"].isna().any():
        return "Periods differ, see each row"
    ordered = rows.sort_values("period_end")["period"]
    first, last = str(ordered.iloc[0]), str(ordered.iloc[-1])
    return _capital(f"{first} to {last[-4:] if first[:-4] == last[:-4] else last}")


def _period(row: Row) -> str:
    period = str(row["period"])
    return "period not stated" if period in ("", "not stated") else period


def _unit(measure: Indicator) -> str:
    unit = ", per cent" if measure.unit == "%" else f", {measure.unit}" if measure.unit else ""
    return f"{unit}; {measure.direction}" if measure.direction else unit


def _verb(row: Row) -> str:
    return {"similar": "similar to", "higher": "higher than", "lower": "lower than"}[str(row["verdict"])]


def _lies(row: Row) -> str:
    where = {"similar": "includes", "higher": "lies above", "lower": "lies below"}[str(row["verdict"])]
    return f"{where} {row['reference']:g}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
