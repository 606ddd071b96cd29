"""A board pack as a file: for which services, in which format, where to."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from yjs_dash.compare import Catalogue
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.compare.service_names import names_by_word, split_names
from yjs_dash.errors import ExportError, shown_cell, shown_file_name
from yjs_dash.export.csv import safe_file_name
from yjs_dash.export.pack import BoardPack, board_pack, view_of
from yjs_dash.export.view import View

FORMATS: dict[str, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}
"""Ending of a file → its media type."""


def services_named(catalogue: Catalogue, words: str) -> list[str]:
    """Ids of the services that a text names, with commas between them; every name and id of a service counts.

    Raises:
        ExportError: a name that is none, no name at all, or more services than are compared.
    """
    named = names_by_word(catalogue)
    ids = {service.name: service.service_id for service in catalogue.services.values()}
    asked = [
        part for part in split_names(words, lambda text: text.casefold().strip() in named) if part.strip()
    ]
    unknown = [part for part in asked if part.casefold().strip() not in named]
    if unknown:
        raise ExportError(
            problem=f"There is no service called “{shown_cell(unknown[0].strip())}”",
            advice="Use its name or its id, as the table “services” has them",
        )
    found = list(dict.fromkeys(ids[named[part.casefold().strip()]] for part in asked))
    if not found:
        raise ExportError(problem="No service is named", advice="Name one to six, with commas between them")
    if len(found) > MAX_SERVICES:
        raise ExportError(
            problem=f"{len(found)} services are too many for one pack", advice=f"Name {MAX_SERVICES} at most"
        )
    return found


def pack_for(
    catalogue: Catalogue,
    service_ids: Sequence[str],
    *,
    ours: str | None = None,
    root: str = "",
    day: dt.date | None = None,
) -> BoardPack:
    """The pack of these services as of today. `root`: address under which the app is served."""
    view = view_of(catalogue, service_ids, ours=ours)
    return board_pack(view, day=day or dt.date.today(), root=root)


def file_of(pack: BoardPack, file_format: str, *, template: Path | None = None) -> bytes:
    """The pack as a file of one of FORMATS; a `template` is for slides only.

    Raises:
        UnreadableFileError: slides cannot stand on the template.
    """
    if file_format == "pptx" and template is not None:
        from yjs_dash.export.slides import presentation_from, slides_of

        return presentation_from(slides_of(pack), title=pack.title, template=template)
    return _writers()[file_format](pack)


def file_name(view: View, file_format: str) -> str:
    """A name for the file, from the names of the services."""
    names = (service.name for service in view.selection.services)
    return f"{safe_file_name('board-pack', *names)}.{file_format}"


def write_atomically(content: bytes, path: Path) -> None:
    """Writes a file, or replaces it, whole or not at all.

    Raises:
        ExportError: it cannot be written there.
    """
    held = ""
    try:
        handle, held = tempfile.mkstemp(dir=path.resolve().parent, prefix=".board-pack-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(held).chmod(0o666 & ~_umask())
        Path(held).replace(path)
    except OSError as error:
        if held:
            Path(held).unlink(missing_ok=True)
        raise ExportError(
            problem=f"“{shown_file_name(path.name)}” cannot be written ({error.strerror or 'no such place'})",
            advice="Choose another place for it",
        ) from None


def _umask() -> int:
    """What the system takes from the rights of new files; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _writers() -> dict[str, Callable[[BoardPack], bytes]]:
    """Format → what writes it; each loads its library when it is called."""

    def slides(pack: BoardPack) -> bytes:
        from yjs_dash.export.slides import presentation, slides_of

        return presentation(slides_of(pack), title=pack.title)

    def paper(pack: BoardPack) -> bytes:
        from yjs_dash.export.paper import paper as written

        return written(pack)

    def workbook(pack: BoardPack) -> bytes:
        from yjs_dash.export.workbook import workbook as written

        return written(pack)

    def page(pack: BoardPack) -> bytes:
        from yjs_dash.export.page import page as written

        return written(pack)

    return {"pptx": slides, "docx": paper, "xlsx": workbook, "html": page}
