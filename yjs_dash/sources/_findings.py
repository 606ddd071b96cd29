"""What an import says about a publisher's file besides its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pandas as pd

COLUMNS: list[str] = ["level", "code", "table", "subject", "message", "value", "source_id"]


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit, is missing, or was left out. `level`: error, warning or note.

    `value` is the figure as published where one was refused or doubted; `source_id` says who published it.
    """

    level: str
    code: str
    subject: str
    message: str
    table: str = "observations"
    value: str = ""
    source_id: str = ""


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as text, a row each, errors first. Columns: COLUMNS."""
    order = ("error", "warning", "note")
    rows = [asdict(finding) for finding in sorted(findings, key=lambda f: order.index(f.level))]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")
