"""What the page of a row says of where its figure stands."""

from __future__ import annotations

PAGE_NUMBERS: dict[str, str] = {
    "page": "the page on which the figure stands, as printed; in a file that prints no page numbers, counted from its "
    "first page",
    "section_start": "the page on which the section with the figure starts, as the contents list gives it: the "
    "document was read in a form without pages, and the figure stands on that page or on a later one",
    "heading": "no page: the document is a web page, and `section` gives the heading that the figure stands under",
}
"""What the page of a row says of where its figure stands, by the form in which the document was read."""


def place_words(*, page: int | None, page_numbers: str, section: str | None = None) -> str:
    """Where in a document a figure stands, in words that follow its title; empty without a page and a heading.

    `page_numbers`: as in PAGE_NUMBERS, or nothing where it is not known what the page is. No other place words a
    page, so that none is called the page of a figure that may stand further on.
    """
    if page_numbers == "heading":
        return f"under the heading “{section}”" if section else ""
    if page is None:
        return ""
    if page_numbers == "section_start":
        return f"in the section that starts on page {page}"
    return f"page {page}" if page_numbers == "page" else f"page {page} or after"
