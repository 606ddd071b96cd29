"""Every sentence on local context is true of the raw tables, none is missing, none depends on an unrelated service.

`YJS_DASH_TRUTH_SETS` raises the number of drawn data sets; from 151 on each is also checked by the schema.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.truth import context_children, context_national, context_pages, context_series
from tests.truth.context_demands import missing_facts
from tests.truth.context_draw import Drawn, draw
from tests.truth.context_exempt import CLAIM_NOTHING, SELDOM, TOPICS
from tests.truth.context_reading import CHECKERS, COUNTED, Reader
from tests.truth.context_said import Said, everything, national
from tests.truth.context_world import World
from tests.truth.seeds import LONG, SETS, default_seeds, more_seeds
from yjs_dash.compare import Catalogue
from yjs_dash.compare.national import Filter
from yjs_dash.narrate.template import TEMPLATES, Template
from yjs_dash.sentences import all_templates

BESIDES = (73, 84, 112, 144)
"""Sets that bring out kinds of sentences which the first 60 do not."""
SEEDS, MORE = default_seeds(besides=BESIDES), more_seeds(besides=BESIDES)
HUNDREDS = 600
"""Sets from which on kinds that seldom come up must have come up."""
CHECKED_EVERY = 25 if SETS <= LONG else 1
ALONE_EVERY = 8
"""Of so many sets one is also told for its first service alone."""
PARTS_EVERY = 6
"""The same for what figures of services rest on in every period."""
MODULES = (context_children, context_national, context_pages, context_series)
"""Imported for their checkers."""


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(SEEDS, id="some"),
        *([pytest.param(MORE, id="more", marks=pytest.mark.long)] if MORE else []),
    ],
)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(request.param, tmp_path_factory.mktemp("truth"))


class Run:
    """All drawn sets told and read once; the tests look at what was found."""

    def __init__(self, seeds: Sequence[int], directory: Path) -> None:
        self.seeds = seeds
        self.false: list[str] = []
        self.missing: list[str] = []
        self.dependent: list[str] = []
        self.strings = 0
        self.said_kinds: Counter[str] = Counter()
        COUNTED.clear()
        call = Template.__call__

        def counting(template: Template, **values: object) -> str:
            self.said_kinds[template.kind] += 1
            return call(template, **values)

        Template.__call__ = counting  # type: ignore[method-assign]
        try:
            for seed in seeds:
                self._set(draw(seed, directory, checked=seed % CHECKED_EVERY == 0))
        finally:
            Template.__call__ = call  # type: ignore[method-assign]
        self.claims = sum(COUNTED.values())
        self.kinds = dict(COUNTED)

    def _set(self, drawn: Drawn) -> None:
        world, catalogue = World(drawn), Catalogue(drawn.data)
        chosen = [world.services[service_id] for service_id in drawn.chosen]
        selection = catalogue.select(drawn.chosen)
        regions = filtered_regions(drawn, world)
        said = everything(catalogue, selection, parts=drawn.seed % PARTS_EVERY == 0)
        self._read(drawn, Reader(world, chosen), said)
        of_rates = national(catalogue, selection, Filter(regions=regions))
        self._read(drawn, Reader(world, chosen, regions), of_rates)
        if drawn.seed % ALONE_EVERY == 0 and len(drawn.chosen) + len(drawn.later) > 1:
            self.dependent += dependent(drawn, catalogue)

    def _read(self, drawn: Drawn, reader: Reader, said: list[Said]) -> None:
        self.strings += len(said)
        facts: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
        for one in said:
            found, faults = reader.read(one)
            facts[one.place.split(".")[0], one.about] |= set(found)
            self.false += [f"set {drawn.seed}: {fault}" for fault in faults]
        self.missing += [f"set {drawn.seed}: {words}" for words in missing_facts(reader, facts)]


def filtered_regions(drawn: Drawn, world: World) -> tuple[str, ...]:
    """A filter of regions in every fourth set."""
    known = sorted({region for region, _ in world.places.values() if region})
    return tuple(Random(drawn.seed).sample(known, k=1)) if drawn.seed % 4 == 3 and known else ()


JOINT = ("headline", "subtitle", "cell")
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“£0-9])(?!Their )")


Told = dict[tuple[str, str], set[str]]


def told_of(catalogue: Catalogue, service_ids: list[str]) -> Told:
    """Block and slot, and indicator → sentences. What tells of all services in one sentence is left out."""
    selection = catalogue.select(service_ids)
    found: Told = defaultdict(set)
    for one in everything(catalogue, selection) + national(catalogue, selection, Filter()):
        if not any(slot in one.place for slot in JOINT) and not one.place.startswith(
            ("shares.alt", "needs.alt")
        ):
            found[one.place, one.about] |= {_bare(words) for words in SENTENCES.split(one.text)}
    return found


def _bare(sentence: str) -> str:
    return sentence.removeprefix("Band and dotted line: ")


def dependent(drawn: Drawn, catalogue: Catalogue) -> list[str]:
    """Sentences on the first service alone that are only said because others were chosen besides."""
    first, *others = [*drawn.chosen, *drawn.later][:6]
    world = World(drawn)
    own = world.services[first]
    names = {name for s in others for name in (world.services[s].name, *world.services[s].authorities)}
    names -= {own.name, *own.authorities}
    alone, together = told_of(catalogue, [first]), told_of(catalogue, [first, *others])
    mine = re.compile("|".join(map(re.escape, sorted({own.name, *own.authorities}, key=len, reverse=True))))
    everywhere: dict[str, set[str]] = defaultdict(set)
    for (_, about), sentences in alone.items():
        everywhere[about] |= sentences
    found = []
    for (place, about), sentences in sorted(together.items()):
        # Which charts are drawn is a matter of the whole choice, as one of lines or one of ranges.
        if (place, about) not in alone and place.startswith(("trend", "near")):
            continue
        for sentence in sorted(sentences - everywhere[about]):
            told = mine.search(sentence) and not any(name in sentence for name in names)
            # Who has no figure at all is told as “these services” where nobody has one.
            if (
                told
                and not sentence.startswith(("We have no such figures", "We have no official figures"))
                and "statistical neighbours of" not in sentence
            ):
                found.append(f"set {drawn.seed}: [{place} {about}] only beside others: {sentence}")
    return found


def shown(faults: list[str]) -> str:
    return f"{len(faults)} faults, such as\n" + "\n".join(faults[:25])


def test_no_sentence_on_context_is_false_or_not_understood(run: Run) -> None:
    assert not run.false, shown(run.false)


def test_nothing_that_its_condition_demands_is_left_unsaid(run: Run) -> None:
    assert not run.missing, shown(run.missing)


def test_no_sentence_on_a_service_depends_on_an_unrelated_one(run: Run) -> None:
    assert not run.dependent, shown(run.dependent)


SWAPPED = {
    "rose": "fell", "fell": "rose", "higher": "lower", "lower": "higher", "above": "below", "below": "above",
    "more": "less", "less": "more", "suppressed": "not published", "not published": "suppressed",
    "within the range that chance would produce": "above the 95% limit", "similar to": "higher than",
    "cannot be told apart from": "similar to", "larger than": "no larger than", "White": "Asian",
}  # fmt: skip
FOUND_OUT = 0.97
"""Share of changed sentences that must be found out. The others stay true, as “at inspection” with another word."""


def changed(text: str, chance: Random) -> str:
    """The text with one of its numbers or words changed."""
    places = [
        (hit.start(), hit.end(), str(int(hit[0]) + 1))
        for hit in re.finditer(r"(?<![\d.,–\-])[1-8]\d*(?![\d,.–/%-])", text)
    ]
    for words, others in SWAPPED.items():
        places += [(hit.start(), hit.end(), others) for hit in re.finditer(rf"\b{words}\b", text)]
    if not places:
        return text
    start, end, others = chance.choice(places)
    return text[:start] + others + text[end:]


def test_a_true_sentence_with_one_word_or_number_changed_is_found_out(tmp_path: Path) -> None:
    chance, tried, passed = Random(1), 0, []
    for seed in range(4):
        drawn = draw(seed, tmp_path, checked=False)
        world, catalogue = World(drawn), Catalogue(drawn.data)
        reader, selection = (
            Reader(world, [world.services[s] for s in drawn.chosen]),
            catalogue.select(drawn.chosen),
        )
        for one in everything(catalogue, selection) + national(catalogue, selection, Filter()):
            words = changed(one.text, chance)
            if words != one.text:
                tried += 1
                if not reader.read(replace(one, text=words))[1]:
                    passed.append(f"[{one.place}] {words}")
    assert len(passed) < (1 - FOUND_OUT) * tried, f"{len(passed)} of {tried} passed:\n" + "\n".join(
        passed[:60]
    )


def test_every_checker_had_something_to_check(run: Run) -> None:
    idle = {one.kind for one in CHECKERS} - set(run.kinds) - context_pages.RARE
    assert not idle, f"never said: {sorted(idle)}"
    assert run.claims > 100 * len(run.seeds)
    told = (
        f"{len(run.kinds)} kinds of claims, {len(run.seeds)} drawn sets, {run.strings} strings, "
        f"{run.claims} claims checked"
    )
    print(told)  # noqa: T201 - what `pytest -s` is asked for.
    if summary := os.environ.get("YJS_DASH_TRUTH_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"Context: {told}\n")


@pytest.mark.parametrize("run", [pytest.param(SEEDS, id="some")], indirect=True)
def test_every_sentence_kind_on_context_was_said_and_so_checked_or_claims_nothing(run: Run) -> None:
    """A kind that was said passed a checker in one of the strings above: what no checker understands is a fault."""
    own = {template.kind for template in all_templates() if template.kind.split(".")[0] in TOPICS}
    unsaid = own - set(run.said_kinds) - set(CLAIM_NOTHING)
    if SETS < HUNDREDS:
        unsaid -= set(SELDOM)
    assert not unsaid, f"kinds of sentences that no drawn data set brought out: {sorted(unsaid)}"
    gone = (set(CLAIM_NOTHING) | set(SELDOM)) - set(TEMPLATES)
    assert not gone, f"there are no such sentences any more: {sorted(gone)}"
