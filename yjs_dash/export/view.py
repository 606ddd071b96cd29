"""What is shown: the data, the chosen services, their colours."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from yjs_dash.charts.theme import Theme
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare.memo import Memo


@dataclass(frozen=True)
class View:
    """What pages and files start from: the catalogue, the chosen services, their colours, the appearance.

    Equal for all visitors who chose the same, so that what a page makes of it is made once. `colour_slots`: service
    id and slot.
    """

    catalogue: Catalogue
    selection: Selection
    colour_slots: tuple[tuple[str, int], ...]
    theme: Theme

    @property
    def memo(self) -> Memo:
        return self.catalogue.memo

    @property
    def memo_key(self) -> Hashable:
        return self.selection, self.colour_slots, self.theme

    @cached_property
    def slots(self) -> dict[str, int]:
        """Service id → colour slot."""
        return dict(self.colour_slots)

    def colour(self, service_id: str) -> str:
        return self.theme.series[self.slots[service_id]]
