"""From a press to the changed figure painted, and from start to the first one: the app beside a bare Streamlit app.

`python benchmarks/interactions.py` (`--quick`, `--json`). Both run at the same time on the same machine and take
turns, press by press: the ratios are what counts, whatever else the machine is doing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import Server, app_server, floor_server, wait_until_it_answers
from benchmarks.spread import Spread, spread
from benchmarks.steps import SCENES, STANDARDS, Act, Scene, Step, change_by
from made_up.data_set import SIZES, service_name, write_data_set

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SCRIPT = Path(__file__).with_name("painted.js").read_text(encoding="utf-8")
SCREEN = {"width": 1440, "height": 1000}
PATIENCE = 120_000
BARE_TABLES = {"ratings": "basis", "inspections": "kind", "key_questions": "dimension", "services": "country"}
"""Tables of the bare app, each with a column that the others do not have."""


@dataclass
class Result:
    """Milliseconds of one step: the app by number of services, the bare app beside it, and to the end of the run.

    `floor`: the bare app with a button; `like`: with the widget that is pressed in the app.
    """

    scene: str
    step: str
    app: dict[int, list[float]] = field(default_factory=dict)
    floor: dict[int, list[float]] = field(default_factory=dict)
    like: dict[int, list[float]] = field(default_factory=dict)
    whole: dict[int, list[float]] = field(default_factory=dict)

    def add(self, size: int, *, app: float, floor: float, like: float, whole: float) -> None:
        for taken, into in ((app, self.app), (floor, self.floor), (like, self.like), (whole, self.whole)):
            into.setdefault(size, []).append(taken)


def measure(
    *, sizes: tuple[int, ...], seconds: float, starts: int, scenes: tuple[Scene, ...] = SCENES
) -> list[Result]:
    """All steps for every number of services, within about so many seconds besides the starts."""
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = {n: write_data_set(directory / f"data-{n}", services=n) for n in sizes}
        figures = directory / "figures"
        figures.mkdir()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        apps = {n: stack.enter_context(app_server(data[n])) for n in sizes}
        floor = stack.enter_context(floor_server(figures))
        for server in (*apps.values(), floor):
            wait_until_it_answers(server)
        _capture(browser, apps[sizes[0]], figures, data)
        results = []
        for scene in scenes:
            print(f"{scene.name} …", file=sys.stderr)
            results += _scene(browser, scene, apps, floor, figures=figures, seconds=seconds / len(scenes))
    if not starts:
        return results
    # Apart from the rest, so that a server that starts has the machine to itself.
    print("Start …", file=sys.stderr)
    with tempfile.TemporaryDirectory() as again:
        results.insert(0, _starts(sizes=sizes, times=starts, directory=Path(again)))
    return results


@dataclass
class Bare:
    """The bare app with one of its figures. `words`: what each of its states shows and the others do not."""

    page: Page
    view: str
    words: list[str]
    act: Act
    presses: int = 0

    def press(self) -> float:
        self.presses += 1
        step = Step("", self.act, self.view, words=(self.words[self.presses % len(self.words)],))
        return _press(self.page, step, self.presses - 1)["first"]


def _scene(
    browser: Browser, scene: Scene, apps: dict[int, Server], floor: Server, *, figures: Path, seconds: float
) -> Iterator[Result]:
    results = {step.name: Result(scene.name, step.name) for step in scene.steps if step.name}
    with ExitStack() as stack:
        pages = {n: stack.enter_context(_tab(browser)) for n in apps}
        for n, page in pages.items():
            page.goto(f"{apps[n].url}/{scene.address}", wait_until="commit")
            _arrived(page, scene.view)
        wanted = {
            (_bare_name(step, n), widget)
            for step in scene.steps
            for n in apps
            for widget in {"button", step.widget}
            if step.floor
        }
        bare = {
            key: _bare(stack.enter_context(_tab(browser)), floor, figures, *key) for key in sorted(wanted)
        }
        # The first round is not counted: it loads what a page needs once.
        deadline = time.monotonic() + seconds
        turn = 0
        while turn < 3 or time.monotonic() < deadline:
            for step in scene.steps:
                for n, page in pages.items():
                    taken = _press(page, step, turn)
                    if not step.name:
                        continue
                    name = _bare_name(step, n)
                    least = bare[name, "button"].press()
                    like = bare[name, step.widget].press() if step.widget != "button" else least
                    if turn:
                        results[step.name].add(
                            n, app=taken["first"], floor=least, like=like, whole=taken["whole"]
                        )
            turn += 1
    yield from results.values()


def _press(page: Page, step: Step, turn: int) -> dict[str, float]:
    wanted = {"view": step.view, "expected": step.words[turn % len(step.words)]}
    step.act(page, turn, lambda: page.evaluate("wanted => window.__painted.arm(wanted)", wanted))
    taken: dict[str, float] = page.evaluate("() => window.__painted.result")
    return taken


def _bare(page: Page, floor: Server, figures: Path, name: str, widget: str) -> Bare:
    states = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(figures.glob(f"{name}-*.json"))]
    view = "canvas" if "word" in states[0] else "chart"
    words = [state.get("word", "") for state in states]
    bare = Bare(page, view, words if widget == "button" else words[:2], change_by(widget))
    page.goto(f"{floor.url}/?{urlencode({'show': name, 'press': widget})}", wait_until="commit")
    _arrived(page, bare.view)
    return bare


def _bare_name(step: Step, services: int) -> str:
    return f"table-{services}" if step.floor == "table" else step.floor


def _tab(browser: Browser) -> AbstractContextManager[Page]:
    page = browser.new_page(viewport=SCREEN)
    page.set_default_timeout(PATIENCE)
    page.add_init_script(SCRIPT)
    return page


def _arrived(page: Page, view: str) -> float:
    found: float = page.evaluate("view => window.__painted.arrived(view)", view)
    return found


def _capture(browser: Browser, app: Server, figures: Path, data: dict[int, Path]) -> None:
    """The app's own figures, for the bare app to show: charts as they are, the grid's cells as a table, the tables."""
    pairs = [[service_name(n), service_name(n + 1)] for n in (1, 3, 5)]
    with _tab(browser) as page:
        for state, services in enumerate(pairs):
            chosen = {"services": services, "standard": STANDARDS[state]}
            for name, path, view in (
                ("grid", "", "grid"),
                ("chart", "domains", "chart"),
                ("context", "context", "chart"),
                ("children", "children", "chart"),
                ("national", f"national?year={2022 + state}", "chart"),
            ):
                joined = "&" if "?" in path else "?"
                page.goto(f"{app.url}/{path}{joined}{urlencode(chosen, doseq=True)}", wait_until="commit")
                _arrived(page, view)
                if view == "grid":
                    head, *rows = page.evaluate("() => window.__painted.cells()")
                    text = json.dumps({"word": head[1], "columns": head, "rows": rows})
                else:
                    text = page.evaluate("() => window.__painted.plot()")
                (figures / f"{name}-{state}.json").write_text(text, encoding="utf-8")
    for n, directory in data.items():
        for state, (table, word) in enumerate(BARE_TABLES.items()):
            text = json.dumps({"word": word, "csv": str(directory / f"{table}.csv")})
            (figures / f"table-{n}-{state}.json").write_text(text, encoding="utf-8")


def _starts(*, sizes: tuple[int, ...], times: int, directory: Path) -> Result:
    """From the start of the process to the first figure painted; the bare app shows the grid's cells."""
    result = Result("Start", "from `streamlit run` to the first figure")
    cells = [[f"{row}.{column} Requires improvement" for column in range(3)] for row in range(13)]
    text = json.dumps({"columns": ["standard", "first", "second"], "rows": cells})
    (directory / "grid-0.json").write_text(text, encoding="utf-8")
    data = {n: write_data_set(directory / f"data-{n}", services=n) for n in sizes}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for _ in range(times):
            for n in sizes:
                app = _start(browser, lambda n=n: app_server(data[n]), path="", view="grid")
                least = _start(browser, lambda: floor_server(directory), path="?show=grid", view="canvas")
                result.add(n, app=app, floor=least, like=least, whole=app)
    return result


