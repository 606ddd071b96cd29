"""The bundled tables as text, and the documents they were read from where these lie beside the checkout."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
FACTS = ROOT.parent / "shared" / "facts"
REPORTS = ROOT.parent / "shared" / "reports"
CODE_LIST = ROOT.parent / "shared" / "official" / "lait" / "la_code_list.xlsx"

DIMENSIONS = ("desistance", "child_safety", "others_safety")
REPORT_OF = {"suffolk-2023-01": "suffolk-2023-01.txt", "sutton-2022-08": "sutton-2022-08.txt"}
REPORT_SOURCE = {"suffolk-2023-01": "suffolk-report-2023-01", "sutton-2022-08": "sutton-report-2022-08"}
KINDS = {"IYJS": "full", "IYJWCV": "children_and_victims", "single": "single", "joint": "joint"}
SERIES = {
    "first_time_entrant_rate": "first_time_entrant_rate",
    "proven_reoffending_10_14": "reoffending_rate_10_14",
    "proven_reoffending_15_17": "reoffending_rate_15_17",
    "children_cautioned_or_sentenced_rate": "cautioned_or_sentenced_rate",
}
CASELOAD = {
    "caseload_aged_15_17": ("caseload_age", "15–17"),
    "caseload_male": ("caseload_gender", "Male"),
    "caseload_white": ("caseload_ethnicity", "White"),
    "first_time_entrant_rate": ("first_time_entrant_rate", ""),
}
NATIONAL = {
    "proven_reoffending_binary": ("reoffending_rate", ""),
    "children_in_custody_average": ("children_in_custody", ""),
    "stop_and_search_children": ("stop_and_search", ""),
    "court_cases_violent_share_in_inspected_services": ("violent_share_court", ""),
    "ooc_cases_violent_share_in_inspected_services": ("violent_share_out_of_court", ""),
    "yos_caseload_change": ("caseload_fall", ""),
    "caseload_aged_10_14": ("caseload_age", "10–14"),
    "caseload_aged_15_17": ("caseload_age", "15–17"),
    "caseload_male": ("caseload_gender", "Male"),
    "caseload_female": ("caseload_gender", "Female"),
    "caseload_BME_2020_21": ("caseload_ethnicity", "Black and minority ethnic"),
}
BANDS = {"Inadequate": (0, 6), "Requires improvement": (7, 18), "Good": (19, 30), "Outstanding": (31, 36)}
POINTS = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}

needs_facts = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the collected facts do not lie beside the repository"
)
needs_reports = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="the reports do not lie beside the repository"
)
needs_codes = pytest.mark.skipif(
    not CODE_LIST.is_file(), reason="the authority codes do not lie beside the repository"
)


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


def facts(name: str) -> list[dict[str, str]]:
    """Rows of a facts file; a comma without quotes in the last cell does not make another column."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    last = len(head) - 1
    return [dict(zip(head, [*row[:last], ",".join(row[last:])], strict=True)) for row in rows]


def report_lines(inspection_id: str) -> list[str]:
    return (REPORTS / REPORT_OF[inspection_id]).read_text(encoding="utf-8").splitlines()


def figure(
    observations: pd.DataFrame,
    area: str,
    indicator: str,
    breakdown: str = "",
    *,
    source: str,
    period: str = "",
) -> float:
    hit = observations[
        (observations["area"] == area)
        & (observations["indicator_id"] == indicator)
        & (observations["breakdown"] == breakdown)
        & (observations["source_id"] == source)
        & (observations["period"] == period if period else True)
    ]
    assert len(hit) == 1, (area, indicator, breakdown, len(hit))
    return float(hit["value"].iloc[0])


def service_id_of(name: str) -> str:
    services = table("services")
    return services.loc[services["name"] == name, "service_id"].item()


def inspection_of(name: str, published: str) -> pd.Series:
    """The one inspection of a service that the facts date as `published`, online or in print."""
    inspections = table("inspections")
    own = inspections[inspections["service_id"] == service_id_of(name)]
    hit = own[(own["published"] == published) | (own["published_online"] == published)]
    assert len(hit) == 1, (name, published)
    return hit.iloc[0]
