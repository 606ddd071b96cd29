"""What a board pack says of itself is so: worked out again from the rows of drawn data sets."""

from __future__ import annotations

import datetime as dt
import random
import re
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.truth.datasets import bundled_rows, read
from tests.truth.ratings_drawn import RATINGS, draw
from tests.truth.test_overview import NEVER_INSPECTED, SOURCE, _never_inspected
from yjs_dash import sentences
from yjs_dash.compare import Catalogue
from yjs_dash.export.board_packs import file_of, pack_for
from yjs_dash.export.slides import slides_of
from yjs_dash.narrate import pack as words

SETS = range(12)
WITH_FILES = range(3)
DAY = dt.date(2025, 3, 9)
WITHOUT_A_CLAIM = {
    f"pack.{name}"
    for name in (
        "title", "judged", "compare", "standards", "percentages", "local", "children", "national", "ask", "sources",
        "question_axis", "residents", "points", "no_score", "licence", "progress", "take_away", "take_away_how",
        "format_slides", "format_paper", "format_workbook", "format_page", "picture", "contents", "as_table",
        "no_script", "about_sheets",
    )
}  # fmt: skip
"""Headings, labels, and what is so of every pack."""
CHECKED_HERE = {
    f"pack.{name}"
    for name in (
        "subject", "made", "link", "path", "ask_of", "ask_none", "not_known", "continued", "source_in_notes",
        "worked_out", "of_standard", "inspections_source", "about_rows", "ready", "picture_date",
    )
}  # fmt: skip


class PackWorld:
    """A drawn set with services that were never inspected, and packs of some of its services."""

    def __init__(self, seed: int) -> None:
        drawn = draw(seed)
        tables = dict(drawn.tables)
        tables["services"] = [*tables["services"], *map(_never_inspected, NEVER_INSPECTED)]
        tables["sources"] = [SOURCE]
        tables["indicators"] = bundled_rows("indicators")
        self.tables = tables
        with tempfile.TemporaryDirectory() as directory:
            self.catalogue = Catalogue(read(Path(directory) / "data", tables, frameworks=drawn.texts))
        dice = random.Random(f"pack {seed}")
        known = sorted(self.catalogue.services)
        choices = [dice.sample(known, min(size, len(known))) for size in (1, 2, 3, 6)]
        rated = sorted(self.catalogue.entries)
        choices += [rated[:2]] if rated else []
        choices.append([next(s for s in known if self.catalogue.services[s].inspection is None)])
        self.packs = [
            pack_for(self.catalogue, ids, ours=dice.choice([None, ids[0]]), day=DAY) for ids in choices
        ]

    def rated(self, inspection_id: str) -> dict[str, str]:
        """Standard → rating of an inspection."""
        return {
            str(row["standard_id"]): str(row["rating"])
            for row in self.tables["ratings"]
            if row["inspection_id"] == inspection_id
        }


@cache
def world(seed: int) -> PackWorld:
    return PackWorld(seed)


@pytest.mark.parametrize("seed", SETS)
def test_the_questions_are_those_on_the_standards_rated_lowest(seed: int) -> None:
    here = world(seed)
    for pack in here.packs:
        selection = pack.view.selection
        asking = [s for s in selection.services if selection.pinned_service in (None, s.service_id)]
        (part,) = pack.questions.parts
        assert len(part.questions) == len(asking)
        for service, one in zip(asking, part.questions, strict=True):
            ratings = here.rated(service.inspection_id)
            if not one.heading:
                assert one.questions == (words.ASK_NONE(service=service.name),)
                assert service not in selection.entries
                continue
            said = re.fullmatch(r"On the standards that were rated lowest for (.+): (.+)", one.heading)
            assert said
            lowest = min(ratings.values(), key=list(RATINGS).index)
            assert (said[1], said[2]) == (service.name, lowest)
            assert len(one.questions) == sum(rating == lowest for rating in ratings.values())


