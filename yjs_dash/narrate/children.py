"""Plain words for the children in the caseload: headline, subtitle, alternative text, what may be concluded.

Takes frames of `compare.children`. Printed percentages without a base carry no verdict: they are told as printed.
"""

from __future__ import annotations

import pandas as pd

from yjs_dash.compare.children import CASELOAD_ETHNICITY, UNKNOWN, sum_notes
from yjs_dash.compare.context import Indicator
from yjs_dash.narrate.context import fits

_FOCUS: tuple[str, ...] = ("10–14", "Female", UNKNOWN)
"""The part that a headline tells, where there is room for one."""


def composition_headline(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """One part of the caseload as printed for each service, in ten words or fewer."""
    own = frame[~frame["comparator"].astype(bool)]
    known = own[own["value"].notna()]
    if known.empty:
        return f"{measure.name}: no shares are published"
    part = next((p for p in _FOCUS if (known["breakdown"] == p).any()), str(known["breakdown"].iloc[0]))
    rows = own[own["breakdown"] == part]
    figures = [f"{r['service']} {r['label']}" for r in rows[rows["value"].notna()].to_dict("records")]
    shared = frame[(frame["breakdown"] == part) & (frame["area_type"] == "nation")]["label"].unique()
    beside = [f"England and Wales {shared[0]}"] if len(shared) == 1 else []
    name = str(rows["part"].iloc[0])
    candidates = [f"{name}: {', '.join([*figures, *beside])}", f"{name}: {', '.join(figures)}"]
    published, services = known["service"].nunique(), own["service"].nunique()
    return next(
        (c for c in candidates if fits(c)), f"Shares published for {published} of {services} services"
    )


def composition_subtitle(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """Measure, unit, what stands beside it, and the period or that periods differ."""
    known = frame[frame["value"].notna()]
    periods = known.loc[~known["population"].astype(bool), "period"].unique()
    period = "" if not len(periods) else periods[0] if len(periods) == 1 else "periods differ, see each row"
    period = "period not stated" if period == "not stated" else period
    words = f"{measure.name}, per cent as printed; neither direction is better"
    if known["population"].any():
        words += "; hollow bars: children aged 10–17 who live there"
    return f"{words}. {period[:1].upper()}{period[1:]}".strip()


def composition_alternative(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """Alternative text: every share as printed, part by part."""
    sentences = []
    for part, group in frame.groupby("part", sort=False):
        words = []
        for row in group.to_dict("records"):
            name = f"children aged 10–17 in {row['service']}" if row["population"] else str(row["area"])
            words.append(f"{name} {row['label']}")
        sentences.append(f"{part or measure.name}: {', '.join(dict.fromkeys(words))}.")
    return f"Bar chart from zero. {measure.name}, printed as per cent. {' '.join(sentences)}"


def composition_conclusion(frame: pd.DataFrame, *, measure: Indicator) -> str:
    """What can and cannot be concluded from printed shares, with what does not add to 100."""
    if frame["value"].isna().all():
        return "Nothing is published for these services, so nothing can be concluded."
    sentences = [
        *sum_notes(frame),
        "The shares stand as printed. The numbers of children behind them are not, so it cannot be concluded that "
        "two shares differ by more than chance.",
    ]
    if measure.indicator_id == CASELOAD_ETHNICITY:
        sentences.append("Children of unknown ethnicity may belong to any group; they are never shared out.")
    periods = frame.loc[frame["value"].notna(), "period"].unique()
    if len(periods) > 1:
        sentences.append("The periods differ between the figures.")
    return " ".join(sentences)


def relative_rate_headline(frame: pd.DataFrame) -> str:
    """The index of each service that has one, in ten words or fewer."""
    rows = frame.to_dict("records")
    known = [r for r in rows if pd.notna(r["index"])]
    if not known:
        return "No relative rate index: shares are not published"
    figures = [f"{r['service']} {r['index']:.2f}" for r in known]
    absent = [str(r["service"]) for r in rows if pd.isna(r["index"])]
    missing = f"; none for {' and '.join(dict.fromkeys(absent))}" if absent else ""
    candidates = [
        f"Relative rate index: {', '.join(figures)}{missing}",
        f"Relative rate index: {', '.join(figures)}",
    ]
    services = len({r["service_id"] for r in known})
    return next((c for c in candidates if fits(c)), f"Relative rate index published for {services} services")


def relative_rate_subtitle(frame: pd.DataFrame) -> str:
    """What the dots and the index are, and their periods."""
    known = frame[frame["index"].notna()]
    periods = known[["period", "population_period"]].drop_duplicates().to_dict("records")
    words = "Share of the caseload (filled) and of children aged 10–17 (hollow), per cent; an index of 1 is the rate "
    words += "of White children"
    if len(periods) == 1:
        return f"{words}. Caseload {periods[0]['period']}, population {periods[0]['population_period']}"
    return f"{words}. Periods differ" if periods else words


def relative_rate_sentence(row: pd.Series) -> str:
    """What one row of `relative_rates` says, with its bounds and the part of Unknown; no verdict."""
    group, service = row["group"], row["service"]
    if pd.isna(row["index"]):
        return f"{service}, {group}: {row['note']}"
    words = (
        f"{service}, {group}: {row['caseload_share']:g} per cent of the caseload and "
        f"{row['population_share']:g} per cent of children aged 10–17, "
        f"a relative rate index of {row['index']:.2f} against {row['baseline']} children; "
        f"rounding allows {row['low']:.2f} to {row['high']:.2f}."
    )
    if row["unknown_share"]:
        words += (
            f" Were all of unknown ethnicity {row['baseline']} it would be {row['unknown_to_baseline']:.2f}, "
            f"were all {group} {row['unknown_to_group']:.2f}."
        )
    return words


def relative_rate_alternative(frame: pd.DataFrame) -> str:
    """Alternative text of the paired dots."""
    sentences = [relative_rate_sentence(row) for _, row in frame.iterrows()]
    return " ".join(["Paired dots, share of the caseload and of the population.", *sentences])


def relative_rate_conclusion(frame: pd.DataFrame) -> str:
    """What can and cannot be concluded from the index."""
    if frame["index"].isna().all():
        return "Without shares of the caseload and of the population there is no index, and nothing can be concluded."
    return (
        "An index below 1 means that the group is less often in the caseload than White children, for its share of "
        "the local population; above 1, more often. It rests on printed percentages, so whether it differs from 1 by "
        "more than chance cannot be concluded. It tells nothing about groups within the group, nor about what "
        "happens to children before they reach the service."
    )
