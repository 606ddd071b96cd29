"""The data set, loaded once per process, and what the visitor has chosen."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from yjs_dash import checks
from yjs_dash.charts.theme import THEMES, Theme
from yjs_dash.compare import Catalogue, Entry, Selection, national
from yjs_dash.store import BUNDLED, read_data_set

DATA_VARIABLE = "YJS_DASH_DATA"
SERVICES_KEY = "services"
OURS_KEY = "ours"
SLOTS_KEY = "colour_slots"


@dataclass(frozen=True)
class View:
    """What every page starts from: the catalogue, the chosen services, their colours, the appearance."""

    catalogue: Catalogue
    selection: Selection
    slots: dict[str, int]
    theme: Theme

    def colour(self, service_id: str) -> str:
        return self.theme.series[self.slots[service_id]]


def data_directory() -> Path:
    """The bundled data, or the directory that YJS_DASH_DATA names."""
    return Path(os.environ.get(DATA_VARIABLE) or BUNDLED)


@st.cache_resource(show_spinner="Reading the data …")
def catalogue() -> Catalogue:
    """The catalogue of the process. Raises DataSetError for a data set that breaks its schemas."""
    loaded = Catalogue(read_data_set(data_directory()))
    _ = loaded.entries, loaded.history, loaded.sources, loaded.groups
    return loaded


@st.cache_resource(show_spinner=False)
def findings():  # type: ignore[no-untyped-def]
    """Findings of the checks, once per process. Columns: checks.COLUMNS."""
    return checks.reconcile(catalogue().data)


@st.cache_resource(show_spinner=False)
def all_inspections() -> pd.DataFrame:
    """Every inspection with its service, once per process. Columns: compare.national.INSPECTION_COLUMNS."""
    return national.inspections(catalogue())


def current_view() -> View:
    """The view of this run, from the widgets that app.py has drawn."""
    known = catalogue()
    by_name = {entry.name: entry for entry in known.entries.values()}
    chosen = [by_name[name] for name in st.session_state.get(SERVICES_KEY, []) if name in by_name]
    ours = by_name.get(st.session_state.get(OURS_KEY) or "")
    selection = known.select((entry.service_id for entry in chosen), ours=ours.service_id if ours else None)
    return View(
        catalogue=known,
        selection=selection,
        slots=colour_slots(selection.entries),
        theme=THEMES.get(st.context.theme.type or "light", THEMES["light"]),
    )


def colour_slots(entries: tuple[Entry, ...]) -> dict[str, int]:
    """Service id → colour slot. A service keeps its slot as long as it is chosen; a new one takes the first free."""
    kept = st.session_state.get(SLOTS_KEY)
    before: dict[str, int] = kept if isinstance(kept, dict) else {}
    ids = [entry.service_id for entry in entries]
    slots = {s: slot for s, slot in before.items() if s in ids}
    for service_id in ids:
        if service_id not in slots:
            slots[service_id] = next(n for n in range(len(ids) + len(slots)) if n not in slots.values())
    st.session_state[SLOTS_KEY] = slots
    return slots
