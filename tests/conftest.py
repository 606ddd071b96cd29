"""What all tests share: the marks of browser tests, and the folder of material that is not part of the project."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from made_up.chromium import BROWSER_REQUIRED
from tests.scheduling import pytest_xdist_make_scheduler, rank

__all__ = ["pytest_xdist_make_scheduler"]

BROWSER_TESTS = Path(__file__).parent / "browser"
SHARED = Path(__file__).resolve().parents[2] / "shared"

# No example of a property fails for being slow: a machine that does other things besides may be ten times slower.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", PATIENT, max_examples=40)
# `pytest -m hypothesis --hypothesis-profile thorough`, as the nightly workflow does.
settings.register_profile("thorough", PATIENT, max_examples=1000)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: full reports and publishers' files, which the project does not carry."""
    if not SHARED.is_dir():
        pytest.skip("needs the published reports and files in a folder “shared” beside the checkout")
    return SHARED


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    # What the project does not carry may be wanting; the browser may not.
    for_want_of_shared = "shared" in getattr(item, "fixturenames", ()) and not SHARED.is_dir()
    if BROWSER_REQUIRED and item.get_closest_marker("browser") and report.skipped and not for_want_of_shared:
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if BROWSER_REQUIRED and BROWSER_TESTS in collector.path.parents and report.skipped:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"A browser test did not run, and YJS_DASH_REQUIRE_BROWSER is set. {reason}"
