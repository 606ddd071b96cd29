"""Contextual facts of a made-up report: figures drawn, with the labels of the page and the contract's rows.

A row of the contract: indicator, area (service, or the comparator's name), breakdown, period, value. A cell of the
page is text; `%` stands for the percent sign that noise may print in another way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from made_up.reports.names import month_in_words

ANNOUNCEMENT = "at the announcement of the inspection"
AT_INSPECTION = "at inspection"
FIELDWORK = "fieldwork"
NOT_STATED = "not stated"
FIELDWORK_CASES = "cases of this inspection"
NATION = "England and Wales"
SERVICE = "service"

OFFENCES = (
    "Violence against the person",
    "Robbery",
    "Theft and handling stolen goods",
    "Drug offences",
    "Indictable motoring offences",
    "Criminal damage",
    "Public order",
    "Arson",
)

# Rows of the facts page that no figure of the contract stands for: none may be read, and each has to be named.
UNNAMED: dict[str, list[tuple[str, ...]]] = {
    "population": [("1,207", "Children who are looked after by the council")],
    "court": [("17", "Children on a waiting list for speech therapy")],
}


def fact(
    indicator: str, value: float, *, area: str = SERVICE, breakdown: str = "", period: str
) -> dict[str, Any]:
    """One row of the contract's context list."""
    return {"indicator": indicator, "area": area, "breakdown": breakdown, "period": period, "value": value}


