"""Reports that are web pages: one page, several in a folder, or saved with all that belongs to them."""

from __future__ import annotations

import socket
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from made_up.reports import LAYOUTS, draw_report
from made_up.reports.score import READ, SILENT, WRONG, score
from made_up.reports.truth import FRAMEWORKS
from yjs_dash.errors import DamagedWebPageError, ReportFileNotFoundError
from yjs_dash.extract import Report, extract_file
from yjs_dash.intake import preview
from yjs_dash.store import DataSet, read_data_set
from yjs_dash.store.imports import open_store

AREAS = {
    "Governance and leadership": "Good",
    "Staffing": "Requires improvement",
    "Partnerships and services": "Outstanding",
    "Assessing": "Good",
    "Planning": "Inadequate",
    "Delivery": "Good",
    "Victims": "Requires improvement",
}
FULL = "An inspection of youth justice services in Newtown"
SHORTER = "An inspection of youth justice work with children and victims in Newtown"
SEEDS = range(3)

WAYS: dict[str, Callable[[dict[str, str]], str]] = {
    "table": lambda areas: (
        "<h2>Ratings</h2><table><tr><th>Area</th><th>Rating</th></tr>"
        + "".join(f"<tr><td>{area}</td><td>{rating}</td></tr>" for area, rating in areas.items())
        + "</table>"
    ),
    "list": lambda areas: (
        "<h2>Our ratings</h2><ul>"
        + "".join(f"<li>{area}: <strong>{rating}</strong></li>" for area, rating in areas.items())
        + "</ul>"
    ),
    "headings": lambda areas: (
        "<h2>Findings</h2>"
        + "".join(
            f"<h3 id='{n}'>{area} <a href='#top'>Back to top</a></h3><p>{rating}</p><p>Made-up words on this.</p>"
            for n, (area, rating) in enumerate(areas.items())
        )
    ),
    "sentences": lambda areas: (
        "<h2>Findings</h2>"
        + "".join(
            f"<h3>{area}</h3><p>Made-up words.</p><p>Our rating for {area.lower()} is ‘{rating}’.</p>"
            for area, rating in areas.items()
        )
    ),
}


def site_page(title: str, ratings: str, *, overall: str = "Good", more: str = "") -> str:
    """A page in the form of the inspectorate's site since 2025."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title}</title><style>p {{ color: red }}</style>
<script src="https://elsewhere.example/track.js">var rating = "Overall, it was rated as ‘Inadequate’.";</script></head>
<body><a href="#content">Skip to content</a><header><nav><ul><li>Home</li><li>Inspections</li></ul></nav></header>
<main id="content"><p>© Crown copyright. Licensed under the Open Government Licence v3.0.</p>
<h1>{title}</h1><p>Published: 14 October 2025</p>
<h2 id="foreword">Foreword <a href="#top">(Back to top)</a></h2>
<p>Overall, the work was rated as ‘{overall}’.<sup>1</sup> Fieldwork took place in June 2025.</p>
<p style="display: none">Overall, the work was rated as ‘Inadequate’.</p>
<img src="https://elsewhere.example/picture.png">{ratings}{more}
<h2>Recommendations <a href="#top">(Back to top)</a></h2>
<p>The Newtown Youth Justice Service should:</p><ol><li>plan for safety with every child</li><li>hear victims.</li></ol>
<h2>Further information</h2><p>[1] A made-up note.</p></main><footer>Overall rating Inadequate</footer></body></html>"""


