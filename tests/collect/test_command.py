"""`python -m yjs_dash collect` as a user runs it, on a site on this computer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.collect.conftest import Clock, Site
from tests.collect.pages import (
    OLD_LIST,
    new_list,
    pdf_of,
    place_of,
    put_old_list,
    put_old_report,
    report_text,
)
from yjs_dash.__main__ import main
from yjs_dash.collect import Cache, Collected, Hosts, Pace, fetcher, run
from yjs_dash.collect.reports import Named
from yjs_dash.collect.site import Listing
from yjs_dash.errors import CollectBusyError

ROOT = Path(__file__).resolve().parents[2]

Collect = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("YJS_DASH_DATA", "YJS_DASH_DATABASE_URL", "YJS_DASH_READ_ONLY", "YJS_DASH_COLLECT_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("YJS_DASH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def collect(home: Path, capfd: pytest.CaptureFixture[str]) -> Collect:
    """Runs the command: its exit status, and the lines that it says. Nothing goes to standard output."""

    def done(*arguments: str | Path) -> tuple[int, list[str]]:
        capfd.readouterr()
        status = main(["collect", *map(str, arguments)])
        out, err = capfd.readouterr()
        assert out == ""
        return status, err.splitlines()

    return done


@pytest.fixture
def here(site: Site, hosts: Hosts, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site stands for the inspectorate's: the program may ask it, and its list is the only one."""
    listing = Listing(site.address(OLD_LIST) + "&paged={page}&year={year}", True, 2018, sure_until=2024)
    monkeypatch.setattr(run, "hosts_of", lambda **_: hosts)
    monkeypatch.setattr(run.site, "LISTINGS", (listing,))
    monkeypatch.setattr(fetcher, "PACE", Pace(clock=clock.monotonic, sleep=clock.sleep))
    return site


def test_a_run_says_what_it_found_line_by_line_with_a_summary(here: Site, collect: Collect) -> None:
    broken = here.page("/broken/", "<h1>Page not found</h1>")
    put_old_list(here, 2024, [[put_old_report(here, 1), broken]])
    status, lines = collect("--year", "2024")
    assert status == 1
    assert lines[0] == "reports of 2024: 2"
    assert lines[1].startswith("[1/2] new: An inspection of youth justice services in ")
    assert place_of(1) in lines[1]
    assert lines[2].startswith("[2/2] unreadable: An inspection of youth justice services in ")
    assert lines[3].startswith("unreadable: ")
    assert lines[3].endswith("Use the address of a report, or download it and add the file.")
    assert lines[4:] == ["1 new, 1 unreadable"]

    put_old_list(here, 2024, [[put_old_report(here, 1)]])
    status, lines = collect("--year", "2024")
    assert (status, lines[-1]) == (0, "1 unchanged")


def test_a_newer_edition_waits_and_is_accepted_when_that_is_asked_for(here: Site, collect: Collect) -> None:
    address = put_old_report(here, 1)
    assert collect(address)[0] == 0
    text = report_text(1)
    (line,) = {line for line in text.split("\n") if line.startswith("Fieldwork started ")}
    here.file("/uploads/2024/report-1.pdf", pdf_of(text.replace(line, "Fieldwork started January 2019")))
    status, lines = collect(address)
    assert (status, lines[-1]) == (1, "1 held for review")
    assert next(line for line in lines if line.startswith("    ")).endswith(" → 2019-01")
    status, lines = collect("--accept", "--dry-run", address)
    assert (status, lines[-1]) == (0, "1 changed")
    status, lines = collect("--accept", address)
    assert (status, lines[-1]) == (0, "1 changed")
    status, lines = collect(address)
    assert (status, lines[-1]) == (0, "1 unchanged")


def test_addresses_come_from_a_file_and_the_lists_are_left_alone(
    here: Site, collect: Collect, tmp_path: Path
) -> None:
    file = tmp_path / "addresses.txt"
    file.write_text(f"# reports\n{put_old_report(here, 1)}\n")
    status, lines = collect("--from", file, "--since", "2024-01-01")
    assert (status, lines[-1]) == (0, "1 new")
    assert not any(path.startswith(OLD_LIST) for path in here.paths)


def test_what_was_fetched_stands_in_the_home_directory_and_no_run_is_left_open(
    here: Site, collect: Collect, home: Path
) -> None:
    collect(put_old_report(here, 1))
    folder = home / "collected"
    assert {path.name for path in folder.rglob("*.pdf")} == {"report-1.pdf"}
    assert not (folder / "run.json").exists()
    assert list(folder.rglob(".part-*")) == []


def test_a_run_that_is_interrupted_is_left_open_and_goes_on(here: Site, collect: Collect, home: Path) -> None:
    first, second = put_old_report(here, 1), put_old_report(here, 2)
    with pytest.MonkeyPatch.context() as patch:
        collected = run.Collection._collected

        def interrupted(collection: run.Collection, named: Named) -> Collected:
            if named.address == second:
                raise KeyboardInterrupt
            return collected(collection, named)

        patch.setattr(run.Collection, "_collected", interrupted)
        assert collect(first, second)[0] == 130
    assert (home / "collected" / "run.json").exists()
    here.asked.clear()
    status, lines = collect(first, second)
    assert (status, lines[-1]) == (0, "1 unchanged, 1 new")
    assert "/uploads/2024/report-1.pdf" not in here.paths


KILLED = """
import sys
from yjs_dash.__main__ import main
from yjs_dash.collect import Endpoint, Hosts, Pace, fetcher, run
run.hosts_of = lambda **_: Hosts((Endpoint("127.0.0.1", int(sys.argv[1]), "loopback"),))
fetcher.PACE = Pace(seconds=0)
main(["collect", *sys.argv[2:]])
"""


