"""Services like ours: where our service, or the first one chosen, stands among services like it."""

import streamlit as st

from yjs_dash.narrate import peers as say
from yjs_dash.narrate.pages import CHOOSE_FOR
from yjs_dash.ui import peer_blocks as blocks
from yjs_dash.ui import text
from yjs_dash.ui.session import current_view

view = current_view()
if not view.selection.services:
    text.notice(CHOOSE_FOR(what="services like it"))
    st.stop()

group = blocks.chosen_group(view)
if group is None:
    text.headline(say.PLAIN(service=view.selection.services[0].name))
    text.sentence(say.NO_GROUP(service=view.selection.services[0].name))
    st.stop()

page = blocks.peer_page(view, group)
text.headline(page.headline)
blocks.strips_block(page)
blocks.link_to_comparison(view, group)
text.text_block(list(page.said), say.CHANCE() if page.strips else "", " ".join(page.who))
blocks.results_block(page)
