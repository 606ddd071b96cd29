"""The bundled tables against the facts that were collected from published pages, row by row.

The facts are not part of the project: where they do not lie beside it, the comparisons are skipped.
"""

from __future__ import annotations

import re

import pandas as pd
import pytest

from tests.published_tables import (
    CASELOAD,
    CODE_LIST,
    KINDS,
    NATIONAL,
    SERIES,
    facts,
    inspection_of,
    needs_codes,
    needs_facts,
    table,
)
from yjs_dash.sources.areas import authority_name, region_name
from yjs_dash.store import BUNDLED, read_data_set
from yjs_dash.store.service_matcher import ServiceMatcher


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return table("observations")


@needs_facts
def test_every_inspection_has_the_rating_score_and_kind_that_were_collected() -> None:
    rows = facts("inspections.csv")
    found = set()
    for fact in rows:
        own = inspection_of(fact["service"], fact["published"])
        found.add(own["inspection_id"])
        assert own["overall_rating"] == fact["overall_rating"], fact["service"]
        assert (own["score"], own["score_max"]) == (fact["score"], fact["score_max"]), fact["service"]
        assert own["framework_id"] == fact["framework"], fact["service"]
        assert own["kind"] == KINDS[fact["inspection_type"].split()[0]], fact["service"]
        assert own["confidence"] == fact["confidence"], fact["service"]
        assert len(own["source_id"].split("; ")) == len(fact["sources"].split(" ; ")), fact["service"]
    assert found == set(table("inspections")["inspection_id"])


@needs_facts
def test_every_rating_is_the_collected_one() -> None:
    ratings = table("ratings").set_index(["inspection_id", "standard_id"])
    rows = facts("standard_ratings.csv")
    assert len(rows) == len(ratings) == 113
    for fact in rows:
        inspection_id = inspection_of(fact["service"], fact["published"])["inspection_id"]
        own = ratings.loc[(inspection_id, fact["standard"])]
        assert (own["rating"], own["basis"]) == (fact["rating"], fact["basis"]), (
            inspection_id,
            fact["standard"],
        )


@needs_facts
def test_every_value_of_the_official_series_is_the_collected_one() -> None:
    by_key = table("official/observations").set_index(["area", "area_type", "indicator_id", "period_end"])
    rows = facts("official_series.csv")
    assert len(rows) == 476
    for fact in rows:
        indicator = SERIES[fact["indicator"]]
        year = fact["year"]
        end = {"first_time_entrant_rate": f"{year}-12-31", "cautioned_or_sentenced_rate": "2025-03-31"}.get(
            indicator, f"{year}-03-31"
        )
        area_type = "local_authority" if fact["area_type"] == "LA" else "region"
        row = by_key.loc[(fact["area"], area_type, indicator, end)]
        if fact["value"] == "":
            assert (row["value"], row["status"]) == ("", "x")
        else:
            assert float(row["value"]) == float(fact["value"]), (fact["area"], indicator, year)
            assert row["status"] == ""


@needs_facts
def test_every_caseload_fact_is_linked_to_its_inspection(observations: pd.DataFrame) -> None:
    rows = facts("caseload_at_inspection.csv")
    for fact in rows:
        indicator, breakdown = CASELOAD[fact["indicator"]]
        inspection_id = inspection_of(fact["service"], fact["published"])["inspection_id"]
        hit = observations[
            (observations["inspection_id"] == inspection_id)
            & (observations["indicator_id"] == indicator)
            & (observations["breakdown"] == breakdown)
        ]
        assert len(hit) == 1, (inspection_id, indicator)
        assert float(hit["value"].item()) == float(fact["value"])
        assert hit[["area", "area_type"]].values.tolist() == [[fact["service"], "service"]]
    services = {fact["service"] for fact in rows}
    own = observations[observations["area"].isin(services) & (observations["area_type"] == "service")]
    assert len(own) == len(rows)


@needs_facts
def test_every_national_figure_is_there_once(observations: pd.DataFrame) -> None:
    wide = observations[observations["area"].isin(["England and Wales", "London"])]
    for fact in facts("national.csv"):
        indicator, breakdown = NATIONAL.get(fact["indicator"], (fact["indicator"], ""))
        hit = wide[
            (wide["area"] == fact["area"])
            & (wide["indicator_id"] == indicator)
            & (wide["breakdown"] == breakdown)
            & (wide["source_id"] != "suffolk-report-2023-01")
        ]
        # a fall is stored without its sign, so that a percentage stays between 0 and 100
        wanted = abs(float(fact["value"]))
        assert (hit["value"].astype(float) == wanted).sum() == 1, fact


@needs_facts
def test_addresses_are_those_that_were_collected() -> None:
    collected = set()
    for name, column in {
        "inspections.csv": "sources",
        "standard_ratings.csv": "sources",
        "caseload_at_inspection.csv": "sources",
        "national.csv": "source_url",
    }.items():
        for fact in facts(name):
            collected |= {s.strip() for s in fact[column].split(" ; ") if s.strip().startswith("http")}

    def bare(address: str) -> str:
        return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")

    own = {bare(url) for url in table("sources")["url"] if url}
    assert {bare(url) for url in collected} <= own


@needs_codes
def test_english_authorities_have_the_names_of_the_official_code_list() -> None:
    codes = set(pd.read_excel(CODE_LIST, dtype=str)["LA Name"])
    english = table("services").query("country == 'England'")
    assert set(english["local_authorities"].str.split("; ").explode()) <= codes


@needs_facts
def test_every_authority_belongs_to_exactly_one_service_of_today() -> None:
    today = table("services").query("replaced_by == ''")
    covered = today["local_authorities"].str.split("; ").explode()
    counted = {fact["area"] for fact in facts("population_10_17.csv") if fact["mid_year"] == "2023"}
    assert len(counted) == 175
    assert sorted(covered) == sorted(map(authority_name, counted))


@needs_facts
def test_every_service_of_the_official_tables_is_ours_under_its_name_or_another_one() -> None:
    services = table("services").set_index("service_id")
    matcher = ServiceMatcher.of(read_data_set(BUNDLED))
    official = facts("services_2024_25.csv")
    matched = {}
    for fact in official:
        own = matcher.service(fact["service"])
        assert own is not None, fact["service"]
        matched[own.service_id] = fact["service"]
        assert own.country == fact["country"]
        assert own.region == region_name(fact["region"]) or (own.region, fact["region"]) == ("Wales", "Wales")
        authorities = {authority_name(one) for one in fact["local_authorities"].split("; ")}
        assert set(own.local_authorities.split("; ")) == authorities
    assert len(matched) == len(official) == 155
    assert set(services.index[services["replaced_by"] == ""]) == set(matched)


@pytest.mark.parametrize(
    ("printed", "ours"),
    [
        ("Bedford", "Bedford Borough"),
        ("County Durham", "Durham"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Kingston upon Hull, City of", "Kingston Upon Hull, City of"),
        ("Kingston-upon-Hull", "Kingston Upon Hull, City of"),
        ("St Helens", "St. Helens"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("The Vale of Glamorgan", "Vale of Glamorgan"),
        ("Newtown  &  Oldtown", "Newtown & Oldtown"),
        ("Bedford Borough", "Bedford Borough"),
    ],
)
def test_an_authority_has_one_spelling(printed: str, ours: str) -> None:
    assert authority_name(printed) == ours
