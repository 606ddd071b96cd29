"""The bundled data set with imports laid over it: what joins, what gives way, what is set aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from yjs_dash import checks
from yjs_dash.compare import Catalogue
from yjs_dash.compare.rate_figures import places_of_authorities
from yjs_dash.compare.sources import citation
from yjs_dash.schema import TABLES, NeighbourRow
from yjs_dash.store import DataSet
from yjs_dash.store.imports import ImportRecord, ImportStore, open_store
from yjs_dash.store.layers import layered_data_set
from yjs_dash.store.statistics import statistics_payload

Report = Callable[..., dict[str, Any]]
Accept = Callable[..., ImportRecord]
BY_INSPECTION = (
    "ratings", "key_questions", "case_questions", "recommendations", "finding_counts", "observations",
)  # fmt: skip


def rows(data: DataSet, table: str, inspection_id: str) -> pd.DataFrame:
    found = data[table]
    return found[found["inspection_id"] == inspection_id]


def as_read(data: DataSet, inspection_id: str) -> dict[str, Any]:
    """What extraction would give of a report, if it read just what the bundled tables hold of it."""
    (inspection,) = rows(data, "inspections", inspection_id).to_dict("records")
    services = data["services"].set_index("service_id")

    def items(table: str) -> list[dict[str, Any]]:
        found = rows(data, table, inspection_id).astype(object)
        named = found.rename(columns={"standard_id": "standard", "indicator_id": "indicator"})
        return [dict(row) for row in named.where(named.notna(), None).to_dict("records")]

    return {
        **{key: inspection[key] for key in ("published", "fieldwork_started", "overall_rating", "kind")},
        "service": services.at[inspection["service_id"], "name"],
        "framework": inspection["framework_id"],
        "score": int(inspection["score"]),
        "score_max": int(inspection["score_max"]),
        "score_page": int(inspection["page"]),
        "page_numbers": "section_start",
        "cases": {s: int(inspection[f"{s}_cases"]) for s in ("court", "out_of_court", "resettlement")},
        **{table: items(table) for table in ("ratings", "key_questions", "case_questions")},
        "recommendations": [{**item, "text": "Text"} for item in items("recommendations")],
        "findings": [item for item in items("finding_counts") for _ in range(item["count"])],
        "context": [
            {**item, "area": "service" if item["area_type"] == "service" else item["area"]}
            for item in items("observations")
        ],
    }


@pytest.fixture
def sqlite(tmp_path: Path) -> ImportStore:
    return open_store(environment={"YJS_DASH_HOME": str(tmp_path)})


def test_without_imports_the_bundled_data_set_itself_is_given(bundled: DataSet, store: ImportStore) -> None:
    assert layered_data_set(bundled, store) is bundled


def test_a_report_of_an_unknown_service_joins_with_a_place_not_known(
    bundled: DataSet, store: ImportStore, report: Report, accept: Accept
) -> None:
    record = accept(store, report(), number=1, inspection_id="newtown-2024-05")
    data = layered_data_set(bundled, store)
    assert (data.remarks, data.revision) == ((), store.revision())
    entry = Catalogue(data).entries["newtown"]
    assert (entry.name, entry.country, entry.region, entry.local_authorities) == (
        "Newtown", "Not known", "Not known", ("Not known",),
    )  # fmt: skip
    assert entry.inspection_id == "newtown-2024-05"
    assert entry.sample("2.1") == 10
    assert set(rows(data, "ratings", "newtown-2024-05")["basis"]) == {"stated"}
    assert len(rows(data, "key_questions", "newtown-2024-05")) == 7 * 3
    counts = rows(data, "finding_counts", "newtown-2024-05")
    assert dict(zip(counts["standard_id"] + " " + counts["kind"], counts["count"], strict=True)) == {
        "1.1 strength": 2,
        "1.2 area_for_improvement": 1,
    }
    figures = rows(data, "observations", "newtown-2024-05")
    assert set(zip(figures["area"], figures["area_type"], figures["value"], strict=True)) == {
        ("Newtown", "service", 133.0),
        ("England and Wales", "nation", 148.5),
    }
    sources = data["sources"].set_index("source_id")
    source = sources.loc[figures["source_id"].iloc[0]]
    assert source["publisher"] == "HM Inspectorate of Probation"
    assert source["licence"] == "Open Government Licence v3.0"
    store.withdraw(record.import_id)
    assert "newtown" not in Catalogue(layered_data_set(bundled, store)).entries
    store.restore(record.import_id)
    assert "newtown" in Catalogue(layered_data_set(bundled, store)).entries


def test_a_newer_report_of_a_service_becomes_its_latest_inspection_and_the_earlier_stays_as_history(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    accept(sqlite, report("Sutton", "2024-05"), number=1, inspection_id="sutton-2024-05")
    catalogue = Catalogue(layered_data_set(bundled, sqlite))
    assert catalogue.entries["sutton"].inspection_id == "sutton-2024-05"
    history = [row.inspection_id for row in catalogue.history["sutton"]]
    assert history[-2:] == ["sutton-2022-08", "sutton-2024-05"]
    assert len(rows(catalogue.data, "ratings", "sutton-2022-08")) == 13


@pytest.mark.parametrize("inspection_id", ["sutton-2022-08", "suffolk-2023-01"])
def test_a_report_that_the_bundled_data_have_supersedes_them_figure_by_figure(
    bundled: DataSet, sqlite: ImportStore, accept: Accept, inspection_id: str
) -> None:
    accept(sqlite, as_read(bundled, inspection_id), number=1, inspection_id=inspection_id)
    data = layered_data_set(bundled, sqlite)
    assert data.remarks == ()
    assert all((bundled[table].dtypes == data[table].dtypes).all() for table in TABLES)
    for table in TABLES:
        if table != "sources":
            before, after = bundled[table], data[table]
            compared = [c for c in before.columns if c not in {"source_id", "section", "note", "period_end"}]
            order = list(TABLES[table].key)[:-1] if table == "observations" else list(TABLES[table].key)
            pd.testing.assert_frame_equal(
                before[compared].sort_values(order, ignore_index=True),
                after[compared].sort_values(order, ignore_index=True),
            )
    for table in BY_INSPECTION:
        assert set(rows(data, table, inspection_id)["source_id"]) <= {f"imported-{inspection_id}"}
    (inspection,) = rows(data, "inspections", inspection_id).to_dict("records")
    assert inspection["source_id"].startswith(f"imported-{inspection_id}; ")
    found, before_import = (checks.reconcile(d)["code"].value_counts().to_dict() for d in (data, bundled))
    assert found == before_import


def test_the_page_of_a_figure_is_told_as_the_form_of_its_own_report_gives_it(
    bundled: DataSet, sqlite: ImportStore, accept: Accept
) -> None:
    payload = as_read(bundled, "sutton-2022-08") | {"page_numbers": "page", "score_page": 6}
    payload["ratings"] = [{**r, "page": 6} for r in payload["ratings"] if r["standard"] != "1.3"]
    accept(sqlite, payload, number=1, inspection_id="sutton-2022-08")
    catalogue = Catalogue(layered_data_set(bundled, sqlite))
    entry = catalogue.entries["sutton"]
    places = {s: citation(catalogue, row).place for s, row in entry.rows.items()}
    assert places["2.3"] == "page 6"
    assert places["1.3"] == "in the section that starts on page 4"
    assert citation(catalogue, entry.inspection).place == "page 6"


def test_a_payload_from_before_pages_were_told_apart_says_what_its_file_was(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    for number, name in enumerate(("a.PDF", "a.txt"), start=1):
        town = f"Town {number}"
        accept(sqlite, report(town), number=number, inspection_id=f"town-{number}-2024-05", file_name=name)
    sources = layered_data_set(bundled, sqlite)["sources"].set_index("source_id")["page_numbers"]
    assert sources["imported-town-1-2024-05"] == "page"
    assert pd.isna(sources["imported-town-2-2024-05"])


def test_the_rating_before_discretion_comes_with_the_import_and_not_with_a_contradiction(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    changed = {"2.1": "Outstanding", "2.2": "Good", "2.3": None}
    ratings = [
        {**r, "discretion": r["standard"] in changed, "discretion_from": changed.get(r["standard"])}
        for r in report()["ratings"]
    ]
    accept(sqlite, report(ratings=ratings), number=1, inspection_id="newtown-2024-05")
    entry = Catalogue(layered_data_set(bundled, sqlite)).entries["newtown"]
    assert entry.rows["2.1"].discretion_from == "Outstanding"
    assert all(entry.rows[s].discretion_from is None for s in entry.rows if s != "2.1")
    assert all(entry.rows[s].discretion for s in changed)


def test_cases_that_a_prompt_applied_to_stay_only_beside_the_percentage_they_were_read_with(
    bundled: DataSet, sqlite: ImportStore, accept: Accept
) -> None:
    payload = as_read(bundled, "sutton-2022-08")
    key = ("3.3", "others_safety", 2)
    for item in payload["case_questions"]:
        if (item["standard"], item["dimension"], item["position"]) == key:
            item["percent"] = 25
    accept(sqlite, payload, number=1, inspection_id="sutton-2022-08")
    before, after = bundled["prompt_cases"], layered_data_set(bundled, sqlite)["prompt_cases"]
    gone = (
        (before["standard_id"] == "3.3")
        & (before["dimension"] == "others_safety")
        & (before["position"] == 2)
    )
    assert gone.sum() == 1
    pd.testing.assert_frame_equal(after.reset_index(drop=True), before[~gone].reset_index(drop=True))


def test_the_size_that_a_sample_was_set_for_is_kept_and_replaced(
    bundled: DataSet, sqlite: ImportStore, accept: Accept
) -> None:
    payload = as_read(bundled, "sutton-2022-08")
    columns = ["court_sample_confidence", "court_sample_margin"]
    record = accept(sqlite, payload, number=1, inspection_id="sutton-2022-08")
    kept = rows(layered_data_set(bundled, sqlite), "inspections", "sutton-2022-08")[columns]
    assert kept.to_numpy().tolist() == [[80, 5]]
    sqlite.withdraw(record.import_id)
    accept(
        sqlite,
        payload | {"court_sample": {"confidence": 90, "margin": 10}},
        number=2,
        inspection_id="sutton-2022-08",
    )
    replaced = rows(layered_data_set(bundled, sqlite), "inspections", "sutton-2022-08")[columns]
    assert replaced.to_numpy().tolist() == [[90, 10]]


def test_what_a_report_does_not_give_stays_with_its_own_source(
    bundled: DataSet, sqlite: ImportStore, accept: Accept
) -> None:
    payload = as_read(bundled, "sutton-2022-08")
    payload["ratings"] = [r for r in payload["ratings"] if r["standard"] != "1.3"]
    payload["context"] = [c for c in payload["context"] if c["indicator"] != "caseload_gender"]
    payload["score"] = None
    accept(sqlite, payload, number=1, inspection_id="sutton-2022-08")
    data = layered_data_set(bundled, sqlite)
    ratings = rows(data, "ratings", "sutton-2022-08").set_index("standard_id")
    assert len(ratings) == 13
    assert set(ratings.index[ratings["source_id"] != "imported-sutton-2022-08"]) == {"1.3"}
    figures = rows(data, "observations", "sutton-2022-08")
    kept = figures[figures["source_id"] != "imported-sutton-2022-08"]
    assert set(kept["indicator_id"]) == {"caseload_gender"}
    assert rows(data, "inspections", "sutton-2022-08")["score"].tolist() == [18]


def test_a_declared_correction_holds_for_the_imported_figures_of_the_same_report(
    bundled: DataSet, sqlite: ImportStore, accept: Accept
) -> None:
    payload = as_read(bundled, "sutton-2022-08")
    keys = [c["row_key"] for c in bundled["corrections"].to_dict("records")]
    for item in payload["context"]:
        of_correction = any(f"breakdown={item['breakdown']};" in key for key in keys)
        if of_correction and item["indicator"] == "education_status":
            item["indicator"] = "education_share"
    accept(sqlite, payload, number=1, inspection_id="sutton-2022-08")
    figures = rows(layered_data_set(bundled, sqlite), "observations", "sutton-2022-08")
    assert "education_share" not in set(figures["indicator_id"])
    before = rows(bundled, "observations", "sutton-2022-08")["indicator_id"].value_counts()
    assert figures["indicator_id"].value_counts().sort_index().equals(before.sort_index())


def test_a_report_dated_by_its_month_takes_the_place_of_the_day_of_its_web_page(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    accept(sqlite, report("Barnet", "2022-05"), number=1, inspection_id="barnet-2022-05-31")
    data = layered_data_set(bundled, sqlite)
    of_barnet = data["inspections"][data["inspections"]["service_id"] == "barnet"]
    row = of_barnet.set_index("inspection_id").loc["barnet-2022-05-31"]
    assert (row["published"], row["published_online"]) == ("2022-05", "2022-05-31")
    assert len(of_barnet) == (bundled["inspections"]["service_id"] == "barnet").sum()


def test_bundled_rows_that_came_later_take_the_id_of_the_import(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    payload = {**as_read(bundled, "sutton-2022-08"), "recommendations": []}
    accept(sqlite, payload, number=1, inspection_id="sutton-2022-07")
    data = layered_data_set(bundled, sqlite)
    assert data.remarks == ()
    for table in ("inspections", *BY_INSPECTION):
        assert rows(data, table, "sutton-2022-08").empty
        assert len(rows(data, table, "sutton-2022-07")) == len(rows(bundled, table, "sutton-2022-08"))


def test_of_two_reports_of_one_inspection_the_one_accepted_or_restored_last_stands(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    def score() -> int:
        return int(rows(layered_data_set(bundled, sqlite), "inspections", "newtown-2024-05")["score"].iloc[0])

    first = accept(sqlite, report(score=24), number=1, inspection_id="newtown-2024-05")
    second = accept(sqlite, report(score=23), number=2, inspection_id="newtown-2024-05")
    assert score() == 23
    sqlite.withdraw(second.import_id)
    assert score() == 24
    sqlite.restore(second.import_id)
    assert score() == 23
    sqlite.withdraw(first.import_id)
    sqlite.restore(first.import_id)
    assert score() == 24


@pytest.mark.parametrize(
    "broken",
    [
        {"overall_rating": "Splendid"},
        {"published": "2999-01"},
        {"score": 37},
        {"kind": None},
        {"ratings": "all good"},
        {"ratings": ["Good"]},
        {"service": None},
        {"service": 7.5, "published": "x"},
        {"cases": {"court": -3}},
        {"context": [{"indicator": "first_time_entrant_rate", "area": "service", "value": "1e99"}]},
        {
            "case_questions": [
                {"standard": "2.1", "dimension": "desistance", "position": 1, "letter": "?", "percent": 1}
            ]
        },
    ],
)
def test_an_import_that_breaks_a_schema_is_set_aside_and_the_others_stay(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept, broken: dict[str, Any]
) -> None:
    accept(sqlite, report("Oldtown"), number=1, inspection_id="oldtown-2024-05")
    accept(sqlite, report(**broken), number=2, inspection_id="newtown-2024-05")
    data = layered_data_set(bundled, sqlite)
    (remark,) = (r for r in data.remarks if r.code == "import_set_aside")
    assert (remark.level, remark.table, remark.subject) == ("error", "imports", "report-2.pdf")
    entries = Catalogue(data).entries
    assert set(entries) - set(Catalogue(bundled).entries) == {"oldtown"}
    assert "newtown" not in set(data["services"]["service_id"])


@pytest.mark.parametrize("payload", ["[]", "{", '{"service": {"a": 1}}'])
def test_a_payload_that_was_spoilt_in_the_database_is_set_aside(
    bundled: DataSet, sqlite: ImportStore, accept: Accept, payload: str, tmp_path: Path
) -> None:
    accept(sqlite, {"service": "Newtown"}, number=1, inspection_id="newtown-2024-05")
    with sqlite3.connect(tmp_path / "yjs_dash.sqlite3") as connection:
        connection.execute("UPDATE imports SET payload = ?", (payload,))
    connection.close()
    data = layered_data_set(bundled, sqlite)
    assert [r.code for r in data.remarks] == ["import_set_aside"]
    assert len(data["services"]) == len(bundled["services"])


def test_what_has_no_place_in_the_tables_is_left_out_with_a_remark_and_the_rest_stays(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    payload = report()
    payload["ratings"].append({"standard": "9.9", "rating": "Good"})
    payload["ratings"].append({"standard": "1.1", "rating": "Inadequate"})
    payload["context"] += [
        {"indicator": "tea_drunk", "area": "service", "value": 3},
        {"indicator": "first_time_entrant_rate", "area": "the moon", "value": 3},
        {"indicator": "first_time_entrant_rate", "area": "service", "period": "2023", "value": 134},
        {"indicator": "first_time_entrant_rate", "area": "Newtown", "period": "2023", "value": 133},
    ]
    payload["findings"].append({"standard": "9", "kind": "strength", "text": "x"})
    payload["recommendations"].append({"number": 1, "addressed_to": "x", "text": "y"})
    accept(sqlite, payload, number=1, inspection_id="newtown-2024-05")
    data = layered_data_set(bundled, sqlite)
    assert {r.code for r in data.remarks} == {"left_out"}
    assert [r.table for r in data.remarks] == [
        "ratings", "ratings", "recommendations", "finding_counts",
        "observations", "observations", "observations",
    ]  # fmt: skip
    assert "newtown" in Catalogue(data).entries
    rating = rows(data, "ratings", "newtown-2024-05").set_index("standard_id")
    assert rating.at["1.1", "rating"] == "Good"


def test_a_report_under_an_unknown_framework_joins_without_being_computed(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    accept(sqlite, report(framework=None), number=1, inspection_id="newtown-2024-05")
    data = layered_data_set(bundled, sqlite)
    assert data.remarks == ()
    assert len(rows(data, "ratings", "newtown-2024-05")) == 13
    assert "newtown" not in Catalogue(data).entries
    assert "newtown" in Catalogue(data).history


def test_a_report_whose_framework_cannot_be_told_keeps_framework_and_kind_of_the_known_inspection(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    none: dict[str, Any] = {key: [] for key in ("ratings", "key_questions", "case_questions", "findings")}
    payload = report("Derby City", published="2025-09", framework=None, kind="single", **none)
    accept(sqlite, payload, number=1, inspection_id="derby-city-2025-09")
    data = layered_data_set(bundled, sqlite)
    assert data.remarks == ()
    (inspection,) = data["inspections"].query("inspection_id == 'derby-city-2025-09'").to_dict("records")
    assert (inspection["framework_id"], inspection["kind"]) == ("hmip-yjs-2025", "children_and_victims")
    assert "imported-derby-city-2025-09" in inspection["source_id"]


def test_hostile_text_in_a_report_stays_plain_text(
    bundled: DataSet, sqlite: ImportStore, report: Report, accept: Accept
) -> None:
    name = "<script>alert(1)</script>\x00=cmd|' /C calc'!A0 " + "x" * 500
    payload = report(name)
    payload["recommendations"][0]["addressed_to"] = "=1+1\n\t**bold**"
    accept(sqlite, payload, number=1, inspection_id=None)
    data = layered_data_set(bundled, sqlite)
    assert data.remarks == ()
    new = data["services"].iloc[-1]
    assert new["name"].startswith("<script>alert(1)</script> =cmd|")
    assert len(new["name"]) <= 120
    assert data["recommendations"].iloc[-2]["addressed_to"] == "=1+1 **bold**"


def test_statistics_join_replace_the_same_figure_and_leave_again(
    bundled: DataSet, store: ImportStore, accept: Accept
) -> None:
    columns = TABLES["observations"].column_names
    known = bundled["observations"].iloc[0]
    figure = dict.fromkeys(columns, "") | {
        "area": "Sutton", "area_type": "local_authority", "indicator_id": "made_up_rate", "period": "2024",
        "value": "12.5", "source_id": "made-up-statistics", "confidence": "high",
    }  # fmt: skip
    replaced = dict.fromkeys(columns, "") | {
        **{key: str(known[key]) for key in TABLES["observations"].key},
        "value": "1", "confidence": "high",
    }  # fmt: skip
    tables = {
        "observations": pd.DataFrame([figure, replaced], columns=columns),
        "indicators": pd.DataFrame(
            [("made_up_rate", "Made-up rate", "%", "neutral", "caseload", "", "", "Made up")],
            columns=TABLES["indicators"].column_names,
        ),
        "sources": pd.DataFrame(
            [("made-up-statistics", "Made up", "Nobody", "2024", "None", "", "")],
            columns=TABLES["sources"].column_names,
        ),
        "neighbours": pd.DataFrame(
            [("Sutton", "Bromley", "1", "", "made-up-statistics")],
            columns=["area", "neighbour", "rank", "closeness", "source_id"],
        ),
        "areas": pd.DataFrame(
            [("Madeupshire", "East of England", "England", "made-up-statistics")],
            columns=["area", "region", "country", "source_id"],
        ),
    }
    payload = statistics_payload(tables)
    record = accept(store, payload, number=1, kind="statistics", inspection_id=None)
    data = layered_data_set(bundled, store)
    assert data.remarks == ()
    assert len(data["observations"]) == len(bundled["observations"]) + 1
    assert data["observations"].iloc[-2]["value"] == 12.5
    assert data["observations"].iloc[-1]["value"] == 1.0
    assert data.rows.neighbours == (
        NeighbourRow(area="Sutton", neighbour="Bromley", rank=1, source_id="made-up-statistics"),
    )
    own = data["areas"][data["areas"]["source_id"] == tables["areas"]["source_id"].iloc[0]]
    assert own.to_dict("records") == tables["areas"].to_dict("records")
    places = places_of_authorities(Catalogue(data))
    assert (places["Madeupshire"], places["Sutton"]) == (
        ("East of England", "England"),
        ("London", "England"),
    )
    assert "made_up_rate" in set(data["indicators"]["indicator_id"])
    store.withdraw(record.import_id)
    after = layered_data_set(bundled, store)
    assert after["observations"].equals(bundled["observations"])
    assert (after.rows.neighbours, after.rows.areas) == (bundled.rows.neighbours, bundled.rows.areas)


def test_a_store_that_cannot_be_reached_leaves_the_bundled_data_and_says_so(bundled: DataSet) -> None:
    store = open_store(environment={"YJS_DASH_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nowhere"})
    data = layered_data_set(bundled, store)
    assert data.rows is bundled.rows
    (remark,) = data.remarks
    assert remark.code == "store_unavailable"
    assert remark.message.endswith(
        "Check YJS_DASH_DATABASE_URL. We show only the figures that come with this app."
    )
