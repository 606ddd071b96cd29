"""What the method and the annexe's captions say, against the data they speak of."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.frames import with_frames
from yjs_dash import compare
from yjs_dash.compare import Catalogue
from yjs_dash.narrate.method import method
from yjs_dash.narrate.prompts import prompt_cell, prompts_caption
from yjs_dash.store import DataSet, read_data_set


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set()


@pytest.fixture(scope="module")
def catalogue(data: DataSet) -> Catalogue:
    return Catalogue(data)


def said(catalogue: Catalogue, *services: str) -> str:
    told = method(catalogue.data.frameworks, catalogue.select(services))
    return " ".join(sentence for _, sentences in told for sentence in sentences)


def cells(catalogue: Catalogue, standard_id: str) -> dict[tuple[str, int], str]:
    printed = compare.printed_prompts(catalogue, catalogue.select(["sutton"]), standard_id=standard_id)
    return {(row.dimension, row.position): prompt_cell(row, read=True) for row in printed}


def test_how_a_sample_was_sized_is_said_of_the_chosen_services_whose_report_prints_it(
    catalogue: Catalogue,
) -> None:
    words = "The report on Sutton says that its sample of court cases was sized for 80 per cent confidence and a margin"
    assert f"{words} of error of five." in said(catalogue, "suffolk", "sutton")
    assert "margin of error" not in said(catalogue, "suffolk")
    assert "margin of error" not in " ".join(s for _, told in method(catalogue.data.frameworks) for s in told)


def test_an_inferred_rule_is_called_ours_and_a_published_one_names_its_section(catalogue: Catalogue) -> None:
    rules = dict(method(catalogue.data.frameworks))["Rules: Youth justice inspection, 2021 framework"]
    (rounded,) = [rule for rule in rules if "half up" in rule]
    assert "(This is our inference, from " in rounded
    assert "page" not in rounded
    (limit,) = [rule for rule in rules if rule.startswith("Inadequate for resettlement")]
    assert limit.endswith("in the section that starts on page 50.)")


def test_no_rule_is_cited_to_a_page_as_if_it_were_the_page_of_the_rule(catalogue: Catalogue) -> None:
    assert ", page " not in said(catalogue, "suffolk", "sutton")


def test_the_method_says_that_a_verdict_on_two_services_depends_on_no_other(catalogue: Catalogue) -> None:
    words = said(catalogue, "suffolk")
    assert "over the questions of that standard, for each pair of services by itself" in words
    assert "luck" not in words


def test_a_prompt_shows_its_count_and_the_cases_it_applied_to(catalogue: Catalogue) -> None:
    shown = cells(catalogue, "3.3")
    assert shown["others_safety", 2] == "17% (2 of 12); 2 of the 8 cases where it applied"
    assert shown["child_safety", 1] == "67% (8 of 12)"
    assert (shown["desistance", 4], shown["desistance", 5]) == ("82%", "91%")
    assert cells(catalogue, "2.4")["desistance", 3] == "38% (3 of 8); 3 of the 5 cases where it applied"
    assert cells(catalogue, "3.2")["others_safety", 1] == "33% (4 of 12); 4 of the 9 cases where it applied"
    assert cells(catalogue, "3.1")["desistance", 5] == "82%"
    assert prompt_cell(None, read=True) == "not published in this report"
    assert prompt_cell(None, read=False) == "we have no prompts"


def test_the_caption_says_only_what_holds_for_what_is_shown(catalogue: Catalogue, data: DataSet) -> None:
    def caption(known: Catalogue, standard_id: str) -> str:
        return prompts_caption(
            compare.printed_prompts(known, known.select(["sutton"]), standard_id=standard_id)
        )

    assert "counts a case that the prompt did not apply to as not sufficient" in caption(catalogue, "2.2")
    assert "percentage alone" not in caption(catalogue, "2.2")
    assert "percentage alone" in caption(catalogue, "3.3")
    inspections = data["inspections"].assign(out_of_court_cases=pd.array([None] * 150, dtype="Int64"))
    without = with_frames(data, inspections=inspections, prompt_cases=data["prompt_cases"].iloc[:0])
    unknown = caption(Catalogue(without), "3.3")
    assert "We do not have the number of cases inspected for Sutton" in unknown
    assert "percentage alone" not in unknown
    assert "how many cases a prompt applied to" not in unknown
