"""From drawn values to the pieces of a report, in the order in which the inspectorate's reports have them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from made_up.reports import words
from made_up.reports.blocks import (
    Block,
    Bullets,
    Contents,
    PageBreak,
    Paragraph,
    RatedLine,
    Table,
    Title,
    mark,
)
from made_up.reports.context import (
    AT_INSPECTION,
    FIELDWORK,
    NATION,
    NOT_STATED,
    SERVICE,
    UNNAMED,
    Facts,
    fact,
)
from made_up.reports.names import in_words, month_in_words
from made_up.reports.noise import Noise, percent_text
from made_up.reports.truth import Truth
from yjs_dash.framework import Domain, Standard

_DOMAIN_WORDS = {"1": "one", "2": "two", "3": "three", "4": "four"}
_LOWEST = "The lowest of the three answers decides the rating; the band is explained in the annexe."


class Composer:
    """Collects pieces. `swapped`: the reissued column order, ratings before names and percentages first."""

    def __init__(
        self, *, truth: Truth, facts: Facts | None, noise: Noise, rng: Random, swapped: bool, long: bool
    ) -> None:
        self.truth = truth
        self.facts = facts
        self.noise = noise
        self.rng = rng
        self.swapped = swapped
        self.long = long
        self.blocks: list[Block] = []
        cases = truth.report["cases"].get("out_of_court", 1)
        self.seen = max(1, cases - rng.randint(1, 4))
        self._notes = 0
        self._pending: list[tuple[int, str]] = []

    # Small pieces

    def note(self, text: str) -> str:
        """The mark of a new footnote."""
        self._notes += 1
        self._pending.append((self._notes, text))
        return mark(self._notes)

    def add(self, block: Block) -> None:
        notes = tuple(self._pending)
        self._pending.clear()
        self.blocks.append(type(block)(**{**block.__dict__, "notes": notes}))

    def say(self, *sentences: str) -> None:
        self.add(Paragraph(text=" ".join(sentences)))

    def narrative(self, number: int = 2) -> str:
        return " ".join(self.rng.sample(words.NARRATIVE, number))

    def title(self, text: str, *, level: int = 1, key: str = "", rating: str | None = None) -> None:
        """A heading of the contents list; sections begin on a new page."""
        if level == 1:
            self.add(PageBreak())
        self.add(Title(text=text, level=level, key=key, rating=rating, listed=True))

    def number(self, value: int) -> str:
        style = self.noise.sample_numbers
        return in_words(value) if style == "words" or (style == "house" and value < 10) else str(value)

    def counted(self, value: int, one: str, many: str) -> str:
        return f"{self.number(value)} {one if value == 1 else many}"

    def numbered(self, standard: Standard, *, spaced: bool = False) -> str:
        first, second = standard.id.split(".")
        number = f"{first}. {second}" if spaced else standard.id
        return f"{number}{'.' if self.noise.heading_stop else ''} {standard.name}"

    # Front matter

    def cover(self, *, title: str) -> None:
        truth = self.truth
        self.add(Title(text="HM Inspectorate of Probation", level=0))
        if self.rng.random() < 0.5:
            self.add(Title(text=title, level=0))
            self.add(Title(text=truth.place, level=0))
        else:
            self.add(Title(text=f"{title} {truth.place}", level=0))
        self.add(Paragraph(text=f"HM Inspectorate of Probation, {month_in_words(truth.report['published'])}"))
        self.add(PageBreak())
        self.blocks.append(Contents())
        self.add(Title(text="Acknowledgements", level=3))
        self.say("We thank everybody who took part. Names of children are never printed.")
        self.say(f"© Crown copyright {truth.report['published'][:4]}")
        self.say("ISBN: 978-1-000000-00-0")

    def foreword(self) -> None:
        truth = self.truth
        self.title("Foreword")
        overall = truth.report["overall_rating"]
        text = f"We rate {truth.place} {truth.short} as '{overall}' overall."
        apart = truth.rating("4.1")
        if apart:
            text += f" Work on resettlement, which is rated apart, is '{apart}'."
        self.say(text, self.narrative())
        self.say(self.narrative(3))

    def ratings_page(self, *, domains: Sequence[Domain]) -> None:
        truth, report = self.truth, self.truth.report
        self.title("Ratings", key="ratings")
        self.add(Title(text=f"{truth.place} {truth.service_words}", level=3))
        self.say(self.fieldwork())
        if report["score"] is not None:
            between = {"slash": "/", "spaced": " / ", "out_of": " out of ", "in_brackets": " (out of "}
            score = f"{report['score']}{between[self.noise.score_words]}{report['score_max']}"
            score += ")" if self.noise.score_words == "in_brackets" else ""
            self.say(f"Score {f'**{score}**' if self.noise.bold_signs else score}")
        self.add(RatedLine(name="Overall rating", rating=report["overall_rating"]))
        for domain in domains:
            apart = domain.id == "4"
            if apart and not truth.resettlement_stated and not self._not_rated:
                continue
            note = self.note("Resettlement has no part in the overall rating.") if apart else ""
            self.add(Title(text=f"{domain.id}. {domain.name}{note}", level=3))
            for standard in domain.standards:
                rating = truth.rating(standard.id) or "Not rated"
                self.add(RatedLine(name=f"{standard.id} {standard.name}", rating=rating))

    def fieldwork(self) -> str:
        """When the fieldwork began, in the words of one report or another."""
        began = self.truth.report["fieldwork_started"]
        year, month = (int(number) for number in began.split("-"))
        following = f"{year + month // 12}-{month % 12 + 1:02d}"
        return {
            "started": f"Fieldwork started {month_in_words(began)}",
            "took_place": f"The fieldwork took place in {month_in_words(began)}.",
            "span": f"Fieldwork: {month_in_words(began)} to {month_in_words(following)}",
        }[self.noise.fieldwork_words]

    @property
    def _not_rated(self) -> bool:
        """Whether a standard without cases is named on the ratings page all the same."""
        return self.truth.framework is not None and len(self.truth.place) % 2 == 0

    def recommendations(self) -> None:
        truth, rows = self.truth, self.truth.report["recommendations"]
        self.title("Recommendations", key="recommendations")
        self.say(
            f"We make {self.number(len(rows))} recommendations, which should improve the work with children in "
            f"{truth.place}."
        )
        opening = self.rng.choice(("should:", "should ensure that:", ":", "should"))
        start = 0
        while start < len(rows):
            body = rows[start]["addressed_to"]
            end = next((i for i in range(start, len(rows)) if rows[i]["addressed_to"] != body), len(rows))
            the = "" if "Constabulary" in body and "Service" not in body else "The "
            tail = opening if opening != ":" or not the else "should:"
            lead = f"{the}{body}{'' if tail == ':' else ' '}{tail}"
            self.say(lead[0].upper() + lead[1:])
            items = [row["text"] for row in rows[start:end]]
            items[-1] += "."
            self.add(Bullets(items=tuple(items), first_number=start + 1))
            start = end

    # Case samples

    def tell(
        self, indicator: str, value: float, *, breakdown: str = "", area: str = SERVICE, period: str
    ) -> None:
        """A figure that a sentence of this report states becomes one of its true values."""
        told = fact(indicator, value, area=area, breakdown=breakdown, period=period)
        if told not in self.truth.report["context"]:
            self.truth.report["context"].append(told)

    def court_sample(self) -> str:
        community, custody = self.truth.court_parts
        parts = [(community, "community sentence"), (custody, "custodial sentence")]
        whole = (
            self.rng.random() < 0.5
        )  # drawn whatever the noise, so that the words that follow stay the same
        if whole and not (custody and self.noise.sample_parts == 2):
            return self.counted(community + custody, "court disposal", "court disposals")
        return self.listed("cases_inspected_court", parts)

    def listed(self, indicator: str, parts: Sequence[tuple[int, str]]) -> str:
        """Parts of a sample in words, each of them a true value."""
        said = []
        for number, one in parts:
            if number:
                name = one if number == 1 else f"{one}s"
                self.tell(indicator, number, breakdown=name.capitalize(), period=FIELDWORK)
                said.append(self.counted(number, one, f"{one}s"))
        return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"

    def tell_samples(self) -> None:
        cases = self.truth.report["cases"]
        for sample, name in (
            ("court", "Court disposals"),
            ("out_of_court", "Out-of-court disposals"),
            ("resettlement", "Resettlement"),
        ):
            if cases.get(sample):
                self.tell("cases_inspected", cases[sample], breakdown=name, period=FIELDWORK)

    def court_opening(self) -> None:
        sample = self.court_sample()
        self.say(
            self.rng.choice(
                (
                    f"We took a close look at {sample} managed by the {self.truth.short}.",
                    f"Inspectors examined {sample} managed by the service.",
                    f"In this domain we inspected {sample}.",
                )
            ),
            self.narrative(),
        )

    def out_of_court_opening(self) -> None:
        total = self.truth.report["cases"]["out_of_court"]
        conditional, cautions, resolutions = self.truth.out_of_court_parts
        cases = self.counted(total, "case", "cases")
        disposals = self.counted(total, "out-of-court disposal", "out-of-court disposals")
        text = self.rng.choice(
            (
                f"We inspected {disposals} managed by the {self.truth.short}.",
                f"We read {cases} managed by the {self.truth.short} in which the child had received an "
                "out-of-court disposal.",
                f"Inspectors examined {disposals}.",
            )
        )
        if self.noise.sample_parts == 2:
            parts = [
                (conditional, "youth conditional caution"),
                (cautions, "youth caution"),
                (resolutions, "community resolution"),
            ]
            text += f" These were {self.listed('cases_inspected_out_of_court', parts)}."
        self.tell("case_manager_interviews", self.seen, breakdown="Out-of-court disposals", period=FIELDWORK)
        seen = self.counted(self.seen, "case", "cases")
        self.say(text, f"Inspectors interviewed the case managers in {seen}.", self.narrative(1))

    def resettlement_opening(self) -> None:
        number = self.truth.report["cases"].get("resettlement")
        if not number:
            self.say(
                self.rng.choice(
                    (
                        "The service had no resettlement cases when we inspected, so this standard was not rated.",
                        "There were no resettlement cases, and therefore there is no rating.",
                    )
                )
            )
            return
        cases = self.counted(number, "case", "cases")
        resettlement_cases = self.counted(number, "resettlement case", "resettlement cases")
        self.say(
            "We judged policy and provision from papers and talks.",
            self.rng.choice(
                (
                    f"To see how they work, we inspected {cases} in which the child had received a custodial "
                    "sentence.",
                    f"As an illustration, we inspected {resettlement_cases}.",
                )
            ),
        )

    def background(self) -> None:
        """What was done in fieldwork; a short report states it here, and has no page of facts."""
        self.title("Background")
        if self.long:
            self.say(self.narrative(3))
            return
        interviews, meetings = self.rng.randint(8, 60), self.rng.randint(10, 90)
        self.tell("case_manager_interviews", interviews, period=FIELDWORK)
        self.tell("meetings", meetings, period=FIELDWORK)
        self.say(
            self.narrative(1),
            self.rng.choice(
                (
                    f"We conducted {interviews} interviews with case managers and held {meetings} meetings.",
                    f"We conducted {meetings} meetings and {interviews} interviews with case managers.",
                    f"Inspectors held {interviews} interviews with case managers and {meetings} meetings with staff "
                    "and partners.",
                )
            ),
        )

    def children(self) -> None:
        """Who the children are, in sentences: a short report has no page of facts."""
        if self.long:
            return
        rng, tell = self.rng, self.tell
        girls, young, nation = rng.randint(5, 30), rng.randint(10, 40), rng.randint(15, 22)
        white, unknown = rng.randint(40, 85), rng.randint(1, 12)
        tell("caseload_gender", girls, breakdown="Female", period=NOT_STATED)
        tell("caseload_age", young, breakdown="10–14", period=NOT_STATED)
        tell("caseload_age", nation, area=NATION, breakdown="10–14", period=NOT_STATED)
        for group, share in (
            ("White", white),
            ("Black and minority ethnic", 100 - white - unknown),
            ("Unknown", unknown),
        ):
            tell("caseload_ethnicity", share, breakdown=group, period=NOT_STATED)
        self.say(
            rng.choice(
                (
                    f"Girls make up {girls} per cent of the caseload.",
                    f"In the caseload, {girls} per cent of children are girls.",
                    f"{girls} per cent of the caseload are female.",
                )
            ),
            rng.choice(
                (
                    f"{young} per cent of children are aged 10 to 14; the national figure is {nation} per cent.",
                    f"Children aged 10 to 14 make up {young} per cent of the caseload, compared with {nation} per "
                    "cent nationally.",
                )
            ),
            rng.choice(
                (
                    f"Of the children cautioned or sentenced, {white} per cent are white. Black and minority ethnic "
                    f"children make up {100 - white - unknown} per cent, and the ethnicity of {unknown} per cent is "
                    "unknown.",
                    f"White children make up {white} per cent of the caseload and Black and minority ethnic children "
                    f"{100 - white - unknown} per cent; {unknown} per cent are recorded as unknown.",
                )
            ),
        )

    def vacancies(self) -> None:
        if self.long:
            return
        before, now = self.rng.randint(10, 30), self.rng.randint(2, 9)
        shown = f"{in_words(now)} per cent" if self.noise.sample_numbers != "figures" else f"{now} per cent"
        self.tell("vacancy_rate", now, period=AT_INSPECTION)
        earlier = self.rng.random() < 0.5
        if earlier:
            self.tell("vacancy_rate", before, period="earlier, date not stated")
            self.say(f"The vacancy rate has fallen from {before} per cent to {shown}.")
        else:
            self.say(f"The vacancy rate was {shown}.")

    # Standards

    def findings(self, key: str) -> None:
        colon = "" if self.long else ":"
        for kind, label in (("strength", "Strengths"), ("area_for_improvement", "Areas for improvement")):
            items = self.truth.findings(key, kind)
            if items:
                self.add(Title(text=f"{label}{colon}", level=3))
                self.add(Bullets(items=tuple(items)))

    def standard(self, standard: Standard) -> None:
        """Heading, statement, rating, and what the standard rests on."""
        spaced = self.rng.random() < 0.3 and self.noise.spaced_numbers
        rating = self.truth.rating(standard.id)
        self.title(self.numbered(standard, spaced=spaced), level=2, key=standard.id, rating=rating)
        if rating is not None:
            self.add(RatedLine(name=words.STATEMENTS[standard.name], rating=rating, statement=True))
        if standard.judged_on == "key_questions":
            self._key_questions(standard)
        elif standard.name == "Joint working":
            self._joint_working(standard)
        else:
            self._qualitative(standard)

    def questions(self, standard: Standard) -> list[str]:
        """The key questions; under the 2018 framework they speak of the child or young person."""
        texts = words.QUESTIONS[standard.name]
        if self.truth.framework is None or self.truth.framework.id != "hmip-yjs-2018":
            return list(texts)
        return [text.replace("the child", "the child or young person") for text in texts]

    def _key_questions(self, standard: Standard) -> None:
        percents = self.truth.percents(standard.id)
        questions = self.questions(standard)
        name = standard.name.lower()
        self.say(f"Our rating{self.note(_LOWEST)} for {name} follows from these key questions:")
        discretion = self._discretion(standard.id)
        rows = []
        for question, percent in zip(questions, percents, strict=True):
            text = percent_text(percent, noise=self.noise)
            if discretion and percent == min(percents):
                text += self.note(discretion)
                discretion = ""
            rows.append((text, question) if self.swapped else (question, text))
        head = ("% 'Yes'", "") if self.swapped else ("", "% 'Yes'")
        self.add(Table(rows=tuple(rows), head=head, kind="questions"))
        if self.long:
            for question in questions:
                if self.rng.random() < 0.5:
                    self.add(Title(text=question, level=3))
                self.say(self.narrative())
        else:
            self.say(self.narrative(3))

    def _discretion(self, standard_id: str) -> str:
        before = self.truth.discretion_from.get(standard_id)
        after = self.truth.rating(standard_id)
        if before is None or after is None:
            return ""
        return self.rng.choice(
            (
                f"Professional discretion was applied: the rating was changed from '{before}' to '{after}'.",
                f"Inspectors used professional discretion to move the rating from '{before}' to '{after}' after a "
                "second look at the cases.",
            )
        )

    def _joint_working(self, standard: Standard) -> None:
        rows = []
        for question in words.JOINT_WORKING:
            percent = percent_text(self.rng.randint(20, 100), noise=self.noise)
            rows.append((percent, question) if self.swapped else (question, percent))
        self.say("Our rating for joint working follows from these key questions:")
        self.add(Table(rows=tuple(rows), head=("", "% 'Yes'"), kind="questions"))
        if not self.long:
            self.findings(standard.id)
        self.say(self.narrative())

    def _qualitative(self, standard: Standard) -> None:
        table = {"1.1": "money", "1.2": "staff", "1.3": "needs"}.get(standard.id)
        if self.facts and table:
            label = {"money": "Key data", "staff": "Key staffing data", "needs": "Caseload characteristics"}[
                table
            ]
            if table == "staff":
                label += self.note(self.facts.notes["staff"])
            self.add(Title(text=label, level=3))
            self.fact_table(table)
        if not self.long and standard.id != "4.1":
            self.findings(standard.id)
        if self.long:
            self.say("We judge this standard on the answers to these questions:")
            for question in self.rng.sample(words.LINES_OF_ENQUIRY, 2):
                self.add(Title(text=question, level=3))
                self.say(self.narrative())

    # Facts

    def fact_table(self, name: str) -> None:
        assert self.facts is not None
        rows = list(self.facts.tables[name])
        head: tuple[str, ...] = ()
        if name in {"age", "ethnicity", "gender"}:
            head, rows = rows[0], rows[1:]
            head = tuple(self.noise.minority_head if "minority" in cell else cell for cell in head)
        if self.noise.nation_first and name in {"age", "gender"}:
            rows = rows[::-1]
        if self.noise.unnamed_figures:
            rows += UNNAMED.get(name, [])
        figure_first = name in {"rates", "population", "caseload", "court", "out_of_court", "education"}
        cells = [tuple(self._fact(cell) for cell in row) for row in rows]
        if self.swapped and (figure_first or len(rows[0]) == 2) and name not in {"age", "gender"}:
            cells = [row[::-1] for row in cells]
        if name == "offences":
            head = (f"Offence types{self.note(self.facts.notes['offences'])}", "%")
            if self.swapped:
                head = head[::-1]
        kind = "shares" if name in {"age", "ethnicity", "gender"} else "figures"
        self.add(Table(rows=tuple(cells), head=head, kind=kind))

    def _fact(self, cell: str) -> str:
        assert self.facts is not None
        text, _, key = cell.partition("^")
        return text + (self.note(self.facts.notes[key]) if key else "")

    def facts_page(self) -> None:
        if self.facts is None:
            return
        notes = self.facts.notes
        self.title("Contextual facts", key="facts")
        self.add(Title(text=f"Population information{self.note(notes['population'])}", level=3))
        for name in ("rates", "population"):
            self.fact_table(name)
        self.add(Title(text=f"Caseload information{self.note(notes['statistics'])}", level=3))
        for name in ("age", "ethnicity", "gender"):
            self.fact_table(name)
        self.add(Title(text=f"Additional caseload data{self.note(notes['announcement'])}", level=3))
        self.fact_table("caseload")
        court = self.facts.tables["caseload"][1][0]
        outside = self.facts.tables["caseload"][2][0]
        self.say(f"Of the {court} court disposals:")
        self.fact_table("court")
        self.say(f"Of the {outside} out-of-court disposals:")
        self.fact_table("out_of_court")
        self.say("Education status of caseload:")
        self.fact_table("education")
        self.say("Children with a court disposal (resettlement cases included):")
        self.fact_table("offences")

    # Long reports

    def summary(self, domains: Sequence[Domain]) -> None:
        """The executive summary repeats ratings, samples and bullets: none of them may be counted twice."""
        truth = self.truth
        self.title("Executive summary")
        self.say(
            f"Overall, {truth.place} {truth.short} is rated '{truth.report['overall_rating']}'.",
            "Twelve standards are rated on a scale from 0 to 3; 0–6 points in all are 'Inadequate', 7–18 'Requires "
            "improvement', 19–30 'Good' and 31–36 'Outstanding'.",
        )
        for domain in domains:
            if domain.id == "4" and not truth.resettlement_stated:
                continue
            self.add(Title(text=domain.name, level=3))
            if domain.sample == "court":
                self.court_opening()
            elif domain.sample == "out_of_court":
                self.out_of_court_opening()
            elif domain.sample == "resettlement":
                self.resettlement_opening()
            else:
                self.say(self.narrative(3))
            key = "4.1" if domain.id == "4" else domain.id
            self.say(f"Key findings about {domain.name.lower()}:")
            self.add(Bullets(items=tuple(truth.findings(key, "strength"))))
            self.say("But:")
            self.add(Bullets(items=tuple(truth.findings(key, "area_for_improvement"))))

    def chapters(self, domains: Sequence[Domain]) -> None:
        truth = self.truth
        for domain in domains:
            if domain.id == "4" and not truth.resettlement_stated:
                self.title(f"{domain.id}. {domain.name}")
                self.resettlement_opening()
                continue
            if self.long:
                self.title(f"{domain.id}. {domain.name}", key=domain.id)
            elif domain.id == "4":
                self.title(f"{domain.standards[0].id}. {domain.name}", key=domain.id)
            else:
                self.title(f"Domain {_DOMAIN_WORDS[domain.id]}: {domain.name}", key=domain.id)
            if domain.sample == "court":
                self.court_opening()
            elif domain.sample == "out_of_court":
                self.out_of_court_opening()
            elif domain.id == "1":
                self.say(self.narrative(3))
                self.vacancies()
            if self.long and domain.id != "4":
                self.findings(domain.id)
                self.say("Each standard follows in turn.")
            for standard in domain.standards:
                self.standard(standard)
            if domain.id == "4":
                self.resettlement_opening()
                self.findings("4.1")
            if domain.id == "1":
                self.add(Title(text="Involvement of children and their parents or carers", level=3))
                self.say(self.narrative())
                if self.long:
                    self.title("Diversity", key="diversity")
                else:
                    self.add(Title(text="Diversity", level=3))
                self.say(self.narrative(3))
                self.children()

    def methodology(self) -> None:
        cases = self.truth.report["cases"]
        self.title("Annexe 1: Methodology")
        self.add(Title(text="Domain two: court disposals", level=3))
        self.say(f"We examined {self.counted(cases['court'], 'court disposal', 'court disposals')}.")
        self.add(Title(text="Domain three: out-of-court disposals", level=3))
        outside = self.counted(cases["out_of_court"], "out-of-court disposal", "out-of-court disposals")
        self.say(f"We examined {outside}.")

    def data_annexe(self) -> None:
        truth = self.truth
        self.title("Annexe 2: Inspection data", key="data")
        cases = truth.report["cases"]
        self.say(
            f"The sample held {self.counted(cases['court'], 'court disposal', 'court disposals')} and "
            f"{self.counted(cases['out_of_court'], 'out-of-court disposal', 'out-of-court disposals')}.",
            "At 80 per cent or more of the cases the rating is 'Outstanding', from 65 to 79 per cent 'Good', from 50 "
            "to 64 per cent 'Requires improvement', below 50 per cent 'Inadequate'.",
        )
        bands = (
            ("Minority: <50%", "Inadequate"),
            ("Too few: 50-64%", "Requires improvement"),
            ("Reasonable majority: 65-79%", "Good"),
            ("Large majority: 80%+", "Outstanding"),
        )
        self.add(
            Table(rows=bands, head=("Lowest band of the key questions", "Rating (standard)"), kind="bands")
        )
        self.say(f"Data from inspected cases:{self.note('Some questions fit only some of the cases.')}")
        assert truth.framework is not None
        for standard in truth.framework.standards.values():
            if standard.judged_on != "key_questions":
                continue
            disposals = "court disposals" if standard.domain_id == "2" else "out-of-court disposals"
            heading = self.numbered(standard, spaced=self.rng.random() < 0.4 and self.noise.spaced_numbers)
            self.add(Title(text=f"{heading} ({disposals})", level=3))
            for question, text in zip(standard.key_questions, self.questions(standard), strict=True):
                rows: list[tuple[str, ...]] = [(text, "")]
                for letter, prompt, percent in truth.questions[f"{standard.id} {question.dimension}"]:
                    cells = (f"{letter}) {prompt}", percent_text(percent, noise=self.noise))
                    rows.append(cells[::-1] if self.swapped else cells)
                if self.swapped:
                    rows[0] = ("", text)
                self.add(Table(rows=tuple(rows), kind="questions"))
