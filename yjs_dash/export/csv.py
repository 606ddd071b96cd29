"""Tables as CSV that a spreadsheet opens as text and numbers, never as formulas."""

from __future__ import annotations

import re

import pandas as pd

FORMULA_STARTS: tuple[str, ...] = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)
"""Wide forms too: a spreadsheet of East Asia takes them for the same."""


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as UTF-8 CSV with a byte-order mark, so that spreadsheets read accents; numbers stay numbers.

    Text that a spreadsheet would take for a formula is preceded by an apostrophe.
    """
    neutral = frame.copy()
    for name in neutral.columns:
        if not pd.api.types.is_numeric_dtype(neutral[name].dtype):
            neutral[name] = neutral[name].map(_neutralised)
    neutral.columns = [_neutralised(str(name)) for name in neutral.columns]
    text: str = neutral.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def safe_file_name(*words: str) -> str:
    """Words as a file name of letters, digits and hyphens, without ending."""
    joined = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
    return joined[:80].rstrip("-") or "table"


def _neutralised(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
