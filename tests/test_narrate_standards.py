"""Sentences on one standard: for the two full reports, for services without percentages, for made-up edge cases."""

from __future__ import annotations

import dataclasses

import pytest

from yjs_dash import narrate
from yjs_dash.compare import (
    Catalogue,
    PairDifference,
    QuestionFigure,
    Selection,
    ServiceInspection,
    differences,
    key_questions,
    printed_prompts,
)
from yjs_dash.framework import Standard
from yjs_dash.store import read_data_set

PAIR = ("suffolk", "sutton")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@dataclasses.dataclass(frozen=True)
class Drill:
    """Everything that the sentences on one standard take."""

    selection: Selection
    rows: tuple[QuestionFigure, ...]
    gaps: tuple[PairDifference, ...]
    standard: Standard
    discretion: frozenset[str]

    def entry(self, service_id: str) -> ServiceInspection:
        return next(e for e in self.selection.entries if e.service_id == service_id)

    @property
    def headline(self) -> str:
        return narrate.question_headline(self.rows, self.gaps, self.standard, discretion=self.discretion)

    @property
    def verdict(self) -> str:
        return narrate.can_be_told_apart(self.gaps, self.standard.id, rows=self.rows)

    def deciding(self, service_id: str) -> str:
        return narrate.deciding_sentence(self.rows, self.entry(service_id), self.standard)


def drill(catalogue: Catalogue, standard_id: str, *ids: str) -> Drill:
    selection = catalogue.select(ids or PAIR)
    return Drill(
        selection=selection,
        rows=key_questions(catalogue, selection, standard_id=standard_id),
        gaps=differences(catalogue, selection),
        standard=selection.entries[0].framework.standard(standard_id),
        discretion=narrate.changed_by_discretion(selection, standard_id),
    )


def gap(first: str, second: str, dimension: str, points: float, *, distinct: bool) -> PairDifference:
    return PairDifference(
        standard_id="2.1", dimension=dimension, question=dimension, first=first, second=second,
        first_sufficient=10, first_cases=23, second_sufficient=4, second_cases=8, points=points,
        low=points - 20, high=points + 20, p=0.001, p_adjusted=0.01, distinct=distinct, close=abs(points) <= 12.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("standard_id", "said"),
    [
        ("2.1", "Each was higher somewhere, but perhaps by chance"),
        ("2.2", "Sutton was higher on three questions, but perhaps by chance"),
        ("2.4", "Sutton was higher on three questions, but perhaps by chance"),
        ("3.3", "Each was higher somewhere, but perhaps by chance"),
        ("3.4", "Judged on evidence, not on percentages"),
    ],
)
def test_the_headline_of_a_standard_takes_its_verb_from_the_tests(
    catalogue: Catalogue, standard_id: str, said: str
) -> None:
    assert drill(catalogue, standard_id).headline == said


@pytest.mark.parametrize(
    ("standard_id", "ids", "said"),
    [
        ("2.2", ("sutton",), "The child's safety decided Sutton's rating"),
        ("2.3", ("sutton",), "Professional discretion changed Sutton's rating"),
        ("2.1", ("islington",), "We have no percentages for assessment"),
        ("2.3", ("cardiff", "islington"), "We have no percentages for implementation and delivery"),
    ],
)
def test_one_service_and_none_with_percentages_have_headlines_too(
    catalogue: Catalogue, standard_id: str, ids: tuple[str, ...], said: str
) -> None:
    assert drill(catalogue, standard_id, *ids).headline == said


def test_every_headline_of_the_two_reports_has_at_most_ten_words(catalogue: Catalogue) -> None:
    for ids in (PAIR, ("suffolk",), ("sutton",), (*PAIR, "cardiff", "islington")):
        for standard_id in catalogue.data.frameworks["hmip-yjs-2021"].standards:
            if standard_id != "4.1" or "cardiff" not in ids:
                assert 0 < len(drill(catalogue, standard_id, *ids).headline.split()) <= 10


def test_none_of_the_differences_between_the_two_reports_may_be_called_one(catalogue: Catalogue) -> None:
    assert drill(catalogue, "2.1").verdict == (
        "Sutton was higher on the child's safety and other people's safety, but on too few cases to tell the services "
        "apart. On desistance the services cannot be told apart: one case at Sutton is worth 12.5 points, and the gap "
        "is no larger."
    )
    for standard_id in ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"):
        assert "by more than chance" not in drill(catalogue, standard_id).verdict


