"""The pages Context and Children as a reader gets them: every topic with one, two and six services."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from made_up.youth_justice_tables import (
    CHILDREN_HEAD,
    OFFENCE_HEAD,
    OUTCOME_HEAD,
    Place,
    children_rows,
    offence_rows,
    outcome_rows,
    write_table,
)
from tests.app.reading import charts, element_data
from tests.frames import with_frames
from tests.observations import published, with_neighbours, without_observations
from yjs_dash.compare import Catalogue
from yjs_dash.sources import read_statistics
from yjs_dash.ui import session
from yjs_dash.ui.topics import KEYS, TOPICS

PAGES = Path(__file__).parents[1] / "yjs_dash" / "pages"
CHOICES = [
    ["Cardiff"],
    ["Suffolk"],
    ["Suffolk", "Sutton"],
    ["Suffolk", "Sutton", "Islington", "East Sussex", "Dorset Combined", "Cardiff"],
]
OF_SERVICES = ("context", "children")
"""Pages whose topics are about the chosen services; the national picture has tests of its own."""
ALL = [(page, topic) for page in OF_SERVICES for topic in TOPICS[page]]


def shown(page: str, services: list[str], topic: str | None = None) -> AppTest:
    """A page of its own, without the shell, with a choice of services and a topic."""
    at = AppTest.from_file(PAGES / f"{page}.py", default_timeout=60)
    at.session_state[session.SERVICES_KEY] = services
    if topic:
        at.session_state[KEYS[page]] = topic
    return at.run()


def use(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    monkeypatch.setattr(session, "catalogue", lambda: catalogue)


def captions(at: AppTest) -> list[str]:
    return [caption.value.replace("\\", "") for caption in at.caption]


RANGES = "Ranges on an axis from zero."


def sentences(at: AppTest) -> list[str]:
    return [text.value.replace("\\", "") for text in at.markdown]


@pytest.mark.parametrize("services", CHOICES, ids=len)
@pytest.mark.parametrize(("page", "topic"), ALL)
def test_every_topic_shows_every_service_in_every_chart(page: str, topic: str, services: list[str]) -> None:
    at = shown(page, services, topic)
    assert not at.exception
    drawn = charts(at)
    # Where no service has a figure, a sentence says so of all of them, and there is no chart.
    assert drawn or all(any(name in words for words in sentences(at)) for name in services)
    assert len(at.expander) == len(drawn)
    for chart in drawn:
        # An authority stands for Dorset Combined where a service has several, and Wales has no statistical neighbours.
        elsewhere = {"Dorset Combined"} | ({"Cardiff"} if chart["alt"].startswith(RANGES) else set())
        assert [name for name in services if name not in chart["alt"] and name not in elsewhere] == []
    assert sum("is better" in words for words in sentences(at)) >= len(drawn)


@pytest.mark.parametrize("page", OF_SERVICES)
def test_without_a_chooser_all_topics_are_shown(page: str) -> None:
    at = shown(page, ["Sutton"])
    assert not at.exception
    assert [part.value for part in at.header if part.value.replace("\\", "") in TOPICS[page]]
    assert len(at.header) == len(TOPICS[page])


@pytest.mark.parametrize("page", OF_SERVICES)
def test_without_a_service_one_sentence_asks_for_one(page: str) -> None:
    at = shown(page, [])
    assert not at.exception
    assert len(at.info) == 1
    assert not at.get("plotly_chart")


@pytest.mark.parametrize(("page", "topic"), ALL)
def test_no_topic_needs_any_data(page: str, topic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, without_observations(published()))
    at = shown(page, ["Suffolk", "Sutton"], topic)
    assert not at.exception
    told = [words for words in sentences(at) if re.search(r"We have no .* Suffolk and Sutton\.?$", words)]
    said = [*(chart["alt"] for chart in charts(at)), *told]
    assert said
    assert [alt for alt in said if not all(name in alt for name in ("Suffolk", "Sutton"))] == []
    assert [alt for alt in said if not re.search(r"not published|[Ww]e have no|we do not have", alt)] == []
    assert [alt for alt in said if re.search(r"\d%|\d\.\d", alt)] == []


def with_tables(folder: Path, *, services: list[str]) -> Catalogue:
    """The published figures with made-up local level tables of some services."""
    places = [Place(name, "London", size=200) for name in services]
    years = range(2023, 2026)
    paths = [
        write_table(folder / "a.ods", CHILDREN_HEAD, children_rows(places, years)),
        write_table(folder / "b.ods", OUTCOME_HEAD, outcome_rows(places, years)),
        write_table(folder / "c.ods", OFFENCE_HEAD, offence_rows(places, years)),
    ]
    read, data = read_statistics(paths), published().data
    names = ("observations", "indicators", "sources")
    return Catalogue(
        with_frames(
            data,
            **{
                name: pd.concat([data[name].astype("str").where(data[name].notna(), ""), getattr(read, name)])
                for name in names
            },
        )
    )


@pytest.mark.parametrize("services", CHOICES, ids=len)
@pytest.mark.parametrize("topic", ["Age, gender, ethnicity", "Disposals", "Offences"])
def test_yearly_figures_stand_before_those_of_the_inspections(
    topic: str, services: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "local level tables" in " ".join(info.value for info in shown("children", services, topic).info)
    use(monkeypatch, with_tables(tmp_path, services=services[:5]))
    at = shown("children", services, topic)
    assert not at.exception
    assert not at.info
    words = sentences(at)
    heading = next(n for n, text in enumerate(words) if text.startswith("### When inspected"))
    yearly = [text for text in words[:heading] if text.startswith("### ")]
    assert len(yearly) == {"Age, gender, ethnicity": 7, "Disposals": 3, "Offences": 2}[topic]
    assert len(at.expander) == len(charts(at)) >= len(yearly)
    # What no report gives is said once, in place of empty charts.
    lacking = sum("We have no inspection report with these figures" in text for text in words)
    assert lacking == ("We have no inspection report with these figures" in words[heading])
    assert (len(charts(at)) > len(yearly)) == (not re.search(r"these figures for [^:]+\.$", words[heading]))
    drawn = charts(at)[: len(yearly)]
    assert [name for name in services for chart in drawn if name not in chart["alt"]] == []
    if len(services) == 6:
        assert sum("The yearly tables have no figures for Cardiff." in text for text in words) == len(yearly)


def test_neighbours_stand_on_the_page_once_the_data_set_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    near = with_neighbours(published(), Sutton=["Islington", "East Sussex"], Suffolk=["West Sussex"])
    use(monkeypatch, near)
    two = charts(shown("context", ["Suffolk", "Sutton"], "First-time entrants"))
    assert "The median of the 2 statistical neighbours of Sutton is" in two[0]["alt"]
    assert [trace.get("fill") for trace in two[0]["data"]].count("toself") == 2
    six = charts(shown("context", CHOICES[-1], "First-time entrants"))
    assert len(six) > len(two)
    assert any(chart["alt"].startswith("Ranges on an axis from zero.") for chart in six)


def test_the_bundled_data_have_neighbours_and_a_welsh_service_hears_once_why_it_has_none() -> None:
    at = shown("context", ["Cardiff", "Sutton"], "First-time entrants")
    told = sentences(at)
    assert not any("do not have the statistical neighbours" in words for words in told)
    assert sum("published for authorities in England only" in words for words in told) == 1
    assert any(
        "The median of the 10 statistical neighbours of Sutton is" in chart["alt"] for chart in charts(at)
    )


@pytest.mark.parametrize(("page", "topic"), ALL)
def test_every_chart_has_a_table_with_period_and_source_and_a_download(page: str, topic: str) -> None:
    at = shown(page, ["Sutton"], topic)
    assert all(caption.startswith("Source: ") for caption in captions(at))
    assert len(captions(at)) == len(charts(at))
    drawn = len(charts(at))
    for number in range(drawn):
        at.session_state[f"table-{at.get('plotly_chart')[number].key.removeprefix('chart-')}"] = True
    at.run()
    tables = element_data(at, "data_table")
    assert len(tables) == len(at.get("download_button")) == drawn
    assert all({"Service", "Period", "Source"} <= set(table["columns"]) for table in tables)
    assert all(table["rows"] for table in tables)


def test_a_topic_of_another_page_is_none_of_this_one() -> None:
    at = shown("context", ["Sutton"], "Disposals")
    assert not at.exception
    assert len(at.header) == len(TOPICS["context"])
