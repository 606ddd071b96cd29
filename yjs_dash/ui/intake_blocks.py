"""Blocks of the page that adds files: upload, preview, accept or discard, and what was imported before."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from yjs_dash import intake
from yjs_dash.errors import YjsDashError, shown_file_name
from yjs_dash.intake.figures import figures_read
from yjs_dash.narrate import intake as words
from yjs_dash.narrate.pages import rows
from yjs_dash.sources import observations_file
from yjs_dash.store.imports import ImportRecord
from yjs_dash.ui import text
from yjs_dash.ui.check_blocks import amendments_block, check_block, indicator_names
from yjs_dash.ui.components import mount_table
from yjs_dash.ui.figures import Table, render_source_and_table
from yjs_dash.ui.read_files import ReadFile, previewed, read_files
from yjs_dash.ui.session import import_store

TOLD_KEY = "intake_told"
FAILED_KEY = "intake_failed"
MOST_REASONS = 10
UPLOADER_KEY = "uploader_number"


def upload_block() -> None:
    """Where files are dropped; each is read once, while its progress shows."""
    uploads = st.file_uploader(
        words.ADD_UPLOAD(),
        accept_multiple_files=True,
        key=f"uploads-{st.session_state.get(UPLOADER_KEY, 0)}",
    )
    read = read_files()
    fresh = [upload for upload in uploads if upload.file_id not in read]
    if fresh:
        with st.status(words.reading([upload.name for upload in fresh]), expanded=True) as status:
            _read(fresh)
            status.update(label=words.ADD_FINISHED(), state="complete", expanded=False)
    present = {upload.file_id for upload in uploads}
    for file_id in [file_id for file_id in read if read[file_id].is_upload and file_id not in present]:
        del read[file_id]


def preview_blocks() -> None:
    """What every file read would bring, with its two buttons."""
    for told in st.session_state.pop(TOLD_KEY, []):
        st.success(text.literal(told))
    for failed in st.session_state.pop(FAILED_KEY, []):
        text.problem(failed)
    for file_id, found in list(read_files().items()):
        if found.preview is None and not found.problem:
            continue
        text.section(found.name)
        if found.preview is None:
            text.problem(found.problem)
        else:
            _preview_block(file_id, found.preview)


def history_block() -> None:
    """Every import with its state; one can be withdrawn and comes back on request."""
    text.section(words.ADD_HISTORY())
    try:
        history = import_store().history()
    except YjsDashError as error:
        text.problem(str(error))
        return
    if not history:
        text.sentence(words.ADD_NO_HISTORY())
        return
    shown = pd.DataFrame(
        {
            "File": [record.file_name for record in history],
            "Service": [record.service or words.ADD_STATISTICS() for record in history],
            "Added (UTC)": [
                f"{record.imported_at.day} {record.imported_at:%B %Y, %H:%M}" for record in history
            ],
            "Status": [record.status for record in history],
            "Version of the reader": [record.extractor_version for record in history],
            "Fingerprint": [record.sha256[:12] for record in history],
        }
    )
    mount_table(shown, caption=words.ADD_HISTORY_CAPTION(), key="imports")
    labels = {_label(record): record for record in history}
    chosen = st.selectbox(words.ADD_WITHDRAW(), list(labels), index=None, placeholder="Choose a file")
    if chosen:
        record = labels[chosen]
        act = "Withdraw" if record.is_accepted else "Bring back"
        st.button(act, on_click=_toggle, args=(record,), key="toggle-import")


def template_block() -> None:
    """A file to fill in with figures of one's own."""
    text.section(words.ADD_OWN())
    text.sentence(words.ADD_OWN_HOW())
    st.download_button(
        "Download the template",
        data=observations_file.template,
        file_name="yjs-dash-observations.csv",
        mime="text/csv",
        on_click="ignore",
    )


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
            text.sentence(words.ADD_READING_ONE(file=name))
            for path in group:
                read_files()[paths[path].file_id] = ReadFile(name)
            read_files()[paths[group[0]].file_id] = previewed(group, name=name, names=names)


def _name_on_disk(name: str) -> str:
    """A file's own name, as far as every system can keep it: what is wrong with the file is said by this name."""
    kept = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in shown_file_name(name, limit=300))
    return f"{Path(kept).stem.strip('. ')[:45] or 'upload'}{Path(kept).suffix[:10]}"


