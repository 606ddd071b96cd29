"""A made-up inspection report: its true values, and the same report as text, as a web page and as PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from made_up.reports.as_docx import write_docx
from made_up.reports.as_html import as_html
from made_up.reports.as_latex import as_latex
from made_up.reports.as_text import as_text
from made_up.reports.blocks import Block, RatedLine, Title
from made_up.reports.compose import Composer
from made_up.reports.context import draw_facts
from made_up.reports.names import UNKNOWN_AREAS
from made_up.reports.noise import Noise, draw_noise
from made_up.reports.setting import Setting
from made_up.reports.truth import FRAMEWORKS, Truth, draw_truth, repeat_a_letter, set_case_questions
from yjs_dash.framework import RATINGS

LAYOUTS: tuple[str, ...] = (
    "long_2021",
    "short_joint_2021",
    "long_2018",
    "no_resettlement_long",
    "no_resettlement_short",
    "reissued_long",
    "reissued_short",
    "later_2025",
    "later_unknown",
)
_FRAMEWORK = {"long_2018": "hmip-yjs-2018", "later_2025": "hmip-yjs-2025", "later_unknown": None}


@dataclass(frozen=True)
class MadeUpReport:
    """`truth`: the contract's values, as `python -m yjs_dash extract` should print them."""

    layout: str
    seed: int
    noise: Noise
    drawn: Truth
    blocks: tuple[Block, ...]
    running: str
    swapped: bool

    @property
    def name(self) -> str:
        return f"{self.layout}-{self.seed}"

    @property
    def truth(self) -> dict[str, Any]:
        return self.drawn.report

    @cached_property
    def _kept(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self.drawn.place))

    @cached_property
    def _printed(self) -> tuple[str, dict[str, int]]:
        return as_text(
            self.blocks,
            noise=self.noise,
            seed=self.seed,
            running=self.running,
            kept=self._kept,
            swapped=self.swapped,
        )

    @property
    def text(self) -> str:
        return self._printed[0]

    @property
    def pages(self) -> dict[str, int]:
        """Page of each section and standard in the text, as its contents list prints them."""
        return self._printed[1]

    @property
    def html(self) -> str:
        return as_html(self.blocks, noise=self.noise, seed=self.seed, kept=self._kept, swapped=self.swapped)

    def docx(self, path: Path, *, setting: Setting) -> Path:
        """Writes the report as a file of a word processor."""
        write_docx(
            self.blocks,
            path=path,
            noise=self.noise,
            seed=self.seed,
            kept=self._kept,
            swapped=self.swapped,
            setting=setting,
        )
        return path

    def latex(self, *, setting: Setting) -> str:
        return as_latex(
            self.blocks,
            noise=self.noise,
            seed=self.seed,
            kept=self._kept,
            swapped=self.swapped,
            setting=setting,
        )

    def web_page(self, *, setting: Setting) -> str:
        """The web page with its tables as `setting` has them."""
        return as_html(
            self.blocks,
            noise=self.noise,
            seed=self.seed,
            kept=self._kept,
            swapped=self.swapped,
            setting=setting,
        )

    def write_text(self, path: Path) -> Path:
        path.write_bytes(self.text.encode("utf-8"))
        return path

    def pdf(self, path: Path, *, setting: Setting | None = None) -> Path:
        """Writes the report as PDF with reportlab, pages numbered as its contents list says."""
        from made_up.reports.as_pdf import write_pdf  # the writer is slow to load, and text needs none of it

        write_pdf(
            self.blocks,
            path=path,
            noise=self.noise,
            seed=self.seed,
            running=self.running,
            kept=self._kept,
            swapped=self.swapped,
            setting=setting,
        )
        return path


def draw_report(seed: int | Random, *, layout: str, noise: Noise | None = None) -> MadeUpReport:
    """One report. The same seed and layout give the same truth, whatever the noise; noise is drawn unless given."""
    number = seed.getrandbits(32) if isinstance(seed, Random) else seed
    if layout not in LAYOUTS:
        raise ValueError(f"no layout {layout}; known are {', '.join(LAYOUTS)}")
    printed = draw_noise(Random(f"noise {number} {layout}")) if noise is None else noise
    rng = Random(f"truth {number} {layout}")
    framework_id = _FRAMEWORK.get(layout, "hmip-yjs-2021")
    framework = FRAMEWORKS[framework_id] if framework_id else None
    long = "short" not in layout and not layout.startswith("later")
    joint = layout == "short_joint_2021" or (layout.endswith("_short") and rng.random() < 0.5)
    truth = draw_truth(
        rng,
        framework=framework,
        long=long,
        joint=joint,
        resettlement=framework_id == "hmip-yjs-2021" and not layout.startswith("no_resettlement"),
    )
    report = truth.report
    facts = (
        draw_facts(
            rng,
            place=truth.place,
            short=truth.short,
            published=report["published"],
            fieldwork=report["fieldwork_started"],
        )
        if long
        else None
    )
    if facts:
        report["context"] = facts.rows
    if printed.repeated_letters:
        repeat_a_letter(Random(f"letters {number}"), truth)
    set_case_questions(truth)
    swapped = layout.startswith("reissued")
    composer = Composer(
        truth=truth, facts=facts, noise=printed, rng=Random(f"words {number}"), swapped=swapped, long=long
    )
    title = _compose(composer, truth, layout=layout)
    return MadeUpReport(
        layout=layout,
        seed=number,
        noise=printed,
        drawn=truth,
        blocks=tuple(composer.blocks),
        running=f"{title} {truth.place}",
        swapped=swapped,
    )


def _compose(composer: Composer, truth: Truth, *, layout: str) -> str:
    """Puts the report together; gives its title."""
    services = (
        "youth justice services" if truth.joint or layout.startswith("later") else "youth offending services"
    )
    kind = "Joint inspection" if truth.joint else "An inspection"
    title = f"{kind} of {services} in"
    composer.cover(title=title)
    composer.foreword()
    if truth.framework is None or not truth.framework.scored:
        _later(composer, truth)
        return title
    domains = truth.framework.domains
    composer.ratings_page(domains=domains)
    composer.tell_samples()
    if composer.long:
        composer.summary(domains)
    composer.recommendations()
    composer.background()
    composer.facts_page()
    composer.chapters(domains)
    if composer.long:
        composer.methodology()
        composer.data_annexe()
    else:
        composer.title("Further information")
        composer.say("Data and methods of this inspection are on the website of the inspectorate.")
    return title


def _later(composer: Composer, truth: Truth) -> None:
    """A report under a later framework: areas with ratings, and no total."""
    if truth.framework is None:
        rng = composer.rng
        areas = [(name, rng.choice(RATINGS)) for name in rng.sample(UNKNOWN_AREAS, rng.randint(2, 5))]
    else:
        names = {s.id: s.name for s in truth.framework.standards.values()}
        areas = [(names[r["standard"]], r["rating"]) for r in truth.report["ratings"]]
    composer.ratings_page(domains=())
    for name, rating in areas:
        composer.add(RatedLine(name=name, rating=rating))
    composer.recommendations()
    composer.title("Background")
    composer.say(composer.narrative(3))
    for name, _ in areas:
        composer.title(name)
        composer.say(composer.narrative(3))
        composer.add(Title(text="What we found", level=3))
        composer.say(composer.narrative(3))
