"""A board pack as a workbook: every figure as a number, with its unit, its source and its place there.

Text is written as text, whatever it starts with: nothing in a file of ours is a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from yjs_dash import compare
from yjs_dash.charts.theme import LIGHT, RATING_FILL, RATING_TEXT
from yjs_dash.compare.evidence_rows import PromptFigure
from yjs_dash.compare.overview import overviews
from yjs_dash.export.exhibit import Exhibit, rounded
from yjs_dash.export.pack import BoardPack, Chapter, sources_cited
from yjs_dash.export.rating_exhibits import PROMPT_TABLE
from yjs_dash.export.view import View
from yjs_dash.framework import RATINGS
from yjs_dash.narrate import grid
from yjs_dash.narrate import pack as say
from yjs_dash.narrate.pages import rows as rows_in_words
from yjs_dash.schema import SourceRow

WIDEST = 60
"""Characters that a column shows at most before it wraps."""
MOST_ROWS = 1_048_575
_PLACE = re.compile(
    r"^(?P<document>[^;]+), (?P<place>(in the section that starts on )?page \d+( or after)?|under the heading “.*”)$"
)
"""A citation that ends with its place in the document."""
_MEASURE, _SOURCE = "Figure", "Source"


def workbook(pack: BoardPack) -> bytes:
    """The pack as an Excel file, a sheet a table."""
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": pack.title, "subject": pack.subject, "author": "", "language": "en-GB"})
    tables = {say.SHEETS[key]: frame for key, frame in tables_of(pack).items() if not frame.empty}
    formats = _Formats(book)
    cover = book.add_worksheet(say.SHEETS["cover"])
    for name, frame in tables.items():
        _write_table(book.add_worksheet(name), frame, formats)
    _write_cover(cover, pack, tables, formats)
    book.close()
    return file.getvalue()


def tables_of(pack: BoardPack) -> dict[str, pd.DataFrame]:
    """Every table of the pack, by its key in `narrate.pack.SHEETS`; empty ones are there too."""
    view = pack.view
    series = [
        e for e in _exhibits(pack.local) if e.name.endswith(("official series", "statistical neighbours"))
    ]
    printed = [e for e in _exhibits(pack.local) if e not in series]
    children = _exhibits(pack.children)
    index = [e for e in children if e.name == "Relative rate index"]
    parts = [e for e in children if e not in index and "Part" in e.table().columns]
    tables = {
        "overview": _overview(pack),
        "ratings": _ratings(view),
        "key_questions": _together(_exhibits(pack.standards)),
        "prompts": _prompts(view),
        "series": _together(series),
        "printed": _together(printed),
        "children": _together([e for e in children if e not in index and e not in parts]),
        "disproportionality": _together(index),
        "parts": _together(parts),
        "inspections": _together(_exhibits(pack.national)),
        "questions": _questions(pack),
    }
    cited = {str(one) for frame in tables.values() if _SOURCE in frame.columns for one in frame[_SOURCE]}
    tables["sources"] = _sources(sources_cited(view.catalogue, cited))
    return {key: _with_places(frame) for key, frame in tables.items()}


def _exhibits(chapter: Chapter) -> list[Exhibit]:
    return [part.exhibit for part in chapter.parts if part.exhibit is not None]


def _together(exhibits: Sequence[Exhibit]) -> pd.DataFrame:
    """Tables of one kind under each other, each row with what it is a figure of."""
    frames = []
    for exhibit in exhibits:
        frame = exhibit.table()
        frame.insert(0, _MEASURE, exhibit.name)
        frames.append(frame.astype({name: "object" for name in frame.columns if frame[name].isna().all()}))
    if not frames:
        return pd.DataFrame()
    joined = pd.concat(frames, ignore_index=True).drop_duplicates(ignore_index=True)
    return joined[sorted(joined.columns, key=lambda name: name in (_SOURCE, "Note"))]


def _overview(pack: BoardPack) -> pd.DataFrame:
    """Result of each service; the score is a number, and so is what it is out of."""
    found = pack.judged.parts[0].grid
    cited = {
        card.name: str(card.citation) for card in compare.cards(pack.view.catalogue, pack.view.selection)
    }
    known = {one.name: one.result for one in overviews(pack.view.catalogue, pack.view.selection)}
    scores = {
        card.name: (card.score, card.score_max)
        for card in compare.cards(pack.view.catalogue, pack.view.selection)
    }
    rows = []
    for cells in found.rows if found is not None else ():
        service, rating, _, published, meaning = (cell.text for cell in cells)
        result = known.get(service)
        out_of = result.framework.score_max if result is not None and result.framework else None
        score, highest = scores.get(service, (result.score if result is not None else None, out_of))
        source = cited.get(service, result.citation if result is not None else "")
        rows.append([service, rating, score, highest, published, meaning, source])
    heads = list(say.OVERVIEW_HEADS)
    heads.insert(heads.index(say.SCORE_HEAD) + 1, say.OUT_OF_HEAD)
    frame = pd.DataFrame(rows, columns=[*heads, _SOURCE])
    return frame.astype({say.SCORE_HEAD: "Int64", say.OUT_OF_HEAD: "Int64"})


def _ratings(view: View) -> pd.DataFrame:
    rows = compare.rating_grid(view.selection)
    frame = grid.rating_table(view.catalogue, view.selection, rows)
    return frame.rename(columns={name: f"{name[:1].upper()}{name[1:]}" for name in frame.columns})


def _prompts(view: View) -> pd.DataFrame:
    """Prompts of every standard; the standard stands first."""
    frames = []
    for row in compare.rating_grid(view.selection):
        standard = view.selection.standard(row.standard_id)
        if standard is None or standard.name != row.name:
            continue
        printed = compare.printed_prompts(view.catalogue, view.selection, standard_id=row.standard_id)
        if printed:
            frame = compare.frame_of(PromptFigure, printed)[list(PROMPT_TABLE)].rename(columns=PROMPT_TABLE)
            frame.insert(0, "Standard", row.title)
            frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _questions(pack: BoardPack) -> pd.DataFrame:
    rows = [
        (one.heading, question)
        for part in pack.questions.parts
        for one in part.questions
        for question in one.questions
    ]
    return pd.DataFrame(rows, columns=list(say.QUESTION_HEADS))


def _sources(sources: Sequence[SourceRow]) -> pd.DataFrame:
    rows = [(r.title, r.publisher, r.published or "", r.licence, r.url or "") for r in sources]
    return pd.DataFrame(rows, columns=list(say.SOURCE_HEADS))


def _with_places(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the place in the source in a column of its own, where one document is cited."""
    name = next((column for column in frame.columns if column == _SOURCE), None)
    if name is None:
        return rounded(frame)
    found = [_PLACE.match(str(cited)) for cited in frame[name]]
    documents = [m["document"] if m else cited for m, cited in zip(found, frame[name], strict=True)]
    parted = frame.assign(**{name: documents})
    parted.insert(
        list(parted.columns).index(name) + 1, say.PLACE_HEAD, [m["place"] if m else "" for m in found]
    )
    return rounded(parted)


