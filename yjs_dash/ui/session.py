"""The data set, loaded once per process, and what the visitor has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from yjs_dash import checks
from yjs_dash.charts.theme import THEMES
from yjs_dash.compare import Catalogue, Service
from yjs_dash.compare.memo import Memo
from yjs_dash.compare.service_names import names_by_word
from yjs_dash.environment import may_hold_imports
from yjs_dash.errors import StoreError
from yjs_dash.export.view import View
from yjs_dash.narrate.pages import PAGE_LOADING
from yjs_dash.store import DataSet, data_directory, read_data_set

if TYPE_CHECKING:
    from yjs_dash.store.imports import ImportStore

SERVICES_KEY = "services"
OURS_KEY = "ours"
SLOTS_KEY = "colour_slots"
REPORT_OF_KEY = "of"
"""Parameter of the address: the service whose report is to be added."""


@dataclass(frozen=True, eq=False)
class AppData:
    """What all visitors share at one revision of the imports: the catalogue, and what is worked out once from it."""

    catalogue: Catalogue

    @property
    def memo(self) -> Memo:
        return self.catalogue.memo

    @property
    def memo_key(self) -> None:
        """It has the memo of its catalogue to itself."""

    @cached_property
    def findings(self) -> pd.DataFrame:
        """Findings of the checks. Columns: checks.COLUMNS."""
        return checks.reconcile(self.catalogue.data)


@st.cache_resource(show_spinner=PAGE_LOADING())
def bundled() -> DataSet:
    """The data set of the directory, without imports. Raises DataSetError where it breaks its schemas."""
    return read_data_set(data_directory())


@st.cache_resource(show_spinner=False)
def import_store() -> ImportStore:
    """The store of imported reports and statistics. Raises StoreError where its address cannot be one."""
    from yjs_dash.store.imports import open_store

    return open_store()


@st.cache_resource(show_spinner=False, max_entries=1)
def _loaded(revision: int | None) -> AppData:
    data = bundled()
    if revision != 0:
        from yjs_dash.store.layers import layered_data_set

        data = layered_data_set(data, import_store())
    known = Catalogue(data)
    known.prepare()
    return AppData(catalogue=known)


def loaded() -> AppData:
    """What is shared by all visitors, with every accepted import; a new import is there at the next run."""
    try:
        revision: int | None = import_store().revision() if may_hold_imports() else 0
    except StoreError:
        # Without the store the bundled figures are shown, and a remark among the findings says so.
        revision = None
    return _loaded(revision)


def catalogue() -> Catalogue:
    """The catalogue with every accepted import. Raises DataSetError for a data set that breaks its schemas."""
    return loaded().catalogue


def service_to_add() -> Service | None:
    """The service whose report the visitor came to add, by name or id in the address; None where there is none."""
    known = catalogue()
    name = names_by_word(known).get(st.query_params.get(REPORT_OF_KEY, "").casefold().strip())
    return next((one for one in known.services.values() if one.name == name), None)


def current_view() -> View:
    """The view of this run, from the widgets that app.py has drawn."""
    known = catalogue()
    by_name = {one.name: one for one in known.services.values()}
    chosen = [by_name[name] for name in st.session_state.get(SERVICES_KEY, []) if name in by_name]
    ours = by_name.get(st.session_state.get(OURS_KEY) or "")
    selection = known.select(
        (entry.service_id for entry in chosen), pinned_service=ours.service_id if ours else None
    )
    return View(
        catalogue=known,
        selection=selection,
        colour_slots=tuple(sorted(colour_slots(selection.services).items())),
        theme=THEMES.get(st.context.theme.type or "light", THEMES["light"]),
    )


def colour_slots(services: tuple[Service, ...]) -> dict[str, int]:
    """Service id → colour slot. A service keeps its slot as long as it is chosen; a new one takes the first free."""
    kept = st.session_state.get(SLOTS_KEY)
    before: dict[str, int] = kept if isinstance(kept, dict) else {}
    ids = [service.service_id for service in services]
    slots = {s: slot for s, slot in before.items() if s in ids}
    for service_id in ids:
        if service_id not in slots:
            slots[service_id] = next(n for n in range(len(ids) + len(slots)) if n not in slots.values())
    st.session_state[SLOTS_KEY] = slots
    return slots
