"""Words on the page. Whatever may come from data or an address is shown literally, never as markdown."""

from __future__ import annotations

import re

import streamlit as st

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


def literal(text: str) -> str:
    """Text that markdown shows as it is: every mark that could be markup is escaped."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def headline(text: str) -> None:
    """The one thing a page says; its only heading of the first level."""
    st.title(literal(text), anchor=False)


def part(text: str) -> None:
    """What a part of the page says."""
    st.header(literal(text), anchor=False)


def subheadline(text: str) -> None:
    st.subheader(literal(text), anchor=False)


def sentence(text: str) -> None:
    st.markdown(literal(text))


def sentences(texts: list[str]) -> None:
    """Sentences as a list, where there are several."""
    kept = [text for text in texts if text]
    if len(kept) == 1:
        sentence(kept[0])
    elif kept:
        st.markdown("\n".join(f"- {literal(text)}" for text in kept))


def items(texts: list[str]) -> None:
    """A list, also of one."""
    st.markdown("\n".join(f"- {literal(text)}" for text in texts))


def label(text: str) -> None:
    """A line in bold over what follows."""
    st.markdown(f"**{literal(text)}**")


def caption(text: str) -> None:
    st.caption(literal(text))


def problem(text: str) -> None:
    """One clear sentence about what is wrong and what to do."""
    st.error(literal(text))


def notice(text: str) -> None:
    st.info(literal(text))


def warning(text: str) -> None:
    st.warning(literal(text))
