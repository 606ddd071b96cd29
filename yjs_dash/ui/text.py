"""Words on the page. Whatever may come from data or an address is shown literally, never as markdown."""

from __future__ import annotations

import re
from functools import lru_cache

import streamlit as st

# Markdown makes links of bare addresses, escaped or not, unless a character that has no width parts them.
_ADDRESS_START = re.compile(r"https?:(?=//)|www(?=\.)|(?<=\w)@(?=\w)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


@lru_cache(maxsize=4096)
def literal(text: str) -> str:
    """Text that markdown shows as it is: every mark that could be markup is escaped, and an address is no link."""
    parted = _ADDRESS_START.sub(rf"\g<0>{_WORD_JOINER}", " ".join(text.split()))
    return _PUNCTUATION.sub(r"\\\1", parted)


def headline(text: str) -> None:
    """The one thing a page says; its only heading of the first level."""
    st.title(literal(text), anchor=False)


def section(text: str) -> None:
    """What a part of the page says."""
    st.header(literal(text), anchor=False)


def text_block(*pieces: str | list[str], heading: str = "", level: int = 3) -> None:
    """A heading, sentences and lists of sentences as one element: a browser draws many elements slowly.

    `level`: of the heading: 2 where it stands right under that of the page, 4 for figures side by side, which leave it
    little room. Empty pieces are left out; a list of one is a sentence.
    """
    kept = [[text for text in ([piece] if isinstance(piece, str) else piece) if text] for piece in pieces]
    words = [_listed(texts) for texts in kept if texts]
    if heading:
        words.insert(0, f"{'#' * level} {literal(heading)}")
    if words:
        st.markdown("\n\n".join(words))


def subheadline(text: str) -> None:
    text_block(heading=text)


def sentence(text: str) -> None:
    text_block(text)


def sentences(texts: list[str]) -> None:
    """Sentences as a list, where there are several."""
    text_block(texts)


def items(texts: list[str]) -> None:
    """A list, also of one."""
    st.markdown("\n".join(f"- {literal(text)}" for text in texts))


def _listed(texts: list[str]) -> str:
    if len(texts) == 1:
        return literal(texts[0])
    return "\n".join(f"- {literal(text)}" for text in texts)


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
