"""Blocks of the page that adds files: upload, preview, accept or discard, and what was imported before."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from yjs_dash import intake
from yjs_dash.errors import YjsDashError, shown_file_name
from yjs_dash.intake.figures import figures_read
from yjs_dash.sources import observations_file
from yjs_dash.store.imports import ImportRecord
from yjs_dash.ui import text
from yjs_dash.ui.components import mount_table
from yjs_dash.ui.figures import Table, below
from yjs_dash.ui.session import import_store, loaded

COUNTED: dict[str, str] = {
    "ratings": "ratings",
    "key_questions": "percentages of key questions",
    "case_questions": "percentages of the annexe",
    "observations": "figures of context",
    "recommendations": "recommendations",
    "finding_counts": "lists of strengths or areas for improvement",
    "neighbours": "statistical neighbours",
    "areas": "authorities with their region",
}
READ_KEY = "read_files"
TOLD_KEY = "intake_told"
FAILED_KEY = "intake_failed"
UPLOADER_KEY = "uploader_number"


@dataclass(frozen=True)
class ReadFile:
    """An uploaded file after reading: what it would bring, or the sentence that says why nothing could be read.

    With neither, it was decided on, or read together with another file: it is not shown again.
    """

    name: str
    preview: intake.Preview | None = None
    problem: str = ""


def upload_block() -> None:
    """Where files are dropped; each is read once, while its progress shows."""
    uploads = st.file_uploader(
        "Inspection reports (PDF or text), files of the Local Authority Interactive Tool, or observations",
        accept_multiple_files=True,
        key=f"uploads-{st.session_state.get(UPLOADER_KEY, 0)}",
    )
    read = _read_files()
    fresh = [upload for upload in uploads if upload.file_id not in read]
    if fresh:
        with st.status(f"Reading {len(fresh)} of the files …", expanded=True) as status:
            _read(fresh)
            status.update(label=f"{len(fresh)} read.", state="complete", expanded=False)
    present = {upload.file_id for upload in uploads}
    for file_id in [file_id for file_id in read if file_id not in present]:
        del read[file_id]


def preview_blocks() -> None:
    """What every file read would bring, with its two buttons."""
    for told in st.session_state.pop(TOLD_KEY, []):
        st.success(text.literal(told))
    for failed in st.session_state.pop(FAILED_KEY, []):
        text.problem(failed)
    for file_id, found in list(_read_files().items()):
        if found.preview is None and not found.problem:
            continue
        text.part(found.name)
        if found.preview is None:
            text.problem(found.problem)
        else:
            _preview_block(file_id, found.preview)


def history_block() -> None:
    """Every import with its state; one can be withdrawn and comes back on request."""
    text.part("Imported before")
    try:
        history = import_store().history()
    except YjsDashError as error:
        text.problem(str(error))
        return
    if not history:
        text.sentence("Nothing was imported yet.")
        return
    shown = pd.DataFrame(
        {
            "File": [record.file_name for record in history],
            "Service": [record.service or "statistics" for record in history],
            "Imported, UTC": [f"{record.imported_at:%d %B %Y %H:%M}" for record in history],
            "State": [record.status for record in history],
            "Read by version": [record.extractor_version for record in history],
            "Fingerprint": [record.sha256[:12] for record in history],
        }
    )
    mount_table(shown, caption="Imports, the newest first", key="imports")
    labels = {_label(record): record for record in history}
    chosen = st.selectbox(
        "Withdraw an import, or bring it back", list(labels), index=None, placeholder="Choose one"
    )
    if chosen:
        record = labels[chosen]
        word = "Withdraw" if record.is_accepted else "Bring back"
        st.button(word, on_click=_toggle, args=(record,), key="toggle-import")


def template_block() -> None:
    """A file to fill in with figures of one's own."""
    text.part("Figures of your own")
    text.sentence(
        "Fill in this table and drop it above. Every row that does not fit is named with what was expected."
    )
    st.download_button(
        "Download the template",
        data=observations_file.template,
        file_name="yjs-dash-observations.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _read_files() -> dict[str, ReadFile]:
    held: dict[str, ReadFile] = st.session_state.setdefault(READ_KEY, {})
    return held


def _read(uploads: list[Any]) -> None:
    """Read uploads in a temporary folder; files of one publisher that belong together are read as one."""
    with tempfile.TemporaryDirectory(prefix="yjs-dash-") as folder:
        paths: dict[Path, Any] = {}
        for number, upload in enumerate(uploads):
            place = Path(folder) / str(number)
            place.mkdir()
            path = place / _name_on_disk(upload.name)
            path.write_bytes(upload.getbuffer())
            paths[path] = upload
        names = {path: upload.name for path, upload in paths.items()}
        for group in intake.groups(list(paths)):
            name = ", ".join(names[path] for path in group)
            text.sentence(f"Reading {name} …")
            for path in group:
                _read_files()[paths[path].file_id] = ReadFile(name)
            _read_files()[paths[group[0]].file_id] = _previewed(group, name, names)


def _name_on_disk(name: str) -> str:
    """A file's own name, as far as every system can keep it: what is wrong with the file is said by this name."""
    kept = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in shown_file_name(name, limit=300))
    return f"{Path(kept).stem.strip('. ')[:45] or 'upload'}{Path(kept).suffix[:10]}"


