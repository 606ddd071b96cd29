"""Sentence templates: every kind of sentence has a name, its words with gaps, and an example.

A template stands as a constant beside the function that decides when it is said, and is registered by its name, so
that the list of all sentences (`python -m yjs_dash.sentences`) and the tests know each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

TEMPLATES: dict[str, Template] = {}
"""Every template by its name, in the order in which the modules define them."""


@dataclass(frozen=True)
class Template:
    """Words with named gaps. `kind` is the name: topic and kind of sentence, as “card.distance”."""

    kind: str
    words: str
    example: Mapping[str, object]

    def __call__(self, **values: object) -> str:
        """The sentence with its gaps filled. Raises KeyError where a gap has no value."""
        return self.words.format(**values)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Names of the gaps, in the order of the words."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.words) if name is not None)

    @property
    def shown(self) -> str:
        """The example as a visitor reads it."""
        return self(**self.example)


def template(kind: str, words: str, /, **example: object) -> Template:
    """Register a template. `example` holds a value for each gap and nothing else.

    Raises:
        ValueError: a name that stands already, or an example that does not fit the gaps.
    """
    made = Template(kind, words, example)
    if kind in TEMPLATES:
        raise ValueError(f"A sentence of the name {kind} stands already.")
    if set(made.gaps) != set(example):
        raise ValueError(f"The example of {kind} does not fit its gaps {made.gaps}.")
    TEMPLATES[kind] = made
    return made
