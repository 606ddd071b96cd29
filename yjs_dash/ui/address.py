"""The address and what is chosen: bound widgets keep both in step; here only what they do not take by themselves.

A bound widget reads its parameter when the value is exactly one of its options. Links written by hand say
“sutton” or “2.3”: `sync_query_param` and `sync_query_params` translate them before the widget is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

Translate = Callable[[str], str | None]
MOST_PARTS = 50
"""Values with commas between them that are looked at one by one."""


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
    asked = [part for value in given for part in _parts(value, translate)]
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


def _parts(value: str, translate: Translate) -> list[str]:
    """A value, or the values that stand in it with commas between them; a name may have commas of its own."""
    words = value.split(",")
    if len(words) == 1 or len(words) > MOST_PARTS or translate(value) is not None:
        return [value]
    parts: list[str] = []
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)
        end = next((n for n in ends if translate(",".join(words[start:n])) is not None), start + 1)
        parts.append(",".join(words[start:end]).strip())
        start = end
    return parts
