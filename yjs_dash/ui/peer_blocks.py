"""Services like ours: the switch between groups, the strips, the results, and the button that compares the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from yjs_dash.charts.dots import ChartOptions
from yjs_dash.charts.funnel import Line
from yjs_dash.charts.peer_strip import Lettered, peer_strip
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.overview import NATIONS, ServiceSummary, overview
from yjs_dash.compare.peer_rates import RATES, Standing, Standings, standings
from yjs_dash.compare.peers import PeerGroup, peer_groups, peers_of
from yjs_dash.export.view import View
from yjs_dash.narrate import peers as say
from yjs_dash.ui import text
from yjs_dash.ui.address import sync_query_param
from yjs_dash.ui.components import mount_data
from yjs_dash.ui.figures import (
    CACHE_SIZE,
    ChartCard,
    Table,
    build_chart_card,
    render_chart,
    render_source_and_table,
)
from yjs_dash.ui.session import SERVICES_KEY, current_view

GROUP_KEY = "like"
COMPARE_PAGE = "yjs_dash/pages/compare.py"
NARROW = 270


@dataclass(frozen=True, eq=False)
class PeerPage:
    """What the page shows of one group, ready to be drawn for every visitor who chose the same."""

    headline: str
    strips: tuple[ChartCard, ...]
    said: tuple[str, ...]
    who: tuple[str, ...]
    results: tuple[str, ...]
    table: Table
    full_table: Table
    source: str


def choose_group() -> None:
    """Which services to stand among, in the address. Drawn in the shell, so that it survives navigation and Back."""
    view = current_view()
    if not view.selection.services:
        return
    labels = [say.group_label(group) for group in groups_of(view)]
    if not labels:
        return
    spoken = {label.casefold(): label for label in labels}
    sync_query_param(GROUP_KEY, options=labels, translate=lambda asked: spoken.get(asked.casefold().strip()))
    switch, press = st.columns([3, 2], vertical_alignment="bottom")
    with switch:
        st.radio(say.CHOOSE(), labels, key=GROUP_KEY, horizontal=True, bind="query-params")
    group = chosen_group(view)
    if group is None:
        return
    chosen = [group.service.name, *(one.name for one in group.most_alike)]
    with press:
        st.button(
            say.compare_with(group),
            key="compare_with",
            on_click=_choose,
            args=(chosen,),
            wrap=True,
            width="stretch",
        )


def groups_of(view: View) -> tuple[PeerGroup, ...]:
    """The groups of our service, or of the first one chosen."""
    return peer_groups(view.catalogue, view.selection.services[0])


def chosen_group(view: View) -> PeerGroup | None:
    """The group that is chosen; the first where no switch was drawn; None where the service has none."""
    groups = groups_of(view)
    asked = st.session_state.get(GROUP_KEY)
    return next((one for one in groups if say.group_label(one) == asked), groups[0] if groups else None)


def _choose(names: list[str]) -> None:
    st.session_state[SERVICES_KEY] = names


def link_to_comparison(view: View, group: PeerGroup) -> None:
    """Once those most like ours are chosen: the way to their ratings side by side."""
    wanted = {group.service.service_id, *(one.service_id for one in group.most_alike)}
    if set(view.selection.ids) == wanted:
        st.page_link(COMPARE_PAGE, label=say.SIDE_BY_SIDE(), width="content")


def strips_block(page: PeerPage) -> None:
    """A strip a rate, side by side, and under them what they say in counts."""
    if not page.strips:
        return
    grid = st.grid(len(RATES), min_column_width=NARROW, gap="small")
    for card in page.strips:
        with grid.cell():
            render_chart(card, level=4)


def results_block(page: PeerPage) -> None:
    """Results and rates of the group as a table, and one click away the same with their sources."""
    text.sentences(list(page.results))
    mount_data(page.table.data, key="peers")
    render_source_and_table(page.full_table, source=page.source)


@remembered(most=CACHE_SIZE)
def peer_page(view: View, group: PeerGroup) -> PeerPage:
    """Everything that the page shows of a group."""
    found = standings(view.catalogue, group)
    letters = {one.service_id: letter_of(number) for number, one in enumerate(group.services)}
    ours = overview(view.catalogue, group.service)
    others = [overview(view.catalogue, one) for one in group.services]
    caption = say.TABLE(service=group.service.name, group=say.group_label(group))
    return PeerPage(
        headline=say.peers_headline(found),
        strips=tuple(_strip(view, standing, letters) for standing in found.standings),
        said=tuple(say.standing_sentences(found)),
        who=tuple(
            say.group_sentences(
                group, has_neighbours=bool(peers_of(view.catalogue, group.service).neighbours)
            )
        ),
        results=tuple(say.result_sentences(ours, others)),
        table=Table(lambda: _table(found, letters, [ours, *others], cited=False), caption),
        full_table=Table(lambda: _table(found, letters, [ours, *others], cited=True), caption),
        source="; ".join(dict.fromkeys(source for one in found.standings for source in one.sources)),
    )


def letter_of(number: int) -> str:
    """The letters of 0, 1, …: A to Z, then AA, AB and so on."""
    return (letter_of(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _strip(view: View, standing: Standing, letters: dict[str, str]) -> ChartCard:
    beside = None
    # A nation's name is short enough to stand in the strip; that of a region is said under it.
    if standing.beside_value is not None and standing.beside in NATIONS:
        beside = Line(f"{standing.beside} {standing.beside_label}", standing.beside_value)
    measure = standing.measure
    return build_chart_card(
        peer_strip(
            standing.ours,
            [Lettered(letters[row.service_id], row) for row in standing.peers],
            beside=beside,
            options=ChartOptions(
                theme=view.theme,
                slots=view.slots,
                title=say.strip_title(standing),
                subtitle=say.strip_subtitle(standing),
                unit=measure.unit,
            ),
        ),
        alt=say.strip_alternative(standing, letters),
        table=pd.DataFrame,
        source="; ".join(standing.sources),
        name=f"{measure.name}, services like it",
    )


def _table(
    found: Standings, letters: dict[str, str], known: Sequence[ServiceSummary], *, cited: bool
) -> pd.DataFrame:
    """A row a service, ours first. With `cited`, also the documents."""
    rows = []
    for number, one in enumerate(known):
        cells = {"Letter": letters.get(one.service_id, say.OURS()), "Service": one.name}
        cells |= (say.result_cells if cited else say.short_result_cells)(one)
        sources = [one.result.citation] if one.result else []
        for standing in found.standings:
            rate = (standing.ours, *standing.peers)[number]
            name = say.strip_name(standing)
            cells[f"{name}, {standing.measure.unit}, {standing.period}" if cited else name] = rate.label
            sources.append(rate.source)
        rows.append(
            cells
            | ({"Source": "; ".join(dict.fromkeys(source for source in sources if source))} if cited else {})
        )
    return pd.DataFrame(rows)