@pytest.mark.parametrize("seed", SETS)
def test_discretion_is_told_of_the_standard_that_it_changed(seed: int) -> None:
    here = world(seed)
    for pack in here.packs:
        names = {entry.name: entry.inspection_id for entry in pack.view.selection.entries}
        told = [text for part in pack.standards.parts for text in part.said]
        for text in told:
            said = re.match(r"(\S+) .*?\. (.+?): ", text)
            assert said
            service = next(name for name in names if f". {name}: " in text)
            row = next(
                row
                for row in here.tables["ratings"]
                if row["inspection_id"] == names[service] and row["standard_id"] == said[1]
            )
            if "the inspectors used professional discretion" in text:
                assert str(row.get("discretion")).lower() == "true"


@pytest.mark.parametrize("seed", SETS)
def test_what_was_worked_out_is_said_to_be(seed: int) -> None:
    here = world(seed)
    for pack in here.packs:
        shown = {entry.inspection_id for entry in pack.view.selection.entries}
        worked_out = any(
            row["inspection_id"] in shown and row.get("basis") == "derived" for row in here.tables["ratings"]
        )
        notes = [text for part in pack.judged.parts for text in part.notes]
        assert (words.WORKED_OUT() in notes) == worked_out


@pytest.mark.parametrize("seed", SETS)
def test_the_number_of_inspections_is_that_of_the_framework(seed: int) -> None:
    here = world(seed)
    for pack in here.packs:
        for part in pack.national.parts:
            said = re.match(r"(\d+) published inspections?, each with its own source", part.source)
            assert said
            assert part.exhibit is not None
            name = part.exhibit.name.partition(", ")[2]
            framework = next(f.id for f in here.catalogue.data.frameworks.values() if f.short_name == name)
            own = [row for row in here.tables["inspections"] if row.get("framework_id") == framework]
            if part.exhibit.name.startswith("Scores"):
                own = [row for row in own if str(row.get("score") or "")]
                assert int(said[1]) == len({row["service_id"] for row in own})
            else:
                assert int(said[1]) == len(own)


@pytest.mark.parametrize("seed", SETS)
def test_the_pack_names_its_services_its_day_and_where_they_are_in_the_app(seed: int) -> None:
    for pack in world(seed).packs:
        names = [service.name for service in pack.view.selection.services]
        assert re.split(r", | and ", pack.subject) == re.split(r", | and ", ", ".join(names))
        assert pack.made == "Made on 9 March 2025 from published reports and statistics"
        assert pack.address.startswith("/?services=")
        assert pack.address.count("services=") == len(names)


@pytest.mark.parametrize("seed", SETS)
def test_what_is_not_known_has_no_figure_in_the_pack(seed: int) -> None:
    for pack in world(seed).packs:
        titles = [part.title for chapter in pack.chapters for part in chapter.parts]
        assert not set(pack.not_known) & set(titles)
        assert all(
            re.search(r"we have no|We cannot work out", text, re.IGNORECASE) for text in pack.not_known
        )


@pytest.mark.parametrize("seed", SETS)
def test_slides_that_go_on_have_what_they_go_on_with(seed: int) -> None:
    for pack in world(seed).packs:
        slides = slides_of(pack)
        for before, slide in pairwise(slides):
            if slide.title.endswith(" (continued)"):
                first = slide.title.removesuffix(" (continued)")
                assert before.title.removesuffix(" (continued)") == first


@pytest.mark.parametrize("seed", WITH_FILES)
def test_every_drawn_pack_becomes_a_file_of_every_kind(seed: int) -> None:
    for pack in world(seed).packs[::2]:
        for file_format in words.FORMATS:
            assert len(file_of(pack, file_format)) > 5_000


def test_sizes_and_days_are_told_as_they_are() -> None:
    assert words.size_words(1_240_000) == "1.2 MB"
    assert words.size_words(3) == "0.1 MB"
    assert words.ready("docx", size=300_000) == "Download: Paper for the agenda (Word), 0.3 MB"
    assert words.downloaded(["Leeds", "Cardiff"], day=DAY) == "Leeds and Cardiff. Downloaded on 9 March 2025."
    assert words.link("https://a.example/?services=x").endswith("on screen: https://a.example/?services=x")
    assert words.link("/?services=x") == "In the app, these services are at /?services=x"


def test_every_kind_is_read() -> None:
    known = {one.kind for one in sentences.all_templates() if one.kind.startswith("pack.")}
    assert known == WITHOUT_A_CLAIM | CHECKED_HERE
