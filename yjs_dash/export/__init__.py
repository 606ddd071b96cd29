"""Frames → files that readers take away."""

from yjs_dash.export.csv import csv_bytes, safe_file_name

__all__ = ["csv_bytes", "safe_file_name"]
