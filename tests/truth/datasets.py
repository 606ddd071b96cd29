"""Tables drawn by a test → a directory of CSV files → the data set that the project reads from it, fully validated."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from yjs_dash.schema import ALL_TABLES, Rows
from yjs_dash.store import DataSet, read_data_set

BUNDLED = Path(__file__).resolve().parents[2] / "data"
Row = Mapping[str, object]


def columns_of(table: str) -> list[str]:
    """Names of the columns, as the bundled file of the table has them."""
    with (BUNDLED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


COLUMNS: dict[str, list[str]] = {path.stem: columns_of(path.stem) for path in sorted(BUNDLED.glob("*.csv"))}


def bundled_rows(table: str) -> list[dict[str, str]]:
    """A bundled table as rows of text."""
    with (BUNDLED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(
    directory: Path, tables: Mapping[str, Iterable[Row]], *, frameworks: Mapping[str, str] | None = None
) -> Path:
    """The tables as files. Cells that a row does not name are empty; tables that are not named have no rows.

    `frameworks`: name → text of a framework's file, beside the bundled ones.
    """
    shutil.copytree(BUNDLED / "frameworks", directory / "frameworks")
    for name, text in (frameworks or {}).items():
        (directory / "frameworks" / f"{name}.toml").write_text(text, encoding="utf-8")
    for table, columns in COLUMNS.items():
        with (directory / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(
                {key: "" if value is None else value for key, value in row.items()}
                for row in tables.get(table, ())
            )
    return directory


def read(
    directory: Path, tables: Mapping[str, Iterable[Row]], *, frameworks: Mapping[str, str] | None = None
) -> DataSet:
    """Write the tables and read them as the project reads its own. Raises DataSetError for a table that is wrong."""
    return read_data_set(written(directory, tables, frameworks=frameworks))


def read_several(
    directory: Path, drawn: Sequence[Several], *, common: Mapping[str, Iterable[Row]]
) -> list[DataSet]:
    """Several drawn data sets by way of one directory, validated once, then taken apart by their services.

    Their tables name a service or an inspection in every row; `common` are the tables that all of them share.
    """
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in common.items()}
    texts: dict[str, str] = {}
    for one in drawn:
        texts |= one.texts
        for name, rows in one.tables.items():
            tables.setdefault(name, []).extend(rows)
    whole = read(directory, tables, frameworks=texts)
    return [_part(whole, one) for one in drawn]


class Several(Protocol):
    """What can be read beside others: tables, ids of frameworks, and the texts of those that are not bundled."""

    @property
    def tables(self) -> Mapping[str, Sequence[Row]]: ...

    @property
    def frameworks(self) -> Mapping[str, object]: ...

    @property
    def texts(self) -> Mapping[str, str]: ...


def _part(whole: DataSet, drawn: Several) -> DataSet:
    services = {row["service_id"] for row in drawn.tables.get("services", ())}
    inspections = {row["inspection_id"] for row in drawn.tables.get("inspections", ())}
    tables = whole.rows.by_table()
    for name in tables:
        for column, own in (("inspection_id", inspections), ("service_id", services)):
            if name != "observations" and column in ALL_TABLES[name].column_names:
                tables[name] = tuple(row for row in tables[name] if getattr(row, column) in own)
    frameworks = {key: one for key, one in whole.frameworks.items() if key in drawn.frameworks}
    return DataSet(frameworks=frameworks, rows=Rows.of(tables))
