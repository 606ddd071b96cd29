"""Every sentence on ratings is true: parsed back out of its words and worked out again, over drawn data sets.

YJS_DASH_TRUTH_SETS says how many sets are drawn; a failure names the number of its set: draw(number) is that set.
"""

from __future__ import annotations

import os
import random
import tempfile
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest
from scipy import stats as scipy_stats
from statsmodels.stats.multitest import multipletests

from tests.truth.datasets import COLUMNS, bundled_rows, read_several
from tests.truth.ratings_changed import changed, passes
from tests.truth.ratings_checkers import Reading, all_kinds
from tests.truth.ratings_drawn import Drawn, bundled_frameworks, draw
from tests.truth.ratings_facts import Shown, World, fisher, fitting, holm, printed
from tests.truth.ratings_reading import choose, compare_page, domain_page, national_page, read_set
from tests.truth.ratings_words import speaking_of
from tests.truth.seeds import SETS, default_seeds, more_seeds
from yjs_dash import sentences
from yjs_dash.compare import Catalogue
from yjs_dash.store import read_data_set

BESIDES = (60, 80, 109, 135)
"""Sets that bring out kinds of sentences which the first 60 do not."""
TOGETHER = 25
SOME, MORE = (
    [seeds[first : first + TOGETHER] for first in range(0, len(seeds), TOGETHER)]
    for seeds in (default_seeds(besides=BESIDES), more_seeds(besides=BESIDES))
)
"""Numbers of the sets that are read by default, and of those that the long run reads, so many at a time."""
SHOWN_FAILURES = 25
CHANGED_OF_A_KIND = 3
TOPICS = (
    "headline.",
    "card.",
    "grid.",
    "questions.",
    "standard.",
    "national.",
    "evidence.",
    "findings.",
    "prompts.",
)
SOURCE = {
    "source_id": "the-report",
    "title": "The report",
    "publisher": "The inspectorate",
    "licence": "Open",
}

CONTEXT_TOPICS = {
    "areas", "children", "context", "disposals", "disproportionality", "neighbours", "rates", "spend", "trend",
}  # fmt: skip
"""Topics that the tests of local context read."""
OTHER_TOPICS = {"common", "glance", "map", "overview", "pack", "peers", "yearly"}
"""Topics with a test of their own."""
OF_THE_APP: dict[str, str] = {
    "add": "what became of a file that a visitor added",
    "choice": "what a link asked for",
    "data_page": "headings and numbers of rows",
    "fault": "that a page failed",
    "method": "how things are worked out, the same for every data set",
    "page": "parts of every page",
    "report_words": "the search in the texts of reports that were added",
}
"""Topics that say nothing of the figures, and what they say."""

CLAIMS_NOTHING: dict[str, str] = {
    "evidence.key_questions": "a heading",
    "evidence.told_apart": "a heading",
    "evidence.differences": "the words of a link",
    "evidence.differences_table": "the title of a table",
    "evidence.how_sure": "a heading",
    "evidence.one_case": "a heading",
    "evidence.to_ask": "a heading",
    "evidence.findings": "a heading",
    "evidence.findings_table": "the title of a table",
    "evidence.recommended": "a heading",
    "grid.how_to_read": "how to use the grid, and what a mark means",
    "grid.caption": "the title of a table",
    "grid.domain_caption": "the title of a table",
    "grid.is_open": "what is open, for readers who hear it",
    "grid.table_name": "the title of a table",
    "prompts.heading": "a heading",
    "prompts.table": "the title of a table",
    "national.not_ranked": "how the services are ordered",
    "national.table_source": "points to the table",
}
"""Kinds of words that claim nothing of the data, and why."""

CANNOT_COME_UP: dict[str, str] = {
    "card.no_total": "a service can be chosen by an inspection with a total only",
    "card.no_score": "a service can be chosen by an inspection with a total only",
    "evidence.recommendations_printed": "stands beside the texts of a report that was added, not of the data set",
    "findings.added": "repeats the reason that a figure was added with",
    "findings.area_ended": "of the areas of official files, not of ratings",
    "findings.authority_of_several_services": "of the areas of official files, not of ratings",
    "findings.authority_without_service": "of the areas of official files, not of ratings",
    "findings.service_ended": "repeats what the table of services says",
    "findings.service_without_authority": "of the areas of official files, not of ratings",
    "findings.corrected": "repeats the reason that a correction was declared with",
    "findings.parts_less": "of local figures, not of ratings",
    "findings.parts_more": "of local figures, not of ratings",
    "findings.sum_less": "of local figures, not of ratings",
    "findings.sum_more": "of local figures, not of ratings",
    "findings.sum_rounding": "of local figures, not of ratings",
    "national.no_scores": "scores are drawn only where there are some",
    "standard.on_evidence": "said of standards with key questions only",
    "questions.only_one": "asked for only where two services have percentages",
}
"""Kinds that guard a place which the rules of the data keep anyone from reaching, and why."""


