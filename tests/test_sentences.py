"""The list of sentences is generated; it must be the one that the templates give now."""

from __future__ import annotations

import pytest

from yjs_dash import sentences
from yjs_dash.narrate.template import Template, template


def test_the_list_of_sentences_is_current() -> None:
    assert sentences.FILE.read_text(encoding="utf-8") == sentences.sentences(), (
        "run: python -m yjs_dash.sentences"
    )


@pytest.mark.parametrize("one", sentences.all_templates(), ids=lambda one: one.kind)
def test_every_template_has_an_example_that_reads_as_words(one: Template) -> None:
    assert one.shown
    assert "{" not in one.shown
    assert "  " not in one.shown
    assert f"`{one.kind.partition('.')[2]}`" in sentences.sentences()


def test_a_name_stands_once_and_an_example_fits_its_gaps() -> None:
    known = sentences.all_templates()[0]
    with pytest.raises(ValueError, match="stands already"):
        template(known.kind, "Words.")
    with pytest.raises(ValueError, match="does not fit"):
        template("test.unfitting", "{one} and {two}", one="this")
