"""Data and sources: every table, searchable, with source and page; what the checks found; the method."""

import streamlit as st

from yjs_dash.compare.rate_figures import population_gap
from yjs_dash.compare.readable import column_meanings, readable_rows, readable_table, rows_about
from yjs_dash.narrate import pages as words
from yjs_dash.narrate.method import method
from yjs_dash.ui import text
from yjs_dash.ui.components import mount_data, mount_table
from yjs_dash.ui.data_page import (
    choose_table,
    findings_file,
    findings_table,
    rows_file,
    search_words,
    shows_chosen_only,
)
from yjs_dash.ui.figures import download
from yjs_dash.ui.report_texts import search_block
from yjs_dash.ui.session import current_view, loaded

view = current_view()
text.headline(words.DATA_HEADLINE())

table, title = choose_table(view.catalogue)
total = len(readable_table(view.catalogue, table))
about = rows_about(view.catalogue, table, view.selection.ids) if shows_chosen_only() else None
chosen = view.selection.ids if about is not None and view.selection.ids else None
found = readable_rows(view.catalogue, table, words=search_words(), service_ids=chosen)
text.caption(words.rows_caption(table=title, found=len(found), total=total, of_chosen=chosen is not None))
st.dataframe(
    found, hide_index=True, height=420, key="browse", alt=words.rows_alt(table=title, found=len(found))
)
download(rows_file(view.catalogue, table, search_words(), chosen), name=title)
columns = st.expander(words.DATA_COLUMNS(), key="columns", on_change="rerun")
if columns.open:
    with columns:
        mount_table(column_meanings(table), caption=words.DATA_COLUMNS_OF(table=title), key="columns-table")

search_block()

text.section(words.DATA_FINDINGS())
if loaded().findings.empty:
    text.sentence(words.DATA_NO_FINDINGS())
mount_data(findings_table(loaded()), key="findings")
download(findings_file(loaded()), name=words.DATA_FINDINGS_TABLE())

text.section(words.DATA_METHOD())
for title, paragraphs in method(
    view.catalogue.data.frameworks, view.selection, populations=population_gap(view.catalogue)
):
    with st.expander(title):
        text.sentences(paragraphs)
