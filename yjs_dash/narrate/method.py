"""How the figures are made and what they can bear, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from yjs_dash.compare import Selection, ServiceInspection
from yjs_dash.compare.rate_figures import PopulationGap
from yjs_dash.framework import Framework, Rule
from yjs_dash.narrate.numbers import number_word, one_decimal
from yjs_dash.narrate.template import template
from yjs_dash.schema import place_words

SHORTHAND: dict[str, str] = {
    "[c]": "suppressed, to protect the children behind a small number",
    "[e]": "worked out by us, or estimated by the publisher",
    "[u]": "unreliable",
    "[x]": "not published or not available",
    "[z]": "not applicable",
}

FIGURES = template("method.heading_figures", "Where the figures come from")
CASES = template("method.heading_cases", "What a percentage of cases can tell you")
PROMPTS = template("method.heading_prompts", "The prompts in the annexe")
RATES = template("method.heading_rates", "How we compare rates and shares")
MARKS = template("method.heading_shorthand", "What the letters in brackets mean")
RULES = template(
    "method.heading_rules", "Rules: {framework}", framework="Youth justice inspection, 2021 framework"
)

READ_IN = template(
    "method.read_in",
    "Ratings, scores and percentages come from the inspectorate's reports, web pages and press notices, from published "
    "tables and, for a few inspections, from council pages and newspapers. Every row names its source.",
)
PLACES = template(
    "method.places",
    "Where a report was read as a PDF, you see the page of a figure. A Word document or plain text has no pages: there "
    "we only know the page on which the section starts, and say so. Where it is a web page, you see the heading that "
    "the figure stands under.",
)
WORKED_OUT = template(
    "method.worked_out",
    "A rating marked [e] was not read in a source. We worked it out: it is the only set of ratings that matches the "
    "published totals.",
)
CORRECTIONS = template(
    "method.corrections",
    "We keep every published value as it was printed. Where one is known to be wrong, the table of corrections says "
    "what we use instead, and why.",
)
SAMPLE = template(
    "method.sample",
    "Inspectors look at a sample of cases, sometimes only eight. We work out the number of cases behind a printed "
    "percentage from the size of the sample. Where no whole number of cases gives that percentage, we show no number.",
)
INTERVAL = template(
    "method.interval",
    "The bars around a percentage are Wilson intervals: the thin one is the 95% interval, the thick one the 80% "
    "interval. They treat the inspected cases as if they stood for future work done the same way.",
)
NOT_THE_CASELOAD = template(
    "method.not_the_caseload",
    "They do not say how far the sample is from the service's other cases at the time. In a small service the "
    "inspected cases may have been nearly all there were.",
)
COURT_SAMPLE = template(
    "method.court_sample",
    "The report on {service} says that its sample of court cases was sized for {confidence} per cent confidence and a "
    "margin of error of {margin}. Our intervals do not use this.",
    service="Sutton",
    confidence=80,
    margin="five",
)
BANDS = template(
    "method.bands",
    "The chance of a different band is worked out from the same cases, with a beta distribution that starts from "
    "Jeffreys' prior. It treats the cases in the same way.",
)
APART = template(
    "method.apart",
    "We only say that two services differ on a question where Fisher's exact test shows it after Holm's adjustment "
    "over the questions of that standard, for each pair of services by itself. Which other services you have chosen "
    "makes no difference. The interval of the difference is Newcombe's.",
)
DISCRETION = template(
    "method.discretion",
    "Where inspectors changed a rating by professional discretion, the published rating is the one that counts. We "
    "show what it was changed from where the report says so.",
)
ANNEXE = template(
    "method.annexe",
    "The annexe of a report gives a percentage for each prompt under a key question. Not every prompt applies to every "
    "case. Where we could check, the annexe counts a case that a prompt did not apply to as not sufficient. The report "
    "does not say so: we infer it from the numbers of cases in its text.",
)
ANNEXE_COUNTS = template(
    "method.annexe_counts",
    "We show the number of cases where exactly one number out of the whole sample gives the printed percentage. Where "
    "none does, we show the percentage alone. Where the text says how many cases a prompt applied to, we show that "
    "too.",
)
ANNEXE_INTERVAL = template(
    "method.annexe_interval",
    "We draw no interval for a prompt, because a low percentage can mean poor work or a prompt that seldom applied.",
)
RATE = template(
    "method.rate",
    "When we test a rate against the national one, we call it higher or lower only where its 95% interval leaves the "
    "national rate out. The interval is Byar's, or an exact Poisson interval for fewer than ten children. We work out "
    "the number of children behind a printed rate, and mark it [e]. Where we worked out a number from 1 to 5, we do "
    "not show it, and mark it [c].",
)
POPULATIONS = template(
    "method.populations",
    "Where we have no population for the year of a rate, we use the nearest that we have, and mark what we work out "
    "from it [e]. The populations of {earlier} and {later} are separate estimates, and we never show them as one "
    "series. The number of children aged 10 to 17 differs between the two by {median}% in the middle one of "
    "{authorities} authorities, and by {worst}% in {area}, where it differs most.",
    earlier="mid-2020",
    later="mid-2023",
    median="5.1",
    worst="37.8",
    area="Westminster",
    authorities=175,
)
REOFFENDING = template(
    "method.reoffending",
    "We do not test reoffending rates, because the reports do not print how many children were followed.",
)
DISPROPORTIONALITY = template(
    "method.disproportionality",
    "Disproportionality is a relative rate index: how common a group is in the caseload compared with the local "
    "population, against the same for White children. Children whose ethnicity is not known are always a group of "
    "their own.",
)
AS_PRINTED = template(
    "method.as_printed",
    "We never rescale printed percentages, even where they add up to 99 or 101.",
)
NO_RANKS = template(
    "method.no_ranks",
    "We make no league table. Services inspected under different frameworks can stand side by side, each marked with "
    "its framework, but we never add up, average or test across frameworks.",
)
PEERS = template("method.heading_peers", "How we find services like yours")
PEERS_NEIGHBOURS = template(
    "method.peers_neighbours",
    "The Department for Education publishes ten statistical neighbours for each authority in England. We show the "
    "services that cover them. Where several authorities lead to a service, its best rank counts.",
)
PEERS_FAMILY = template(
    "method.peers_family",
    "For services of similar size and rate we divide the larger population aged 10–17 by the smaller one, and do the "
    "same with the first-time entrant rates. The larger of the two results says how unlike two services are. We show "
    "up to ten services that are least unlike yours.",
)
PEERS_NEAREST = template(
    "method.peers_nearest",
    "In a region or in Wales, the three nearest services are found in the same way: by population alone where we have "
    "too few rates, and by name where we have neither.",
)
PEERS_COUNTS = template(
    "method.peers_counts",
    "We count services with a higher, a lower and the same figure of the same period, as printed. A service for which "
    "only a range is known counts as higher or lower where its whole range is.",
)
PEERS_TESTS = template(
    "method.peers_tests",
    "We say that two rates differ by more than chance would explain where Fisher's exact test shows it after Holm's "
    "adjustment over the services shown. The numbers of children are worked out from the rates and the population aged "
    "10–17. We cannot test reoffending, because the number of children followed is not published.",
)
MARK = template("method.shorthand", "{mark} {meaning}.", mark="[u]", meaning=SHORTHAND["[u]"])
RULE = template(
    "method.rule",
    "{statement} (Source: {source}.)",
    statement="The full inspection rates seven areas.",
    source="An inspection of youth justice services in South Tees, 2025, HM Inspectorate of Probation",
)
RULE_AT = template(
    "method.rule_at",
    "{statement} (Source: {source}, {place}.)",
    statement="Inadequate for resettlement bars an overall Outstanding.",
    source="An inspection of youth offending services in Sutton, August 2022, HM Inspectorate of Probation",
    place="in the section that starts on page 50",
)
INFERRED = template(
    "method.inferred_rule",
    "{statement} (This is our inference, from {source}.)",
    statement="Resettlement was not a rated standard.",
    source="two full lists of ratings, which have no rating for it",
)


def method(
    frameworks: Mapping[str, Framework],
    selection: Selection | None = None,
    *,
    populations: PopulationGap | None = None,
) -> list[tuple[str, list[str]]]:
    """(heading, sentences) for the method part of the data page.

    Rules come from the frameworks, with their source; what a report says of its sample from the chosen services, and
    `populations` say how far an estimated population can be from the true one.
    """
    return [
        (FIGURES(), [READ_IN(), PLACES(), WORKED_OUT(), CORRECTIONS()]),
        (
            CASES(),
            [
                SAMPLE(),
                INTERVAL(),
                NOT_THE_CASELOAD(),
                *_court_samples(selection),
                BANDS(),
                APART(),
                DISCRETION(),
            ],
        ),
        (PROMPTS(), [ANNEXE(), ANNEXE_COUNTS(), ANNEXE_INTERVAL()]),
        (
            RATES(),
            [
                RATE(),
                *_populations(populations),
                REOFFENDING(),
                DISPROPORTIONALITY(),
                AS_PRINTED(),
                NO_RANKS(),
            ],
        ),
        (PEERS(), [PEERS_NEIGHBOURS(), PEERS_FAMILY(), PEERS_NEAREST(), PEERS_COUNTS(), PEERS_TESTS()]),
        (MARKS(), [MARK(mark=mark, meaning=meaning) for mark, meaning in SHORTHAND.items()]),
        *[(RULES(framework=framework.name), _rules(framework)) for framework in frameworks.values()],
    ]


def _populations(gap: PopulationGap | None) -> list[str]:
    if gap is None:
        return []
    return [
        POPULATIONS(
            earlier=gap.earlier,
            later=gap.later,
            median=one_decimal(100 * gap.median),
            worst=one_decimal(100 * gap.worst),
            area=gap.worst_area,
            authorities=gap.authorities,
        )
    ]


def _court_samples(selection: Selection | None) -> list[str]:
    entries = selection.entries if selection is not None else ()
    return [words for entry in entries if (words := _court_sample(entry))]


def _court_sample(entry: ServiceInspection) -> str:
    """What the report says the size of its sample of court cases was set for; empty where it says nothing."""
    confidence, margin = entry.inspection.court_sample_confidence, entry.inspection.court_sample_margin
    if confidence is None or margin is None:
        return ""
    return COURT_SAMPLE(service=entry.name, confidence=confidence, margin=number_word(margin))


def _rules(framework: Framework) -> list[str]:
    return [framework.validity_note, *map(_rule, framework.rules), *framework.unknowns]


def _rule(rule: Rule) -> str:
    if rule.basis == "inferred":
        return INFERRED(statement=rule.statement, source=rule.source)
    if place := place_words(page=rule.page, page_numbers=rule.page_numbers):
        return RULE_AT(statement=rule.statement, source=rule.source, place=place)
    return RULE(statement=rule.statement, source=rule.source)
