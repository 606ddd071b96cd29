"""What the preview claims of a report's ratings, read back out of its words and worked out from figures and rules."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from made_up.reports import LAYOUTS, QUIET, draw_report
from yjs_dash.__main__ import _told
from yjs_dash.extract import document_from_text, extract_document
from yjs_dash.extract.model import report_of
from yjs_dash.intake import Outcome, preview_report
from yjs_dash.intake.plausibility import doubts_of
from yjs_dash.narrate.intake import doubt_sentence
from yjs_dash.store import DataSet, read_data_set
from yjs_dash.store.imports import open_store

ROOT = Path(__file__).resolve().parents[2]
ORDER = "Inadequate < Requires improvement < Good < Outstanding".split(" < ")
RULES = [tomllib.loads(path.read_text()) for path in (ROOT / "data" / "frameworks").glob("*.toml")]
OUTSIDE = re.compile(
    r"We read (?P<overall>[\w ]+?) as the overall rating, but (?:the other ratings go from (?P<low>[\w ]+?) to "
    r"(?P<high>[\w ]+)|every other rating is (?P<all>[\w ]+))\."
)


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set()


def payload_of(layout: str, data: DataSet) -> dict[str, Any]:
    text = draw_report(11, layout=layout, noise=QUIET).text
    return extract_document(document_from_text(text, name="a.txt"), data.frameworks).to_json_dict()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_ratings_could_not_be_cross_checked_is_said_just_where_no_rule_is_known(
    layout: str, data: DataSet, tmp_path: Path
) -> None:
    payload = payload_of(layout, data)
    store = open_store(environment={"YJS_DASH_HOME": str(tmp_path)})
    rules = [one for one in RULES if one["id"] == payload["framework"]]
    known = len(rules) == 1 and rules[0]["scored"]
    for changed in (payload, {**payload, "service": ""}):
        seen = preview_report(changed, sha256="0" * 64, name="a", data=data, store=store, may_be_unnamed=True)
        said = _told(Outcome("a", "imported", "b", is_cross_checked=seen.is_cross_checked))
        assert said.endswith("Compare them with the report before you rely on them.") is not known
        assert ("could not cross-check the ratings" in said) is not known
    # The layouts hold both: what is said is not the same of all.
    assert known is (not layout.startswith("later"))


@pytest.mark.parametrize("layout", ["later_2025", "long_2021"])
@pytest.mark.parametrize(
    "rated", [("Inadequate",), ("Good",), ("Requires improvement", "Good"), tuple(ORDER)]
)
@pytest.mark.parametrize("overall", [*ORDER, None])
def test_an_overall_rating_outside_the_range_of_the_others_is_said_just_where_it_is(
    layout: str, rated: tuple[str, ...], overall: str | None, data: DataSet
) -> None:
    payload = payload_of(layout, data)
    ratings = [{**one, "rating": rated[n % len(rated)]} for n, one in enumerate(payload["ratings"])]
    missing = [one for one in payload["missing"] if not one["what"].startswith("ratings.")]
    report = report_of({**payload, "ratings": ratings, "overall_rating": overall, "missing": missing})
    told = [doubt_sentence(one) for one in doubts_of(report, is_known=True, frameworks=data.frameworks)]
    found = [match for sentence in told if (match := OUTSIDE.fullmatch(sentence))]
    places = [ORDER.index(one["rating"]) for one in ratings]
    is_outside = overall is not None and not min(places) <= ORDER.index(overall) <= max(places)
    assert len(found) == is_outside
    for match in found:
        assert match["overall"] == overall
        assert (match["low"] or match["all"]) == ORDER[min(places)]
        assert (match["high"] or match["all"]) == ORDER[max(places)]
    # Where a rating was not read, the range is not known.
    lost = report_of(
        {
            **payload,
            "ratings": ratings[1:],
            "overall_rating": overall,
            "missing": [*missing, {"what": f"ratings.{ratings[0]['standard']}", "message": "Not read."}],
        }
    )
    kinds = {one.kind for one in doubts_of(lost, is_known=True, frameworks=data.frameworks)}
    assert "overall" not in kinds
