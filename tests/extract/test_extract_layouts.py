"""Single difficulties of print, each by itself, in short reports of our own making."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from yjs_dash.errors import NotAnInspectionReportError, OtherReportError
from yjs_dash.extract import Report, document_from_text, extract_document
from yjs_dash.extract.model import report_of
from yjs_dash.framework import load_frameworks

FRAMEWORKS = load_frameworks(Path(__file__).resolve().parents[2] / "data" / "frameworks")
NAMES = {s.id: s.name for s in FRAMEWORKS["hmip-yjs-2021"].standards.values()}
RATINGS = {
    "1.1": "Good", "1.2": "Outstanding", "1.3": "Requires improvement", "1.4": "Good", "2.1": "Requires improvement",
    "2.2": "Inadequate", "2.3": "Good", "2.4": "Good", "3.1": "Outstanding", "3.2": "Good", "3.3": "Good",
    "3.4": "Requires improvement", "4.1": "Good",
}  # fmt: skip
COVER = (
    "An inspection of youth offending services in\nNorthmere\n\nHM Inspectorate of Probation, May 2023\n\n"
)


def ratings_page(lines: str, *, score: str = "Score 23/36") -> str:
    head = f"Ratings\n\nNorthmere Youth Justice Service\n\nFieldwork started November 2022\n\n{score}\n\n"
    return f"{head}Overall rating\n\nGood\n\n{lines}\n\nBackground\n\nThe service covers a harbour town.\n\n"


def one_by_one(ratings: Mapping[str, str] = RATINGS) -> str:
    return "\n\n".join(f"{number} {NAMES[number]}\n\n{rating}" for number, rating in ratings.items())


def read(body: str, *, page: str | None = None) -> Report:
    text = COVER + (ratings_page(one_by_one()) if page is None else page) + body
    return extract_document(document_from_text(text, name="made-up.txt"), FRAMEWORKS)


def standard(number: str, *rows: str, rating: str | None = None) -> str:
    lead = f"{number}. {NAMES[number]}\n\nA line on what good work is.\n\n{rating or RATINGS[number]}\n\n"
    return f"{lead}Our rating follows from these key questions:\n\n" + "\n".join(rows) + "\n\nSome prose.\n\n"


DESISTANCE = "Does assessment show how to support the child's desistance?"
CHILD = "Does assessment show how to keep the child safe?"
OTHERS = "Does assessment show how to keep other people safe?"


# Ratings


@pytest.mark.parametrize(
    "line",
    [
        "{number} {name}\n\n{rating}",
        "{number} {name}\t{rating}",
        "{number} {name}{rating}",
        "{number} {name} {rating} ☆",
        "{rating}\t{number} {name}",
        "{rating}\n{number} {name}",
        "{number}. {name}\n**{rating}**",
    ],
    ids=["own line", "cell", "glued", "icon", "rating first", "rating first, own line", "bold"],
)
def test_ratings_are_read_wherever_they_stand(line: str) -> None:
    lines = "\n".join(line.format(number=n, name=NAMES[n], rating=r) for n, r in RATINGS.items())
    assert read("", page=ratings_page(lines)).ratings_by_standard() == RATINGS


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
def test_ratings_are_read_in_any_letter_case(change: type[str]) -> None:
    lines = "\n".join(f"{n} {NAMES[n]} {change(r)}" for n, r in RATINGS.items())
    assert read("", page=ratings_page(lines)).ratings_by_standard() == RATINGS


def test_a_rating_broken_over_two_lines_is_one() -> None:
    lines = one_by_one().replace("Requires improvement", "Requires\nimprovement")
    assert read("", page=ratings_page(lines)).ratings_by_standard() == RATINGS


def test_a_rating_broken_around_the_standards_name_is_one() -> None:
    lines = "\n".join(
        f"Requires\t{n} {NAMES[n]}\nimprovement" if r == "Requires improvement" else f"{r}\t{n} {NAMES[n]}"
        for n, r in RATINGS.items()
    )
    assert read("", page=ratings_page(lines)).ratings_by_standard() == RATINGS


def test_two_standards_a_row_are_told_apart() -> None:
    numbers = [n for n in RATINGS if n != "4.1"]
    rows = [
        f"{a} {NAMES[a]}\t{RATINGS[a]}\t{b} {NAMES[b]}\t{RATINGS[b]}"
        for a, b in zip(numbers[:6], numbers[6:], strict=True)
    ]
    found = read("", page=ratings_page("\n".join(rows))).ratings_by_standard()
    assert found == {n: RATINGS[n] for n in numbers}


def test_names_broken_by_kerning_are_known() -> None:
    lines = one_by_one().replace("Partnerships", "Partners hips").replace("Implementation", "Impl ementation")
    assert read("", page=ratings_page(lines)).ratings_by_standard() == RATINGS


def test_a_rating_that_is_not_there_is_missing_and_not_the_next_ones() -> None:
    lines = one_by_one().replace(f"2.2 {NAMES['2.2']}\n\nInadequate", f"2.2 {NAMES['2.2']}\n\n")
    report = read("", page=ratings_page(lines))
    assert report.ratings_by_standard() == {n: r for n, r in RATINGS.items() if n != "2.2"}
    assert "ratings.2.2" in [m.what for m in report.missing]


def test_a_standard_with_two_ratings_has_none() -> None:
    lines = one_by_one().replace(
        "1.4 Information and facilities\n\nGood", "1.4 Information and facilities Good Outstanding"
    )
    report = read("", page=ratings_page(lines))
    assert "1.4" not in report.ratings_by_standard()
    assert "ratings.1.4" in [m.what for m in report.missing]


def test_no_resettlement_is_not_missing_where_nobody_speaks_of_it() -> None:
    report = read("", page=ratings_page(one_by_one({n: r for n, r in RATINGS.items() if n != "4.1"})))
    assert set(report.ratings_by_standard()) == set(RATINGS) - {"4.1"}
    assert not [m for m in report.missing if "4.1" in m.what]


# Frameworks


def test_joint_working_makes_it_the_2018_framework() -> None:
    page = ratings_page(one_by_one({n: r for n, r in RATINGS.items() if n != "4.1"}))
    old = page.replace(NAMES["3.4"], "Joint working").replace("November 2022", "November 2019")
    report = read("", page=old)
    assert report.framework == "hmip-yjs-2018"
    assert report.ratings_by_standard()["3.4"] == RATINGS["3.4"]


def test_numbers_and_names_that_no_framework_has_make_it_unknown_and_nothing_is_computed() -> None:
    areas = "\n\n".join(
        f"{n}.1 {name}\n\nGood" for n, name in enumerate(("Tides", "Harbours", "Lights"), start=5)
    )
    report = read("", page=ratings_page(areas))
    assert report.framework is None
    assert report.ratings_by_standard() == {"5.1": "Good", "6.1": "Good", "7.1": "Good"}
    assert [c.code for c in report.checks] == ["unknown_framework"]
    assert "framework" in [m.what for m in report.missing]


# Key questions


@pytest.mark.parametrize(
    "rows",
    [
        (f"{DESISTANCE}\t75%", f"{CHILD}\t88%", f"{OTHERS}\t52%"),
        (f"75%\t{DESISTANCE}", f"88%\t{CHILD}", f"52%\t{OTHERS}"),
        (DESISTANCE, "75%", CHILD, "88%", OTHERS, "52%"),
        (DESISTANCE, CHILD, OTHERS, "75%", "88%", "52%"),
        (f"{DESISTANCE} 75 per cent", f"{CHILD} 88 %", f"{OTHERS} 52 per cent"),
        (f"{DESISTANCE} 75%²⁹", f"{CHILD} 88%29", f"{OTHERS} 52% 30"),
        ("Does assessment show how to support the", "child's desistance? 75%", f"{CHILD} 88%", f"{OTHERS} 52%"),
        ("Does assessment show how to", "75%", "support the child's desistance?", f"{CHILD} 88%", f"{OTHERS} 52%"),
        ("% 'Yes'", f"{DESISTANCE.replace('desistance', 'desist ance')} 75%", f"{CHILD} 88%", f"{OTHERS} 52%"),
        (f"{OTHERS} 52%", f"{DESISTANCE} 75%", f"{CHILD} 88%"),
    ],
    ids=["cells", "percentage first", "own lines", "columns", "in words", "marks", "wrapped", "between", "broken",
         "other order"],
)  # fmt: skip
def test_key_questions_are_read_in_any_order_of_cells(rows: tuple[str, ...]) -> None:
    report = read(standard("2.1", *rows))
    assert report.percents_of("2.1") == {"desistance": 75, "child_safety": 88, "others_safety": 52}


def test_a_page_break_inside_the_table_takes_nothing_away() -> None:
    rows = [
        f"{DESISTANCE} 75%",
        "",
        "¹ A footnote about 40 per cent.",
        "",
        "31",
        "",
        f"{CHILD} 88%",
        f"{OTHERS} 52%",
    ]
    report = read(standard("2.1", *rows))
    assert report.percents_of("2.1") == {"desistance": 75, "child_safety": 88, "others_safety": 52}


def test_a_percentage_that_is_not_there_is_missing_and_prose_does_not_fill_it() -> None:
    report = read(
        standard(
            "2.1", f"{DESISTANCE} 75%", f"{CHILD} 88%", OTHERS, "", "In 40 per cent of cases it was not."
        )
    )
    assert report.percents_of("2.1") == {"desistance": 75, "child_safety": 88}
    assert "key_questions.2.1.others_safety" in [m.what for m in report.missing]


def test_a_percentage_above_a_hundred_is_none() -> None:
    report = read(standard("2.1", f"{DESISTANCE} 175%", f"{CHILD} 88%", f"{OTHERS} 52%"))
    assert report.percents_of("2.1") == {"child_safety": 88, "others_safety": 52}


def test_questions_that_come_round_again_as_headings_are_not_the_table() -> None:
    body = standard("2.1", f"{DESISTANCE} 75%", f"{CHILD} 88%", f"{OTHERS} 52%")
    body += f"{DESISTANCE}\n\n12% of nothing in particular.\n\n{CHILD}\n\nMore.\n\n"
    assert read(body).percents_of("2.1") == {"desistance": 75, "child_safety": 88, "others_safety": 52}


# Annexe


def annexe(*rows: str) -> str:
    return (
        "Annexe 2: Inspection data\n\nData from inspected cases:\n\n2. 1. Assessment (court disposals)\n\n"
        + "\n".join(rows)
    )


def test_prompts_keep_their_printed_letters_though_one_is_used_twice() -> None:
    report = read(
        annexe(
            DESISTANCE, "a) Is it seen? 50%", "b) Is it said? 38%", "b) Is it done? 100%", "c) Is it kept? 0%"
        )
    )
    assert [(q.position, q.letter, q.percent) for q in report.case_questions] == [
        (1, "a", 50), (2, "b", 38), (3, "b", 100), (4, "c", 0),
    ]  # fmt: skip


def test_a_prompt_without_a_percentage_is_missing_and_keeps_its_place() -> None:
    report = read(annexe(CHILD, "a) Is it seen? 50%", "b) Is it said?", "c) Is it done? 25%"))
    assert [(q.position, q.percent) for q in report.case_questions] == [(1, 50), (3, 25)]
    assert "case_questions.2.1.child_safety.2" in [m.what for m in report.missing]


def test_a_letter_that_is_passed_over_leaves_its_place_free_and_is_named() -> None:
    report = read(annexe(CHILD, "a) Is it seen? 50%", "c) Is it done? 25%"))
    assert [(q.position, q.letter, q.percent) for q in report.case_questions] == [(1, "a", 50), (3, "c", 25)]
    assert "case_questions.2.1.child_safety.2" in [m.what for m in report.missing]


def test_letters_that_begin_again_are_another_questions_prompts_and_are_not_read() -> None:
    report = read(annexe(CHILD, "a) Is it seen? 50%", "b) Is it done? 25%", "a) Is it clear? 75%"))
    assert [(q.position, q.percent) for q in report.case_questions] == [(1, 50), (2, 25)]
    assert any("begin again" in m.message for m in report.missing)


# Discretion


@pytest.mark.parametrize("mark", ["²", "2"])
def test_discretion_belongs_to_the_standard_whose_table_carries_the_mark(mark: str) -> None:
    first = standard("2.3", f"{DESISTANCE} 63%{mark}", f"{CHILD} 75%", f"{OTHERS} 88%")
    second = standard("2.4", f"{DESISTANCE} 70%", f"{CHILD} 75%", f"{OTHERS} 88%")
    one = "¹" if mark == "²" else "1"
    notes = f"{one} The lowest answer decides.\n\n{mark} Professional discretion was used to raise the rating from "
    notes += "'Requires improvement' to 'Good'.\n\n"
    report = read(first.replace("rating follows", f"rating{one} follows") + second + notes)
    assert [r.standard for r in report.ratings if r.discretion] == ["2.3"]


def test_a_general_word_on_discretion_changes_no_rating() -> None:
    report = read("Inspectors may use professional discretion to change the rating of a standard.\n")
    assert [r.discretion for r in report.ratings] == [False] * len(RATINGS)


# Samples


@pytest.mark.parametrize(
    ("sentence", "sample", "count"),
    [
        (
            "We took a detailed look at 22 community sentences and one custodial sentence managed by the YJS.",
            "court",
            23,
        ),
        ("We examined eight court disposals.", "court", 8),
        (
            "We inspected 35 cases managed by the YJS that had received an out-of-court disposal.",
            "out_of_court",
            35,
        ),
        ("Inspectors examined fifty\u2011one out\u2011of\u2011court disposals.", "out_of_court", 51),
        (
            "To illustrate it, we inspected three cases that had received a custodial sentence.",
            "resettlement",
            3,
        ),
        ("There were no resettlement cases, so this work was not rated.", "resettlement", 0),
    ],
)
def test_samples_in_words_and_figures(sentence: str, sample: str, count: int) -> None:
    assert read(f"{sentence}\n").cases == {sample: count}


def test_samples_that_contradict_each_other_are_missing_and_an_error() -> None:
    report = read("We examined eight court disposals.\n\nLater on: we examined nine court disposals.\n")
    assert "court" not in report.cases
    assert ("samples_disagree", "error") in [(c.code, c.level) for c in report.checks]


def test_the_services_caseload_is_not_the_sample() -> None:
    assert (
        read("The service manages 40 court disposals and 90 out-of-court disposals at a time.\n").cases == {}
    )


NOTE_OF_NO_MARK = (
    "¹ A note of no matter.\n\n² Professional discretion was used to raise the rating {change}.\n\n"
)
FALLING_SHORT = (63, 75, 88)


def with_percents(**percents: tuple[int, int, int]) -> str:
    """Standards 2.1 to 3.3 with percentages that give their ratings, but for the ones that are given."""
    own = {"Inadequate": 40, "Requires improvement": 55, "Good": 70, "Outstanding": 85}
    body = ""
    for number in ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"):
        values = percents.get(f"s{number.replace('.', '_')}", (own[RATINGS[number]],) * 3)
        asked = zip((DESISTANCE, CHILD, OTHERS), values, strict=True)
        body += standard(number, *(f"{words} {value}%" for words, value in asked))
    return body


def test_a_change_whose_mark_is_lost_is_that_of_the_one_rating_it_fits() -> None:
    note = NOTE_OF_NO_MARK.format(change="from 'Requires improvement' to 'Good'")
    report = read(f"{with_percents(s2_3=FALLING_SHORT, s3_1=(70, 85, 90))}Annexe 1\n\n{note}")
    known = {r.standard: (r.discretion, r.discretion_from) for r in report.ratings}
    assert known["2.3"] == (True, "Requires improvement")
    # That change cannot have made it Outstanding, and the report tells of no other.
    assert known["3.1"] == (False, None)
    assert not [one for one in report.missing if one.what.startswith("discretion")]


def test_a_change_that_fits_two_ratings_is_known_of_neither_and_both_are_named() -> None:
    note = NOTE_OF_NO_MARK.format(change="from 'Requires improvement' to 'Good'")
    report = read(f"{with_percents(s2_3=FALLING_SHORT, s3_2=FALLING_SHORT)}Annexe 1\n\n{note}")
    assert {r.standard for r in report.ratings if r.discretion is None} == {"2.3", "3.2"}
    assert not [r for r in report.ratings if r.discretion]
    missing = [one.what for one in report.missing if one.what.startswith("discretion")]
    assert missing == ["discretion.2.3", "discretion.3.2"]
    row = next(row for row in report.to_json_dict()["ratings"] if row["standard"] == "2.3")
    assert row["discretion"] is None
    assert report_of(report.to_json_dict()).ratings == report.ratings


def test_a_rating_that_its_percentages_do_not_give_is_not_said_to_be_unchanged() -> None:
    note = NOTE_OF_NO_MARK.format(change="from 'Inadequate' to 'Outstanding'")
    report = read(f"{with_percents(s2_3=FALLING_SHORT)}Annexe 1\n\n{note}")
    assert {r.standard for r in report.ratings if r.discretion is None} == {"2.3"}


# Headings whose ligatures are lost, and pages that part a row


def test_a_heading_is_found_where_the_file_does_not_spell_a_ligature() -> None:
    lead = "1.2. Sta\n\nWho works here.\n\nOutstanding\n\nKey sta ng data¹\n\n"
    body = f"{lead}Vacancy rate (total unfilled posts as percentage of total staff headcount)\t12%\n\nSome prose.\n\n"
    report = read(f"{body}¹ Given by the service; staffing when the inspection was announced.\n\n")
    assert [(f.indicator, f.value, f.period) for f in report.context] == [
        ("vacancy_rate", 12, "at the announcement of the inspection")
    ]


def test_a_figure_under_a_heading_that_was_not_found_is_named_as_missing() -> None:
    report = read("Average caseload case managers (FTE)\t14.8\n\n")
    assert not report.context
    assert "context.caseload_per_case_manager" in {one.what for one in report.missing}


@pytest.mark.parametrize("parted", ["reset-\ntlement", "resettle-\nment"])
def test_a_sample_is_read_where_the_end_of_a_line_parts_its_word(parted: str) -> None:
    report = read(
        f"4.1. Resettlement policy and provision\n\nAs an illustration, we inspected five {parted} cases.\n\n"
    )
    assert report.cases["resettlement"] == 5


# Pages


def test_pages_are_those_of_the_contents_list_where_a_text_has_no_page_breaks() -> None:
    contents = (
        "Contents\n\nRatings.....4\n2. Court disposals\t30\n2.1. Assessment 32\nFurther information 40\n\n"
    )
    text = COVER + contents + ratings_page(one_by_one()) + "2. Court disposals\n\nProse.\n\n"
    text += standard("2.1", f"{DESISTANCE} 75%", f"{CHILD} 88%", f"{OTHERS} 52%")
    report = extract_document(document_from_text(text), FRAMEWORKS)
    assert {r.place.page for r in report.ratings} == {4}
    assert {q.place.page for q in report.key_questions} == {32}


def test_form_feeds_count_the_pages_and_printed_numbers_correct_them() -> None:
    pages = [
        COVER,
        ratings_page(one_by_one()),
        standard("2.1", f"{DESISTANCE} 75%"),
        "Prose.",
        "Prose.",
        "Prose.",
    ]
    numbered = [f"{page}\n{n}\n" for n, page in enumerate(pages)]
    report = extract_document(document_from_text("\f".join(numbered)), FRAMEWORKS)
    assert {r.place.page for r in report.ratings} == {1}


# Front matter


@pytest.mark.parametrize(
    ("cover", "service", "kind"),
    [
        (
            "An inspection of youth offending services in\nSutton\n\nHM Inspectorate of Probation,",
            "Sutton",
            "single",
        ),
        ("Joint inspection of youth justice services in Vale of Kestrel\n\n", "Vale of Kestrel", "joint"),
        (
            "An inspection of youth justice services in\nVale of\nKestrel and Lode\n\n",
            "Vale of Kestrel and Lode",
            "single",
        ),
        ("A joint inspection of youth offending services in NORTHMERE\n\n", "Northmere", "joint"),
    ],
)
def test_the_cover_names_service_and_kind(cover: str, service: str, kind: str) -> None:
    text = f"{cover} May 2023\n\n{ratings_page(one_by_one())}"
    report = extract_document(document_from_text(text), FRAMEWORKS)
    assert (report.service, report.kind, report.published) == (service, kind, "2023-05")


def test_a_thematic_report_is_told_apart() -> None:
    with pytest.raises(OtherReportError):
        read_text(
            "A thematic inspection of work by youth offending teams\nHM Inspectorate of Probation, May 2023\n"
        )


def test_a_cover_without_ratings_is_no_report() -> None:
    with pytest.raises(NotAnInspectionReportError):
        read_text(COVER + "Foreword\n\nThis was an inspection.\n")


def read_text(text: str) -> Report:
    return extract_document(document_from_text(text, name="made-up.txt"), FRAMEWORKS)


@pytest.mark.parametrize(
    ("note", "before"),
    [
        ("Professional discretion was used to raise the rating from 'Requires improvement' to 'Good' after a review.",
         "Requires improvement"),
        ("Professional discretion was used to raise the rating from ‘Requires improvement’ to ‘Good’.",
         "Requires improvement"),
        ("Inspectors applied professional discretion and lowered the rating from “Outstanding” to “Good”.",
         "Outstanding"),
        ("Professional discretion was exercised to reduce this rating from Outstanding to Good.", "Outstanding"),
        ("The rating was upgraded from 'requires improvement' to 'good' by professional discretion.",
         "Requires improvement"),
        ("The rating was downgraded from Outstanding to Good through professional discretion.", "Outstanding"),
        ("Professional discretion was used to increase the rating to 'Good' from 'Requires improvement'.",
         "Requires improvement"),
        ("Professional discretion was used to raise the rating to 'Good'.", None),
        ("Professional discretion was used to change this rating.", None),
    ],
)  # fmt: skip
def test_the_rating_before_discretion_is_read_as_far_as_the_report_says_it(
    note: str, before: str | None
) -> None:
    table = standard("2.3", f"{DESISTANCE} 63%²", f"{CHILD} 75%", f"{OTHERS} 88%")
    report = read(
        table.replace("rating follows", "rating¹ follows") + f"¹ The lowest decides.\n\n² {note}\n\n"
    )
    assert [(r.standard, r.discretion_from) for r in report.ratings if r.discretion] == [("2.3", before)]
    (row,) = [r for r in report.to_json_dict()["ratings"] if r["standard"] == "2.3"]
    assert row["discretion_from"] == before


def test_what_inspectors_may_do_in_general_changes_no_rating_even_with_an_example() -> None:
    report = read("Inspectors may use discretion, and could move a rating from Good to Outstanding.\n")
    assert [r.discretion for r in report.ratings] == [False] * len(RATINGS)


def test_a_change_by_discretion_that_contradicts_the_ratings_page_is_an_error() -> None:
    table = standard("2.3", f"{DESISTANCE} 63%²", f"{CHILD} 75%", f"{OTHERS} 88%").replace(
        "rating follows", "rating¹ follows"
    )
    for change in ("from 'Good' to 'Outstanding'", "from 'Requires improvement' to 'Outstanding'"):
        notes = (
            f"¹ The lowest decides.\n\n² Professional discretion was used to raise the rating {change}.\n\n"
        )
        checks = read(table + notes).checks
        assert ("discretion_against_rating", "error", "2.3") in {
            (c.code, c.level, c.standard) for c in checks
        }


# Pages


def test_a_text_without_page_breaks_says_that_its_pages_are_where_sections_start() -> None:
    contents = "Contents\n\nForeword\t3\nRatings\t4\nBackground\t6\n2.3. Implementation and delivery\t9\n\n"
    body = standard("2.3", f"{DESISTANCE} 70%", f"{CHILD} 75%", f"{OTHERS} 88%")
    report = read(body, page=contents + ratings_page(one_by_one()))
    assert (report.page_numbers, report.score_page) == ("section_start", 4)
    assert {q.place.page for q in report.key_questions} == {9}


def test_a_text_with_page_breaks_has_pages_and_one_without_contents_has_none() -> None:
    broken = ratings_page(one_by_one()).replace("Background", "\fBackground")
    assert read("", page=f"\f{broken}").page_numbers == "page"
    assert read("").page_numbers is None


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("We examined eight court disposals. The sample size was set to achieve a confidence level of 80 per cent "
         "(with a margin of error of five), and we ensured that the ratios matched.", (80, 5)),
        ("The sample of court disposals was set to achieve a confidence level of 90% with a margin of error of 10.",
         (90, 10)),
        ("We examined 12 out-of-court disposals. The sample size was set to achieve a confidence level of 80 per cent "
         "(with a margin of error of five).", None),
        ("We examined 12 court disposals. The sample size was set by the number of cases.", None),
    ],
)  # fmt: skip
def test_what_the_size_of_the_court_sample_was_set_for_is_read(
    sentences: str, expected: tuple[int, int] | None
) -> None:
    sample = read(f"Annexe 1: Methodology\n\n{sentences}\n").court_sample
    assert (sample and (sample.confidence, sample.margin)) == expected