def _start(
    browser: Browser, serve: Callable[[], AbstractContextManager[Server]], *, path: str, view: str
) -> float:
    with serve() as server, _tab(browser) as page:
        wait_until_it_answers(server)
        page.goto(f"{server.url}/{path}", wait_until="commit")
        return _arrived(page, view) - 1000 * server.started


def table(results: list[Result]) -> str:
    """The results as a table in Markdown: median / 95th percentile in ms, and the ratios of both."""
    sizes = sorted(results[0].app)
    middle = 160 if 160 in sizes else sizes[-1]
    head = [
        "page",
        "step",
        *(f"{n} services" for n in sizes),
        "bare app",
        f"{middle} ÷ bare",
        f"{middle} ÷ bare with the same widget",
        f"{middle} ÷ {sizes[0]}",
        "run over",
    ]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * 2 + " ---: |" * (len(head) - 2)]
    for result in results:
        app = {n: spread(result.app[n]) for n in sizes}
        floor = spread(result.floor[middle])
        cells = [
            result.scene,
            result.step,
            *(str(app[n]) for n in sizes),
            str(floor),
            _ratio(app[middle], floor),
            _ratio(app[middle], spread(result.like[middle])),
            _ratio(app[middle], app[sizes[0]]),
            f"{spread(result.whole[middle]).p50:,.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _ratio(one: Spread, other: Spread) -> str:
    return f"{one.p50 / other.p50:.2f} / {one.p95 / other.p95:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--quick", action="store_true", help="9 and 160 services, few repeats, under two minutes"
    )
    parser.add_argument("--json", action="store_true", help="every single time, in milliseconds")
    parser.add_argument("--scenes", nargs="+", help="only these, such as Compare Domains")
    parser.add_argument("--services", type=int, nargs="+", help="numbers of services (default 9 160 1600)")
    parser.add_argument("--seconds", type=float, help="time for the steps; the starts come on top")
    parser.add_argument("--starts", type=int, help="how often each server is started")
    chosen = parser.parse_args()
    # Ended from outside, it still ends the servers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    results = measure(
        sizes=tuple(chosen.services or (SIZES[:2] if chosen.quick else SIZES)),
        seconds=chosen.seconds or (50 if chosen.quick else 300),
        starts=chosen.starts if chosen.starts is not None else (1 if chosen.quick else 3),
        scenes=tuple(scene for scene in SCENES if not chosen.scenes or scene.name in chosen.scenes),
    )
    print(json.dumps([asdict(result) for result in results]) if chosen.json else table(results))


if __name__ == "__main__":
    main()
