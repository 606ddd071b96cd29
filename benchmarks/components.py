"""What the map and the table at a glance take in the browser alone: first painting, and another framework.

`python benchmarks/components.py` gives them the data of the app in an empty page; no server takes part.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page, sync_playwright
from streamlit.testing.v1 import AppTest

from benchmarks.interactions import FLAGS
from benchmarks.spread import spread

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "yjs_dash" / "ui" / "components"
SCREEN = {"width": 1920, "height": 1080}
FRAMEWORKS = ("2021 framework", "2018 framework")
PARTS = {"Map": ("tile_map", "map"), "At a glance": ("glance_table", "glance")}
"""Topic of the national picture → its component, and the class of the element that it fills."""
TIMES = 15
MEASURE = """async ([first, second]) => {
  // Sent while a frame is made, a message arrives after it is painted.
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const timed = async (data) => {
    const start = performance.now();
    window.draw({ data: [data], parentElement: document.body });
    await painted();
    return performance.now() - start;
  };
  const once = await timed(first);
  await new Promise((done) => setTimeout(done, 300));
  return [once, await timed(second)];
}"""


def data_of(topic: str, component: str, framework: str) -> dict[str, Any]:
    """What the app sends to a component."""
    at = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    at.session_state["picture"], at.session_state["framework"] = topic, framework
    at.switch_page("yjs_dash/pages/national.py").run()
    found = [element.proto for element in at.get("bidi_component")]
    data: dict[str, Any] = next(
        json.loads(proto.json)[0] for proto in found if proto.component_name.endswith(component)
    )
    return data


def measured(page: Page, *, component: str, root: str, data: list[dict[str, Any]]) -> tuple[float, float]:
    """Milliseconds of the first painting, and of another one over it."""
    script = (COMPONENTS / f"{component}.js").read_text(encoding="utf-8")
    style = (COMPONENTS / f"{component}.css").read_text(encoding="utf-8")
    page.set_content(f'<style>{style}</style><p class="live"></p><div class="{root}"></div>')
    page.add_script_tag(
        content=f"(() => {{{script.replace('export default function', 'window.draw = function')}}})()"
    )
    first, again = page.evaluate(MEASURE, data)
    return first, again


def main() -> None:
    given = {
        topic: [data_of(topic, component, framework) for framework in FRAMEWORKS]
        for topic, (component, _) in PARTS.items()
    }
    print("| topic | data | first painting | another framework |\n| --- | ---: | ---: | ---: |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = browser.new_page(viewport=SCREEN)
        for topic, (component, root) in PARTS.items():
            size = len(json.dumps(given[topic][0])) / 1000
            times = [measured(page, component=component, root=root, data=given[topic]) for _ in range(TIMES)]
            first, again = (spread(list(column)) for column in zip(*times, strict=True))
            print(f"| {topic} | {size:.0f} KB | {first} | {again} |")
        browser.close()


if __name__ == "__main__":
    main()