@cache
def outcome(numbers: tuple[int, ...]) -> Reading:
    """What was read of some sets."""
    drawn = [draw(number) for number in numbers]
    with tempfile.TemporaryDirectory() as directory:
        read = read_several(Path(directory) / "sets", drawn, common={"sources": [SOURCE]})
    reading = Reading()
    for one, data in zip(drawn, read, strict=True):
        read_set(reading, one, data)
    return reading


def everything() -> list[Reading]:
    return [outcome(numbers) for numbers in SOME]


@pytest.mark.parametrize(
    "numbers",
    [*SOME, *(pytest.param(numbers, marks=pytest.mark.long) for numbers in MORE)],
    ids=lambda n: f"from-{n[0]}",
)
def test_every_sentence_on_ratings_is_understood_and_true(numbers: tuple[int, ...]) -> None:
    wrong = outcome(numbers).wrong
    assert not wrong, f"{len(wrong)} sentences:\n" + "\n".join(wrong[:SHOWN_FAILURES])


def test_every_sentence_on_the_bundled_ratings_is_true() -> None:
    frameworks = bundled_frameworks()
    tables = {table: bundled_rows(table) for table in COLUMNS}
    world = World(Drawn(0, tables, frameworks, {}))
    catalogue, reading, dice = Catalogue(read_data_set()), Reading(), random.Random(3)
    known = list(catalogue.entries)
    chosen = [[one] for one in known] + [list(pair) for pair in combinations(known, 2)]
    chosen += [dice.sample(known, min(len(known), dice.randint(3, 6))) for _ in range(6)]
    with speaking_of(tuple(world.names.values())):
        for ids in chosen:
            choice = choose(catalogue, world, ids, dice.choice([None, ids[0]]))
            compare_page(reading, catalogue, world, choice)
            if len(ids) != 2 or dice.random() < 0.3:
                domain_page(reading, catalogue, world, choice, dice)
        national_page(reading, catalogue, world, dice)
    assert not reading.wrong, f"{len(reading.wrong)} sentences:\n" + "\n".join(reading.wrong[:SHOWN_FAILURES])
    assert reading.claims > 5000


