"""What one service's evidence on one standard says: what decided the rating, what a case is worth, what is missing.

Takes frames of `compare.key_questions`, of one standard.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from yjs_dash.compare import Entry, Selection, as_records
from yjs_dash.framework import RATINGS, Standard
from yjs_dash.narrate.numbers import (
    NO_PERCENTAGES,
    joined,
    known,
    one_decimal,
    percent_of,
    sentence_case,
    whole,
)

_DOING: dict[str, str] = {
    "Assessment": "assessing how to",
    "Planning": "planning to",
    "Implementation and delivery": "delivery to",
    "Reviewing": "reviewing how to",
}
_AIMS: dict[str, str] = {
    "desistance": "support desistance",
    "child_safety": "keep the child safe",
    "others_safety": "keep other people safe",
}

Row = dict[str, Any]


def deciding_sentence(frame: pd.DataFrame, entry: Entry, standard_id: str) -> str:
    """Which question decided one service's rating, with its figure; or why that cannot be said."""
    standard = entry.framework.standards.get(standard_id)
    if standard is None:
        return f"The {entry.framework.short_name} has no standard {standard_id}."
    rating = entry.ratings.get(standard_id)
    if rating is None:
        return "Not rated in this inspection."
    if standard.judged_on == "qualitative":
        return f"Judged on evidence, not on percentages: {rating}."
    lowest = [row for row in _own(frame, entry) if row["deciding"]]
    if not lowest:
        return f"This data set has no percentages for {entry.name}; the published rating is {rating}."
    figure = percent_of(lowest[0]["percent"], lowest[0]["sufficient"], lowest[0]["cases"])
    what = joined(_activity(standard, row) for row in lowest)
    subject = (
        f"The lowest question, {what} at {figure},"
        if len(lowest) == 1
        else f"The lowest questions, {what}, each at {figure},"
    )
    derived = lowest[0]["rating"]
    if derived == rating:
        return f"{subject} decided the rating: {rating}."
    verb = "would give" if len(lowest) == 1 else "would each give"
    given = f"{verb} {derived}" if known(derived) else "did not by themselves give the rating"
    return f"{subject} {given}; published is {rating}."


def discretion_sentence(frame: pd.DataFrame, entry: Entry, standard_id: str) -> str:
    """That and how the published rating departs from the percentages; empty where it does not.

    The place is that of the standard in the report.
    """
    rating, stated = entry.ratings.get(standard_id), entry.rows.get(standard_id)
    if rating is None or stated is None:
        return ""
    lowest = next((row for row in _own(frame, entry) if row["deciding"]), None)
    derived = lowest["rating"] if lowest is not None else None
    differs = known(derived) and derived != rating
    if stated["discretion"]:
        where = f" ({lowest['place']})" if lowest is not None and lowest["place"] else ""
        if not differs:
            return f"{entry.name}: published {rating}, by professional discretion{where}."
        return (
            f"{entry.name}: published {rating}; the percentages alone give {derived}. "
            f"The inspectors used professional discretion{where}."
        )
    if differs:
        return f"{entry.name}: published {rating}; the percentages alone give {derived}, and no reason is recorded."
    return ""


def raised_by_discretion(selection: Selection, standard_id: str) -> frozenset[str]:
    """Ids of the services whose rating of a standard the inspectors changed by professional discretion."""
    return frozenset(
        entry.service_id for entry in selection.entries if entry.rows.get(standard_id, {}).get("discretion")
    )


def one_case_worth_sentence(frame: pd.DataFrame) -> str:
    """“One case is worth 12.5 points at Sutton (8 cases), 4.3 at Suffolk (23 cases).” Empty without percentages."""
    if frame.empty:
        return ""
    counted = frame[frame["sufficient"].notna()].drop_duplicates("service_id")
    worth = [
        f"{one_decimal(row['one_case'])}{' points' if number == 0 else ''} at {row['service']} "
        f"({whole(row['cases'])} case{'' if whole(row['cases']) == 1 else 's'})"
        for number, row in enumerate(as_records(counted))
    ]
    if not worth:
        return "What one case is worth cannot be told: no number of cases stands behind these figures here."
    return f"One case is worth {', '.join(worth)}."


