"""The table of contextual figures: a new one is a row, and its rules read other wordings than the bundled reports'."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.extract.test_extract_layouts import COVER, FRAMEWORKS, one_by_one, ratings_page, read
from yjs_dash.extract import Report, document_from_text, extract_document
from yjs_dash.extract.context.field_specifications import FIELD_SPECIFICATIONS
from yjs_dash.extract.context.field_table import FieldTable
from yjs_dash.extract.context.field_types import (
    PERCENT,
    AreaRule,
    Column,
    FactRow,
    FieldSpecification,
    PeriodRule,
    SentenceRule,
    ShareList,
    ShareTable,
)

INDICATORS = Path(__file__).resolve().parents[2] / "data" / "indicators.csv"

SESSIONS = FieldSpecification(
    indicator="boat_sessions",
    unit="sessions",
    fact=FactRow(
        labels=("Boat-building sessions [held]",),
        period=PeriodRule(heading="harbour data", in_brackets=True),
        area=AreaRule.PLACE_NAMED,
    ),
    sentence=SentenceRule(words=("boat-building sessions",), counted="boat-building sessions"),
)
BERTHS = FieldSpecification(
    indicator="berths",
    unit=PERCENT,
    table=ShareTable(
        topic="berth",
        heads=("Kind of berth", "Berth"),
        columns=(
            Column(breakdown="Moored", heads=("Moored", "Afloat"), phrases=("moored",)),
            Column(breakdown="Ashore", heads=("Ashore",), phrases=("ashore",)),
        ),
        of_population="berths_of_all",
    ),
)
KNOTS = FieldSpecification(
    indicator="knots",
    unit=PERCENT,
    listing=ShareList(heads=("Knots",), names=("Round turn",), period="this made-up year"),
)


def read_with(*rows: FieldSpecification, body: str) -> Report:
    text = COVER + ratings_page(one_by_one()) + body
    fields = FieldTable((*FIELD_SPECIFICATIONS, *rows))
    return extract_document(document_from_text(text, name="made-up.txt"), FRAMEWORKS, fields=fields)


def values(report: Report) -> dict[tuple[str, str, str, str], float]:
    return {figure.key: figure.value for figure in report.context}


def missing(report: Report) -> list[str]:
    return [m.what for m in report.missing if m.what.startswith("context.")]


def on_the_facts_page(rows: str) -> str:
    return f"Contextual facts\n\n{rows}\n\n1. Organisational delivery\n\nSome prose.\n"


def test_a_new_row_is_read_from_a_facts_page_and_nothing_else_changes() -> None:
    page = on_the_facts_page(
        "Harbour data¹\n41\tBoat-building sessions in Northmere\n"
        "38\tBoat-building sessions held in England and Wales\n\n"
        "¹ Made-up statistics, 2021 to 2022."
    )
    assert values(read_with(SESSIONS, body=page)) == {
        ("boat_sessions", "service", "", "2021/22"): 41,
        ("boat_sessions", "England and Wales", "", "2021/22"): 38,
    }
    without = read_with(body=page)
    assert values(without) == {}
    assert missing(without) == ["context.unnamed_figure", "context.unnamed_figure"]


def test_a_new_row_is_read_from_a_sentence() -> None:
    sentence = "Background\n\nDuring 2021/22, the service offered forty-one boat-building sessions to its children.\n"
    assert values(read_with(SESSIONS, body=sentence)) == {("boat_sessions", "service", "", "2021/22"): 41}
    assert values(read_with(body=sentence)) == {}


@pytest.mark.parametrize(
    ("unit", "sentence", "value"),
    [
        ("£", "The new boathouse cost £1.2 million.", 1_200_000),
        ("%", "The new boathouse was 35% of what all 12 partners paid.", 35),
        ("days", "The new boathouse took 90.5 to build.", 90.5),
        ("days", "The new boathouse took 35% longer.", None),
        ("%", "The new boathouse took 90.5 to build.", None),
    ],
)
def test_the_unit_of_a_row_says_what_kind_of_number_it_is(
    unit: str, sentence: str, value: float | None
) -> None:
    row = FieldSpecification(indicator="boathouse", unit=unit, sentence=SentenceRule(words=("boathouse",)))
    report = read_with(row, body=f"Background\n\n{sentence}\n")
    assert values(report).get(("boathouse", "service", "", "not stated")) == value


def test_a_new_table_of_shares_and_a_new_list_are_read_by_their_rows() -> None:
    report = read_with(
        BERTHS,
        KNOTS,
        body=on_the_facts_page(
            "Kind of berth\tAfloat\tAshore\nNorthmere YJS\t70%\t30%\n\nKnots\t\nBowline\t60%\nRound tu rn\t40%"
        ),
    )
    assert values(report) == {
        ("berths", "service", "Moored", "not stated"): 70,
        ("berths", "service", "Ashore", "not stated"): 30,
        ("knots", "service", "Bowline", "this made-up year"): 60,
        ("knots", "service", "Round turn", "this made-up year"): 40,
    }
    in_prose = read_with(BERTHS, body="Diversity\n\n70 per cent of the caseload are moored.\n")
    assert values(in_prose) == {("berths", "service", "Moored", "not stated"): 70}


def test_the_heading_of_the_facts_page_is_one_that_a_framework_names() -> None:
    body = "Facts at a glance\n\n671,573\tTotal population Northmere\n\n1. Organisational delivery\n\nSome prose.\n"
    assert values(read_with(body=body)) == {}
    framework = FRAMEWORKS["hmip-yjs-2021"]
    headings = {**framework.headings, "facts": (*framework.headings["facts"], "Facts at a glance")}
    changed = {**FRAMEWORKS, framework.id: framework._replace(headings=headings)}
    document = document_from_text(COVER + ratings_page(one_by_one()) + body, name="made-up.txt")
    assert values(extract_document(document, changed)) == {
        ("population_total", "service", "", "not stated"): 671_573
    }


def test_each_row_has_the_unit_of_its_indicator() -> None:
    with INDICATORS.open(encoding="utf-8", newline="") as file:
        units = {row["indicator_id"]: row["unit"] for row in csv.DictReader(file)}
    assert {s.indicator: s.unit for s in FIELD_SPECIFICATIONS} == {
        s.indicator: units.get(s.indicator) for s in FIELD_SPECIFICATIONS
    }


def test_no_two_rows_are_the_same_figure_unless_their_period_differs() -> None:
    figures = [
        (s.indicator, s.breakdown, s.sentence.period if s.sentence else "") for s in FIELD_SPECIFICATIONS
    ]
    assert len(figures) == len(set(figures))


OTHER_WORDINGS = [
    ("The average age of the children in the caseload was 15.", ("caseload_average_age", ""), 15),
    ("In the overall population, 12 per cent are from a minority ethnic group.",
     ("population_ethnicity", "Black and minority ethnic"), 12),
    ("We found that 14% of those known to the exploitation panel had been born outside the county.",
     ("exploitation_panel_born_outside", ""), 14),
    ("The council funds 60 per cent of the harmful sexual behaviour co-ordinator post.",
     ("harmful_sexual_behaviour_coordinator_funding", ""), 60),
    ("One team manager spends 30 per cent of the time on project work.", ("team_manager_project_time", ""), 30),
    ("The vacancy rate has stayed at 7 per cent.", ("vacancy_rate", ""), 7),
    ("Vacancy rates of 11% were reported to the board.", ("vacancy_rate", ""), 11),
    ("Management oversight was sufficient in 64 per cent of court and out-of-court cases.",
     ("management_oversight", ""), 64),
    ("In the last 12 months the prevention team worked with 95 children.", ("children_in_prevention", ""), 95),
    ("Of those seen by speech and language therapists, just 9 per cent reoffended after that.",
     ("reoffending_after_speech_language", ""), 9),
    ("Thirty-one children gave consent to our survey.", ("children_survey_consented", ""), 31),
    ("Our survey went to all, and eight children responded.", ("children_survey_replied", ""), 8),
    ("Six of them rated the service as very good.", ("children_survey_service", "Very good"), 6),
    ("Six rated what they got as very good, two rated it as quite good.", ("children_survey_service", "Quite good"), 2),
    ("Asked whether they got the right services, five said yes while one said no.",
     ("children_survey_right_services", "No"), 1),
    ("Five children could access the materials, one could not.", ("children_survey_materials", "Yes"), 5),
    ("Four children found the videos useful.", ("children_videos_useful", ""), 4),
    ("In our survey, 20 of the 24 staff knew the vision.", ("staff_survey_vision", ""), 20),
    ("Seven out of nine staff in our survey had had training in resettlement.",
     ("staff_survey_resettlement_training", ""), 7),
    ("Inspectors held more than a few talks and 33 meetings.", ("meetings", ""), 33),
    ("Our inspectors carried out 18 interviews with case managers.", ("case_manager_interviews", ""), 18),
    ("It gives a margin of error of 4 per cent at a confidence level of 90%.", ("sample_confidence_level", ""), 90),
    ("It gives a margin of error of 4 per cent at a confidence level of 90%.", ("sample_margin_of_error", ""), 4),
    ("It has a confidence level of 90% (with a margin of error of 4%).", ("sample_confidence_level", ""), 90),
    ("Of the cases chosen, court disposals made up 45 per cent.", ("sample_share", "Court disposals"), 45),
    ("The cases were out-of-court disposals given four to six months earlier.",
     ("sample_months", "Out-of-court disposals, longest"), 6),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "figure", "value"), OTHER_WORDINGS, ids=lambda value: str(value)[:40])
def test_a_figure_is_read_in_other_words_than_those_of_the_bundled_reports(
    sentence: str, figure: tuple[str, str], value: float
) -> None:
    report = read(f"Background\n\n{sentence}\n")
    assert {(f.indicator, f.breakdown): f.value for f in report.context}.get(figure) == value


@pytest.mark.parametrize(
    ("chapter", "breakdown"), [("2. Court", "Court"), ("3. Out-of-court", "Out-of-court")]
)
def test_interviews_in_a_chapter_are_those_of_its_sample(chapter: str, breakdown: str) -> None:
    report = read(f"{chapter} disposals\n\nWe interviewed nine case managers.\n")
    assert values(report) == {
        ("case_manager_interviews", "service", f"{breakdown} disposals", "fieldwork"): 9
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "The vacancy rate was low, but 12 per cent of staff came from an agency.",
        "The vacancy rate for case managers was 12 per cent.",
        "The national vacancy rate was 12 per cent.",
        "The vacancy rate was about 12 per cent.",
        "The vacancy rate was discussed; 12 per cent of volunteers left.",
        "The board held 12 meetings.",
    ],
)
def test_a_number_beside_other_words_is_not_the_figure(sentence: str) -> None:
    report = read(f"Background\n\n{sentence}\n")
    assert values(report) == {}
    assert missing(report) == []


def test_of_two_numbers_that_may_be_the_figure_neither_is_read_and_it_is_named() -> None:
    report = read("Background\n\nThe vacancy rate was 5 per cent in the north or 9 per cent in the south.\n")
    assert values(report) == {}
    assert missing(report) == ["context.vacancy_rate"]
    (message,) = [m.message for m in report.missing if m.what == "context.vacancy_rate"]
    assert message.startswith(
        "We could not tell which number of “The vacancy rate was 5 per cent in the north"
    )


def test_answers_are_out_of_the_children_who_replied() -> None:
    report = read(
        "Background\n\nOf 20 children asked, 9 children replied to our survey. Six rated the service as very good.\n"
    )
    bases = {(f.indicator, f.breakdown): f.base for f in report.context}
    assert bases == {("children_survey_replied", ""): None, ("children_survey_service", "Very good"): 9}
