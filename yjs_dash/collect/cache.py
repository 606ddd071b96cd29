"""What was fetched, kept under the home directory: a folder for each address, with its body and what is known of it.

Every file is written aside and then put in its place, the body before its entry: a run that is killed leaves whole
entries, and at most a file that nobody names.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

import httpx
from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from yjs_dash.environment import HOME_VARIABLE, home_directory
from yjs_dash.errors import CollectBusyError, CollectFolderError
from yjs_dash.store.home import make_home

FOLDER_NAME = "collected"
RESUMED_WITHIN = dt.timedelta(hours=24)
_ENTRY, _RUN, _LOCK, _TOGETHER = "entry.json", "run.json", "run.lock", "pages"
_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


class Entry(BaseModel):
    """What is known of one address. `checked_at`: when the site last said that this is what it has; times are UTC."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    address: str
    final_address: str
    fetched_at: dt.datetime
    checked_at: dt.datetime
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    sha256: str
    body: str
    """Path of the body, from the folder of the address."""


class _Run(BaseModel):
    """A run that is not finished."""

    model_config = ConfigDict(frozen=True)

    wanted: str
    started_at: dt.datetime


class Cache:
    """Bodies by address. Every method raises CollectFolderError where the folder cannot be used."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def find(self, address: str) -> Entry | None:
        """The entry of an address whose body is there, whole; None otherwise."""
        try:
            entry = Entry.model_validate_json((self._folder(address) / _ENTRY).read_bytes())
            whole = hashlib.sha256(self.path(entry).read_bytes()).hexdigest() == entry.sha256
        except (OSError, ValidationError):
            return None
        return entry if whole and entry.address == address else None

    def path(self, entry: Entry) -> Path:
        """The file with the body."""
        return self._folder(entry.address) / entry.body

    def keep(
        self,
        body: bytes,
        *,
        address: str,
        final: httpx.URL,
        headers: Mapping[str, str],
        suffix: str,
        now: dt.datetime,
    ) -> Entry:
        """Keeps what an address gave, in the place of what it gave before. `headers`: those of the answer."""
        digest = hashlib.sha256(body).hexdigest()
        entry = Entry(
            address=address,
            final_address=str(final),
            fetched_at=now,
            checked_at=now,
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            content_type=headers.get("content-type", ""),
            sha256=digest,
            body=f"{digest[:16]}/{file_name(final, suffix=suffix)}",
        )
        self._write(self.path(entry), body)
        self._note(entry)
        self._clear(entry)
        return entry

    def keep_together(self, entries: Sequence[Entry]) -> Path:
        """A folder with the bodies of the pages of one report, in their order, in the place of an earlier one."""
        first = entries[0]
        name = file_name(httpx.URL(first.final_address), suffix=".html").removesuffix(".html")
        folder = self._folder(first.address) / _TOGETHER / name
        try:
            shutil.rmtree(folder.parent, ignore_errors=True)
            folder.mkdir(parents=True)
            for number, entry in enumerate(entries, start=1):
                shutil.copyfile(self.path(entry), folder / f"{number:03}.html")
        except OSError:
            raise CollectFolderError(setting=HOME_VARIABLE) from None
        return folder

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """One run at a time; the system gives the lock back when a run ends in any way.

        Raises:
            CollectBusyError: another run has it.
        """
        lock = FileLock(self._directory / _LOCK, timeout=0, fallback_to_soft=False)
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise CollectBusyError from None
        except (OSError, NotImplementedError):
            raise CollectFolderError(setting=HOME_VARIABLE) from None
        try:
            yield
        finally:
            lock.release()

    def seen(self, entry: Entry, *, now: dt.datetime) -> Entry:
        """Notes that the site still has what it had."""
        checked = entry.model_copy(update={"checked_at": now})
        self._note(checked)
        return checked

    def begin(self, wanted: str, *, now: dt.datetime) -> dt.datetime:
        """When the run started: now, or earlier where the same one was broken off within RESUMED_WITHIN."""
        run = _Run(wanted=wanted, started_at=now)
        with contextlib.suppress(OSError, ValidationError):
            before = _Run.model_validate_json((self._directory / _RUN).read_bytes())
            if before.wanted == wanted and now - RESUMED_WITHIN < before.started_at <= now:
                return before.started_at
        self._write(self._directory / _RUN, run.model_dump_json().encode())
        return now

    def finish(self) -> None:
        """The run came to its end: the next one asks for everything again."""
        with contextlib.suppress(OSError):
            (self._directory / _RUN).unlink()

    def _folder(self, address: str) -> Path:
        return self._directory / hashlib.sha256(address.encode()).hexdigest()[:32]

    def _note(self, entry: Entry) -> None:
        self._write(self._folder(entry.address) / _ENTRY, entry.model_dump_json().encode())

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(descriptor)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError:
            raise CollectFolderError(setting=HOME_VARIABLE) from None

    def _clear(self, entry: Entry) -> None:
        """Removes bodies that were there before."""
        kept = self.path(entry).parent
        for folder in self._folder(entry.address).iterdir():
            if folder.is_dir() and folder != kept:
                shutil.rmtree(folder, ignore_errors=True)


def home_cache(*, environment: Mapping[str, str] = os.environ) -> Cache:
    """The cache under the home directory, which is created. Raises CollectFolderError, StoreUnavailableError."""
    home = home_directory(environment=environment)
    try:
        make_home(home)
    except OSError:
        raise CollectFolderError(setting=HOME_VARIABLE) from None
    return Cache(home / FOLDER_NAME)


def file_name(address: httpx.URL, *, suffix: str) -> str:
    """A file's name from the last part of its address, as every system can keep it."""
    last = unquote(address.path.rstrip("/").rpartition("/")[2])
    stem = _ODD.sub("-", last.removesuffix(suffix).removesuffix(suffix.upper())).strip("-.")
    return f"{stem[:_LONGEST_NAME] or 'report'}{suffix}"