def test_a_difference_that_stands_the_test_is_called_one(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.1")
    gaps = (
        gap("Suffolk", "Sutton", "desistance", 30, distinct=False),
        gap("Suffolk", "Sutton", "others_safety", -60, distinct=True),
    )
    assert narrate.question_headline(found.rows, gaps, found.standard) == (
        "Sutton was higher on other people's safety"
    )
    assert narrate.can_be_told_apart(gaps, "2.1", rows=found.rows) == (
        "Sutton was higher than Suffolk on other people's safety, by more than chance would explain. "
        "Suffolk was higher on desistance, but on too few cases to tell the services apart."
    )


def test_services_that_lead_on_different_questions_are_called_mixed(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.1")
    gaps = (
        gap("Suffolk", "Sutton", "desistance", 30, distinct=False),
        gap("Suffolk", "Sutton", "others_safety", -30, distinct=False),
    )
    assert narrate.question_headline(found.rows, gaps, found.standard) == (
        "Each was higher somewhere, but perhaps by chance"
    )
    level = [dataclasses.replace(pair, points=0.0, close=True) for pair in gaps]
    assert narrate.question_headline(found.rows, level, found.standard) == (
        "Too few cases to tell the two services apart"
    )


def test_six_services_are_told_apart_only_where_a_test_says_so(catalogue: Catalogue) -> None:
    names = [f"Service {n}" for n in range(6)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    rows = [
        dataclasses.replace(row, service=name, service_id=name)
        for name in names
        for row in drill(catalogue, "2.1", "sutton").rows
    ]
    standard = catalogue.data.frameworks["hmip-yjs-2021"].standard("2.1")
    level = [gap(a, b, "desistance", 10, distinct=False) for a, b in pairs]
    assert narrate.question_headline(rows, level, standard) == "Too few cases to tell these services apart"
    assert narrate.can_be_told_apart(level, "2.1", rows=rows) == (
        "There are too few cases to tell any two of these services apart."
    )
    some = [dataclasses.replace(pair, distinct=number < 5) for number, pair in enumerate(level)]
    assert narrate.question_headline(rows, some, standard) == "Some services differed on desistance"
    verdict = narrate.can_be_told_apart(some, "2.1", rows=rows)
    assert "and two more pairs differed too, by more than chance would explain." in verdict
    assert verdict.endswith("For all other pairs there are too few cases to tell them apart.")
    one_more = narrate.can_be_told_apart(
        [dataclasses.replace(pair, distinct=number < 4) for number, pair in enumerate(level)],
        "2.1",
        rows=rows,
    )
    assert "and one more pair differed too, by more than chance would explain." in one_more


def test_one_service_has_nothing_to_be_told_apart_from(catalogue: Catalogue) -> None:
    assert drill(catalogue, "2.1", "sutton").verdict == (
        "Only Sutton has percentages here, so there is nothing to compare it with."
    )
    assert drill(catalogue, "2.1", "islington").verdict == ""


def test_percentages_without_pairs_are_read_one_by_one(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.1")
    none = ()
    assert narrate.question_headline(found.rows, none, found.standard) == (
        "No question has comparable counts for two services"
    )
    bare = [dataclasses.replace(row, sufficient=None) for row in found.rows]
    assert narrate.question_headline(bare, none, found.standard) == (
        "Without counts, the services cannot be compared"
    )


@pytest.mark.parametrize(
    ("standard_id", "service_id", "said"),
    [
        (
            "2.2",
            "sutton",
            "Sutton: planning to keep the child safe at 50% (4 of 8) decided the rating, Requires improvement.",
        ),
        (
            "3.2",
            "suffolk",
            "Suffolk: planning to keep the child safe and planning to keep other people safe at 60% (21 of 35) each "
            "decided the rating, Requires improvement.",
        ),
        (
            "2.3",
            "sutton",
            "Sutton: the lowest percentage, 63% (5 of 8) for delivery to support desistance, would give Requires "
            "improvement; the published rating is Good.",
        ),
        ("3.4", "sutton", "Sutton: judged on evidence, not on percentages, and rated Requires improvement."),
    ],
)
def test_the_question_that_decided_is_named_with_its_figure(
    catalogue: Catalogue, standard_id: str, service_id: str, said: str
) -> None:
    assert drill(catalogue, standard_id).deciding(service_id) == said


def test_a_service_without_percentages_is_told_plainly(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.2", "sutton", "islington", "west-sussex")
    assert found.deciding("islington") == (
        "Islington: we have no percentages; the published rating is Outstanding."
    )
    assert narrate.missing_sentence(found.rows, found.selection, found.standard) == (
        "We have no percentages for Islington and West Sussex."
    )
    assert narrate.absent_services(found.rows, found.selection, found.standard) == {
        "Islington": "we have no percentages",
        "West Sussex": "we have no percentages",
    }


def test_a_standard_that_a_framework_does_not_have_is_told_plainly(catalogue: Catalogue) -> None:
    found = drill(catalogue, "4.1", "sutton", "cardiff")
    assert (
        found.deciding("cardiff")
        == "Cardiff: 4.1 Resettlement policy and provision is not a standard of the 2018 framework."
    )
    assert narrate.missing_sentence(found.rows, found.selection, found.standard).startswith(
        "Cardiff: 4.1 Resettlement policy and provision is not a standard of the 2018 framework."
    )
    assert narrate.absent_services(found.rows, found.selection, found.standard)["Cardiff"] == (
        "not a standard of the 2018 framework"
    )


def test_professional_discretion_is_said_where_it_was_used_and_nowhere_else(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.3")
    assert found.discretion == {"sutton"}
    assert narrate.discretion_sentence(found.rows, found.entry("sutton"), "2.3") == (
        "Sutton: the inspectors used professional discretion to raise the rating from Requires improvement to Good; "
        "the percentages alone give Requires improvement (in the section that starts on page 34)."
    )
    assert narrate.discretion_sentence(found.rows, found.entry("suffolk"), "2.3") == ""


def test_a_rating_that_departs_without_a_recorded_reason_is_said_to(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.2")
    entry = dataclasses.replace(found.entry("sutton"), ratings={"2.2": "Good"})
    assert narrate.discretion_sentence(found.rows, entry, "2.2") == (
        "Sutton: the percentages alone give Requires improvement, but the published rating is Good; we know of no "
        "reason."
    )


def test_the_worth_of_one_case_is_given_for_each_service(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.1", "sutton", "suffolk", "islington")
    assert narrate.one_case_worth_sentence(found.rows) == (
        "One case is worth 12.5 points at Sutton (8 cases) and 4.3 points at Suffolk (23 cases)."
    )
    assert narrate.one_case_worth_sentence(
        [dataclasses.replace(row, cases=None) for row in found.rows]
    ).startswith("We cannot say how much one case counts")
    assert narrate.one_case_worth_sentence(()) == ""


def test_the_chance_of_another_band_is_given_for_the_drill_down(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.2")
    said = narrate.band_probability_sentence(found.rows, found.entry("sutton"), "2.2", "desistance")
    assert said == (
        "Sutton, planning to support desistance, 63% (5 of 8): on these cases alone, there is about a 67% chance that "
        "the same work on other cases would fall in a different band from Requires improvement."
    )
    bare = [dataclasses.replace(row, other_band_probability=None) for row in found.rows]
    assert narrate.band_probability_sentence(bare, found.entry("sutton"), "2.2", "desistance") == (
        "Sutton, planning to support desistance: we cannot give a chance of another band without a count of cases."
    )


def test_alternative_text_says_the_finding_and_every_figure(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.2")
    said = narrate.question_alt(found.rows, found.gaps, found.standard)
    assert said.startswith(
        "Key questions of 2.2 Planning with their intervals. Sutton was higher on three questions"
    )
    assert "Sutton 50% (4 of 8), 95% interval 22 to 78, decided the rating" in said
    assert said.count("%, 95% interval") + said.count("), 95% interval") == 6


def test_alternative_text_does_not_say_that_a_question_decided_where_discretion_did(
    catalogue: Catalogue,
) -> None:
    found = drill(catalogue, "2.3", "sutton")
    said = narrate.question_alt(found.rows, found.gaps, found.standard, discretion=found.discretion)
    assert "decided the rating" not in said
    assert "63% (5 of 8), 95% interval 31 to 86, lowest; discretion changed the rating" in said


def test_prompts_that_a_report_did_not_print_are_said_to_be_missing(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.1", "suffolk", "sutton", "islington")
    printed = printed_prompts(catalogue, found.selection, standard_id="2.1")
    assert narrate.prompts_missing_sentence(printed, found.rows, found.selection) == (
        "Suffolk: not published in this report. We have no prompts for Islington."
    )


def test_a_board_is_offered_one_question_to_ask(catalogue: Catalogue) -> None:
    found = drill(catalogue, "2.2", "sutton", "islington", "cardiff")
    asked = {
        e.service_id: narrate.question_to_ask(found.rows, e, found.standard) for e in found.selection.entries
    }
    assert asked["sutton"] == (
        "Planning to keep the child safe was sufficient in 4 of 8 cases at Sutton. What has changed since then, and "
        "how do we know?"
    )
    assert (
        asked["islington"]
        == "How does Islington know today whether planning has improved since the inspection?"
    )
    assert all(question.endswith("?") and question.count("?") == 1 for question in asked.values())
