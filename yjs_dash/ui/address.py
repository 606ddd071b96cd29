"""The address and what is chosen: bound widgets keep both in step; here only what they do not take by themselves.

A bound widget reads its parameter when the value is exactly one of its options. Links written by hand say
“sutton” or “2.3”: `sync_query_param` and `sync_query_params` translate them before the widget is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from yjs_dash.compare.service_names import split_names

Translate = Callable[[str], str | None]


@dataclass(frozen=True)
class Refused:
    """What an address asked for and did not get: values that mean nothing here, and values beyond the limit."""

    unknown: tuple[str, ...] = ()
    surplus: int = 0


def sync_query_param(key: str, *, options: Sequence[str], translate: Translate) -> str | None:
    """Give a bound select box a value among its options where neither the session nor the address has one.

    Returns the value of the address that means nothing here, if there is one.
    """
    held = st.session_state.get(key)
    if held in options:
        return None
    asked = st.query_params.get(key)
    if held is None and asked in options:
        return None
    wanted = translate(str(held or asked or ""))
    if held is None and asked and wanted is not None and wanted in options:
        st.query_params[key] = wanted
        st.rerun()
    st.session_state[key] = wanted if wanted in options else options[0]
    return asked if held is None and asked else None


def sync_query_params(key: str, *, limit: int, translate: Translate) -> Refused:
    """The same for a bound multiselect, whose own default stands in where the address has no value."""
    note = f"{key}-refused"
    if key in st.session_state:
        return Refused()
    given = st.query_params.get_all(key)
    asked = [part for value in given for part in split_names(value, lambda text: translate(text) is not None)]
    meant = [translate(value) for value in asked]
    known = list(dict.fromkeys(value for value in meant if value is not None))
    found = known[:limit]
    unknown = tuple(value for value, meaning in zip(asked, meant, strict=True) if meaning is None)
    if found and found != given:
        # The widget would read only the values that are options as they stand: put the others right first.
        st.session_state[note] = Refused(unknown=unknown, surplus=len(known) - len(found))
        st.query_params[key] = found
        st.rerun()
    held: Refused = st.session_state.pop(note, Refused(unknown=unknown))
    return held
