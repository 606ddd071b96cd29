"""Frameworks as data, and a loader that refuses whatever it does not know."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from yjs_dash.errors import FrameworkError, UnknownFrameworkError, UnknownStandardError
from yjs_dash.framework import RATINGS, Framework, get_framework, load_framework, load_frameworks
from yjs_dash.store import BUNDLED

DIRECTORY = BUNDLED / "frameworks"
NEWEST_SCORED = DIRECTORY / "hmip-yjs-2021.toml"


@pytest.fixture(scope="module")
def frameworks() -> dict[str, Framework]:
    return load_frameworks(DIRECTORY)


def test_three_frameworks_stand_in_order_of_time(frameworks: dict[str, Framework]) -> None:
    assert list(frameworks) == ["hmip-yjs-2018", "hmip-yjs-2021", "hmip-yjs-2025"]


def test_twelve_standards_score_to_36_and_resettlement_stands_apart(frameworks: dict[str, Framework]) -> None:
    framework = frameworks["hmip-yjs-2021"]
    assert len(framework.scored_standards) == 12
    assert framework.score_max == 36
    assert "4.1" in framework.standards
    assert "4.1" not in framework.scored_standards
    assert framework.limit is not None
    assert (framework.limit.standard, framework.limit.rating, framework.limit.bars) == (
        "4.1",
        "Inadequate",
        "Outstanding",
    )


def test_the_2018_framework_has_joint_working_and_no_verified_percentage_bands(
    frameworks: dict[str, Framework],
) -> None:
    framework = frameworks["hmip-yjs-2018"]
    assert framework.standard("3.4").name == "Joint working"
    assert framework.percent_bands == ()
    assert any("not verified" in unknown for unknown in framework.unknowns)


def test_nothing_is_computed_for_the_2025_framework_and_it_says_what_is_not_known(
    frameworks: dict[str, Framework],
) -> None:
    framework = frameworks["hmip-yjs-2025"]
    assert not framework.scored
    assert framework.scored_standards == ()
    assert framework.score_max is None
    assert len(framework.domain("full").standards) == 7
    assert len(framework.domain("shorter").standards) == 2
    assert len(framework.unknowns) == 4


def test_seven_standards_follow_three_key_questions_with_95_prompts(frameworks: dict[str, Framework]) -> None:
    driven = [s for s in frameworks["hmip-yjs-2021"].standards.values() if s.judged_on == "key_questions"]
    assert [s.id for s in driven] == ["2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"]
    assert all(len(s.key_questions) == 3 for s in driven)
    assert sum(len(q.prompts) for s in driven for q in s.key_questions) == 95


def test_bands_meet_without_gap_or_overlap(frameworks: dict[str, Framework]) -> None:
    known = {
        (framework.id, kind): (bands, top)
        for framework in frameworks.values()
        for kind, bands, top in (
            ("percent", framework.percent_bands, 100),
            ("overall", framework.overall_bands, framework.score_max),
        )
        if bands
    }
    assert set(known) == {
        ("hmip-yjs-2018", "overall"), ("hmip-yjs-2021", "percent"), ("hmip-yjs-2021", "overall"),
    }  # fmt: skip
    for bands, top in known.values():
        assert [b.rating for b in bands] == list(RATINGS)
        assert (bands[0].low, bands[-1].high) == (0, top)
        assert all(a.high + 1 == b.low for a, b in pairwise(bands))


def test_every_rule_names_its_source(frameworks: dict[str, Framework]) -> None:
    for framework in frameworks.values():
        assert framework.rules
        assert all(rule.statement and rule.source for rule in framework.rules)


def test_a_rule_that_no_document_says_is_an_inference_and_cites_no_page(
    frameworks: dict[str, Framework],
) -> None:
    inferred = {(f.id, r.id) for f in frameworks.values() for r in f.rules if r.basis == "inferred"}
    assert inferred == {
        ("hmip-yjs-2018", "total"),
        ("hmip-yjs-2018", "overall_bands"),
        ("hmip-yjs-2018", "no_resettlement"),
        ("hmip-yjs-2021", "rounded_percent"),
        ("hmip-yjs-2021", "discretion"),
    }
    rules = [rule for f in frameworks.values() for rule in f.rules]
    assert all(rule.page is None for rule in rules if rule.basis == "inferred")
    # The report was read as text: the annexe with the rules is known by the page it starts on.
    assert {(r.page, r.page_numbers) for r in rules if r.page is not None} == {(50, "section_start")}


def test_unknown_ids_are_named(frameworks: dict[str, Framework]) -> None:
    with pytest.raises(UnknownFrameworkError, match="hmip-yjs-1999"):
        get_framework(frameworks, "hmip-yjs-1999")
    with pytest.raises(UnknownStandardError, match=r"5\.1"):
        frameworks["hmip-yjs-2021"].standard("5.1")
    with pytest.raises(UnknownStandardError, match="9"):
        frameworks["hmip-yjs-2021"].domain("9")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("scored = true", "scored = true\ncolour = 1", "colour: is not a key"),
        ("scored = true", "", "scored: is missing"),
        ("scored = true", 'scored = "yes"', "scored: must be bool"),
        ('name = "Good"\npoints = 2', 'name = "Fine"\npoints = 2', "must be Inadequate"),
        ("from = 50", "from = 51", "without gap"),
        ("to = 36", "to = 35", "must end at 36"),
        ('id = "2.2"\nname', 'id = "2.1"\nname', "2.1 stands twice"),
        ('judged_on = "qualitative"', 'judged_on = "feeling"', "judged_on: must be one of"),
        ('dimension = "desistance"', 'dimension = "luck"', "luck is not a dimension"),
        ("valid_to = 2025-03-31", "valid_to = 2020-03-31", "lies before valid_from"),
        ('bars = "Outstanding"', 'bars = "Splendid"', "unknown standard or rating"),
        ("scored = true", "scored = tru", "is not TOML"),
        ('basis = "published"', 'basis = "guessed"', r"rules\[1\].basis: must be one of"),
        ('basis = "published"', 'basis = "inferred"', r"rules\[1\].page: is no place"),
        ('basis = "published"\n', "", r"rules\[1\].basis: is missing"),
        ('page_numbers = "section_start"\n', "", r"rules\[1\].page_numbers: must stand with a page"),
        ('diversity = ["Diversity"]', 'variety = ["Diversity"]', "headings.variety: is not a key"),
        ('diversity = ["Diversity"]', 'diversity = "Diversity"', "headings.diversity: must be list"),
        ('diversity = ["Diversity"]', 'diversity = [""]', "headings.diversity: '' is no name"),
        ('diversity = ["Diversity"]', 'diversity = ["ratings"]', "headings.ratings: Ratings stands twice"),
        ("methodology = [", "method = [", "annexes.method: is not a key"),
        (
            'page_numbers = "section_start"',
            'page_numbers = "sheet"',
            r"rules\[1\].page_numbers: must be one of",
        ),
    ],
)
def test_the_loader_names_file_and_key_of_what_is_wrong(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = NEWEST_SCORED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "changed.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FrameworkError, match=message) as caught:
        load_framework(path)
    assert "changed.toml" in str(caught.value)


def test_two_files_of_one_framework_are_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_bytes(NEWEST_SCORED.read_bytes())
    with pytest.raises(FrameworkError, match="defined twice"):
        load_frameworks(tmp_path)
