"""What the environment decides: the data set, where imports are kept, whether and from where files may be imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from yjs_dash.errors import StoreUnavailableError

DATA_VARIABLE = "YJS_DASH_DATA"
HOME_VARIABLE = "YJS_DASH_HOME"
URL_VARIABLE = "YJS_DASH_DATABASE_URL"
READ_ONLY_VARIABLE = "YJS_DASH_READ_ONLY"
HOSTS_VARIABLE = "YJS_DASH_ALLOWED_HOSTS"
COLLECT_HOSTS_VARIABLE = "YJS_DASH_COLLECT_HOSTS"
COLLECT_LIST_VARIABLE = "YJS_DASH_COLLECT_LIST"
STORE_FILE_NAME = "yjs_dash.sqlite3"


def importing_allowed(*, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether files may be imported here; where not, the app shows no way to it."""
    return environment.get(READ_ONLY_VARIABLE, "").strip().lower() in {"", "0", "false", "no"}


def deployment_hosts(*, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Names by which others ask for this app, as YJS_DASH_ALLOWED_HOSTS has them, parted by commas.

    `*.example.org` stands for every name that ends so, and `*` for any name. A star elsewhere makes no name.
    """
    named = (part.strip().lower().rstrip(".") for part in environment.get(HOSTS_VARIABLE, "").split(","))
    return tuple(name for name in named if name == "*" or (name and "*" not in name.removeprefix("*.")))


def collect_hosts(*, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The hosts that YJS_DASH_COLLECT_HOSTS names beside the inspectorate's, as written there."""
    return tuple(environment.get(COLLECT_HOSTS_VARIABLE, "").replace(",", " ").split())


def collect_list(*, environment: Mapping[str, str] = os.environ) -> str:
    """The address that YJS_DASH_COLLECT_LIST names for the list of reports since 2025; empty where it is not set."""
    return environment.get(COLLECT_LIST_VARIABLE, "").strip()


def home_directory(*, environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The directory that YJS_DASH_HOME names, or the one where programs of this platform keep their data.

    Raises:
        StoreUnavailableError: the user has no home directory, and none was named.
    """
    named = environment.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser()
    try:
        if platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "YJS Dash"
        if platform == "win32":
            local = environment.get("LOCALAPPDATA")
            return (Path(local) if local else Path.home() / "AppData" / "Local") / "YJS Dash"
        data = environment.get("XDG_DATA_HOME") or ""
        # The standard says that a relative path there is to be ignored.
        base = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
        return base / "yjs-dash"
    except RuntimeError:
        raise StoreUnavailableError(
            problem="has no home directory to stand in", setting=HOME_VARIABLE
        ) from None


def may_hold_imports(*, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a store that could hold imports; asked without opening it, so without loading a database.

    Raises StoreUnavailableError as `home_directory` does.
    """
    if environment.get(URL_VARIABLE):
        return True
    return (home_directory(environment=environment) / STORE_FILE_NAME).exists()
