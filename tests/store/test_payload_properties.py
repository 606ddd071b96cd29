"""Whatever stands in a payload, laying it over the data set ends with rows that keep the schemas, or with a reason."""

from __future__ import annotations

import copy
import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yjs_dash.errors import ImportPayloadError
from yjs_dash.extract.model import report_of
from yjs_dash.intake import preview_report
from yjs_dash.store import DataSet
from yjs_dash.store.imports import open_store
from yjs_dash.store.layers import merge_imports, report_layer
from yjs_dash.store.service_matcher import ServiceMatcher

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


# An example lays a report over the whole data set: half as many as of the properties of a few numbers.
slow_property = settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def spoilt(draw: st.DrawFn, payload: dict[str, Any]) -> dict[str, Any]:
    """A payload with one to four of its values replaced, at any depth."""
    found = copy.deepcopy(payload)
    for _ in range(draw(st.integers(1, 4))):
        place: Any = found
        while True:
            key = draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            place[key] = draw(VALUES)
            break
    return found


@slow_property
@given(data=st.data())
def test_a_spoilt_payload_gives_sound_rows_or_a_reason(
    bundled: DataSet, report: Callable[..., dict[str, Any]], data: st.DataObject
) -> None:
    payload = data.draw(spoilt(report()))
    try:
        layer = report_layer(
            report_of(payload),
            record=None,
            bundled=bundled,
            matcher=ServiceMatcher.of(bundled),
            indicators=set(bundled["indicators"]["indicator_id"]),
        )
    except ImportPayloadError:
        return
    laid = merge_imports(bundled, [layer], today=dt.date(2026, 1, 1))
    assert len(laid.layers) + len(laid.faulty) == 1
    for _, faults in laid.faulty:
        assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for fault in faults for c in str(fault))


@slow_property
@given(data=st.data())
def test_a_spoilt_payload_can_be_previewed_or_is_refused(
    bundled: DataSet, report: Callable[..., dict[str, Any]], data: st.DataObject, tmp_path: Any
) -> None:
    payload = data.draw(spoilt(report("Sutton", "2022-08")))
    store = open_store(environment={"YJS_DASH_HOME": str(tmp_path)})
    try:
        seen = preview_report(payload, sha256="0" * 64, name="report.pdf", data=bundled, store=store)
    except ImportPayloadError:
        return
    assert set(seen.differences["change"]) <= {"same", "new", "changed", "absent"}
