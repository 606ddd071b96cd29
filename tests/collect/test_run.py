"""A whole run over a site on this computer: new, unchanged, changed and unreadable reports, and runs that break off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.collect.conftest import MakeFetcher, Reply, Site
from tests.collect.pages import (
    COOKIES,
    OLD_LIST,
    new_list,
    new_report,
    old_list,
    old_report,
    pdf_of,
    place_of,
    put_old_list,
    put_old_report,
    report_html,
    report_text,
)
from yjs_dash import intake
from yjs_dash.collect import Cache, Collected, Collection, Wanted, addresses_in
from yjs_dash.collect.site import Listing
from yjs_dash.errors import CollectListFileError
from yjs_dash.store import DataSet, read_data_set
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.store.layers import layered_data_set

ALLOWED: dict[str, str] = {}
TITLE = "An inspection of youth justice work with children and victims in Newtown"
Run = Callable[..., list[Collected]]


@pytest.fixture(scope="session")
def bundled() -> DataSet:
    return read_data_set()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ImportStore]:
    opened = open_store(environment={"YJS_DASH_HOME": str(tmp_path / "home")})
    yield opened
    opened.close()


@pytest.fixture
def collection(
    site: Site, fetcher_of: MakeFetcher, cache: Cache, store: ImportStore, bundled: DataSet
) -> Callable[..., Collection]:
    """A run on the made-up site, whose older list has the years to 2024, and whose newer list those since."""

    def make(
        *addresses: str, years: range = range(2024, 2025), fetcher: Any = None, **wanted: Any
    ) -> Collection:
        return Collection(
            Wanted(years=years, addresses=addresses, **wanted),
            fetcher=fetcher or fetcher_of(),
            cache=cache,
            load=lambda: layered_data_set(bundled, store),
            store=store,
            listings=(
                Listing(
                    site.address(OLD_LIST) + "&paged={page}&year={year}",
                    by_year=True, first_year=2018, last_year=2024, sure_until=2024,
                ),
                Listing(site.address("/reports/"), by_year=False, first_year=2025),
            ),
            environment=ALLOWED,
        )  # fmt: skip

    return make


@pytest.fixture
def run(collection: Callable[..., Collection]) -> Run:
    """A whole run; problems of lists come first, as reports of no name."""

    def make(*addresses: str, **wanted: Any) -> list[Collected]:
        made = collection(*addresses, **wanted)
        unlisted = [Collected("", "unlisted", part.problem) for part in made.gather() if part.problem]
        return [*unlisted, *(one for _, _, one in made.each())]

    return make


def statuses(collected: list[Collected]) -> list[str]:
    return [one.status for one in collected]


def test_the_older_list_is_gone_through_by_year_and_page(site: Site, run: Run, store: ImportStore) -> None:
    addresses = [put_old_report(site, seed) for seed in (1, 2, 3)]
    put_old_list(site, 2024, [addresses[:2], addresses[2:]])
    assert statuses(run()) == ["new", "new", "new"]
    assert {record.service for record in store.history()} == {place_of(seed) for seed in (1, 2, 3)}
    assert site.paths[:3] == [f"{OLD_LIST}&paged={number}&year=2024" for number in (0, 1, 2)]
    assert "/uploads/guide.pdf" not in site.paths


def test_the_newer_list_leads_from_page_to_page_to_pdfs_and_web_pages(
    site: Site, run: Run, store: ImportStore
) -> None:
    site.page(
        "/reports/",
        new_list(
            [
                ("/document/one", TITLE, "2025-09-09"),
                ("/document/before", "An inspection of youth justice services in Before", "2024-01-01"),
            ],
            following="/reports/page/2/",
        ),
    )
    one, two = (f"An inspection of youth justice services in {place_of(seed)}" for seed in (1, 2))
    # The last page leads back to the first.
    site.page("/reports/page/2/", new_list([("/document/two", one, "2025-10-10")], following="/reports/"))
    site.page("/document/one", new_report(two, report=report_html(2)))
    site.page("/document/two", new_report(one, body=f"<a href='/two.pdf'>{one} (PDF)</a>"))
    site.file("/two.pdf", pdf_of(report_text(1)))
    assert statuses(run(years=range(2025, 2027))) == ["new", "new"]
    kept = {record.file_name: record.service for record in store.history()}
    assert kept == {"one.html": place_of(2), "two.pdf": place_of(1)}
    assert statuses(run(years=range(2025, 2027))) == ["unchanged", "unchanged"]


def test_a_web_page_that_only_looks_like_a_report_is_unreadable(site: Site, run: Run) -> None:
    (found,) = run(site.page("/document/one", new_report(TITLE)))
    assert found.status == "unreadable"
    assert "“one.html” is not an inspection report" in found.message


def test_a_second_run_finds_everything_unchanged_and_downloads_nothing(
    site: Site, run: Run, store: ImportStore
) -> None:
    put_old_list(site, 2024, [[put_old_report(site, 1)]])
    run()
    before = store.revision()
    site.asked.clear()
    assert statuses(run()) == ["unchanged"]
    asked = {request.path: request.headers.get("if-none-match") for request in site.asked}
    assert asked["/uploads/2024/report-1.pdf"] == '"1"'
    assert store.revision() == before


def newer_edition(seed: int) -> str:
    """The same report with another month in which its fieldwork started."""
    text = report_text(seed)
    (line,) = {line for line in text.split("\n") if line.startswith("Fieldwork started ")}
    return text.replace(line, "Fieldwork started January 2019")


def test_a_newer_edition_is_listed_with_its_differences_and_not_accepted(
    site: Site, run: Run, store: ImportStore
) -> None:
    address = put_old_report(site, 1)
    run(address)
    before = store.revision()
    site.file("/uploads/2024/report-1.pdf", pdf_of(newer_edition(1)))
    (found,) = run(address)
    assert (found.status, found.is_good) == ("held", False)
    assert (
        found.message
        == "1 figure differs from what is here: see “Add a report”, or collect again with --accept"
    )
    assert [line.rpartition(" → ")[2] for line in found.differences] == ["2019-01"]
    assert store.revision() == before
    # It waits as long as nobody decides.
    assert statuses(run(address)) == ["held"]


def test_a_newer_edition_is_accepted_where_that_was_asked_for(
    site: Site, run: Run, store: ImportStore
) -> None:
    address = put_old_report(site, 1)
    run(address)
    site.file("/uploads/2024/report-1.pdf", pdf_of(newer_edition(1)))
    (found,) = run(address, accepting=True)
    assert (found.status, found.is_good) == ("changed", True)
    assert store.payload(store.history()[0].import_id)["fieldwork_started"] == "2019-01"
    assert statuses(run(address)) == ["unchanged"]


def test_a_newer_edition_that_contradicts_itself_is_never_accepted(
    site: Site, run: Run, store: ImportStore
) -> None:
    text = report_text(1)
    address = put_old_report(site, 1, text=text)
    run(address)
    before = store.revision()
    start = text.index("Score ")
    printed = text[start : text.index("/36", start)]
    site.file("/uploads/2024/report-1.pdf", pdf_of(text.replace(printed, f"Score {int(printed[6:]) - 1}")))
    (found,) = run(address, accepting=True)
    assert found.status == "held"
    assert [doubt.kind for doubt in found.doubts] == ["contradictions"]
    assert found.differences
    assert statuses(run(address, accepting=True, trying=True)) == ["held"]
    assert store.revision() == before


def test_another_file_with_the_same_figures_changes_nothing(site: Site, run: Run, store: ImportStore) -> None:
    address = put_old_report(site, 1)
    run(address)
    before = store.revision()
    site.file("/uploads/2024/report-1.pdf", pdf_of(report_text(1)) + b"\n% made again\n")
    (found,) = run(address)
    assert (found.status, found.message) == (
        "unchanged",
        "another file of a report that is here already, with the same figures",
    )
    assert store.revision() == before


def test_two_editions_in_one_run_are_compared_with_each_other(site: Site, run: Run) -> None:
    first = site.file("/one.pdf", pdf_of(report_text(1)))
    same = site.file("/same.pdf", pdf_of(report_text(1)) + b"\n% made again\n")
    newer = site.file("/newer.pdf", pdf_of(newer_edition(1)))
    found = run(first, same, newer)
    assert statuses(found) == ["new", "unchanged", "held"]
    assert len(found[2].differences) == 1


def test_a_report_that_was_withdrawn_stays_so(site: Site, run: Run, store: ImportStore) -> None:
    address = put_old_report(site, 1)
    run(address)
    intake.withdraw(store.history()[0].import_id, store=store, environment=ALLOWED)
    (found,) = run(address)
    assert found.status == "unchanged"
    assert "withdrawn later" in found.message
    assert [record.is_accepted for record in store.history()] == [False]


def test_what_may_be_no_whole_report_is_held_though_it_is_new(
    site: Site, run: Run, store: ImportStore
) -> None:
    text = report_text(1)
    start = text.index("Score ")
    printed = text[start : text.index("/36", start)]
    address = put_old_report(site, 1, text=text.replace(printed, f"Score {int(printed[6:]) - 1}"))
    for wanted in ({}, {"trying": True}, {"accepting": True}):
        (found,) = run(address, **wanted)
        assert (found.status, [doubt.kind for doubt in found.doubts]) == ("held", ["contradictions"])
    assert store.history() == []


def test_a_dry_run_adds_nothing_and_says_what_would_be(site: Site, run: Run, store: ImportStore) -> None:
    put_old_list(site, 2024, [[put_old_report(site, seed) for seed in (1, 2)]])
    found = run(trying=True)
    assert [(one.status, one.message) for one in found] == [
        ("new", "not added, because this is a dry run")
    ] * 2
    assert store.history() == []
    assert statuses(run()) == ["new", "new"]


def test_only_reports_since_a_day_are_fetched(site: Site, run: Run) -> None:
    early, late = put_old_report(site, 1, year=2023), put_old_report(site, 2, year=2024)
    found = run(early, late, since=dt.date(2024, 12, 3))
    assert found[0].message == "published on 2023-12-03"
    assert statuses(found) == ["earlier", "new"]
    assert "/uploads/2023/report-1.pdf" not in site.paths
    assert statuses(run(late, since=dt.date(2024, 12, 4))) == ["earlier"]


def test_an_address_of_a_list_stands_for_its_reports(site: Site, run: Run) -> None:
    put_old_list(site, 2024, [[put_old_report(site, 1)]])
    assert statuses(run(site.address(f"{OLD_LIST}&paged=0&year=2024"))) == ["new"]


def test_an_unreadable_report_stops_none_of_the_others(site: Site, run: Run) -> None:
    title = "An inspection of youth justice services in Nowhere"

    def leading_to(name: str, reply: Reply) -> str:
        site.replies[f"/{name}.pdf"] = reply
        return site.page(f"/{name}/", old_report(title, files=[(f"/{name}.pdf", title)]))

    cases = {
        leading_to("gone", Reply(status=404)): "is not there any more",
        leading_to("cookies", Reply(COOKIES.encode())): "is no PDF: its page is “Are you OK with cookies?”",
        leading_to("fault", Reply(b"<title>Error</title><h1>Sorry</h1>")): "is no PDF: its page is “Sorry”",
        leading_to(
            "letter", Reply(pdf_of("Dear board, here are the minutes.\n" * 40), kind="application/pdf")
        ): "is not an inspection report",
        leading_to(
            "half", Reply(pdf_of(report_text(2))[:4000], kind="application/pdf")
        ): "stops before its end",
        leading_to("empty", Reply(b"")): "is no PDF: what came has no title",
        site.page("/soon/", f"<h1>{title}</h1><p>Soon.</p>"): "leads to no report",
        site.page("/error/", "<h1>Page not found</h1>"): "leads to no report: its page is “Page not found”",
        site.page(
            "/away/", old_report(title, files=[("https://example.org/x.pdf", title)])
        ): "on example.org",
        site.page("/image/", "\x00\x01", kind="image/png"): "is neither a PDF nor a web page",
    }
    put_old_list(site, 2024, [[*cases, put_old_report(site, 1)]])
    found = run()
    assert statuses(found) == [*["unreadable"] * len(cases), "new"]
    for one, reason in zip(found, cases.values(), strict=False):
        assert reason in one.message
        assert one.message.isprintable()


def test_a_list_that_changed_its_form_is_told_in_one_sentence(site: Site, run: Run) -> None:
    site.page(f"{OLD_LIST}&paged=0&year=2024", "<h1>Welcome to our new website</h1>")
    (found,) = run()
    assert found.message == (
        f"“{site.address('/hmiprobation/inspections')}” lists no inspection that we recognise, so the website has "
        "probably changed. Give a file with the addresses of reports (--from FILE)."
    )


def test_a_list_that_cannot_be_had_leaves_the_other_years(site: Site, run: Run) -> None:
    put_old_list(site, 2024, [[put_old_report(site, 1)]])
    site.page(f"{OLD_LIST}&paged=0&year=2023", "", status=503)
    found = run(years=range(2023, 2025))
    assert statuses(found) == ["unlisted", "new"]
    assert "gave an error (503)" in found[0].message


def test_a_list_that_never_ends_is_left_when_it_brings_nothing_new(site: Site, run: Run) -> None:
    address = put_old_report(site, 1)
    for number in range(100):
        site.page(f"{OLD_LIST}&paged={number}&year=2024", old_list([(address, "An inspection of X")]))
    assert statuses(run()) == ["new"]
    assert sum(path.startswith(OLD_LIST) for path in site.paths) == 2


def test_a_list_with_ever_new_pages_is_left_at_a_bound(
    site: Site, collection: Callable[..., Collection]
) -> None:
    for number in range(100):
        site.page(
            f"/reports/page/{number}/",
            new_list(
                [(f"/document/{number}", TITLE, "2025-09-09")], following=f"/reports/page/{number + 1}/"
            ),
        )
    (part,) = collection(site.address("/reports/page/0/")).gather()
    assert (part.problem, len(part.reports)) == ("", 61)


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(
    site: Site,
    collection: Callable[..., Collection],
    fetcher_of: MakeFetcher,
    cache: Cache,
    store: ImportStore,
) -> None:
    put_old_list(site, 2024, [[put_old_report(site, seed) for seed in (1, 2, 3)]])
    start = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
    first = collection(fetcher=fetcher_of(since=cache.begin("a run", now=start)))
    list(first.gather())
    broken_off = first.each()
    assert next(broken_off)[2].status == "new"
    broken_off.close()
    assert len(store.history()) == 1
    site.asked.clear()

    later = start + dt.timedelta(hours=2)
    second = collection(fetcher=fetcher_of(since=cache.begin("a run", now=later)))
    list(second.gather())
    assert [one.status for _, _, one in second.each()] == ["unchanged", "new", "new"]
    second.finish()
    # Neither the list nor the first report was asked for again.
    assert [path for path in site.paths if "report-" in path] == [
        "/uploads/2024/report-2.pdf",
        "/uploads/2024/report-3.pdf",
    ]
    assert not any(path.startswith(OLD_LIST) for path in site.paths)
    assert cache.begin("a run", now=later) == later


def test_another_run_or_one_long_after_starts_from_the_beginning(cache: Cache) -> None:
    start = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
    assert cache.begin("a run", now=start) == start
    assert cache.begin("a run", now=start + dt.timedelta(hours=1)) == start
    assert cache.begin("another run", now=start + dt.timedelta(hours=2)) == start + dt.timedelta(hours=2)
    assert cache.begin("another run", now=start + dt.timedelta(hours=27)) == start + dt.timedelta(hours=27)


def test_a_kill_while_a_file_is_written_leaves_the_old_one_whole(
    site: Site, fetcher_of: MakeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = site.file("/report.pdf", pdf_of("one"))
    first = fetcher_of().get(address)
    site.file("/report.pdf", pdf_of("two"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            fetcher_of().get(address)
    assert first.path.read_bytes() == pdf_of("one")
    assert fetcher_of().get(address).body == pdf_of("two")


def test_addresses_come_from_a_file_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "addresses.txt"
    file.write_text(
        "\ufeff# ours\nhttps://one.example.org/x\n\n  https://two.example.org/y  \nhttps://one.example.org/x\n"
    )
    assert addresses_in(file) == ("https://one.example.org/x", "https://two.example.org/y")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "cannot be read"), (b"# nothing\n\n", "names no address"), (b"\xff\xfe\x00", "cannot be read"),
     (b"x" * ((1 << 20) + 1), "is larger than any list of addresses")],
)  # fmt: skip
def test_a_file_without_addresses_gets_one_sentence(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    file = tmp_path / "addresses.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CollectListFileError, match=reason):
        addresses_in(file)
