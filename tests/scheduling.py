"""Which tests stay together on one worker of pytest-xdist, and which begin first.

A module stays together, so that what it sets up is set up once. Modules that take long and set up nothing of their own
are handed out test by test. The longest begin first, so that no worker waits at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

LONGEST_FIRST = (
    "tests/truth/",
    "tests/browser/test_add_report.py",
    "tests/browser/",
    "tests/app/",
    "tests/extract/",
    "tests/store/",
    "tests/spec/",
)
"""Beginnings of paths; the other modules come after these, as pytest collects them."""
ONE_BY_ONE = (
    "tests/browser/test_accessibility.py",
    "tests/extract/test_made_up_reports.py",
    "tests/extract/test_hostile_files.py",
    "tests/spec/test_specification.py",
)


def rank(nodeid: str) -> int:
    """The place of a test among those that begin first."""
    places = (place for place, path in enumerate(LONGEST_FIRST) if nodeid.startswith(path))
    return next(places, len(LONGEST_FIRST))


def unit_of(nodeid: str) -> str:
    """What a test stays together with: its module, or nothing."""
    path = nodeid.partition("::")[0]
    return nodeid if path in ONE_BY_ONE else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Hands out the units in their order; another `--dist` on the command line is left to xdist."""
    if config.getoption("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class InUnits(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit_of(nodeid)

    return InUnits(config, log)
