"""A framework that nobody inspects by: other cuts, points, bands, standards and another limiting judgement."""

from __future__ import annotations

import random
from typing import Any

RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
HIGHEST_TOTAL = 36
"""The tables hold no higher score."""
DIMENSIONS = ("desistance", "child_safety", "others_safety")
LABELS = {
    "desistance": "Supports a life without offending",
    "child_safety": "Looks after the child",
    "others_safety": "Looks after everybody else",
}
POINTS = ((0, 1, 3, 4), (0, 1, 2, 4), (1, 2, 3, 4), (0, 2, 3, 5), (0, 1, 2, 3))
CUTS = ((0, 40, 60, 90), (0, 55, 70, 85), (0, 50, 65, 80), (0, 34, 67, 95))

EVIDENCE = ("Leading the service", "Staff", "Premises and records", "Partnerships and services")
COURT = ("Assessment", "Planning", "Getting it done", "Reviewing")
OUT_OF_COURT = ("Assessment", "Planning", "Diversion")


def draw_framework(dice: random.Random, *, framework_id: str) -> dict[str, Any]:
    """A made-up framework as its file holds it; older than all that are known."""
    points = dice.choice(POINTS)
    most = HIGHEST_TOTAL // points[-1]
    # Now and then the numbers of its standards are those of other frameworks, for other things.
    first, second, third = ("3", "1", "2") if dice.random() < 0.2 else ("7", "8", "9")
    evidence = _standards(first, EVIDENCE[: dice.randint(1, 4)], dice, judged_on="qualitative")
    court = _standards(second, COURT[: dice.randint(1, 4)], dice, judged_on="key_questions")
    out_of_court = _standards(third, OUT_OF_COURT[: dice.randint(1, 3)], dice, judged_on="key_questions")
    while len(evidence) + len(court) + len(out_of_court) > most:
        max(evidence, court, out_of_court, key=len).pop()
    scored = len(evidence) + len(court) + len(out_of_court)
    domains = [
        _domain(first, "The organisation", "Organisation", evidence),
        _domain(second, "Sentences of the court", "Sentences", court, sample="court"),
        _domain(third, "Work before court", "Before court", out_of_court, sample="out_of_court"),
    ]
    made: dict[str, Any] = {
        "id": framework_id,
        "name": "A made-up inspection",
        "short_name": "made-up framework",
        "valid_from": "2010-01-01",
        "valid_to": "2018-05-31",
        "validity_note": "Made up.",
        "kinds": ["single", "joint"],
        "scored": True,
        "unknowns": [],
        "ratings": [{"name": name, "points": worth} for name, worth in zip(RATINGS, points, strict=True)],
        "percent_bands": _bands(dice.choice(CUTS), 100),
        "overall_bands": _bands(_overall_cuts(scored * points[-1], dice), scored * points[-1]),
        "dimensions": [{"id": one, "label": LABELS[one]} for one in DIMENSIONS],
        "rules": [{"id": "made_up", "statement": "Made up.", "source": "Nobody", "basis": "published"}],
        "domains": domains,
    }
    if dice.random() < 0.8:
        judged_on = dice.choice(("qualitative", "qualitative", "key_questions"))
        (voice,) = _standards("voice", ("Hearing from victims",), dice, judged_on=judged_on)
        sample = "resettlement" if judged_on == "key_questions" else None
        domains.append(
            _domain(
                "victims",
                "Work with victims",
                "Victims",
                [{**voice, "id": "voice"}],
                sample=sample,
                in_total=False,
            )
        )
        # The limiting standard may be one that counts towards the total as well.
        counted = dice.choice([*evidence, *court, *out_of_court])["id"]
        rating, bars = dice.choice(
            (
                ("Requires improvement", "Good"),
                ("Inadequate", "Outstanding"),
                ("Requires improvement", "Outstanding"),
            )
        )
        limiting = counted if dice.random() < 0.25 else "voice"
        made["limit"] = {"standard": limiting, "rating": rating, "bars": bars}
    return made


def as_toml(framework: dict[str, Any]) -> str:
    """The framework as the text of a file; knows what `draw_framework` makes and nothing more."""
    lines = [_pair(key, value) for key, value in framework.items() if not _is_table(value)]
    for key, value in framework.items():
        if isinstance(value, dict):
            lines += ["", f"[{key}]", *(_pair(*pair) for pair in value.items())]
        elif _is_table(value):
            lines += _rows(key, value)
    return "\n".join(lines) + "\n"


def _rows(name: str, rows: list[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        lines += ["", f"[[{name}]]", *(_pair(*pair) for pair in row.items() if not _is_table(pair[1]))]
        for key, value in row.items():
            if _is_table(value):
                lines += _rows(f"{name}.{key}", value)
    return lines


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _pair(key: str, value: object) -> str:
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    if isinstance(value, int) or (key.startswith("valid_") and key != "validity_note"):
        return f"{key} = {value}"
    if isinstance(value, list):
        return f"{key} = [{', '.join(_text(one) for one in value)}]"
    return f"{key} = {_text(value)}"


def _text(value: object) -> str:
    return f'"{value}"'


def _domain(
    number: str,
    name: str,
    short_name: str,
    standards: list[dict[str, Any]],
    *,
    sample: str | None = None,
    in_total: bool = True,
) -> dict[str, Any]:
    made: dict[str, Any] = {"id": number, "name": name, "short_name": short_name, "in_total": in_total}
    if sample:
        made["sample"] = sample
    return {**made, "standards": standards}


def _standards(
    domain: str, names: tuple[str, ...], dice: random.Random, *, judged_on: str
) -> list[dict[str, Any]]:
    made = []
    for place, name in enumerate(names, start=1):
        standard: dict[str, Any] = {"id": f"{domain}.{place}", "name": name, "judged_on": judged_on}
        if judged_on == "key_questions":
            asked = DIMENSIONS if dice.random() < 0.7 else DIMENSIONS[:2]
            standard["key_questions"] = [{"dimension": one, "label": LABELS[one]} for one in asked]
        made.append(standard)
    return made


def _bands(cuts: tuple[int, ...], last: int) -> list[dict[str, Any]]:
    ends = [cut - 1 for cut in cuts[1:]] + [last]
    return [
        {"rating": name, "from": low, "to": high} for name, low, high in zip(RATINGS, cuts, ends, strict=True)
    ]


def _overall_cuts(most: int, dice: random.Random) -> tuple[int, ...]:
    first = dice.randint(1, max(1, most // 3))
    second = dice.randint(first + 1, max(first + 1, 2 * most // 3))
    return 0, first, second, dice.randint(second + 1, most)
