"""A file on its way into the store: what a preview says, and what accepting, withdrawing and restoring do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made_up.reports import LAYOUTS, draw_report
from made_up.statistics_files import Row, write_lait
from tests.frames import with_frames
from yjs_dash import intake
from yjs_dash.compare import Catalogue, national, national_rates
from yjs_dash.compare.catalogue import Selection
from yjs_dash.errors import (
    DoubtfulFileError,
    ImportingDisabledError,
    ImportPayloadError,
    ImportRefusedError,
    StoreUnavailableError,
    UnreadableReportError,
)
from yjs_dash.extract import document_from_text, extract_document
from yjs_dash.intake import batch
from yjs_dash.intake import reading as reading_module
from yjs_dash.sandbox import parent
from yjs_dash.schema import TABLES
from yjs_dash.store import DataSet
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.store.layers import layered_data_set

Report = Callable[..., dict[str, Any]]
Look = Callable[..., intake.Preview]
ALLOWED: dict[str, str] = {}


@pytest.fixture
def look(bundled: DataSet, store: ImportStore) -> Look:
    def preview(payload: dict[str, Any], *, number: int = 1, data: DataSet | None = None) -> intake.Preview:
        name, sha256 = f"report-{number}.pdf", f"{number:064x}"
        return intake.preview_report(payload, sha256=sha256, name=name, data=data or bundled, store=store)

    return preview


def changes(seen: intake.Preview) -> dict[str, int]:
    return dict(seen.differences["change"].value_counts())


def test_a_preview_keeps_nothing(look: Look, store: ImportStore, report: Report) -> None:
    seen = look(report())
    assert seen.is_acceptable
    assert (store.history(), store.revision()) == ([], 0)


def test_the_first_report_of_a_service_is_all_new(look: Look, report: Report) -> None:
    seen = look(report())
    assert (seen.standing, seen.compared_with, seen.new.inspection_id) == (
        "new_service",
        None,
        "newtown-2024-05",
    )
    assert set(changes(seen)) == {"new"}
    assert (seen.counts["ratings"], seen.counts["key_questions"], seen.counts["observations"]) == (13, 21, 2)


def test_a_report_that_is_here_already_is_compared_figure_by_figure(
    look: Look, store: ImportStore, bundled: DataSet, report: Report
) -> None:
    intake.accept(look(report()), store=store, environment=ALLOWED)
    data = layered_data_set(bundled, store)
    payload = report(score=23)
    payload["ratings"][0]["rating"] = "Requires improvement"
    payload["ratings"].pop()
    payload["context"].append(
        {"indicator": "vacancy_rate", "area": "service", "breakdown": "", "period": "2023", "value": 9}
    )
    seen = look(payload, number=2, data=data)
    assert (seen.standing, seen.compared_with) == ("same_inspection", "newtown-2024-05")
    found = {row["what"]: row for row in seen.differences.to_dict("records") if row["change"] != "same"}
    assert {what: (row["before"], row["after"], row["change"]) for what, row in found.items()} == {
        "Published total score": ("24", "23", "changed"),
        "1.1 Governance and leadership": ("Good", "Requires improvement", "changed"),
        "4.1 Resettlement policy and provision": ("Good", "", "absent"),
        "Vacancy rate, Newtown, 2023": ("", "9", "new"),
    }
    assert seen.differences["change"].tolist() == sorted(
        seen.differences["change"], key=["changed", "new", "absent", "same"].index
    )


@pytest.mark.parametrize(
    ("published", "standing", "compared_with"),
    [
        ("2024-05", "re_inspection", "sutton-2022-08"),
        ("2016-05", "earlier_inspection", None),
        ("2022-09", "same_inspection", "sutton-2022-08"),
    ],
)
def test_a_report_of_a_known_service_is_compared_with_its_inspection_before(
    look: Look, report: Report, published: str, standing: str, compared_with: str | None
) -> None:
    seen = look(report("Sutton", published))
    assert (seen.standing, seen.compared_with) == (standing, compared_with)
    if standing == "re_inspection":
        assert set(seen.differences["table"]) == {"inspections", "ratings", "key_questions"}


def test_missing_values_and_findings_of_the_extractor_are_passed_on(look: Look, report: Report) -> None:
    check = {"code": "score_sum", "level": "error", "message": "The ratings add to 25."}
    missing = {"what": "rating of 3.4", "message": "The rating of 3.4 could not be read."}
    seen = look(report(checks=[check], missing=[missing]))
    assert seen.missing == ("The rating of 3.4 could not be read.",)
    assert [(f.level, f.code, f.subject) for f in seen.findings] == [("error", "score_sum", "Newtown")]
    assert seen.is_acceptable, "a finding is shown, and does not keep a report out"


def test_a_report_whose_figures_break_the_tables_cannot_be_accepted(
    look: Look, store: ImportStore, report: Report
) -> None:
    seen = look(report(overall_rating=None))
    assert not seen.is_acceptable
    with pytest.raises(ImportRefusedError, match=r"^“report-1\.pdf” cannot be added: .*overall_rating"):
        intake.accept(seen, store=store, environment=ALLOWED)
    assert store.history() == []


def test_a_report_that_names_no_service_is_refused(look: Look, report: Report) -> None:
    with pytest.raises(ImportPayloadError, match="does not say which service it is about"):
        look(report(None))


def test_the_same_file_is_recognised_also_when_it_was_withdrawn(
    look: Look, store: ImportStore, report: Report
) -> None:
    added = intake.accept(look(report()), store=store, environment=ALLOWED)
    again = look(report())
    assert again.is_known
    assert again.known == added.record
    intake.withdraw(added.record.import_id, store=store, environment=ALLOWED)
    known = look(report()).known
    assert known is not None
    assert known.status == "withdrawn"
    second = intake.accept(look(report()), store=store, environment=ALLOWED)
    assert (second.is_new, second.record.status) == (False, "withdrawn")
    assert intake.restore(known.import_id, store=store, environment=ALLOWED).is_accepted
    assert not look(report(extractor_version="2.0")).is_known


@pytest.mark.parametrize(("value", "allowed"), [("1", False), ("true", False), ("0", True), ("", True)])
def test_a_read_only_installation_takes_no_imports(
    look: Look, store: ImportStore, report: Report, value: str, allowed: bool
) -> None:
    environment = {"YJS_DASH_READ_ONLY": value}
    assert intake.importing_allowed(environment=environment) is allowed
    seen = look(report())
    if allowed:
        assert intake.accept(seen, store=store, environment=environment).is_new
        return
    for act in (
        lambda: intake.accept(seen, store=store, environment=environment),
        lambda: intake.withdraw(1, store=store, environment=environment),
        lambda: intake.restore(1, store=store, environment=environment),
        lambda: next(batch.import_files([], data=None, store=store, environment=environment)),  # type: ignore[arg-type]
    ):
        with pytest.raises(ImportingDisabledError):
            act()
    assert store.history() == []


@pytest.mark.parametrize("report_name", ["sutton-2022-08", "suffolk-2023-01"])
def test_the_published_reports_bring_every_figure_that_the_bundled_data_have(
    shared: Path, bundled: DataSet, store: ImportStore, report_name: str
) -> None:
    path = shared / "reports" / f"{report_name}.txt"
    seen = intake.preview([path], data=bundled, store=store)
    assert (seen.standing, seen.compared_with, seen.faults) == ("same_inspection", report_name, ())
    assert set(changes(seen)) <= {"same", "new"}
    intake.accept(seen, store=store, environment=ALLOWED)
    data = layered_data_set(bundled, store)
    assert data.remarks == ()
    for table in TABLES:
        assert len(data[table]) >= len(bundled[table])
    after = intake.preview([path], data=data, store=store)
    assert set(changes(after)) == {"same"}
    assert after.is_known


TWO_LAYOUTS = ("long_2021", "short_joint_2021")
"""One by the framework of 2021 for a single service, one joint with other inspectorates: the most and the least."""


@pytest.mark.parametrize(
    ("environment", "layout", "seeds"),
    [
        *(pytest.param("sqlite", layout, range(1), id=f"sqlite-{layout}") for layout in LAYOUTS),
        *(pytest.param("postgresql", layout, range(2), id=f"postgresql-{layout}") for layout in TWO_LAYOUTS),
        *(
            pytest.param(database, layout, range(3), id=f"{database}-{layout}-three", marks=pytest.mark.long)
            for database in ("sqlite", "postgresql")
            for layout in LAYOUTS
        ),
    ],
    indirect=["environment"],
)
def test_made_up_reports_of_every_layout_join_the_data_set_with_all_that_was_read(
    look: Look, bundled: DataSet, store: ImportStore, layout: str, seeds: range
) -> None:
    read = {}
    for seed in seeds:
        text = draw_report(seed, layout=layout).text
        payload = extract_document(document_from_text(text), bundled.frameworks).to_json_dict()
        seen = look(payload, number=seed)
        assert seen.faults == ()
        read[seen.new.inspection_id] = payload
        assert intake.accept(seen, store=store, environment=ALLOWED).is_new
    data = layered_data_set(bundled, store)
    assert data.remarks == ()
    for inspection_id, payload in read.items():
        for table, key in (
            ("ratings", "ratings"),
            ("key_questions", "key_questions"),
            ("observations", "context"),
        ):
            rows = data[table]
            assert (rows["inspection_id"] == inspection_id).sum() == len(payload[key])
        (row,) = data["inspections"][data["inspections"]["inspection_id"] == inspection_id].to_dict("records")
        assert row["overall_rating"] == payload["overall_rating"]


LONDON = {"Sutton": "89", "Islington": "145", "Camden": "120", "Bexley": "75"}
STATISTICS: list[Row] = [
    *(("fte", "2024", area, rate, "Outer London") for area, rate in LONDON.items()),
    ("fte", "2024", "Leeds", "160", "Yorkshire and The Humber"),
    ("fte", "2023", "Sutton", "95.5", "Outer London"),
    ("yjspend", "2024-25 (OT)", "Sutton", "878,319", "Outer London"),
]


def test_official_statistics_are_previewed_and_accepted_as_one_import(
    tmp_path: Path, bundled: DataSet, store: ImportStore
) -> None:
    bundled = with_frames(bundled, observations=bundled["observations"].iloc[:0])
    (group,) = intake.groups(write_lait(tmp_path, STATISTICS))
    seen = intake.preview(group, data=bundled, store=store)
    assert (seen.standing, seen.new.kind, seen.faults) == ("statistics", "statistics", ())
    assert {kind: seen.counts[kind] for kind in ("same", "changed", "new")} == {
        "same": 0,
        "changed": 0,
        "new": 7,
    }
    intake.accept(seen, store=store, environment=ALLOWED)
    data = layered_data_set(bundled, store)
    assert data.remarks == ()
    assert len(data["observations"]) == len(bundled["observations"]) + seen.counts["new"]
    catalogue = Catalogue(data)
    rates = national_rates.rates(catalogue, indicator_id="first_time_entrant_rate")
    in_london = national_rates.filtered_rates(
        rates,
        Selection(services=(), pinned_service=None),
        national.Filter(regions=("London",), countries=("England",)),
    )
    assert in_london.unplaced == 0
    figures = {row.area: row.value for row in in_london.rows if row.region == "London"}
    assert figures == {area: float(rate) for area, rate in LONDON.items()}
    assert len(in_london.rows) == len(LONDON)
    (tmp_path / "later").mkdir()
    one_changed = [
        ("fte", "2024", "Leeds", "161", "Yorkshire and The Humber"),
        *STATISTICS[:4],
        *STATISTICS[5:],
    ]
    again = intake.preview(write_lait(tmp_path / "later", one_changed), data=data, store=store)
    assert {kind: again.counts[kind] for kind in ("same", "changed", "new")} == {
        "same": 6,
        "changed": 1,
        "new": 0,
    }


def test_files_in_our_own_format_are_imports_of_their_own(tmp_path: Path) -> None:
    from yjs_dash.sources import observations_file

    first, second = tmp_path / "a.csv", tmp_path / "b.txt"
    first.write_bytes(observations_file.template())
    second.write_text("Dear board,\n", encoding="utf-8")
    assert intake.groups([first, second, first]) == [(first,), (second,)]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    """Files that hold no more than a service’s name are read as made-up reports of it."""

    def extract(path: Path, _: object) -> bytes:
        text = path.read_text(encoding="utf-8")
        if text == "unreadable":
            raise UnreadableReportError(file=path.name, problem="is no report", advice="Give another")
        if text == "crash":
            raise RuntimeError
        if text == "die":
            os._exit(1)  # as a process that the system has killed
        return json.dumps(report(text)).encode()

    monkeypatch.setattr(reading_module, "payload_of_file", extract)
    # The child has to be a fork of this process, with what was changed in it; no thread of these tests holds a lock.
    monkeypatch.setattr(parent, "has_one_thread", lambda: True)


@pytest.mark.usefixtures("reading")
def test_many_files_are_imported_past_bad_ones(tmp_path: Path, bundled: DataSet, store: ImportStore) -> None:
    texts = ["Newtown", "unreadable", "crash", "Oldtown", "Newtown"]
    paths = [tmp_path / f"{n}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    paths.append(tmp_path / "nowhere.pdf")
    told = list(intake.import_files(paths, data=bundled, store=store, environment=ALLOWED))
    assert [(number, total) for number, total, _ in told] == [(n, 6) for n in range(1, 7)]
    outcomes = [outcome for _, _, outcome in told]
    assert [o.status for o in outcomes] == ["imported", "failed", "failed", "imported", "known", "failed"]
    assert outcomes[1].message == "“1.txt” is no report. Give another."
    assert "RuntimeError" in outcomes[2].message
    assert {r.service for r in store.history()} == {"Newtown", "Oldtown"}


@pytest.mark.usefixtures("reading")
def test_a_worker_that_dies_costs_one_file(
    tmp_path: Path, bundled: DataSet, store: ImportStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    texts = ["Newtown", "die", "Oldtown", "Middletown"]
    paths = [tmp_path / f"{n}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    told = intake.import_files(paths, data=bundled, store=store, environment=ALLOWED)
    assert [outcome.status for _, _, outcome in told] == ["imported", "failed", "imported", "imported"]


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("processors", [1, 2])
def test_the_number_of_workers_changes_nothing(
    tmp_path: Path, bundled: DataSet, store: ImportStore, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    texts = ["Newtown", "unreadable", "Newtown", "Oldtown"]
    paths = [tmp_path / f"{n}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    told = intake.import_files(paths, data=bundled, store=store, environment=ALLOWED)
    assert [outcome.status for _, _, outcome in told] == ["imported", "failed", "known", "imported"]
    assert {r.service for r in store.history()} == {"Newtown", "Oldtown"}


@pytest.mark.usefixtures("reading")
def test_what_may_be_no_whole_report_is_held_until_somebody_takes_it(
    tmp_path: Path, bundled: DataSet, store: ImportStore
) -> None:
    paths = [tmp_path / "good.txt", tmp_path / "odd.txt"]
    for path, service in zip(paths, ("Newtown", "page 4 of 50"), strict=True):
        path.write_text(service, encoding="utf-8")

    def outcomes(*, accept_doubtful: bool = False) -> list[batch.Outcome]:
        told = intake.import_files(
            paths, data=bundled, store=store, accept_doubtful=accept_doubtful, environment=ALLOWED
        )
        return [outcome for _, _, outcome in told]

    good, odd = outcomes()
    assert (good.status, odd.status, odd.is_good) == ("imported", "held", False)
    assert odd.doubts == (intake.Doubt("name", name="page 4 of 50"),)
    assert [r.service for r in store.history()] == ["Newtown"]
    assert [outcome.status for outcome in outcomes(accept_doubtful=True)] == ["known", "imported"]
    assert [outcome.status for outcome in outcomes()] == ["known", "known"], (
        "what was taken is not asked of again"
    )


def test_a_doubtful_preview_is_accepted_only_by_a_second_decision(
    look: Look, store: ImportStore, report: Report
) -> None:
    check = {"code": "score_sum", "level": "error", "message": "The ratings add up to 25."}
    seen = look(report(checks=[check]))
    assert seen.is_acceptable
    assert [doubt.kind for doubt in seen.doubts] == ["contradictions"]
    with pytest.raises(DoubtfulFileError, match=r"^“report-1\.pdf” may not be a whole inspection report\."):
        intake.accept(seen, store=store, environment=ALLOWED)
    assert store.history() == []
    assert intake.accept(seen, store=store, accept_doubtful=True, environment=ALLOWED).is_new


@pytest.mark.usefixtures("reading")
def test_a_withdrawn_file_is_brought_back_only_when_asked(
    tmp_path: Path, bundled: DataSet, store: ImportStore
) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Newtown", encoding="utf-8")

    def again(*, restoring: bool = False) -> str:
        told = intake.import_files(
            [path], data=bundled, store=store, restoring=restoring, environment=ALLOWED
        )
        ((_, _, outcome),) = told
        return outcome.status

    assert again() == "imported"
    store.withdraw(1)
    assert again() == "withdrawn"
    assert again(restoring=True) == "restored"
    assert again() == "known"


@pytest.mark.usefixtures("reading")
def test_a_file_read_by_an_earlier_extractor_is_read_again(
    tmp_path: Path, bundled: DataSet, store: ImportStore
) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Newtown", encoding="utf-8")
    seen = intake.preview([path], data=bundled, store=store)
    store.add(replace(seen.new, extractor_version="0.9"))
    ((_, _, outcome),) = intake.import_files([path], data=bundled, store=store, environment=ALLOWED)
    assert outcome.status == "imported"
    assert [r.status for r in store.history()] == ["accepted", "withdrawn"]


@pytest.mark.usefixtures("reading")
def test_a_store_that_fails_ends_the_whole_import(tmp_path: Path, bundled: DataSet) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Newtown", encoding="utf-8")
    away = open_store(environment={"YJS_DASH_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nowhere"})
    with pytest.raises(StoreUnavailableError):
        list(intake.import_files([path], data=bundled, store=away, environment=ALLOWED))
