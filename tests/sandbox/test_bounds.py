"""Whatever a file does to the process that reads it, the program that asked gets one sentence on that file."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.sandbox import tasks
from yjs_dash.errors import (
    DamagedStatisticsFileError,
    ReadingFaultError,
    ReadingMemoryError,
    ReadingStoppedError,
    ReadingTimeError,
    TooMuchReadError,
    UnreadableFileError,
    unreadable,
)
from yjs_dash.sandbox import bounds, helper, parent, read_bounded, read_object

WAYS = ("fork", "helper", "spawn")
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is watched where the system tells of it")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way to a child: a fork of this process, of a helper, and a process of its own."""
    chosen = str(request.param)
    if chosen != "spawn" and not parent.can_fork():
        pytest.skip("processes are not forked on this system")
    monkeypatch.setattr(parent, "can_fork", lambda: chosen != "spawn")
    monkeypatch.setattr(parent, "has_one_thread", lambda: chosen == "fork")
    return chosen


@pytest.mark.usefixtures("way")
def test_the_answer_of_a_child_comes_back_and_the_child_knows_that_it_is_one() -> None:
    assert read_bounded(partial(tasks.answer, "Ynys Môn"), file="a.pdf").decode() == "Ynys Môn True"
    assert not bounds.is_bounded()


@pytest.mark.usefixtures("way")
def test_an_error_of_our_own_comes_back_as_the_same_error() -> None:
    with pytest.raises(DamagedStatisticsFileError) as caught:
        read_bounded(partial(tasks.refuse, "b.xlsx"), file="a.pdf")
    assert str(caught.value) == str(DamagedStatisticsFileError(file="b.xlsx", kind="a workbook"))


CASES = (
    (tasks.fail, ReadingFaultError, "did not expect (NotImplementedError)"),
    (tasks.recurse, ReadingFaultError, "did not expect (RecursionError)"),
    (tasks.crash, ReadingStoppedError, "stopped"),
    (tasks.leave_early, ReadingStoppedError, "stopped"),
    (tasks.answer_without_end, TooMuchReadError, "far more than any file"),
)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("task", "error", "words"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_child_that_fails_is_one_sentence_that_names_the_file(
    task: object, error: type[UnreadableFileError], words: str
) -> None:
    with pytest.raises(error) as caught:
        read_bounded(partial(task), file="some.xlsx")  # type: ignore[arg-type]
    assert str(caught.value).startswith("“some.xlsx” could not be read") or words in str(caught.value)
    assert words in str(caught.value)
    assert read_bounded(partial(tasks.answer, "the next"), file="b.pdf") == b"the next True"


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("task", [tasks.sleep, tasks.compute])
def test_a_child_that_does_not_end_is_stopped(task: object) -> None:
    with pytest.raises(ReadingTimeError, match=r"“slow\.xlsx” could not be read within"):
        read_bounded(partial(task), file="slow.xlsx", wall_seconds=4)  # type: ignore[arg-type]


@linux
@pytest.mark.usefixtures("way")
def test_a_child_that_takes_all_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadingMemoryError, match=r"“wide\.parquet” needs more than 512 MiB"):
        read_bounded(partial(tasks.take_memory), file="wide.parquet")


@linux
def test_memory_that_was_reserved_before_is_watched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "has_one_thread", lambda: True)
    monkeypatch.setattr(bounds, "MEMORY_BYTES", 4 << 30)  # so that the child's own bound does not come first
    monkeypatch.setattr(parent, "MEMORY_BYTES", 64 << 20)
    with pytest.raises(ReadingMemoryError):
        read_bounded(partial(tasks.take_memory), file="wide.parquet")


@linux
@pytest.mark.usefixtures("way")
def test_a_child_can_write_no_file_and_open_only_a_few(tmp_path: Path) -> None:
    with pytest.raises(ReadingFaultError, match="OSError"):
        read_bounded(partial(tasks.write_a_file, tmp_path / "made"), file="a.pdf")
    assert not (tmp_path / "made").exists() or (tmp_path / "made").stat().st_size == 0
    (tmp_path / "there").write_bytes(b"")
    with pytest.raises(ReadingFaultError, match="OSError"):
        read_bounded(partial(tasks.read_many, tmp_path / "there"), file="a.pdf")


@linux
@pytest.mark.parametrize("way", ["fork", "helper"], indirect=True)
def test_nothing_that_the_program_has_open_is_open_in_a_child(way: str) -> None:
    with tasks.hold_a_socket():
        assert read_bounded(partial(tasks.open_descriptors), file="a.pdf") == b"0"


@pytest.mark.usefixtures("way")
def test_what_is_no_json_object_is_no_answer() -> None:
    with pytest.raises(ReadingStoppedError):
        read_object(partial(tasks.answer, "{"), file="a.pdf")


@pytest.fixture
def own_helper() -> Iterator[helper._Helper]:
    if not parent.can_fork():
        pytest.skip("processes are not forked on this system")
    own = helper._Helper()
    yield own
    own.close()


def test_a_helper_that_died_is_started_again(own_helper: helper._Helper) -> None:
    task = partial(tasks.answer, "here")
    assert own_helper.asked(task, wall_seconds=30)[1:] == b"here True"
    assert own_helper.process is not None
    own_helper.process.kill()
    own_helper.process.wait()
    assert own_helper.asked(task, wall_seconds=30)[1:] == b"here True"


def test_one_file_that_takes_its_time_holds_up_no_other(own_helper: helper._Helper) -> None:
    own_helper.load(tasks.__name__)
    slow = threading.Thread(
        target=own_helper.asked, args=(partial(tasks.sleep),), kwargs={"wall_seconds": 20}
    )
    slow.start()
    started = time.monotonic()
    assert own_helper.asked(partial(tasks.answer, "quick"), wall_seconds=19)[1:] == b"quick True"
    assert slow.is_alive()
    assert time.monotonic() - started < 20
    slow.join()


def test_the_helper_ends_with_the_program_that_started_it(own_helper: helper._Helper) -> None:
    own_helper.asked(partial(tasks.answer, "here"), wall_seconds=30)
    assert own_helper.process is not None
    own_helper.close()
    assert own_helper.process.wait(timeout=60) == 0


def test_an_error_of_an_unknown_name_is_still_one_about_a_file() -> None:
    error = unreadable("os.system", message="“a” is b. Do c.")
    assert type(error) is UnreadableFileError
    assert str(error) == "“a” is b. Do c."
    assert os.sep not in str(error)
