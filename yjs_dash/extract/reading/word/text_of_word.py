"""A Word document to its text, for a bounded process. Gives UTF-8: the status, then the lines of the document."""

from __future__ import annotations

from yjs_dash.extract.reading.word import DAMAGED, NO_WORD_FILE, TOO_MUCH


def text_of_word(data: bytes) -> bytes:
    """Status and text of a Word document. Raises nothing but MemoryError for anything in `data`."""
    from yjs_dash.extract.reading.word.lines_of_docx import NoWordFileError, TooMuchTextError, lines_of_docx

    try:
        return b"0\n" + lines_of_docx(data).encode("utf-8", "replace")
    except NoWordFileError:
        return b"%d\n" % NO_WORD_FILE
    except TooMuchTextError:
        return b"%d\n" % TOO_MUCH
    except MemoryError:
        raise
    except Exception:
        return b"%d\n" % DAMAGED  # of a damaged file the library raises whatever it meets
