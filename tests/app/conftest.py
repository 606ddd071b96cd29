"""One visitor a page, who changes the choice between runs: that is what visitors do, and a new one costs a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.reading import opened

Show = Callable[..., AppTest]


SETTINGS = ("YJS_DASH_DATA", "YJS_DASH_DATABASE_URL", "YJS_DASH_HOME", "YJS_DASH_READ_ONLY")


@pytest.fixture(scope="module", autouse=True)
def _bundled_data_and_no_imports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The app of the tests knows nothing of what the user of this machine has set or imported."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("YJS_DASH_HOME", str(tmp_path_factory.mktemp("home")))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def _visitors() -> dict[str, AppTest]:
    return {}


@pytest.fixture
def show(_visitors: dict[str, AppTest]) -> Show:
    """Shows a page with a choice, to the visitor who is on that page already."""

    def shown(page: str, **state: Any) -> AppTest:
        at = _visitors.pop(page, None)
        if at is None:
            at = opened(page, **state)
        else:
            for key, value in state.items():
                at.session_state[key] = value
            at.run()
        # A run that breaks off leaves this visitor out, so that the next test does not inherit the fault.
        _visitors[page] = at
        return at

    return shown


@pytest.fixture
def fresh_caches() -> Iterator[None]:
    """Nothing of the data set is remembered, neither from the tests before nor for those after."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