def _previewed(group: tuple[Path, ...], name: str, names: dict[Path, str]) -> ReadFile:
    try:
        seen = intake.preview(group, data=loaded().catalogue.data, store=import_store(), names=names)
    except YjsDashError as error:
        return ReadFile(name, problem=str(error))
    return ReadFile(name, preview=seen)


def _preview_block(file_id: str, seen: intake.Preview) -> None:
    what = seen.new.service or "Statistics"
    text.subheadline(f"{what}: {intake.STANDINGS[seen.standing]}")
    known = seen.known
    if known is not None and seen.is_known:
        state = "accepted" if known.is_accepted else "withdrawn"
        text.notice(f"This very file was imported on {known.imported_at:%d %B %Y} and is {state}.")
    counts = [
        f"{number:,} {noun}" for table, noun in COUNTED.items() if (number := seen.counts.get(table, 0))
    ]
    text.sentence(f"Read: {', '.join(counts)}.")
    for fault in seen.faults[:10]:
        text.problem(str(fault))
    _list_block("Missing", "What could not be read; nothing is filled in", [("", m) for m in seen.missing])
    _list_block("Findings", "What does not fit", [(f.level, f.message) for f in seen.findings])
    if not seen.differences.empty:
        with st.expander(f"Difference to what is there: {_changes(seen.differences)}"):
            mount_table(
                _titled(seen.differences),
                caption="Each figure before and after",
                key=f"differences-{file_id}",
            )
    if seen.new.kind == "report":
        figures = figures_read(seen.new.payload)
        below(
            Table(
                lambda: _titled(figures),
                f"Figures read from {seen.file_name}, with page and line",
                key=file_id,
            ),
            source="",
            label=f"Every figure that was read: {len(figures)}",
        )
    left, right, _ = st.columns([1, 1, 4])
    already = seen.is_known and known is not None and known.is_accepted
    with left:
        st.button(
            "Accept",
            type="primary",
            key=f"accept-{file_id}",
            disabled=not seen.is_acceptable or already,
            on_click=_accept,
            args=(file_id,),
        )
    with right:
        st.button("Discard", key=f"discard-{file_id}", on_click=_discard, args=(file_id,))


def _list_block(title: str, caption: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        text.sentence(f"{title}: nothing.")
        return
    with st.expander(f"{title}: {len(rows)}", expanded=len(rows) <= 5):
        frame = pd.DataFrame(rows, columns=["Level", title])
        mount_table(
            frame if any(level for level, _ in rows) else frame[[title]],
            caption=caption,
            key=f"{title}-{hash(tuple(rows))}",
        )


def _changes(differences: pd.DataFrame) -> str:
    counts = differences["change"].value_counts()
    return ", ".join(f"{number} {change}" for change, number in counts.items())


def _titled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={name: str(name).capitalize() for name in frame.columns})


def _accept(file_id: str) -> None:
    found = _read_files().get(file_id)
    if found is None or found.preview is None:
        return
    try:
        added = intake.accept(found.preview, store=import_store())
        if not added.is_new and not added.record.is_accepted:
            intake.restore(added.record.import_id, store=import_store())
    except YjsDashError as error:
        _read_files()[file_id] = ReadFile(found.name, problem=str(error))
        return
    _forget(file_id, told=f"{found.name} is accepted; its figures are on every page now.")


def _discard(file_id: str) -> None:
    found = _read_files().get(file_id)
    if found is not None:
        _forget(file_id, told=f"{found.name} was discarded; nothing was kept.")


def _forget(file_id: str, *, told: str) -> None:
    """Take a file off the page; the uploader empties once every file was decided on."""
    read = _read_files()
    read[file_id] = ReadFile(read[file_id].name)
    st.session_state[TOLD_KEY] = [*st.session_state.get(TOLD_KEY, []), told]
    if not any(found.preview for found in read.values()):
        read.clear()
        st.session_state[UPLOADER_KEY] = st.session_state.get(UPLOADER_KEY, 0) + 1


def _toggle(record: ImportRecord) -> None:
    act = intake.withdraw if record.is_accepted else intake.restore
    try:
        act(record.import_id, store=import_store())
    except YjsDashError as error:
        st.session_state[FAILED_KEY] = [str(error)]
        return
    done = "withdrawn" if record.is_accepted else "back on every page"
    st.session_state[TOLD_KEY] = [f"{record.file_name} is {done}."]


def _label(record: ImportRecord) -> str:
    return f"{record.import_id}: {record.file_name} ({record.status})"