def test_a_run_that_is_killed_while_a_report_comes_goes_on_with_that_one(
    here: Site, collect: Collect, home: Path
) -> None:
    addresses = [put_old_report(here, seed) for seed in (1, 2, 3)]
    second = here.replies["/uploads/2024/report-2.pdf"]
    processes: list[subprocess.Popen[bytes]] = []

    def kill(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n%PDF-1.7")
        processes[0].kill()

    here.replies["/uploads/2024/report-2.pdf"] = kill
    command = [sys.executable, "-c", KILLED, str(here.port), *addresses]
    processes.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))
    assert processes[0].wait(timeout=120) < 0
    assert {path.name for path in home.rglob("*.pdf")} == {"report-1.pdf"}

    here.replies["/uploads/2024/report-2.pdf"] = second
    here.asked.clear()
    status, lines = collect(*addresses)
    assert (status, lines[-1]) == (0, "1 unchanged, 2 new")
    assert [path for path in here.paths if path.endswith(".pdf")] == [
        "/uploads/2024/report-2.pdf",
        "/uploads/2024/report-3.pdf",
    ]


def test_a_site_that_changed_ends_in_one_sentence_and_its_own_exit_status(
    here: Site, collect: Collect
) -> None:
    here.page(f"{OLD_LIST}&paged=0&year=2024", "<h1>Welcome</h1>")
    status, lines = collect("--year", "2024")
    assert status == 2
    assert lines[0] == "reports of 2024: 0"
    assert "so the website has probably changed" in lines[1]
    assert lines[2:] == ["No report was found."]


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            ("YJS_DASH_READ_ONLY", "1"),
            "You cannot add or withdraw files here, because YJS_DASH_READ_ONLY is set.",
        ),
        (
            ("YJS_DASH_DATABASE_URL", "postgresql://someone:secret@127.0.0.1:9/nowhere"),
            "The database of added files cannot be reached. Check YJS_DASH_DATABASE_URL.",
        ),
        (
            ("YJS_DASH_COLLECT_HOSTS", "not/a/host"),
            "YJS_DASH_COLLECT_HOSTS names “not/a/host”, which is not a host.",
        ),
    ],
)
def test_settings_that_forbid_it_are_told_before_anything_is_asked(
    collect: Collect, home: Path, monkeypatch: pytest.MonkeyPatch, setting: tuple[str, str], sentence: str
) -> None:
    monkeypatch.setenv(*setting)
    status, lines = collect("https://www.justiceinspectorates.gov.uk/x")
    assert (status, len(lines)) == (2, 1)
    assert lines[0].startswith(sentence)
    assert not home.exists()


@pytest.mark.usefixtures("no_network")
def test_an_address_elsewhere_is_refused_without_being_asked(collect: Collect) -> None:
    status, lines = collect("https://example.org/report.pdf", "http://127.0.0.1/report.pdf")
    assert status == 2
    assert "is on example.org, where we do not look for reports" in lines[0]
    assert "is on 127.0.0.1, where we do not look for reports" in lines[1]


def test_a_second_run_on_the_same_home_is_told_so_in_one_sentence_and_asks_nothing(
    here: Site, collect: Collect, home: Path
) -> None:
    address = put_old_report(here, 1)
    with Cache(home / "collected").alone():
        assert collect(address) == (
            2,
            [
                "Another run is collecting reports at the moment. Wait until it has finished, then start this one "
                "again."
            ],
        )
        assert here.asked == []
    assert collect(address)[0] == 0


def test_a_run_that_is_killed_leaves_no_lock_behind(here: Site, collect: Collect, home: Path) -> None:
    address = put_old_report(here, 1)
    answering = here.replies["/uploads/2024/report-1.pdf"]
    processes: list[subprocess.Popen[bytes]] = []
    during: list[bool] = []

    def kill(request: BaseHTTPRequestHandler) -> None:
        try:
            with Cache(home / "collected").alone():
                during.append(False)
        except CollectBusyError:
            during.append(True)
        processes[0].kill()

    here.replies["/uploads/2024/report-1.pdf"] = kill
    processes.append(
        subprocess.Popen(
            [sys.executable, "-c", KILLED, str(here.port), address], cwd=ROOT, stderr=subprocess.DEVNULL
        )
    )
    assert processes[0].wait(timeout=120) < 0
    assert during == [True]
    here.replies["/uploads/2024/report-1.pdf"] = answering
    status, lines = collect(address)
    assert (status, lines[-1]) == (0, "1 new")


def test_a_list_at_another_address_is_named_by_a_setting(
    here: Site, collect: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    assumed = Listing(here.address("/assumed/"), False, 2025, setting="YJS_DASH_COLLECT_LIST")
    monkeypatch.setattr(run.site, "LISTINGS", (assumed,))
    here.page("/assumed/", "<h1>Welcome</h1>")
    status, lines = collect("--year", "2025")
    assert (status, lines) == (
        2,
        [
            f"reports of 2025 to 2025: “{here.address('/assumed/')}” lists no inspection that we recognise, so the "
            "website has probably changed. Give a file with the addresses of reports (--from FILE), or set "
            "YJS_DASH_COLLECT_LIST to the address of the list.",
            "No report was found.",
        ],
    )
    title = f"An inspection of youth justice services in {place_of(1)}"
    here.page("/reports/", new_list([(put_old_report(here, 1, year=2025), title, "2025-12-03")]))
    monkeypatch.setenv("YJS_DASH_COLLECT_LIST", here.address("/reports/"))
    status, lines = collect("--year", "2025")
    assert (status, lines[-1]) == (0, "1 new")
    # The list is as it was; that it has nothing of another year is no fault of it.
    assert collect("--year", "2026") == (0, ["reports of 2026 to 2026: 0", "No report was found."])