def test_every_kind_of_sentence_was_met_and_checked() -> None:
    readings = everything()
    met = {kind for reading in readings for kind, count in reading.checked.items() if count}
    never = sorted(all_kinds() - met - set(CANNOT_COME_UP))
    told = (
        f"{len(met)} kinds of sentences, {sum(map(len, SOME))} drawn data sets, "
        f"{sum(reading.strings for reading in readings)} sentences, "
        f"{sum(reading.claims for reading in readings)} claims checked"
    )
    print(told)  # noqa: T201 - what `pytest -s` is asked for.
    if summary := os.environ.get("YJS_DASH_TRUTH_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"Ratings: {told}\n")
    assert not never, f"never met in {sum(map(len, SOME))} sets: {', '.join(never)}"
    assert not met & set(CANNOT_COME_UP), f"can come up: {sorted(met & set(CANNOT_COME_UP))}"


def test_every_kind_of_sentence_has_a_checker() -> None:
    known = {one.kind for one in sentences.all_templates() if one.kind.startswith(TOPICS)}
    without = known - all_kinds() - set(CLAIMS_NOTHING) - set(CANNOT_COME_UP)
    assert not without, f"no checker in tests/truth reads these sentences: {', '.join(sorted(without))}"
    silences = {kind for kind in all_kinds() if kind.startswith("silence.")}
    gone = (all_kinds() - silences | set(CLAIMS_NOTHING) | set(CANNOT_COME_UP)) - known
    assert not gone, f"there are no such sentences any more: {', '.join(sorted(gone))}"


def test_a_true_sentence_with_one_word_changed_is_found_out() -> None:
    dice = random.Random(1)
    found_out, passed = 0, []
    for kind, heard in sorted(outcome(SOME[0]).heard.items()):
        for said in dice.sample(heard, min(len(heard), CHANGED_OF_A_KIND)):
            for words in set(changed(said.words)) - {said.words}:
                if passes(said, words):
                    passed.append(f"{kind}: “{said.words}” as “{words}”")
                else:
                    found_out += 1
    # Here and there the changed sentence is true as well, as where either of two inspections may be the latest.
    assert len(passed) <= found_out / 100, f"{len(passed)} of {found_out}:\n" + "\n".join(passed)


def test_every_topic_of_sentences_is_somebodys_to_check() -> None:
    topics = {one.kind.partition(".")[0] for one in sentences.all_templates()}
    own = {topic.removesuffix(".") for topic in TOPICS}
    unclaimed = topics - own - CONTEXT_TOPICS - OTHER_TOPICS - set(OF_THE_APP)
    assert not unclaimed, f"no test in tests/truth reads these topics: {', '.join(sorted(unclaimed))}"


@cache
def worlds() -> tuple[World, ...]:
    return tuple(World(_drawn(number)) for number in range(min(SETS, 60)))


def _drawn(number: int) -> Drawn:
    return draw(number)


def test_the_same_number_draws_the_same_data_set() -> None:
    assert draw(7).tables == draw(7).tables
    assert draw(7).texts == draw(7).texts


def test_the_drawn_data_sets_hold_what_makes_sentences_go_wrong() -> None:
    shown = [one for world in worlds() for one in world.complete]
    counts = [one.fitting(*key) for one in shown for key in one.percents]
    cases = [int(one.row[f"{sample}_cases"] or 0) for one in shown for sample in ("court", "out_of_court")]
    held = {
        "follow the rules": any(one.agrees for one in shown),
        "contradict them": any(not one.agrees for one in shown),
        "a score that is not the sum": any(one.published_score not in (None, one.total) for one in shown),
        "no score": any(one.published_score is None for one in shown),
        "a band that is ruled out": any(one.agrees and one.barred for one in shown),
        "no sample": None in counts,
        "no count that fits": () in counts,
        "two counts that fit": any(len(found or ()) > 1 for found in counts),
        "large samples": max(cases) > 250,
        "every count": any(one.all_counts_known and one.scored_by_questions for one in shown),
        "discretion": any(one.discretion(s) for one in shown for s in one.ratings),
        "discretion that is not known": any(one.may_be_changed(s) for one in shown for s in one.ratings),
        "older inspections": any(one.newest is not None for one in shown),
        "inspections in no known order": any(
            not one.is_certainly_newest and one.newest is None for one in shown
        ),
        "four frameworks": len({one.framework_id[:7] for one in shown} | {"hmip-yjs-2025"[:7]}) > 1,
        "one to six services": {1, 2, 6}
        <= {len({s.service_id for s in world.complete}) for world in worlds()}
        or len(worlds()) < 60,
    }
    assert all(held.values()), [what for what, is_held in held.items() if not is_held]


@pytest.mark.parametrize(
    ("percent", "cases", "counts"),
    [(63, 8, (5,)), (62, 8, ()), (52, 23, (12,)), (57, 35, (20,)), (82, 12, ()), (50, 200, (99, 100))],
)
def test_the_checker_finds_the_counts_behind_a_percentage(
    percent: int, cases: int, counts: tuple[int, ...]
) -> None:
    assert fitting(percent, cases) == counts


def test_the_checker_tests_and_adjusts_as_statisticians_do() -> None:
    dice = random.Random(2)
    for _ in range(50):
        n1, n2 = dice.randint(1, 40), dice.randint(1, 300)
        k1, k2 = dice.randint(0, n1), dice.randint(0, n2)
        expected = scipy_stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])[1]
        assert float(fisher(k1, n1, k2, n2)) == pytest.approx(expected, abs=1e-9)
    raw = [Fraction(1, 100), Fraction(4, 100), Fraction(3, 100)]
    assert [float(p) for p in holm(raw)] == pytest.approx(multipletests(raw, method="holm")[1])


def test_the_fewest_judgements_are_the_fewest_of_all_ways() -> None:
    """On small samples every way to judge every case is tried."""
    tried = 0
    for shown in (one for world in worlds() for one in world.complete):
        if shown.next_band is None or not 1 <= len(shown.movable) <= 2:
            continue
        ways = [_every_way(shown, standard) for standard in shown.movable]
        if any(len(found) > 60 for found in ways):
            continue
        tried += 1
        for points in range(1, 7):
            every = [
                sum(way[1] for way in ws) for ws in product(*ways) if sum(way[0] for way in ws) >= points
            ]
            assert shown.fewest_judgements(points) == min(every, default=None)
    assert tried > 3 or SETS < 60


def _every_way(shown: Shown, standard: str) -> set[tuple[int, int]]:
    """(points gained, judgements) for each way to judge more cases of a standard sufficient."""
    known = [shown.count(standard, one) or (0, 1) for one in shown.questions(standard)]
    found = set()
    for more in product(*(range(cases - count + 1) for count, cases in known)):
        other = {
            dimension: printed(count + extra, cases)
            for dimension, (count, cases), extra in zip(shown.questions(standard), known, more, strict=True)
        }
        rating = shown.derived(standard, other)
        found.add((shown.points[str(rating)] - shown.points[shown.ratings[standard]], sum(more)))
    return found