def band_probability_sentence(frame: pd.DataFrame, service_id: str, dimension: str) -> str:
    """How likely another band is than the one that the percentage fell in. For the drill-down, never a headline."""
    asked = (service_id, dimension)
    rows = [row for row in as_records(frame) if (row["service_id"], row["dimension"]) == asked]
    if not rows or not known(rows[0]["other_band_probability"]):
        return "Without a count and known bands, no chance of another band can be given."
    row = rows[0]
    share = row["other_band_probability"]
    chance = "under 1%" if share < 0.01 else "over 99%" if share > 0.99 else f"about {100 * share:.0f}%"
    figure = percent_of(row["percent"], row["sufficient"], row["cases"])
    return (
        f"{row['service']}, {figure}: judged by these cases alone, the chance that the work as a whole lies in "
        f"another band than {row['rating']} is {chance}."
    )


def missing_sentence(frame: pd.DataFrame, selection: Selection, standard_id: str) -> str:
    """Which chosen services have no percentages for a standard, and why; empty where none is missing."""
    present = set(frame["service_id"])
    missing = [entry for entry in selection.entries if entry.service_id not in present]
    other = [entry for entry in missing if standard_id not in entry.framework.standards]
    rest = [entry for entry in missing if entry not in other]
    evidence = [e for e in rest if e.framework.standard(standard_id).judged_on == "qualitative"]
    unknown = [e for e in rest if e not in evidence]
    parts = [
        f"The {entry.framework.short_name} of {entry.name} has no standard {standard_id}." for entry in other
    ]
    if evidence:
        parts.append(
            f"{evidence[0].framework.standard(standard_id).title} is judged on evidence: no percentages."
        )
    if unknown:
        parts.append(f"This data set has no percentages for {joined(entry.name for entry in unknown)}.")
    return " ".join(parts)


def absent_services(frame: pd.DataFrame, selection: Selection, standard_id: str) -> dict[str, str]:
    """Name → reason, for the rows of chosen services that have no percentages to draw."""
    present = set(frame["service_id"])
    return {
        entry.name: NO_PERCENTAGES
        if standard_id in entry.framework.standards
        else f"not a standard of the {entry.framework.short_name}"
        for entry in selection.entries
        if entry.service_id not in present
    }


def prompts_missing_sentence(prompts: pd.DataFrame, frame: pd.DataFrame) -> str:
    """Services without annexe prompts; `prompts` as `compare.case_questions`. Empty where none is missing."""
    names = [str(name) for name in prompts.columns if name not in ("position", "prompt")]
    empty = [name for name in names if not prompts[name].notna().any()]
    read = [name for name in empty if (frame["service"] == name).any()]
    unread = [name for name in empty if name not in read]
    parts = []
    if read:
        reports = "this report" if len(read) == 1 else "these reports"
        parts.append(f"{joined(read)}: not published in {reports}.")
    if unread:
        parts.append(f"This data set has no prompts for {joined(unread)}.")
    return " ".join(parts)


def question_to_ask(frame: pd.DataFrame, entry: Entry, standard_id: str) -> str:
    """One question that the board of a service might ask next."""
    standard = entry.framework.standards.get(standard_id)
    if standard is None:
        return f"What does {entry.name} know about this work that its inspection did not rate?"
    lowest = next((row for row in _own(frame, entry) if row["deciding"]), None)
    if lowest is None:
        return (
            f"What shows {entry.name} today that {standard.name.lower()} has moved on since the inspection?"
        )
    share = f"{whole(lowest['percent'])}% of cases"
    if known(lowest["sufficient"]) and known(lowest["cases"]):
        share = f"{whole(lowest['sufficient'])} of {whole(lowest['cases'])} cases"
    activity = sentence_case(_activity(standard, lowest))
    if lowest["rating"] == RATINGS[-1]:
        return f"{activity} was sufficient in {share} at {entry.name}: what keeps it there, and what would show a slip?"
    return f"{activity} was sufficient in {share} at {entry.name}: what has changed since, and what shows it?"


def _own(frame: pd.DataFrame, entry: Entry) -> list[Row]:
    return [row for row in as_records(frame) if row["service_id"] == entry.service_id]


def _activity(standard: Standard, row: Row) -> str:
    doing, aim = _DOING.get(standard.name), _AIMS.get(row["dimension"])
    return f"{doing} {aim}" if doing and aim else f"“{row['question']}”"
