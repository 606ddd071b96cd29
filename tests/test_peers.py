"""Which services are like one, and the strip that shows where it stands among them."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from tests.observations import published, series, with_neighbours, with_observations, without_observations
from yjs_dash.charts.dots import ChartOptions
from yjs_dash.charts.funnel import Line
from yjs_dash.charts.peer_strip import CHOSEN_DOT, DOT, FEW, LETTER_DOT, Lettered, peer_strip
from yjs_dash.charts.theme import DARK, LIGHT, RATING_FILL, RATING_TEXT, ink_on
from yjs_dash.compare import Catalogue
from yjs_dash.compare.context import FIRST_TIME_ENTRANTS, POPULATION
from yjs_dash.compare.peer_rates import PeerRate, standings
from yjs_dash.compare.peers import PeerGroup, peer_groups
from yjs_dash.ui.peer_blocks import letter_of

NOTHING = without_observations(published())
PERIOD = "year ending June 2030"
Figures = dict[str, tuple[float | None, float | None]]
"""Authority → population aged 10 to 17 and rate of first-time entrants."""


def _catalogue(figures: Figures) -> Catalogue:
    """The published services with these figures alone."""
    day = {"period": PERIOD, "period_end": "2030-06-30"}
    rows: list[dict[str, Any]] = []
    for area, (people, rate) in figures.items():
        for indicator_id, value in ((POPULATION, people), (FIRST_TIME_ENTRANTS, rate)):
            if value is not None:
                rows.append({"area": area, "indicator_id": indicator_id, "value": value, **day})
    return with_observations(NOTHING, *rows) if rows else NOTHING


def _group(catalogue: Catalogue, name: str, kind: str) -> PeerGroup | None:
    (service,) = (one for one in catalogue.services.values() if one.name == name)
    return next((group for group in peer_groups(catalogue, service) if group.kind == kind), None)


ALIKE: Figures = {
    "Leeds": (1000, 100), "Sheffield": (2000, 100), "Bradford": (1000, 150), "Kirklees": (900, 90),
    "Sutton": (1100, 110), "Barnet": (1000, 0), "Bromley": (None, 100), "Wakefield": (1000, None),
}  # fmt: skip


def test_the_larger_of_two_ratios_says_how_unlike_services_are() -> None:
    group = _group(_catalogue(ALIKE), "Leeds", "family")
    assert group is not None
    assert [one.name for one in group.services] == ["Sutton", "Kirklees", "Bradford", "Sheffield"]
    assert [one.name for one in group.most_alike] == ["Sutton", "Kirklees", "Bradford"]
    assert dict(group.periods) == {POPULATION: PERIOD, FIRST_TIME_ENTRANTS: PERIOD}


@pytest.mark.parametrize("without", ["Leeds", "others"])
def test_a_family_is_offered_only_where_the_data_have_both_figures(without: str) -> None:
    figures = {
        area: (people, None if (area == "Leeds") == (without == "Leeds") else rate)
        for area, (people, rate) in ALIKE.items()
    }
    assert _group(_catalogue(figures), "Leeds", "family") is None


@pytest.mark.parametrize(
    ("figures", "by", "nearest"),
    [
        (ALIKE, "size_and_rate", ["Kirklees", "Bradford", "Sheffield"]),
        ({area: (people, None) for area, (people, _) in ALIKE.items()}, "size", ["Bradford", "Wakefield", "Kirklees"]),
        ({}, "name", ["Barnsley", "Bradford", "Calderdale"]),
    ],
)  # fmt: skip
def test_in_a_region_the_nearest_are_found_by_what_is_known(
    figures: Figures, by: str, nearest: list[str]
) -> None:
    group = _group(_catalogue(figures), "Leeds", "region")
    assert group is not None
    assert (group.alike_by, [one.name for one in group.most_alike]) == (by, nearest)
    assert [one.name for one in group.services] == sorted(one.name for one in group.services)
    assert {one.region for one in group.services} == {"Yorkshire and the Humber"}


def test_a_service_in_wales_stands_among_services_in_wales_alone() -> None:
    (service,) = (one for one in published().services.values() if one.name == "Cardiff")
    (group,) = peer_groups(published(), service)
    assert group.kind == "region"
    assert {one.country for one in group.services} == {"Wales"}


def test_neighbours_of_several_authorities_are_merged_by_their_best_rank() -> None:
    catalogue = with_neighbours(
        NOTHING,
        Dorset=["Leeds", "Sutton"],
        **{"Bournemouth, Christchurch and Poole": ["Barnet", "Dorset", "Leeds"]},
    )
    group = _group(catalogue, "Dorset Combined", "neighbours")
    assert group is not None
    assert {one.name for one in group.services[:2]} == {"Barnet", "Leeds"}
    assert [one.name for one in group.services[2:]] == ["Sutton"]


def test_gaps_are_tested_where_the_children_behind_both_rates_are_known() -> None:
    figures: Figures = {
        "Leeds": (80_000, 100), "Sheffield": (60_000, 300), "Bradford": (60_000, 110), "Kirklees": (None, 400),
    }  # fmt: skip
    catalogue = with_neighbours(_catalogue(figures), Leeds=["Sheffield", "Bradford", "Kirklees", "Barnet"])
    group = _group(catalogue, "Leeds", "neighbours")
    assert group is not None
    standing = next(one for one in standings(catalogue, group).standings if one.period == PERIOD)
    assert {row.service: (row.place, row.differs) for row in standing.peers} == {
        "Sheffield": ("higher", True),
        "Bradford": ("higher", False),
        "Kirklees": ("higher", None),
        "Barnet": ("missing", None),
    }
    assert standing.compared == 3


def test_a_period_that_few_of_the_others_have_is_not_the_one_that_is_shown() -> None:
    names = ("Leeds", "Sheffield", "Bradford", "Kirklees")
    rows = [
        row for name in names for row in series(name, 50.0, 60.0 if name == "Leeds" else None, first=2030)
    ]
    catalogue = with_neighbours(with_observations(NOTHING, *rows), Leeds=list(names[1:]))
    group = _group(catalogue, "Leeds", "neighbours")
    assert group is not None
    standing = next(
        one
        for one in standings(catalogue, group).standings
        if one.measure.indicator_id == FIRST_TIME_ENTRANTS
    )
    assert standing.period == "year ending December 2030"
    assert [row.place for row in standing.peers] == ["same"] * 3


def _rate(number: int, low: float | None, high: float | None = None, place: str = "higher") -> PeerRate:
    end = low if high is None else high
    return PeerRate(
        service_id=f"s{number}", service=f"Service {number}", low=low, high=end, label=str(low), place=place
    )


def _strip(peers: list[PeerRate], *, beside: Line | None = None, ours: PeerRate | None = None) -> go.Figure:
    options = ChartOptions(LIGHT, {"s0": 0, "s2": 1}, "Title", "Subtitle", "per 100,000 aged 10–17")
    lettered = [Lettered(letter_of(number), rate) for number, rate in enumerate(peers)]
    figure = peer_strip(ours or _rate(0, 50.0), lettered, beside=beside, options=options)
    return go.Figure(figure.to_dict())


def test_every_figure_is_a_dot_at_its_rate_with_its_letter() -> None:
    figure = _strip([_rate(1, 80.0), _rate(2, 20.0), _rate(3, None, place="missing"), _rate(4, 10.0, 30.0)])
    dots, ours = figure.data
    assert dict(zip(dots.text, dots.x, strict=True)) == {"B": 20.0, "D": 20.0, "A": 80.0}
    assert list(ours.x) == [50.0]
    fills = dict(zip(dots.text, dots.marker.color, strict=True))
    assert (fills["A"], fills["B"]) == (LIGHT.comparator, LIGHT.series[1])
    assert [note.text for note in figure.layout.annotations] == ["<b>Service 0 50.0</b>"]
    (ends,) = [(one.x0, one.x1) for one in figure.layout.shapes if one.y0 == one.y1]
    assert ends == (10.0, 30.0)


def test_dots_of_few_services_do_not_hide_each_other() -> None:
    dots = _strip([_rate(number, 40.0) for number in range(1, FEW + 1)]).data[0]
    assert len(set(dots.y)) == FEW
    assert min(b - a for a, b in zip(sorted(dots.y), sorted(dots.y)[1:], strict=False)) > LETTER_DOT


def test_of_many_services_only_the_chosen_have_letters() -> None:
    dots = _strip([_rate(number, float(number)) for number in range(1, FEW + 2)]).data[0]
    assert {text for text in dots.text if text} == {"B"}
    assert sorted(set(dots.marker.size)) == [DOT, LETTER_DOT]


def test_an_unreliable_figure_is_hollow() -> None:
    dots = _strip([_rate(1, 80.0, place="unreliable"), _rate(3, 20.0)]).data[0]
    assert dict(zip(dots.text, dots.marker.color, strict=True)) == {
        "A": LIGHT.background,
        "B": LIGHT.comparator,
    }


def test_a_range_of_ours_is_a_band_without_a_dot_in_its_middle() -> None:
    figure = _strip([_rate(1, 80.0)], ours=_rate(0, 20.0, 60.0, place="ours"))
    assert [trace.mode for trace in figure.data] == ["markers+text"]
    (band,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (band.x0, band.x1) == (20.0, 60.0)


def test_the_nation_is_a_line_with_its_name() -> None:
    figure = _strip([_rate(1, 80.0)], beside=Line("England 70", 70.0))
    assert "England 70" in [note.text for note in figure.layout.annotations]
    assert 70.0 in [shape.x0 for shape in figure.layout.shapes if shape.x0 == shape.x1]


def test_a_long_name_stands_over_the_strip_and_not_beyond_it() -> None:
    long = PeerRate(
        service_id="s0",
        service="The Nine Parishes of the Moor",
        low=50.0,
        high=50.0,
        label="50",
        place="ours",
    )
    (name,) = _strip([_rate(1, 100.0)], ours=long).layout.annotations
    assert (name.xref, name.x) == ("paper", 0)
    assert max(map(len, name.text.split("<br>"))) < 35


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")])
def test_letters_go_on_after_z(number: int, letter: str) -> None:
    assert letter_of(number) == letter


def test_words_on_a_ground_have_the_colour_with_more_contrast() -> None:
    assert {ink_on(RATING_FILL[rating]) for rating in ("Inadequate", "Outstanding")} == {"#FFFFFF"}
    assert all(ink_on(RATING_FILL[rating]) == RATING_TEXT[rating] for rating in RATING_FILL)
    assert {ink_on(colour) for colour in DARK.series} == {"#0B0C0C"}
    assert CHOSEN_DOT < LETTER_DOT