@dataclass
class Facts:
    """`rows`: the contract's rows. Tables: rows of cells; a cell may end in `^` and a footnote's key."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    tables: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def add(
        self, indicator: str, value: float, *, area: str = SERVICE, breakdown: str = "", period: str
    ) -> float:
        self.rows.append(fact(indicator, value, area=area, breakdown=breakdown, period=period))
        return value


def draw_facts(rng: Random, *, place: str, short: str, published: str, fieldwork: str) -> Facts:
    """The whole facts page and the key data of the first three standards."""
    facts = Facts()
    year = int(fieldwork[:4])
    name = f"{place} {short}"
    _population(rng, facts, place=place, name=name, year=year, published=int(published[:4]))
    _shares(rng, facts, place=place, name=name, year=year, fieldwork=fieldwork)
    _caseload(rng, facts)
    _education(rng, facts)
    _offences(rng, facts)
    _key_data(rng, facts)
    return facts


def _population(rng: Random, facts: Facts, *, place: str, name: str, year: int, published: int) -> None:
    entrants = f"October {year - 2} to September {year - 1}"
    cohort = f"April {year - 3} to March {year - 2}"
    middle = f"mid-{year - 2}"
    add = facts.add
    facts.tables["rates"] = [
        (
            f"{add('first_time_entrant_rate', rng.randint(48, 420), period=entrants):g}",
            f"First-time entrant rate per 100,000 in {name}^entrants",
        ),
        (
            f"{add('first_time_entrant_rate', rng.randint(120, 260), area=NATION, period=entrants):g}",
            f"First-time entrant rate per 100,000 in {NATION}",
        ),
        (
            f"{add('reoffending_rate', rng.randint(180, 520) / 10, period=cohort):g}%",
            f"Reoffending rate in {name}^reoffending",
        ),
        (
            f"{add('reoffending_rate', rng.randint(300, 390) / 10, area=NATION, period=cohort):g}%",
            f"Reoffending rate in {NATION}",
        ),
    ]
    total = rng.randint(90_000, 1_400_000)
    children = round(total * rng.uniform(0.085, 0.115))
    add("population_total", total, period=middle)
    add("population_10_17", children, period=middle)
    facts.tables["population"] = [
        (f"{total:,}", f"Total population {place}"),
        (f"{children:,}", f"Total youth population (10–17 years) in {place}"),
    ]
    facts.notes |= {
        "population": f"Office for National Statistics. ({year - 1}). UK population estimates, {middle}.",
        "entrants": f"Youth Justice Board. ({published}). First-time entrants, October to September {year - 1}.",
        "reoffending": f"Ministry of Justice. ({published}). Proven reoffending statistics, April to March {year - 2}.",
    }


def _shares(rng: Random, facts: Facts, *, place: str, name: str, year: int, fieldwork: str) -> None:
    statistics = f"{year - 2}/{(year - 1) % 100:02d}"
    young, national_young = rng.randint(8, 40), rng.randint(15, 22)
    add = facts.add
    rows = []
    for label, area, share in ((name, SERVICE, young), ("National average", NATION, national_young)):
        add("caseload_age", share, area=area, breakdown="10–14", period=statistics)
        add("caseload_age", 100 - share, area=area, breakdown="15–17", period=statistics)
        rows.append((label, f"{share}%", f"{100 - share}%"))
    facts.tables["age"] = [("Age", "10–14 years", "15–17 years"), *rows]
    white, unknown = rng.randint(40, 90), rng.randint(0, 9)
    minority = 100 - white - unknown - rng.choice((0, 0, 0, 1))
    local = rng.randint(450, 930) / 10
    supplied = f"as supplied at fieldwork, {month_in_words(fieldwork)}"
    rows = [(name, f"{white}%", f"{minority}%", f"{unknown}%")]
    for group, share in (("White", white), ("Black and minority ethnic", minority), ("Unknown", unknown)):
        add("caseload_ethnicity", share, breakdown=group, period=statistics)
    rest = round(100 - local, 1)
    rows.append((f"Youth population (10–17 years) in {place}^ethnicity", f"{local:g}%", f"{rest:g}%", "0%"))
    for group, share in (("White", local), ("Black and minority ethnic", rest), ("Unknown", 0)):
        add("population_10_17_ethnicity", share, breakdown=group, period=supplied)
    facts.tables["ethnicity"] = [("Race/ethnicity", "White", "Black and minority ethnic", "Unknown"), *rows]
    rows = []
    for label, area, male in ((name, SERVICE, rng.randint(70, 95)), ("National average", NATION, 86)):
        female = 100 - male - rng.choice((0, 0, 1))
        add("caseload_gender", male, area=area, breakdown="Male", period=statistics)
        add("caseload_gender", female, area=area, breakdown="Female", period=statistics)
        rows.append((label, f"{male}%", f"{female}%"))
    facts.tables["gender"] = [("Gender", "Male", "Female"), *rows]
    facts.notes["statistics"] = (
        f"Youth Justice Board. ({year}). Youth justice annual statistics: {year - 2} to {year - 1}."
    )
    facts.notes["ethnicity"] = "Given by the service on the first day of fieldwork."


def _caseload(rng: Random, facts: Facts) -> None:
    court = [rng.randint(5, 90), rng.randint(0, 6), rng.randint(0, 4)]
    outside = [rng.randint(2, 40), rng.randint(2, 40), rng.randint(5, 160)]
    add = facts.add
    parts = (
        ("caseload_court_disposal", ("Community sentences", "Custody", "Licence"), court),
        (
            "caseload_out_of_court_disposal",
            ("Youth caution", "Youth conditional caution", "Community resolution or other"),
            outside,
        ),
    )
    add("caseload_total", sum(court) + sum(outside), period=ANNOUNCEMENT)
    add("caseload_disposal", sum(court), breakdown="Court disposals", period=ANNOUNCEMENT)
    add("caseload_disposal", sum(outside), breakdown="Out-of-court disposals", period=ANNOUNCEMENT)
    for indicator, groups, numbers in parts:
        for group, number in zip(groups, numbers, strict=True):
            add(indicator, number, breakdown=group, period=ANNOUNCEMENT)
    facts.tables["caseload"] = [
        (str(sum(court) + sum(outside)), "Total current caseload, of which:"),
        (str(sum(court)), "Court disposals"),
        (str(sum(outside)), "Out-of-court disposals"),
    ]
    facts.tables["court"] = [
        (str(court[0]), "Total current caseload on community sentences"),
        (str(court[1]), "Total current caseload in custody"),
        (str(court[2]), "Total current caseload on licence"),
    ]
    facts.tables["out_of_court"] = [
        (str(outside[0]), "Total current caseload with a youth caution"),
        (str(outside[1]), "Total current caseload with a youth conditional caution"),
        (
            str(outside[2]),
            "Total current caseload with a community resolution or other out-of-court disposal",
        ),
    ]
    facts.notes["announcement"] = "Given by the service; the caseload when the inspection was announced."


def _education(rng: Random, facts: Facts) -> None:
    """As one report prints them: counts, though two of the labels speak of percentages."""
    school, other, older = rng.randint(10, 90), rng.randint(3, 60), rng.randint(2, 50)
    older_all = older + rng.randint(3, 60)
    share, older_share = round(100 * school / (school + other), 2), round(100 * older / older_all, 2)
    young, old = "Aged 16 and under", "Aged 17 and over"
    alternative = f"{young}: pupil referral unit, alternative or part-time education"
    idle = f"{old}: not in education, training or employment"
    add = facts.add
    add("education_status", school, breakdown=f"{young}: full-time school", period=ANNOUNCEMENT)
    add("education_share", other, breakdown=alternative, period=ANNOUNCEMENT)
    add("education_share", older, breakdown=idle, period=ANNOUNCEMENT)
    add("education_status_share", share, breakdown=f"{young}: full-time school", period=ANNOUNCEMENT)
    add("education_status_share", older_share, breakdown=idle, period=ANNOUNCEMENT)
    facts.tables["education"] = [
        (f"{school}^school", "Current caseload aged 16 and under in full-time school"),
        (
            str(other),
            "Percentage of children aged 16 and under in a pupil referral unit, alternative education, or "
            "attending school part-time",
        ),
        (
            f"{older}^older",
            "Percentage of current caseload aged 17+ not in education, training or employment",
        ),
    ]
    facts.notes["school"] = f"{share:.2f}%. Source: figures of the service."
    facts.notes["older"] = f"{older_share:.2f}%. Source: figures of the service."


def _offences(rng: Random, facts: Facts) -> None:
    chosen = rng.sample(OFFENCES, rng.randint(3, 6))
    cuts = sorted(rng.sample(range(4, 97), len(chosen) - 1))
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    facts.tables["offences"] = []
    for offence, share in zip(chosen, shares, strict=True):
        facts.add("offence_types", share, breakdown=offence, period=FIELDWORK_CASES)
        facts.tables["offences"].append((offence, f"{share}%"))
    facts.notes["offences"] = "From the cases that were read in this inspection."


def _key_data(rng: Random, facts: Facts) -> None:
    spend, budget = rng.randint(300, 4000) * 1000, rng.randint(300, 4000) * 1000
    add = facts.add
    add("spend_previous_year", spend, period="previous financial year")
    add("budget_current_year", budget, period="current financial year")
    facts.tables["money"] = [
        ("Total spend in previous financial year", f"£{spend:,}"),
        ("Total projected budget current for financial year", f"£{budget:,}"),
    ]
    staff, managers = rng.randint(80, 900) / 10, rng.randint(20, 250) / 10
    empty, empty_managers, leaving = rng.randint(0, 25), rng.randint(0, 25), rng.randint(0, 30)
    load, sickness = rng.randint(40, 180) / 10, rng.randint(10, 190) / 10
    for indicator, value in (
        ("staff_fte", staff),
        ("case_managers_fte", managers),
        ("vacancy_rate", empty),
        ("case_manager_vacancy_rate", empty_managers),
        ("caseload_per_case_manager", load),
        ("sickness_days", sickness),
        ("staff_attrition", leaving),
    ):
        add(indicator, value, period=ANNOUNCEMENT)
    facts.tables["staff"] = [
        ("Total staff headcount (full-time equivalent (FTE))", f"{staff:g}"),
        ("Total headcount qualified case managers (FTE)^qualified", f"{managers:g}"),
        ("Vacancy rate (total unfilled posts as percentage of total staff headcount)", f"{empty}%"),
        (
            "Vacancy rate case managers only (total unfilled case manager posts as percentage of total case "
            "manager headcount)",
            f"{empty_managers}%",
        ),
        ("Average caseload case managers (FTE)^load", f"{load:g}"),
        ("Average annual working days sickness (all staff)", f"{sickness:g}"),
        ("Staff attrition (percentage of all staff leaving in 12-month period)", f"{leaving}%"),
    ]
    facts.notes["staff"] = "Given by the service; staffing when the inspection was announced."
    facts.notes["qualified"] = "With a qualification in social work, youth justice or probation."
    facts.notes["load"] = "Given by the service; workload when the inspection was announced."
    needs = [rng.randint(5, 95) for _ in range(3)]
    for indicator, value in zip(("mental_health", "substance_misuse", "learning_needs"), needs, strict=True):
        add(indicator, value, period=AT_INSPECTION)
    facts.tables["needs"] = [
        ("Percentage of current caseload with mental health issues", f"{needs[0]}%"),
        ("Percentage of current caseload with substance misuse issues", f"{needs[1]}%"),
        (
            "Percentage of current caseload with learning disability or learning difficulty or subject to an "
            "education, health and care plan",
            f"{needs[2]}%",
        ),
    ]
