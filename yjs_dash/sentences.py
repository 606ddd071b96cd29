"""`docs/sentences.md`: every sentence that the app can say, with an example, made from the templates.

`python -m yjs_dash.sentences` rewrites it; a test fails while it is not current.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from yjs_dash import checks, narrate
from yjs_dash.template import TEMPLATES, Template

FILE = Path(__file__).parent.parent / "docs" / "sentences.md"
HEAD = """# Every sentence the app can say

Made by `python -m yjs_dash.sentences` from the templates in `yjs_dash/narrate/` and `yjs_dash/checks.py`; do not edit
it here. Each line is an example: the words in *italics* are filled in from the data, the others always stand as they
are.
"""


def all_templates() -> list[Template]:
    """Every template, in the order of topics and, within one, of the code."""
    importlib.import_module(checks.__name__)
    for module in pkgutil.iter_modules(narrate.__path__, f"{narrate.__name__}."):
        importlib.import_module(module.name)
    return sorted(TEMPLATES.values(), key=_topic)


def sentences() -> str:
    """The list in Markdown: a heading a topic, a line a sentence with its name."""
    lines = [HEAD]
    for topic, templates in groupby(all_templates(), key=_topic):
        lines += [f"## {topic.replace('_', ' ').capitalize()}", "", *_lines(templates), ""]
    return "\n".join(lines).rstrip() + "\n"


def _lines(templates: Iterator[Template]) -> Iterator[str]:
    for template in templates:
        filled = {name: f"*{value}*" if str(value) else "" for name, value in template.example.items()}
        yield f"- `{template.kind.partition('.')[2]}`: {template(**filled)}"


def _topic(template: Template) -> str:
    return template.kind.partition(".")[0]


if __name__ == "__main__":
    FILE.write_text(sentences(), encoding="utf-8", newline="\n")