def _preview_block(file_id: str, seen: intake.Preview) -> None:
    is_report = seen.new.kind == "report"
    known = seen.known if seen.is_known else None
    already = known is not None and known.is_accepted
    text.subheadline(words.standing_title(seen.standing, service=seen.new.service, dated=_is_dated(seen)))
    if known is not None:
        told = words.known_file(
            added=known.imported_at, accepted=known.is_accepted, acceptable=seen.is_acceptable
        )
        text.notice(told)
    elif seen.is_acceptable:
        text.sentence(words.if_accepted(seen.standing, counts=seen.counts))
    text.sentence(words.found(seen.counts, is_report=is_report))
    _reasons_block(seen)
    confirmed = _doubts_block(file_id, seen)
    if is_report:
        _list_block(
            "Missing",
            [("", message) for message in seen.missing],
            title=words.ADD_MISSING(number=len(seen.missing)),
            caption=words.ADD_MISSING_CAPTION(),
            nothing=words.ADD_NOTHING_MISSING(),
        )
    _list_block(
        "Finding",
        [(found.level, found.message) for found in seen.findings],
        title=words.ADD_FINDINGS(number=len(seen.findings)),
        caption=words.ADD_FINDINGS_CAPTION(),
        nothing=words.ADD_NO_FINDINGS(),
    )
    if not seen.differences.empty:
        changes = {str(change): int(n) for change, n in seen.differences["change"].value_counts().items()}
        with st.expander(words.differences_title(changes, beside=_beside(seen))):
            mount_table(
                _titled(seen.differences.assign(change=seen.differences["change"].map(words.CHANGES))),
                caption=words.ADD_DIFFERENCES_CAPTION(),
                key=f"differences-{file_id}",
            )
    if seen.report is not None:
        figures = figures_read(seen.report, indicators=indicator_names())
        render_source_and_table(
            Table(lambda: _titled(figures), words.ADD_READ_NAME(file=seen.file_name), key=file_id),
            source="",
            label=words.ADD_READ(rows=rows(len(figures))),
        )
        amendments_block(file_id)
        check_block(file_id)
    left, right, _ = st.columns([1, 1, 4])
    with left:
        st.button(
            "Accept",
            type="primary",
            key=f"accept-{file_id}",
            disabled=not seen.is_acceptable or already or not confirmed,
            on_click=_accept,
            args=(file_id,),
        )
    with right:
        st.button("Discard", key=f"discard-{file_id}", on_click=_discard, args=(file_id,))


def _is_dated(seen: intake.Preview) -> bool:
    return all(row.get("published") for row in seen.layer.cells.get("inspections", ()))


def _beside(seen: intake.Preview) -> str:
    """What the figures are compared with, as `words.differences_title` takes it."""
    if seen.compared_with is None:
        return "nothing"
    return "same" if seen.compared_with == seen.layer.replaces else "earlier"


def _reasons_block(seen: intake.Preview) -> None:
    """Why a file cannot be accepted, if it cannot."""
    if not seen.faults:
        return
    text.sentence(words.refused(len(seen.faults)))
    for fault in seen.faults[:MOST_REASONS]:
        text.problem(f"{fault}.")
    if len(seen.faults) > MOST_REASONS:
        text.sentence(words.more_reasons(len(seen.faults) - MOST_REASONS))


def _doubts_block(file_id: str, seen: intake.Preview) -> bool:
    """Why a file should be looked at before it is accepted, and whether the visitor says that this was done."""
    if not seen.is_cross_checked:
        text.notice(words.ADD_NOT_CROSS_CHECKED())
    if not seen.is_held or not seen.is_acceptable:
        return True
    text.sentence(words.doubtful(len(seen.doubts)))
    for doubt in seen.doubts:
        text.problem(words.doubt_sentence(doubt))
    return bool(st.checkbox(words.ADD_DOUBTFUL_ACCEPT(), key=_confirmed_key(file_id)))


def _confirmed_key(file_id: str) -> str:
    return f"confirmed-{file_id}"


def _list_block(column: str, found: list[tuple[str, str]], *, title: str, caption: str, nothing: str) -> None:
    """Levels and messages as a table of its own to open, or the sentence that there are none."""
    if not found:
        text.sentence(nothing)
        return
    with st.expander(title, expanded=len(found) <= 5):
        frame = pd.DataFrame(found, columns=["Level", column])
        mount_table(
            frame if any(level for level, _ in found) else frame[[column]],
            caption=caption,
            key=f"{column}-{hash(tuple(found))}",
        )


def _titled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={name: str(name).capitalize() for name in frame.columns})


def _accept(file_id: str) -> None:
    found = read_files().get(file_id)
    if found is None or found.preview is None:
        return
    try:
        confirmed = bool(st.session_state.get(_confirmed_key(file_id)))
        added = intake.accept(found.preview, store=import_store(), accept_doubtful=confirmed)
        if not added.is_new and not added.record.is_accepted:
            intake.restore(added.record.import_id, store=import_store())
    except YjsDashError as error:
        read_files()[file_id] = replace(found, preview=None, problem=str(error))
        return
    _forget(file_id, told=words.accepted(found.name, counts=found.preview.counts))


def _discard(file_id: str) -> None:
    found = read_files().get(file_id)
    if found is not None:
        _forget(file_id, told=words.ADD_DISCARDED(file=found.name))


def _forget(file_id: str, *, told: str) -> None:
    """Take a file off the page; the uploader empties once every file was decided on."""
    read = read_files()
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
    told = words.ADD_TAKEN_OUT if record.is_accepted else words.ADD_BACK
    st.session_state[TOLD_KEY] = [told(file=record.file_name)]


def _label(record: ImportRecord) -> str:
    return words.ADD_HISTORY_ENTRY(number=record.import_id, file=record.file_name, status=record.status)
