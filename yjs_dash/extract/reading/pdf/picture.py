"""One page of a PDF as a picture. To be called in a bounded process only: the library may crash or hang."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1200
"""Pixels: enough to read a footnote by, and little enough to be drawn at once."""
MAX_HEIGHT = 2400
MAX_BYTES = 4 << 20
BAND = 240
"""Pixels above and below a line that are shown where the page is not asked for as a whole."""
MARKED, UNMARKED = b"\x01", b"\x00"
_LEAST_WORDS = 2
_MARK = (255, 235, 90)
_MARGIN = 4

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""


def picture_of_page(data: bytes, sheet: int, line: str = "", *, whole: bool = True) -> bytes:
    """As `picture_and_mark`, the PNG alone."""
    return picture_and_mark(data, sheet, line, whole=whole)[1:]


def picture_and_mark(data: bytes, sheet: int, line: str = "", *, whole: bool = True) -> bytes:
    """A sheet of a PDF as PNG, at most WIDTH wide, with the line marked where it is found; nothing for no such sheet.

    MARKED or UNMARKED, one byte that says whether the line was found, then the PNG. `sheet` counts from 1, as a viewer
    does. A page that is not wanted `whole` is cut to the BAND around the line, if that is found. A picture that takes
    more than MAX_BYTES is drawn smaller.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if not 1 <= sheet <= len(document):
        return b""
    page = document[sheet - 1]
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        return b""
    scale = min(WIDTH / width, MAX_HEIGHT / height)
    boxes = list(_boxes(page, line))
    while True:
        picture = page.render(scale=scale).to_pil().convert("RGB")
        marks = [
            (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)
            for left, bottom, right, top in boxes
        ]
        painted = [mark for mark in marks if _mark(picture, mark)]
        if marks and not whole:
            above = max(0, round(min(top for _, top, _, _ in marks)) - BAND)
            below = min(picture.height, round(max(bottom for _, _, _, bottom in marks)) + BAND)
            if above < below:
                picture = picture.crop((0, above, picture.width, below))
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=2)
        if out.tell() <= MAX_BYTES or picture.width < 200:
            return (MARKED if painted else UNMARKED) + out.getvalue()
        scale /= 2


def _boxes(page: object, line: str) -> Iterator[Box]:
    """Where a line stands, or as many of its first words as stand on the page as they were read."""
    words = line.split()
    text = page.get_textpage()  # type: ignore[attr-defined]
    for count in range(len(words), min(_LEAST_WORDS, len(words)) - 1, -1):
        if not count:
            return
        if found := text.search(" ".join(words[:count])).get_next():
            for number in range(text.count_rects(*found)):
                yield text.get_rect(number)
            return


def _mark(picture: Image, box: Box) -> bool:
    """Colours what stands behind the words, as a marker pen does; False where they stand outside of the page."""
    from PIL import Image, ImageChops

    left, top, right, bottom = box
    area = (
        max(0, round(left) - _MARGIN),
        max(0, round(top) - _MARGIN),
        min(picture.width, round(right) + _MARGIN),
        min(picture.height, round(bottom) + _MARGIN),
    )
    if area[0] >= area[2] or area[1] >= area[3]:
        return False
    part = picture.crop(area)
    picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _MARK)), area)
    return True
