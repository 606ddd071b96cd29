"""What a reader does on each page, as data: a page added to the app takes a scene here and nothing else.

The steps of a scene follow one another, again and again, so that the last leaves the page as the first found it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from made_up.data_set import service_name

if TYPE_CHECKING:
    from playwright.sync_api import Page

Act = Callable[["Page", int, Callable[[], None]], None]
"""What to do: the page, how many times it was done before, and what to call right before the press that counts."""


@dataclass(frozen=True)
class Step:
    """`view`: what must be seen to change (see painted.js); `floor`: the bare figure it is measured against.

    `widget`: the widget that is pressed, where the bare app can have the same; else it has a button. A step without a
    name is not measured. `words`: what the changed figure must show, by turn.
    """

    name: str
    act: Act
    view: str
    floor: str = ""
    words: tuple[str, ...] = ("",)
    widget: str = "button"


@dataclass(frozen=True)
class Scene:
    """A page and the steps on it. `view`: what is there when the page has come."""

    name: str
    address: str
    view: str
    steps: tuple[Step, ...]


def choose(label: str, values: tuple[str, ...]) -> Act:
    """Type a value into a box with a list and press Enter; the next of the values each time."""

    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        box = page.get_by_role("combobox", name=label)
        box.click()
        box.fill(values[turn % len(values)])
        page.get_by_role("option").first.wait_for()
        armed()
        box.press("Enter")

    return act


def remove_last(label: str, *, name: str = "Made-up") -> Act:
    """Take the last of the values out of a box; `name`: how they begin."""

    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        button = page.get_by_role("button", name=f"Remove {name}").last
        box = page.get_by_role("combobox", name=label)
        box.press("Escape")
        armed()
        button.click()

    return act


def pick(option: str) -> Act:
    """Press one of the options that stand side by side."""

    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        armed()
        page.get_by_test_id("stRadio").get_by_text(option, exact=True).click()

    return act


def go_to(title: str) -> Act:
    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        armed()
        page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True).click()

    return act


def open_rating(standard: str) -> Act:
    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        armed()
        page.locator(".grid a.rating").and_(page.get_by_label(f"{standard} ")).first.click()

    return act


def press_summary(nth: int = 0) -> Act:
    """Open or close the table under a figure."""

    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        armed()
        page.get_by_test_id("stExpander").nth(nth).locator("summary").click()

    return act


def press_tile(name: str) -> Act:
    """Add a service on the map, or take it out again."""

    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        tile = page.locator(f'.tile[aria-label^="{name}: "]')
        armed()
        tile.click()

    return act


def search(words: tuple[str, ...]) -> Act:
    def act(page: Page, turn: int, armed: Callable[[], None]) -> None:
        box = page.get_by_role("textbox", name="Search in this table")
        box.fill(words[turn % len(words)])
        armed()
        box.press("Enter")

    return act


def change_bare_figure(page: Page, turn: int, armed: Callable[[], None]) -> None:
    armed()
    page.get_by_role("button", name="Change", exact=True).click()


def change_by(widget: str) -> Act:
    """Change the bare figure by its widget: a button shows the next of its states, the others one of two."""
    return {
        "multiselect": _add_or_remove,
        "selectbox": choose("Bare", (service_name(2), service_name(1))),
        "radio": lambda page, turn, armed: pick(service_name(2 - turn % 2))(page, turn, armed),
    }.get(widget, change_bare_figure)


def _add_or_remove(page: Page, turn: int, armed: Callable[[], None]) -> None:
    act = remove_last("Bare") if turn % 2 else choose("Bare", OTHERS)
    act(page, turn // 2, armed)


SERVICES = "Services to compare"
YEAR = "Year of publication"
COLOUR, COLOURS = "Colour the map by", ("Score", "2.1 Assessment", "Overall rating")
OTHERS = tuple(service_name(n) for n in range(3, 10))
STANDARDS = (
    "2.2 Planning", "2.3 Implementation and delivery", "2.4 Reviewing", "3.1 Assessment", "3.2 Planning",
    "3.3 Implementation and delivery", "2.1 Assessment",
)  # fmt: skip
TABLES = ("Inspections", "Key questions", "Services", "Ratings of standards")
COLUMNS = ("kind", "dimension", "country", "basis")
"""A column of each of the tables, which no other of them has."""
FOUND = ("0003", "0005", "0007", "0009")
OPEN, CLOSE = "open the table under the figure", ""

SCENES: tuple[Scene, ...] = (
    Scene(
        "Compare",
        "",
        "grid",
        (
            Step("add a service", choose(SERVICES, OTHERS), "grid", "grid", widget="multiselect"),
            Step("remove a service", remove_last(SERVICES), "grid", "grid", widget="multiselect"),
            Step(OPEN, press_summary(), "table", "grid"),
            Step(CLOSE, press_summary(), "gone"),
            Step("open a rating", open_rating("2.1"), "chart", "chart"),
            Step("back to Compare", go_to("Compare"), "grid", "grid"),
        ),
    ),
    Scene(
        "Domains",
        "domains?standard=2.1+Assessment",
        "chart",
        (
            Step("choose a standard", choose("Standard", STANDARDS), "chart", "chart", widget="selectbox"),
            Step("add a service", choose(SERVICES, OTHERS), "chart", "chart", widget="multiselect"),
            Step("remove a service", remove_last(SERVICES), "chart", "chart", widget="multiselect"),
            Step(OPEN, press_summary(), "table", "chart"),
            Step(CLOSE, press_summary(), "gone"),
        ),
    ),
    Scene(
        "Context",
        "context",
        "chart",
        (
            Step("add a service", choose(SERVICES, OTHERS), "chart", "context", widget="multiselect"),
            Step("remove a service", remove_last(SERVICES), "chart", "context", widget="multiselect"),
            Step("choose a topic", pick("Reoffending"), "chart", "context", widget="radio"),
            Step("", pick("First-time entrants"), "chart"),
            Step(OPEN, press_summary(), "table", "context"),
            Step(CLOSE, press_summary(), "gone"),
        ),
    ),
    Scene(
        "Children",
        "children",
        "chart",
        (
            Step("add a service", choose(SERVICES, OTHERS), "chart", "children", widget="multiselect"),
            Step("remove a service", remove_last(SERVICES), "chart", "children", widget="multiselect"),
            Step("choose a topic", pick("Disposals"), "chart", "children", widget="radio"),
            Step("", pick("Age, gender, ethnicity"), "chart"),
            Step(OPEN, press_summary(), "table", "children"),
            Step(CLOSE, press_summary(), "gone"),
        ),
    ),
    Scene(
        "Map",
        "national",
        "map",
        (
            Step("add a service on the map", press_tile(OTHERS[0]), "map", "grid"),
            Step("take it out on the map", press_tile(OTHERS[0]), "map", "grid"),
            Step("colour by another", choose(COLOUR, COLOURS), "map", "grid", widget="selectbox"),
        ),
    ),
    Scene(
        "At a glance",
        "national?picture=At+a+glance",
        "glance",
        (
            Step(
                "order the services",
                choose("Order", ("Region", "Name")),
                "glance",
                "grid",
                widget="selectbox",
            ),
            Step("add a service", choose(SERVICES, OTHERS), "glance", "grid", widget="multiselect"),
            Step("remove a service", remove_last(SERVICES), "glance", "grid", widget="multiselect"),
        ),
    ),
    Scene(
        "National picture",
        "national?picture=Ratings+over+the+years",
        "chart",
        (
            Step("filter by year", choose(YEAR, ("2023", "2024")), "chart", "national", widget="multiselect"),
            Step(
                "take the filter away",
                remove_last(YEAR, name="20"),
                "chart",
                "national",
                widget="multiselect",
            ),
            Step(OPEN, press_summary(), "table", "national"),
            Step(CLOSE, press_summary(), "gone"),
        ),
    ),
    Scene(
        "Data",
        "data",
        "canvas",
        (
            Step(
                "choose a table",
                choose("Table", TABLES),
                "canvas",
                "table",
                COLUMNS,
                widget="selectbox",
            ),
            Step("search", search(FOUND), "canvas", "table", FOUND),
            Step("", search(("",)), "canvas"),
        ),
    ),
    Scene(
        "Pages",
        "",
        "grid",
        (
            Step("go to Domains", go_to("Domains"), "grid", "grid"),
            Step("go to Context", go_to("Context"), "chart", "context"),
            Step("go to Children", go_to("Children"), "chart", "children"),
            Step("go to National picture", go_to("National picture"), "map", "grid"),
            Step("go to Data", go_to("Data and sources"), "canvas", "table"),
            Step("go to Compare", go_to("Compare"), "grid", "grid"),
        ),
    ),
)
