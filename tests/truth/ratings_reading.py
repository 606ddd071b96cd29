"""Goes through a drawn data set as a visitor would: chooses services, opens standards, and reads every sentence."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tests.truth import (
    ratings_claims_cards as cards_claims,
)
from tests.truth import ratings_claims_evidence as evidence_claims
from tests.truth import ratings_claims_findings as findings_claims
from tests.truth import (
    ratings_claims_grid as grid_claims,
)
from tests.truth import (
    ratings_claims_headline as headline_claims,
)
from tests.truth import (
    ratings_claims_national as national_claims,
)
from tests.truth import ratings_claims_prompts as prompt_claims
from tests.truth import (
    ratings_claims_questions as question_claims,
)
from tests.truth import (
    ratings_claims_standard as standard_claims,
)
from tests.truth.ratings_checkers import Reading, Said
from tests.truth.ratings_drawn import Drawn
from tests.truth.ratings_facts import Shown, World
from tests.truth.ratings_words import sentences
from yjs_dash import compare
from yjs_dash.checks import reconcile
from yjs_dash.compare import Card, Catalogue, Selection, national
from yjs_dash.compare.cards import domain_scores
from yjs_dash.framework import Standard
from yjs_dash.narrate import (
    card_text,
    grid,
    grid_alt,
    grid_headline,
    headline,
    next_band_sentences,
    ruler_alt,
)
from yjs_dash.narrate import evidence as evidence_words
from yjs_dash.narrate import national_sentences as national_words
from yjs_dash.narrate.cards import NO_SCORE, card_lines, newer_lines
from yjs_dash.narrate.headline import older_inspections
from yjs_dash.narrate.prompts import no_prompts_sentence, prompt_cell, prompts_caption
from yjs_dash.narrate.standard import prompts_missing_sentence
from yjs_dash.narrate.standard_summary import StandardSummary, standard_summary
from yjs_dash.store import DataSet


@dataclass(frozen=True)
class Choice:
    """The services that a visitor has chosen, as the app has them and as the checker knows them."""

    selection: Selection
    about: tuple[Shown, ...]

    @property
    def ours(self) -> str | None:
        return self.selection.pinned_service


def choices(catalogue: Catalogue, world: World, dice: random.Random) -> Iterator[Choice]:
    """A single service, a pair, and as many as can be chosen; some with a service of our own, now and then none."""
    known = list(catalogue.entries)
    if not known or dice.random() < 0.1:
        yield choose(catalogue, world, [], None)
    if known:
        one = dice.choice(known)
        yield choose(catalogue, world, [one], one if dice.random() < 0.3 else None)
    if len(known) > 1:
        yield choose(catalogue, world, _alike(catalogue, known, dice), None)
    if len(known) > 2:
        many = dice.sample(known, dice.randint(3, min(6, len(known))))
        yield choose(catalogue, world, many, dice.choice([None, many[-1]]))


def _alike(catalogue: Catalogue, known: Sequence[str], dice: random.Random) -> list[str]:
    """Two services, mostly of one framework, so that there is something to compare."""
    first, *others = dice.sample(known, len(known))
    framework = catalogue.entries[first].framework.id
    same = [one for one in others if catalogue.entries[one].framework.id == framework]
    return [first, dice.choice(same if same and dice.random() < 0.85 else others)]


def choose(catalogue: Catalogue, world: World, ids: Sequence[str], ours: str | None) -> Choice:
    """The services of these ids, chosen."""
    selection = catalogue.select(ids, pinned_service=ours)
    about = tuple(world.shown(entry.service_id, entry.inspection_id) for entry in selection.entries)
    return Choice(selection, about)


def read_set(reading: Reading, drawn: Drawn, data: DataSet) -> None:
    """Sentences on ratings of one data set. What is slow to say and met often is left out of some sets."""
    catalogue, world, dice = Catalogue(data), World(drawn), random.Random(drawn.number)
    for choice in choices(catalogue, world, dice):
        compare_page(reading, catalogue, world, choice)
        if choice.about:
            domain_page(reading, catalogue, world, choice, dice)
    if dice.random() < 0.6:
        national_page(reading, catalogue, world, dice)
    if dice.random() < 0.5:
        findings_claims.read(reading, world, reconcile(data).to_dict("records"))


def compare_page(reading: Reading, catalogue: Catalogue, world: World, choice: Choice) -> None:
    """The headline, the cards and the grid of a choice."""
    found = compare.cards(catalogue, choice.selection)
    said = Said("headline", headline(found), world, choice.about, ours=choice.ours)
    headline_claims.demands(reading, said, reading.read(said))
    if not choice.about:
        _grid(reading, catalogue, world, choice)
        return
    older = older_inspections(found)
    for words in older:
        reading.read(said.part(headline_claims.OLDER, words))
    reading.attempt(said, lambda: headline_claims.older_demands(reading, said, older))
    reading.read(said.part(cards_claims.RULER, ruler_alt(found)))
    for card, shown in zip(found, choice.about, strict=True):
        _card(reading, said.part("card", "", shown), card)
    _grid(reading, catalogue, world, choice)


def _card(reading: Reading, said: Said, card: Card) -> None:
    newer = [_line(label, words) for label, words in newer_lines(card)]
    rest = [_line(label, words) for label, words in card_lines(card)]
    shown_lines = [*newer, *next_band_sentences(card), *rest]
    told_lines = [one for line in shown_lines for one in sentences(line)]
    kinds = [kind for one in told_lines for kind in reading.read(said.part("card", one.removesuffix(".")))]
    told_plain = [one.removesuffix(".") for one in told_lines]
    reading.attempt(said, lambda: cards_claims.demands(reading, said, kinds, told_plain))
    reading.attempt(said, lambda: cards_claims.superseded_first(reading, said, told_plain))
    whole = [one.removesuffix(".") for one in sentences(card_text(card))]
    spoken = {one: reading.read(said.part("card", one)) for one in whole}
    # Who hears the card hears everything that others see, after the service and beside its result.
    results = [one for one, kinds in spoken.items() if {"card.result", "card.result_then"} & set(kinds)]
    rest_of_it = [one for one in whole[1:] if one not in results]
    reading.attempt(said, lambda: reading.same(len(results), 1, "results that are spoken"))
    reading.attempt(said, lambda: reading.same(rest_of_it, told_plain, "the card as text"))
    if card.score is None:
        reading.read(said.part("card", NO_SCORE().removesuffix(".")))


def _line(label: str, words: str) -> str:
    return f"{label} {words}".strip()


def _grid(reading: Reading, catalogue: Catalogue, world: World, choice: Choice) -> None:
    rows = compare.rating_grid(choice.selection)
    said = Said("grid", grid_headline(rows, choice.selection), world, choice.about, ours=choice.ours)
    grid_claims.demands(reading, said, reading.read(said))
    if not choice.about:
        return
    grid_claims.alternative(reading, said.part("grid.alt", grid_alt(rows, choice.selection)))
    for row in rows:
        of_row = said.part("grid.row", grid.apart_words(row.rating_gap))
        standard = f"{row.standard_id}|{row.name}"
        grid_claims.row(reading, of_row, row.standard_id, row.name)
        for cell, shown, entry in zip(row.cells, choice.about, choice.selection.entries, strict=True):
            if cell.rating is None:
                words, label = grid.absence_words(cell, entry.framework.short_name), ""
            else:
                words = grid.cell_marks(cell)
                label = grid.cell_label(cell, standard=row.title, service=entry.name)
            reading.read(of_cell(said, "grid.mark", words, shown, standard))
            if label:
                reading.read(of_cell(said, "grid.cell", label, shown, standard))
    for record in grid.rating_table(catalogue, choice.selection, rows).to_dict("records"):
        grid_claims.record(reading, said, record)
    for entry, shown in zip(choice.selection.entries, choice.about, strict=True):
        for domain_id, score in domain_scores(entry).items():
            words = "" if score is None else grid.POINTS(points=score.points, out_of=score.out_of)
            reading.read(of_cell(said, "grid.points", words, shown, domain_id))


def of_cell(said: Said, place: str, words: str, shown: Shown, standard: str) -> Said:
    return Said(place, words, said.world, (shown,), standard, said.ours)


def domain_page(
    reading: Reading, catalogue: Catalogue, world: World, choice: Choice, dice: random.Random
) -> None:
    """What is said of some standards of a choice."""
    standards: dict[str, Standard] = {}
    for entry in choice.selection.entries:
        standards |= {key: one for key, one in entry.framework.standards.items() if key not in standards}
    asked = [key for key, one in standards.items() if one.key_questions]
    others = [key for key in standards if key not in asked]
    opened = dice.sample(asked, min(len(asked), {1: 2, 2: 2}.get(len(choice.about), 1)))
    if dice.random() < 0.25:
        opened += dice.sample(others, min(1, len(others)))
    for standard_id in opened:
        standard = standards[standard_id]
        said = Said("", "", world, choice.about, standard_id, choice.ours)
        try:
            words = standard_summary(catalogue, choice.selection, standard)
        except Exception as error:
            reading.fail(said, f"nothing is said: {error!r}")
            continue
        question_claims.read(reading, said, words)
        standard_claims.read(reading, said, words)
        if dice.random() < 0.6:
            _unmoved(reading, catalogue, choice, standard, words=words, said=said, dice=dice)
        if standard.key_questions and dice.random() < 0.4:
            _prompts(reading, catalogue, choice, standard, said)
            _listed(reading, catalogue, choice, said)


def _prompts(reading: Reading, catalogue: Catalogue, choice: Choice, standard: Standard, said: Said) -> None:
    """The table of annexe prompts: a cell for each service, the words over it, and who has none."""
    printed = compare.printed_prompts(catalogue, choice.selection, standard_id=standard.id)
    questions = compare.key_questions(catalogue, choice.selection, standard_id=standard.id)
    read = {row.service_id for row in questions}
    if not printed:
        words = no_prompts_sentence([shown.service_id in read for shown in said.about])
        reading.read(said.part(prompt_claims.CAPTION, words))
        return
    prompt_claims.caption(reading, said, prompts_caption(printed))
    found = {(row.service_id, row.dimension, row.position): row for row in printed}
    for dimension, position in dict.fromkeys((row.dimension, row.position) for row in printed):
        for shown in said.about:
            row = found.get((shown.service_id, dimension, position))
            words = prompt_cell(row, read=shown.service_id in read)
            prompt_claims.cell(reading, said, shown, (standard.id, dimension, position), words)
    standard_claims.prompts(reading, said, prompts_missing_sentence(printed, questions, choice.selection))


def _listed(reading: Reading, catalogue: Catalogue, choice: Choice, said: Said) -> None:
    """Findings and recommendations, as the page of a standard asks for their sentences."""
    found = compare.finding_counts(catalogue, choice.selection, standard_id=str(said.standard))
    for entry, shown in zip(choice.selection.entries, choice.about, strict=True):
        of_one = said.part(evidence_claims.PLACE, "", shown)
        if entry.name not in {row.service for row in found}:
            known = entry.inspection_id in catalogue.parts.finding_counts
            for words in evidence_words.findings_missing([(entry.name, known)]):
                reading.read(of_one.part("evidence", words))
        themes = compare.recommendations(catalogue, entry)
        caption = evidence_words.recommendations_caption(entry.name, len(themes), printed=False)
        nothing = evidence_words.NO_RECOMMENDATIONS(service=entry.name)
        reading.read(of_one.part("evidence", caption if themes else nothing))


def _unmoved(
    reading: Reading,
    catalogue: Catalogue,
    choice: Choice,
    standard: Standard,
    *,
    words: StandardSummary,
    said: Said,
    dice: random.Random,
) -> None:
    """What is said of one service, and of two, is the same whoever else is chosen."""
    own = [e for e in choice.selection.entries if e.framework.standards.get(standard.id) == standard]
    if len(choice.selection.entries) < 2 or not own:
        return
    entry = dice.choice(own)
    alone = standard_summary(catalogue, Selection((entry,), None), standard)
    for name in ("deciding", "discretion", "one_case"):
        here = [one for one in getattr(words, name) if one.startswith(f"{entry.name}:")]
        true = getattr(alone, name)
        reading.attempt(said, partial(reading.same, here, true, f"{name}, which is another one alone"))
    if len(choice.selection.entries) == 2 or len(own) < 2:
        return
    first, second = sorted(dice.sample(own, 2), key=choice.selection.entries.index)
    pair = Selection((first, second), None)
    gaps = compare.differences(catalogue, choice.selection)
    beside = tuple(gap for gap in gaps if (gap.first, gap.second) == (first.name, second.name))
    by_itself = compare.differences(catalogue, pair)
    reading.attempt(said, partial(reading.same, beside, by_itself, "differences of two services"))
    of_two = standard_summary(catalogue, pair, standard)
    question_claims.same_verdict(reading, said, words, of_two, pair=(first.name, second.name))


def national_page(reading: Reading, catalogue: Catalogue, world: World, dice: random.Random) -> None:
    """The national picture, filtered or not, with some services chosen."""
    frame = national.inspections(catalogue)
    region = dice.choice(sorted(set(frame["region"])))
    wanted = national.Filter(regions=(region,)) if dice.random() < 0.4 else national.Filter()
    known = list(catalogue.entries)
    chosen = catalogue.select(dice.sample(known, min(len(known), dice.randint(0, 5))))
    present = set(frame["framework_id"])
    frameworks = [one for one in catalogue.data.frameworks if one in present or dice.random() < 0.1]
    national_claims.read(
        reading, catalogue, world, chosen, wanted=wanted, frameworks=frameworks, words=national_words
    )
