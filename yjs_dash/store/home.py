"""Where imports are kept: a directory of the user's, or the database that YJS_DASH_DATABASE_URL names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from yjs_dash.environment import STORE_FILE_NAME, URL_VARIABLE, home_directory
from yjs_dash.errors import StoreUnavailableError

_POSTGRES = "postgresql+psycopg"


def database_url(*, environment: Mapping[str, str] = os.environ) -> URL:
    """The database that YJS_DASH_DATABASE_URL names, or the file in the home directory.

    Raises:
        StoreUnavailableError: the address is none, or names a database that lives in memory only.
    """
    named = environment.get(URL_VARIABLE)
    if not named:
        return URL.create("sqlite", database=str(home_directory(environment=environment) / STORE_FILE_NAME))
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        # The message of the library repeats the address, which may hold a password.
        problem = "has an address that cannot be read"
        raise StoreUnavailableError(problem=problem, setting=URL_VARIABLE) from None
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername=_POSTGRES)
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise StoreUnavailableError(problem="would be in memory only and be lost", setting=URL_VARIABLE)
    return url


def make_home(directory: Path) -> None:
    """Creates the directory, for its owner alone. Raises OSError."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    directory.mkdir(mode=0o700, exist_ok=True)
