"""What the key questions of one standard say across services: headline, what can be told apart, alternative text.

Takes frames of `compare.key_questions` and `compare.differences`. “Higher” stands alone only where the adjusted test
allows it; otherwise it is “higher in this sample; too few cases to tell them apart”.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import nan
from typing import Any

import pandas as pd

from yjs_dash.compare import as_records
from yjs_dash.framework import Standard
from yjs_dash.narrate.numbers import (
    joined,
    known,
    number_word,
    percent_of,
    sentence_case,
    whole,
    word_count,
)

HEADLINE_WORDS = 10
MOST_NAMED = 3
SHORT_DIMENSIONS: dict[str, str] = {
    "desistance": "desistance",
    "child_safety": "the child's safety",
    "others_safety": "other people's safety",
}
TOO_FEW = "too few cases to tell them apart"

Row = dict[str, Any]


def question_headline(
    frame: pd.DataFrame, differences: pd.DataFrame, standard: Standard, *, discretion: Collection[str] = ()
) -> str:
    """The finding in at most ten words. `discretion`: ids of services whose rating the inspectors changed."""
    if standard.judged_on == "qualitative":
        return "Judged on evidence, not on percentages"
    services = list(dict.fromkeys(frame["service"]))
    if not services:
        options = [f"No percentages in this data set for {standard.name.lower()}"]
    elif len(services) == 1:
        options = _of_one(as_records(frame), services[0], discretion)
    else:
        options = _of_several(frame, _pairs(differences, standard.id), services)
    return next((o for o in options if word_count(o) <= HEADLINE_WORDS), options[-1])


def can_be_told_apart(
    differences: pd.DataFrame, standard_id: str, *, frame: pd.DataFrame | None = None
) -> str:
    """Whether the services can be told apart on a standard; empty where `frame` shows that none has percentages.

    With `frame`, two percentages that lie within one case of the smaller sample are called similar.
    """
    pairs = _pairs(differences, standard_id)
    if not pairs:
        alone = [] if frame is None else list(dict.fromkeys(frame["service"]))
        if frame is not None and len(alone) < 2:
            return f"Only {alone[0]} has percentages here: nothing to tell it apart from." if alone else ""
        return "No two of these services have counts that could be compared here."
    names = list(dict.fromkeys(name for pair in pairs for name in (pair["first"], pair["second"])))
    distinct = [pair for pair in pairs if pair["distinct"]]
    told = [f"{_leader(p)} is higher than {_trailer(p)} on {_short(p)}" for p in distinct[:MOST_NAMED]]
    if len(distinct) > MOST_NAMED:
        told.append(f"{number_word(len(distinct) - MOST_NAMED)} more pairs differ")
    rest = [pair for pair in pairs if not pair["distinct"]]
    sentences = [f"{joined(told)}, by more than the luck of the sample explains."] if told else []
    if rest and len(names) == 2:
        sentences.append(_in_this_sample(rest, frame))
    elif rest:
        which = "For all other pairs there are" if distinct else "There are"
        whom = "them" if distinct else "any two of these services"
        sentences.append(f"{which} too few cases to tell {whom} apart, whichever is higher in this sample.")
    return " ".join(sentences)


def question_alt(
    frame: pd.DataFrame, differences: pd.DataFrame, standard: Standard, *, discretion: Collection[str] = ()
) -> str:
    """Alternative text of the interval plot: the finding, then every figure with its interval, question by question."""
    head = question_headline(frame, differences, standard, discretion=discretion)
    parts = [f"Interval plot of the key questions of {standard.title}. {head}."]
    groups: dict[str, list[Row]] = {}
    for row in as_records(frame):
        groups.setdefault(row["dimension"], []).append(row)
    for rows in groups.values():
        parts.append(f"{rows[0]['question']}: {'; '.join(_figure(row, discretion) for row in rows)}.")
    return " ".join(parts)


def _figure(row: Row, discretion: Collection[str]) -> str:
    words = f"{row['service']} {percent_of(row['percent'], row['sufficient'], row['cases'])}"
    if known(row["low_95"]):
        words += f", 95% interval {row['low_95']:.0f} to {row['high_95']:.0f}"
    elif known(row["cases"]):
        words += ", no count fits"
    if row["deciding"]:
        decided = known(row["rating"]) and row["service_id"] not in discretion
        words += ", which decided the rating" if decided else ", the lowest"
    return words


def _of_one(rows: Sequence[Row], name: str, discretion: Collection[str]) -> list[str]:
    lowest = [row for row in rows if row["deciding"]]
    what = sentence_case(joined(_short(row) for row in lowest))
    if len(lowest) == len(rows) > 1:
        return [f"All {number_word(len(rows))} questions at {whole(rows[0]['percent'])}%"]
    if lowest[0]["service_id"] in discretion:
        return [
            f"{name}: rating changed by professional discretion",
            "Rating changed by professional discretion",
        ]
    if not known(lowest[0]["rating"]):
        return [f"{what} had the lowest percentage", "Two questions had the lowest percentage"]
    return [
        f"{what} decided {name}'s rating",
        f"{what} decided the rating",
        "Two questions decided the rating",
    ]


def _of_several(frame: pd.DataFrame, pairs: Sequence[Row], services: Sequence[str]) -> list[str]:
    if not pairs:
        counted = frame[frame["sufficient"].notna()]["service_id"].nunique()
        return ["Different frameworks: read each service by itself"] if counted > 1 else [
            "Percentages without counts: nothing can be tested"
        ]  # fmt: skip
    distinct = [pair for pair in pairs if pair["distinct"]]
    questions = number_word(len({pair["dimension"] for pair in pairs}))
    if distinct:
        places = list(dict.fromkeys(_short(pair) for pair in distinct))
        where = places[0] if len(places) == 1 else f"{number_word(len(places))} of {questions} questions"
        leaders = {_leader(pair) for pair in distinct}
        if len(services) == 2 and len(leaders) == 1:
            return [f"{leaders.pop()} is higher on {where}", f"The services differ on {where}"]
        return [f"{'They' if len(services) == 2 else 'Some services'} differ on {where}"]
    if len(services) > 2:
        return ["Too few cases to tell these services apart"]
    leads = [_leader(pair) for pair in pairs if not _similar(pair, frame)]
    plain = "Too few cases to tell the services apart"
    if not leads:
        return ["Similar in this sample; too few cases to tell apart"]
    if len(set(leads)) > 1:
        return ["Mixed in this sample; too few cases to tell apart"]
    if len(leads) == len(pairs):
        return [f"{leads[0]} higher in this sample; too few cases to tell", plain]
    which = f"{number_word(len(leads))} question{'' if len(leads) == 1 else 's'}"
    return [f"{leads[0]} higher on {which}; too few cases to tell", plain]


def _in_this_sample(pairs: Sequence[Row], frame: pd.DataFrame | None) -> str:
    """Two services: who is higher on what, and that it does not tell them apart."""
    similar = [pair for pair in pairs if _similar(pair, frame)]
    by_leader: dict[str, list[str]] = {}
    for pair in pairs:
        if pair not in similar:
            by_leader.setdefault(_leader(pair), []).append(_short(pair))
    alike = f"similar on {joined(map(_short, similar))}, within one case"
    clauses = [f"{leader} is higher in this sample on {joined(on)}" for leader, on in by_leader.items()]
    if not clauses:
        return f"In this sample they are {alike}; {TOO_FEW}."
    ending = f" They are {alike}." if similar else ""
    return f"{joined(clauses)}; {TOO_FEW}.{ending}"


def _pairs(differences: pd.DataFrame, standard_id: str) -> list[Row]:
    rows = [row for row in as_records(differences) if row["standard_id"] == standard_id]
    order = list(SHORT_DIMENSIONS)
    return sorted(
        rows, key=lambda row: order.index(row["dimension"]) if row["dimension"] in order else len(order)
    )


def _similar(pair: Row, frame: pd.DataFrame | None) -> bool:
    """Whether one case of the smaller sample could close the gap."""
    worth = 0.0
    if frame is not None:
        worths = zip(frame["service"].tolist(), frame["one_case"].tolist(), strict=True)
        both = (pair["first"], pair["second"])
        worth = max((own for name, own in worths if name in both and known(own)), default=nan)
    return bool(abs(pair["points"]) <= worth) if known(worth) else pair["points"] == 0


def _leader(pair: Row) -> str:
    return str(pair["first"] if pair["points"] > 0 else pair["second"])


def _trailer(pair: Row) -> str:
    return str(pair["second"] if pair["points"] > 0 else pair["first"])


def _short(row: Row) -> str:
    return SHORT_DIMENSIONS.get(row["dimension"], str(row["question"]))
