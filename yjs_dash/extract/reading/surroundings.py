"""The lines around one line of a file that has no pages to draw a picture of."""

from __future__ import annotations

import json
from pathlib import Path

from yjs_dash.extract.reading.documents import read_document

AROUND = 4
_MOST_SHOWN = 300


def lines_around(path: Path, number: int) -> bytes:
    """In a child: the filled lines before a line, itself and those after it, as JSON `{"lines": [[number, text]]}`.

    `number` counts as `Line.number` does. Raises UnreadableFileError.
    """
    lines = [line for line in read_document(path).lines if line.text.strip() or line.number == number]
    at = next((index for index, line in enumerate(lines) if line.number == number), None)
    near = [] if at is None else lines[max(0, at - AROUND) : at + AROUND + 1]
    found = [[line.number, " ".join(line.text.split())[:_MOST_SHOWN]] for line in near]
    return json.dumps({"lines": found}, ensure_ascii=True).encode("ascii")
