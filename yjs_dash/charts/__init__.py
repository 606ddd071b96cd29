"""Frames → figures. Colours, type and layout stand in `charts.theme`; nothing here reads the data set."""
