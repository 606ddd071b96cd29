"""The data dictionary is generated; it must be the one that the schemas and frameworks give now."""

from __future__ import annotations

from yjs_dash import dictionary
from yjs_dash.schema import TABLES


def test_the_dictionary_in_the_readme_is_current() -> None:
    text = dictionary.README.read_text(encoding="utf-8")
    assert text == dictionary.renewed(text), "run: python -m yjs_dash.dictionary"


def test_the_dictionary_names_every_table_and_column() -> None:
    made = dictionary.dictionary()
    for table in TABLES.values():
        section = made.partition(f"### {table.name}.csv\n")[2].partition("\n### ")[0]
        assert [name for name in table.column_names if f"\n| `{name}` |" not in section] == []


def test_renewing_keeps_the_words_above_the_mark_and_adds_nothing_the_second_time() -> None:
    once = dictionary.renewed("# Data\n\nOur words.\n")
    assert once.startswith("# Data\n\nOur words.\n\n")
    assert dictionary.renewed(once) == once


def test_every_row_of_a_table_in_the_dictionary_has_as_many_cells_as_its_head() -> None:
    width = 0
    for line in dictionary.dictionary().splitlines():
        if line.startswith("|"):
            cells = line.replace("\\|", "").count("|")
            width = width or cells
            assert cells == width, line
        else:
            width = 0
