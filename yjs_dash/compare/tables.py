"""The whole data set as a reader browses it: tables with their sources in words, and a search over them."""

from __future__ import annotations

import pandas as pd

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.sources import citation_of
from yjs_dash.schema import ALL_TABLES, AREAS, NEIGHBOURS, TILES

TABLE_TITLES: dict[str, str] = {
    "ratings": "Ratings of standards",
    "inspections": "Inspections",
    "key_questions": "Key questions",
    "case_questions": "Annexe prompts",
    "prompt_cases": "Annexe prompts: cases they applied to",
    "recommendations": "Recommendations",
    "finding_counts": "Strengths and areas for improvement, counted",
    "observations": "Context figures",
    "indicators": "Indicators",
    "services": "Services",
    "sources": "Sources",
    "corrections": "Corrections",
}
OPTIONAL_TITLES: dict[str, str] = {
    NEIGHBOURS.name: "Statistical neighbours",
    AREAS.name: "Local authorities and their regions",
    TILES.name: "Tiles of the map",
}


def table_titles(catalogue: Catalogue) -> dict[str, str]:
    """Tables of a data set with their titles, those that not every data set has where they are there."""
    optional = {name: title for name, title in OPTIONAL_TITLES.items() if catalogue.data.rows.of_table(name)}
    return {**TABLE_TITLES, **optional}


@remembered(most=32)
def browsing_table(catalogue: Catalogue, table: str) -> pd.DataFrame:
    """A table of the data set; `source` names title and place in words where rows carry source_id. It is read-only."""
    frame = catalogue.data[table]
    if "source_id" in frame.columns and table != "sources":
        named = ["source_id", "page"] if "page" in frame.columns else ["source_id"]
        words = {tuple(row): _read_in(catalogue, *row) for row in frame[named].drop_duplicates().to_numpy()}
        rows = frame[named].itertuples(index=False, name=None)
        frame = frame.assign(source=pd.array([words[row] for row in rows], dtype="str"))
    return frame.assign(**{name: frame[name].fillna("") for name in frame.select_dtypes("str")})


def _read_in(catalogue: Catalogue, source_ids: str, page: object = None) -> str:
    """Titles of a row's sources; after the first one, which the page belongs to, where in it the row stands."""
    first, *others = (part.strip() for part in source_ids.split(";"))
    place = citation_of(
        catalogue, first, page=None if page is None or pd.isna(page) else int(str(page))
    ).place
    titles = [catalogue.sources[source_id].title for source_id in (first, *others)]
    return "; ".join([f"{titles[0]}, {place}" if place else titles[0], *titles[1:]])


@remembered(most=32)
def searched(catalogue: Catalogue, table: str, words: str) -> pd.DataFrame:
    """Rows of `browsing_table` that hold every word of `words` in some column, case ignored; all without words."""
    return browsing_table(catalogue, table).take(matching_rows(catalogue, table, words))


@remembered(most=32)
def matching_rows(catalogue: Catalogue, table: str, words: str) -> list[int]:
    """Positions in `browsing_table` of the rows that hold every word in some column, case ignored."""
    wanted = words.casefold().split()
    if not wanted:
        return list(range(len(browsing_table(catalogue, table))))
    texts = _texts(catalogue, table)
    return [n for n, text in enumerate(texts) if all(word in text for word in wanted)]


@remembered(most=32)
def _texts(catalogue: Catalogue, table: str) -> list[str]:
    """Each row of `browsing_table` as one text to look for words in."""
    frame = browsing_table(catalogue, table)
    shown = frame.astype("object").where(frame.notna(), "").to_numpy().tolist()
    return ["\x1f".join(map(str, values)).casefold() for values in shown]


def described_columns(table: str) -> pd.DataFrame:
    """What the columns of a table hold: column, meaning, expected, unit."""
    columns = ALL_TABLES[table].columns
    return pd.DataFrame(
        {
            "column": [c.name for c in columns],
            "meaning": [c.description for c in columns],
            "expected": [c.expected for c in columns],
            "unit": [c.unit for c in columns],
        }
    )