def extracted(page: str, directory: Path) -> Report:
    path = directory / "report.html"
    path.write_text(page, encoding="utf-8")
    return extract_file(path, FRAMEWORKS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_report_that_is_a_web_page_is_read_like_any_other(layout: str, tmp_path: Path) -> None:
    found = []
    for seed in SEEDS:
        report = draw_report(seed, layout=layout)
        found += score(report.truth, extracted(report.html, tmp_path).to_json_dict())
    assert [str(outcome) for outcome in found if outcome.verdict in {WRONG, SILENT}] == []
    assert sum(outcome.verdict == READ for outcome in found) >= 0.995 * len(found) > 0


@pytest.mark.parametrize("way", WAYS)
def test_the_ratings_of_a_full_inspection_are_read_however_they_are_marked_up(
    way: str, tmp_path: Path
) -> None:
    report = extracted(site_page(FULL, WAYS[way](AREAS)), tmp_path)
    assert (report.service, report.framework, report.kind) == ("Newtown", "hmip-yjs-2025", "full")
    assert (report.published, report.fieldwork_started) == ("2025-10-14", "2025-06")
    assert (report.overall_rating, report.score, report.score_max) == ("Good", None, None)
    assert [one.rating for one in report.ratings] == list(AREAS.values())
    assert [one.text for one in report.recommendations] == [
        "plan for safety with every child",
        "hear victims.",
    ]


@pytest.mark.parametrize("way", WAYS)
def test_the_shorter_inspection_has_two_ratings_and_nothing_is_worked_out(way: str, tmp_path: Path) -> None:
    areas = {"Work with children": "Good", "Work with victims": "Outstanding"}
    report = extracted(site_page(SHORTER, WAYS[way](areas)), tmp_path)
    assert (report.service, report.framework, report.kind) == (
        "Newtown",
        "hmip-yjs-2025",
        "children_and_victims",
    )
    assert {one.standard: one.rating for one in report.ratings} == {
        "work_with_children": "Good",
        "work_with_victims": "Outstanding",
    }
    assert report.score is None
    assert not report.has_errors


def test_an_area_of_which_two_ratings_are_said_is_missing_by_name(tmp_path: Path) -> None:
    twice = WAYS["headings"](AREAS) + "<h3>Staffing</h3><p>Outstanding</p>"
    report = extracted(site_page(FULL, twice), tmp_path)
    assert "staffing" not in {one.standard for one in report.ratings}
    assert "ratings.staffing" in {one.what for one in report.missing}
    assert len(report.ratings) == len(AREAS) - 1


def test_a_value_carries_the_heading_and_the_anchor_that_it_stands_under(tmp_path: Path) -> None:
    report = extracted(site_page(FULL, WAYS["headings"](AREAS)), tmp_path)
    assert report.page_numbers == "heading"
    assert [(one.place.heading, one.place.anchor) for one in report.ratings] == [
        (area, str(n)) for n, area in enumerate(AREAS)
    ]
    assert all(one.place.page is None for one in report.ratings)
    assert report.recommendations[0].place.heading == "Recommendations"


def test_scripts_hidden_parts_and_the_frame_of_the_site_are_not_read(tmp_path: Path) -> None:
    report = extracted(site_page(FULL, WAYS["table"](AREAS)), tmp_path)
    assert report.overall_rating == "Good"
    assert not [check for check in report.checks if check.level == "error"]


def test_nothing_that_a_page_refers_to_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    outside = (
        '<!DOCTYPE html SYSTEM "https://elsewhere.example/a.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    )
    page = site_page(FULL, WAYS["table"](AREAS), more="<p>&x;</p>").replace("<!DOCTYPE html>", outside)
    assert extracted(page, tmp_path).overall_rating == "Good"


def test_the_pages_of_a_report_in_a_folder_are_one_report(tmp_path: Path) -> None:
    folder = tmp_path / "newtown"
    folder.mkdir()
    (folder / "index.html").write_text(site_page(FULL, ""), encoding="utf-8")
    areas = list(AREAS.items())
    for number in range(1, 12):
        part = dict(areas[number - 1 : number])
        page = f"<html><body><h1>Part {number}</h1>{WAYS['headings'](part) if part else ''}<p>More.</p></body></html>"
        (folder / f"page-{number}.html").write_text(page, encoding="utf-8")
    report = extract_file(folder, FRAMEWORKS)
    assert [one.rating for one in report.ratings] == list(AREAS.values())
    assert report.overall_rating == "Good"
    # The second page stands before the tenth.
    lines = [one.place.line for one in report.ratings]
    assert lines == sorted(lines)


def test_a_page_saved_with_all_that_belongs_to_it_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(site_page(FULL, WAYS["table"](AREAS)), subtype="html")
    message.add_related(b"\x89PNG" + bytes(4000), maintype="image", subtype="png")
    path = tmp_path / "report.mht"
    path.write_bytes(message.as_bytes())
    assert [one.rating for one in extract_file(path, FRAMEWORKS).ratings] == list(AREAS.values())


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><body><script>var a = 1</script></body></html>",
        "<html>" + "<div>" * 5_000 + "deep" + "</div>" * 5_000 + "</html>",
    ],
    ids=["no text", "nested"],
)
def test_a_page_without_text_or_nested_beyond_reason_is_one_sentence(page: str, tmp_path: Path) -> None:
    with pytest.raises(DamagedWebPageError, match="in which no text was found"):
        extracted(page, tmp_path)


def test_a_folder_without_web_pages_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReportFileNotFoundError, match="is a directory without saved web pages"):
        extract_file(tmp_path, FRAMEWORKS)


def test_a_web_page_brings_its_headings_to_the_rows_of_an_import(tmp_path: Path) -> None:
    data: DataSet = read_data_set()
    path = tmp_path / "newtown.html"
    path.write_text(site_page(FULL, WAYS["headings"](AREAS)), encoding="utf-8")
    store = open_store(environment={"YJS_DASH_HOME": str(tmp_path / "home")})
    seen = preview([path], data=data, store=store)
    assert seen.is_acceptable
    assert {row.standard_id: row.section for row in seen.layer.rows.ratings}["staffing"] == "Staffing"
    assert [row.page_numbers for row in seen.layer.rows.sources] == ["heading"]
    store.close()
