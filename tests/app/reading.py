"""A page as a reader sees it: words without markdown's escapes, the data of the elements, the figures of the charts."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from yjs_dash.ui.shell import PAGES

APP = Path(__file__).resolve().parents[2] / "app.py"
# Generous, because it only ends a run that hangs: a machine that does other things besides may be ten times slower.
LONGEST_RUN = 60
_ESCAPED = re.compile(r"\\([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


def opened(page: str | None = None, **state: Any) -> AppTest:
    """The app of a visitor who has just come: a page, or the first one, with widgets in a given state."""
    at = AppTest.from_file(APP, default_timeout=LONGEST_RUN)
    for key, value in state.items():
        at.session_state[key] = value
    if page is not None:
        at.switch_page(PAGES[page][0])
    return at.run()


def element_data(at: AppTest, name: str) -> list[dict[str, Any]]:
    """Data of every HTML element of a kind: “rating_grid”, “service_cards”, “data_table”."""
    found = [element.proto for element in at.get("bidi_component")]
    return [json.loads(proto.json)[0] for proto in found if proto.component_name.endswith(name)]


def cards(at: AppTest) -> list[dict[str, Any]]:
    (data,) = element_data(at, "service_cards")
    return data["cards"]


def grid(at: AppTest) -> tuple[list[str], dict[str, list[dict[str, Any]]]]:
    """The grid of ratings: names of the services, and standard as it is written → its cells."""
    (data,) = element_data(at, "rating_grid")
    rows = [row for group in data["groups"] for row in group["rows"]]
    return [service["name"] for service in data["services"]], {row["title"]: row["cells"] for row in rows}


def charts(at: AppTest) -> list[dict[str, Any]]:
    """Every figure of the page as plotly gets it, with its alternative text under “alt”."""
    return [{**json.loads(chart.proto.spec), "alt": chart.proto.alt} for chart in at.get("plotly_chart")]


def labels(chart: dict[str, Any], service: str) -> set[str]:
    """Words that a chart prints at the marks of a service."""
    texts = [
        trace.get("text") or []
        for trace in chart["data"]
        if html.unescape(trace.get("name") or "") == service
    ]
    return {re.sub(r"<[^>]*>", "", text) for text in chain.from_iterable(texts)}


def words(at: AppTest) -> str:
    """Everything that is written on the page, in order."""
    return "\n".join(_words(at))


def notices(at: AppTest) -> list[str]:
    """Sentences that tell the visitor something about the choice: hints and warnings."""
    return [plain(element.value) for element in [*at.info, *at.warning]]


def plain(markdown: str) -> str:
    """Words without escapes, and without the character of no width that keeps an address from being a link."""
    return _ESCAPED.sub(r"\1", markdown).replace("\u2060", "")


def faults(at: AppTest) -> list[str]:
    """What must never be there: exceptions and sentences of an error."""
    return [element.message for element in at.exception] + [plain(element.value) for element in at.error]


def _words(at: AppTest) -> Iterator[str]:
    for element in at.main:
        if element.type == "bidi_component":
            yield element.proto.json
        elif element.type == "plotly_chart":
            yield element.proto.alt
            yield html.unescape(element.proto.spec)
        elif element.type == "dataframe":
            yield element.value.to_csv()
        elif isinstance(getattr(element, "value", None), str):
            yield plain(element.value)
