"""The floor: Streamlit as it comes, one figure, one button or other widget (`?press=`) that changes it.

`?show=NAME` picks the figure; its states are NAME-0.json, NAME-1.json … in the directory FLOOR_FIGURES: plotly figures
({"data": …, "layout": …}), or tables as {"columns": …, "rows": …} or {"csv": path}.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st


@st.cache_data
def read(path: str) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


name = st.query_params.get("show", "chart")
states = sorted(Path(os.environ["FLOOR_FIGURES"]).glob(f"{name}-*.json"))
options = [f"Made-up {number:04}" for number in range(1, 161)]
press = st.query_params.get("press", "button")
if press == "multiselect":
    turn = len(st.multiselect("Bare", options, options[:2])) - 2
elif press == "selectbox":
    turn = options.index(st.selectbox("Bare", options[:12]))
elif press == "radio":
    turn = options.index(st.radio("Bare", options[:3], horizontal=True))
else:
    turn = st.session_state.get("turn", 0)
    if st.button("Change"):
        turn = st.session_state["turn"] = turn + 1
figure = json.loads(states[turn % len(states)].read_text(encoding="utf-8"))
if "data" in figure:
    st.plotly_chart(go.Figure(figure))
elif "csv" in figure:
    st.dataframe(read(figure["csv"]), height=420)
else:
    st.dataframe(pd.DataFrame(figure["rows"], columns=figure["columns"]))
