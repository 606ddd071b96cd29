"""Every exception of this project. Each builds its own message: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class YjsDashError(Exception):
    """Base of all errors whose message may be shown to a reader as it is."""


class FrameworkError(YjsDashError):
    """A framework file is missing a key, has one too many, or contradicts itself."""

    def __init__(self, *, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}. Correct the file under data/frameworks.")


class UnknownFrameworkError(YjsDashError):
    """A framework id that no file defines."""

    def __init__(self, *, framework_id: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no inspection framework “{framework_id}”; known are {', '.join(known)}."
        )


class UnknownStandardError(YjsDashError):
    """A standard id that the framework does not rate."""

    def __init__(self, *, standard_id: str, framework_id: str) -> None:
        super().__init__(f"Framework {framework_id} has no standard “{standard_id}”.")


class ScoringError(YjsDashError):
    """A rule was asked for something it cannot answer."""

    def __init__(self, *, problem: str) -> None:
        super().__init__(problem)


class StatisticsError(YjsDashError):
    """Numbers that no statistical rule can take."""

    def __init__(self, *, problem: str) -> None:
        super().__init__(problem)


@dataclass(frozen=True)
class Fault:
    """One wrong value in a table: where it stands and what was expected."""

    table: str
    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.table}, {f'line {self.row}' if self.row is not None else 'whole table'}"
        value = f"“{self.value}” found, " if self.value else ""
        return f"{where}, column {self.column}: {value}expected {self.expected}"


class DataSetError(YjsDashError):
    """A data set that breaks its schemas; carries every fault, not only the first."""

    def __init__(self, *, directory: Path, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(str(fault) for fault in self.faults[:3])
        more = f"; and {len(self.faults) - 3} more" if len(self.faults) > 3 else ""
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__(
            f"The data set in “{directory.name}” has {len(self.faults)} {noun}: {shown}{more}. "
            "Correct the table, or run “python -m yjs_dash check” for the whole list."
        )