class _Formats:
    """Formats of cells, each made once."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.text = book.add_format({**plain, "text_wrap": True})
        self.bold = book.add_format({**plain, "bold": True})
        self.title = book.add_format({**plain, "bold": True, "font_size": 16})
        self.link = book.add_format({**plain, "font_color": LIGHT.series[0], "underline": 1})
        self.head = book.add_format(
            {
                **plain,
                "bold": True,
                "text_wrap": True,
                "font_color": LIGHT.background,
                "bg_color": LIGHT.series[0],
                "border": 1,
            }
        )
        self.ratings = {
            rating: book.add_format(
                {**plain, "bg_color": RATING_FILL[rating], "font_color": RATING_TEXT[rating]}
            )
            for rating in RATINGS
        }
        self._numbers = {
            digits: book.add_format({**plain, "num_format": "#,##0" + (f".{'0' * digits}" if digits else "")})
            for digits in range(4)
        }

    def number(self, values: pd.Series) -> Any:
        """The format for a column: as many digits after the point as its figures have, three at most."""
        known = [float(value) for value in values.dropna()]
        digits = next((n for n in range(3) if all(round(value, n) == value for value in known)), 3)
        return self._numbers[digits]


def _write_table(sheet: Any, frame: pd.DataFrame, formats: _Formats) -> None:
    """Heads that stay in sight, filters, numbers as numbers and text as text."""
    sheet.freeze_panes(1, 1)
    frame = frame.head(MOST_ROWS)
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    for column, name in enumerate(frame.columns):
        values = frame[name]
        sheet.write_string(0, column, str(name), formats.head)
        longest = max((len(str(value)) for value in values if not pd.isna(value)), default=0)
        sheet.set_column(column, column, min(WIDEST, max(longest, min(len(str(name)), 18)) + 2))
        number = formats.number(values) if _is_numeric(values) else None
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, number=number, formats=formats)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _is_numeric(values: pd.Series) -> bool:
    known = values.dropna()
    return len(known) > 0 and all(
        isinstance(value, Real) and not isinstance(value, bool | np.bool_) for value in known.tolist()
    )


def _write(sheet: Any, row: int, column: int, value: object, *, number: Any, formats: _Formats) -> None:
    if pd.isna(value) or value == "":
        return
    if isinstance(value, bool | np.bool_):
        sheet.write_string(row, column, "yes" if value else "no", formats.text)
    elif isinstance(value, Real):
        sheet.write_number(row, column, float(value), number or formats.number(pd.Series([float(value)])))
    else:
        text = str(value)
        sheet.write_string(row, column, text, formats.ratings.get(text, formats.text))


def _write_cover(sheet: Any, pack: BoardPack, tables: dict[str, pd.DataFrame], formats: _Formats) -> None:
    sheet.set_column(0, 0, 110)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, pack.title, formats.title)
    sheet.write_string(1, 0, pack.subject, formats.bold)
    sheet.write_string(2, 0, pack.made, formats.text)
    if pack.address.startswith(("http://", "https://")):
        sheet.write_url(3, 0, pack.address, formats.link, string=say.link(pack.address))
    else:
        sheet.write_string(3, 0, say.link(pack.address), formats.text)
    sheet.write_string(5, 0, say.ABOUT_SHEETS(), formats.bold)
    row = 6
    for name, frame in tables.items():
        words = say.ABOUT_ROWS(sheet=name, rows=rows_in_words(len(frame)))
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, string=words)
        row += 1
    row += 1
    sheet.write_string(row, 0, say.SOURCES(), formats.bold)
    for source in pack.sources:
        row += 1
        words = ", ".join(filter(None, (source.title, source.publisher, source.published, source.licence)))
        sheet.write_string(row, 0, words, formats.text)
    sheet.write_string(row + 1, 0, say.LICENCE(), formats.text)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
