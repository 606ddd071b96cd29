"""The generator itself: its reports keep the inspectorate's rules, and the same seed gives the same report."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from made_up.reports import CHOICES, LAYOUTS, QUIET, draw_report, only
from made_up.reports.truth import FRAMEWORKS, band_of, overall_of, rounded_percent

SEEDS = range(40)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_seed_gives_the_same_report(layout):
    one, other = draw_report(3, layout=layout), draw_report(3, layout=layout)
    assert one.text == other.text
    assert one.html == other.html
    assert one.truth == other.truth
    assert draw_report(4, layout=layout).text != one.text


def test_a_source_of_chance_gives_a_report_as_a_number_does():
    report = draw_report(Random(5), layout="short_joint_2021")
    assert report.text == draw_report(report.seed, layout="short_joint_2021").text


def test_an_unknown_layout_is_refused():
    with pytest.raises(ValueError, match="no layout nowhere"):
        draw_report(1, layout="nowhere")


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if not name.startswith("later")])
def test_ratings_scores_and_bands_keep_the_rules(layout):
    moved = 0
    for seed in SEEDS:
        truth = draw_report(seed, layout=layout, noise=QUIET).truth
        framework = FRAMEWORKS[truth["framework"]]
        ratings = {r["standard"]: r for r in truth["ratings"]}
        for standard, row in ratings.items():
            percents = [q["percent"] for q in truth["key_questions"] if q["standard"] == standard]
            if percents:
                assert len(percents) == 3
                assert (row["rating"] == band_of(min(percents))) is not row["discretion"]
            else:
                assert row["discretion"] is False
            moved += row["discretion"]
        total = sum(framework.points[ratings[s]["rating"]] for s in framework.scored_standards)
        assert truth["score"] == total
        assert truth["overall_rating"] == overall_of(framework, total, truth["ratings"])
        assert ("4.1" in ratings) is (truth["cases"].get("resettlement", 0) > 0)
    assert moved


def test_the_limiting_judgement_bars_outstanding():
    framework = FRAMEWORKS["hmip-yjs-2021"]
    inadequate = [{"standard": "4.1", "rating": "Inadequate"}]
    assert overall_of(framework, 33, inadequate) == "Good"
    assert overall_of(framework, 33, []) == "Outstanding"
    assert overall_of(framework, 18, inadequate) == "Requires improvement"


def test_every_percentage_is_one_that_its_sample_can_give():
    for seed in SEEDS:
        truth = draw_report(seed, layout="long_2021", noise=QUIET).truth
        for question in truth["key_questions"]:
            base = truth["cases"]["court" if question["standard"].startswith("2") else "out_of_court"]
            assert question["percent"] in {rounded_percent(k, base) for k in range(base + 1)}


def test_percentages_are_rounded_half_up():
    assert [rounded_percent(k, n) for k, n in ((5, 8), (1, 8), (12, 23), (20, 35), (0, 4))] == [
        63,
        13,
        52,
        57,
        0,
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_quiet_report_prints_every_rating_and_percentage_of_its_truth(layout):
    report = draw_report(11, layout=layout, noise=QUIET)
    for row in report.truth["ratings"]:
        assert row["rating"] in report.text
    printed = [int(found) for found in re.findall(r"(\d+)%", report.text)]
    for row in (*report.truth["key_questions"], *report.truth["case_questions"]):
        assert row["percent"] in printed
        printed.remove(row["percent"])
    for row in (*report.truth["recommendations"], *report.truth["findings"]):
        assert row["text"] in report.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_noise_changes_the_print_and_never_the_truth(layout):
    quiet = draw_report(2, layout=layout, noise=QUIET)
    for kind, choices in CHOICES.items():
        for choice in choices[1:]:
            noisy = draw_report(2, layout=layout, noise=only(**{kind: choice}))
            changed = {"repeated_letters": "case_questions", "sample_parts": "context"}.get(kind)
            for field, value in quiet.truth.items():
                assert field == changed or noisy.truth[field] == value
    assert draw_report(2, layout=layout).truth["ratings"] == quiet.truth["ratings"]


def test_the_contents_list_of_a_text_names_the_sheet_on_which_a_part_begins():
    report = draw_report(8, layout="long_2021", noise=only(furniture="form_feed"))
    sheets = report.text.split("\f")
    for standard, name in (("1.1", "Governance and leadership"), ("3.2", "Planning")):
        assert re.search(rf"(?m)^{re.escape(standard)}\. {name}$", sheets[report.pages[standard] - 1])


def test_a_pdf_is_the_same_file_each_time(tmp_path: Path):
    one, other = (
        draw_report(6, layout="short_joint_2021").pdf(tmp_path / name).read_bytes()
        for name in ("one.pdf", "two.pdf")
    )
    assert one == other
    assert one.startswith(b"%PDF-")
