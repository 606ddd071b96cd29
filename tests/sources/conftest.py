"""The folder of the publisher's real files, which the project does not carry."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def lait_folder(shared: Path) -> Path:
    folder = shared / "official" / "lait"
    if not folder.is_dir():
        pytest.skip("needs the publisher’s files in the folder “shared/official/lait” beside the checkout")
    return folder
