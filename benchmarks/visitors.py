"""Fifty visitors who click once a second: from the click to the end of the run that it caused, all elements received.

`python benchmarks/visitors.py` starts this app and the bare app one after the other, and visits each from a
process of its own. A visitor clicks again when the last answer is there and a second is over.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.servers import app_server, floor_server, wait_until_it_answers
from benchmarks.spread import spread
from made_up.data_set import service_name, write_data_set
from made_up.visitor import Value, Visitor

VISITORS = 50
PAUSE = 1.0
STANDARDS = ("2.1 Assessment", "2.2 Planning", "2.4 Reviewing", "3.1 Assessment", "3.2 Planning")


@dataclass(frozen=True)
class Habit:
    """What a visitor does all the time: on which page, which control, with which values."""

    name: str
    page: str
    label: str
    values: tuple[Value, ...]
    start: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Click:
    """`seconds` from the moment a click was due to the end of its run; `work` from when it was sent."""

    name: str
    seconds: float
    work: float
    failed: bool


PAIRS: tuple[Value, ...] = tuple([service_name(n), service_name(n + 1)] for n in range(1, 9))
HABITS: tuple[Habit, ...] = (
    Habit("Compare", "", "Services", PAIRS),
    Habit("Domains", "domains", "Standard", STANDARDS, (("standard", STANDARDS[0]),)),
    Habit("Context", "context", "Services", PAIRS),
    Habit("Data", "data", "Search", tuple(f"000{n}" for n in range(1, 9))),
)
BARE = (Habit("Bare", "", "Change", (True,)),)


async def visit(
    url: str, habit: Habit, *, number: int, door: asyncio.Lock, together: asyncio.Barrier, seconds: float
) -> list[Click]:
    """One visitor, who arrives after the one before, waits until all are there, and then clicks."""
    clicks: list[Click] = []
    turns = _turns(habit, number)
    async with Visitor(url, page=habit.page) as visitor:
        async with door:
            await visitor.arrive(dict(habit.start))
        await together.wait()
        start = time.monotonic()
        due = start + random.Random(number).random() * PAUSE
        while due < start + seconds:
            await asyncio.sleep(max(0, due - time.monotonic()))
            run = await visitor.click(habit.label, next(turns))
            clicks.append(Click(habit.name, time.monotonic() - due, run.seconds, run.failed))
            due = max(due + PAUSE, time.monotonic())
    return clicks


def _turns(habit: Habit, number: int) -> Iterator[Value]:
    shift = number % len(habit.values)
    return cycle(habit.values[shift:] + habit.values[:shift])


def _crowd(url: str, habits: tuple[Habit, ...], visitors: int, seconds: float) -> list[Click]:
    async def everyone() -> list[Click]:
        door, together = asyncio.Lock(), asyncio.Barrier(visitors)
        visits = [
            visit(url, habits[n % len(habits)], number=n, door=door, together=together, seconds=seconds)
            for n in range(visitors)
        ]
        return [click for clicks in await asyncio.gather(*visits) for click in clicks]

    return asyncio.run(everyone())


def crowd(url: str, habits: tuple[Habit, ...], *, visitors: int, seconds: float) -> list[Click]:
    """All clicks of so many visitors, from a process of their own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_crowd, url, habits, visitors, seconds).result()


def measure(*, services: int, visitors: int, seconds: float) -> dict[str, list[Click]]:
    """Clicks in the app and in the bare app, which shows a chart of 40 bars."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        data = write_data_set(directory / "data", services=services)
        for state in range(2):
            bars = {"type": "bar", "x": list(range(40)), "y": [(7 * k + state) % 20 for k in range(40)]}
            text = json.dumps({"data": [bars], "layout": {}})
            (directory / f"chart-{state}.json").write_text(text, encoding="utf-8")
        found = {}
        servers = {"app": (app_server(data), HABITS), "bare": (floor_server(directory), BARE)}
        for label, (running, habits) in servers.items():
            print(f"{label} …", file=sys.stderr)
            with running as server:
                wait_until_it_answers(server)
                asyncio.run(_first(server.url))
                found[label] = crowd(server.url, habits, visitors=visitors, seconds=seconds)
    return found


async def _first(url: str) -> None:
    """The first visitor, who waits until the data set is loaded."""
    async with Visitor(url) as visitor:
        await visitor.arrive()


def table(found: dict[str, list[Click]]) -> str:
    """Median, 95th percentile and longest in ms, a row a page, as Markdown."""
    lines = [
        "| visitors on | clicks | p50 | p95 | longest | p50 once sent |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    groups: dict[str, list[Click]] = {"all pages of the app": found["app"]}
    for click in found["app"]:
        groups.setdefault(click.name, []).append(click)
    groups["the bare app"] = found["bare"]
    for name, clicks in groups.items():
        seen = spread([1000 * click.seconds for click in clicks])
        work = spread([1000 * click.work for click in clicks])
        numbers = (seen.p50, seen.p95, seen.largest, work.p50)
        lines.append(f"| {name} | {seen.count:,} | " + " | ".join(f"{n:,.0f}" for n in numbers) + " |")
    failed = sum(click.failed for clicks in found.values() for click in clicks)
    return "\n".join([*lines, "", f"{failed} runs ended in an error."])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--services", type=int, default=160)
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", action="store_true", help="every single click, in seconds")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    found = measure(services=chosen.services, visitors=chosen.visitors, seconds=chosen.seconds)
    if chosen.json:
        print(json.dumps({label: [vars(click) for click in clicks] for label, clicks in found.items()}))
    else:
        print(table(found))


if __name__ == "__main__":
    main()
