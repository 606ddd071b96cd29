"""How the figures are made and what they can bear, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from yjs_dash.framework import Framework

SHORTHAND: dict[str, str] = {
    "[c]": "suppressed, to protect small numbers",
    "[e]": "estimated: worked out from a printed rate or percentage",
    "[u]": "unreliable",
    "[x]": "not published or not available",
    "[z]": "not applicable",
}


def method(frameworks: Mapping[str, Framework]) -> list[tuple[str, list[str]]]:
    """(heading, sentences) for the method part of the data page; rules come from the frameworks, with their source."""
    return [
        (
            "Where the figures come from",
            [
                "Ratings, scores and percentages were read in the inspectorate's reports and press notices, and in "
                "published tables; each row names its source and, where there is one, the page.",
                "A rating marked “worked out” was not read: it is the only list that fits the published counts and "
                "score.",
                "A published value is never overwritten. Known defects are declared corrections in their own table.",
            ],
        ),
        (
            "What a percentage of cases can bear",
            [
                "Inspectors look at a sample, sometimes of eight cases. The count behind a printed percentage is "
                "worked out from the sample size; where no count gives the printed percentage, none is shown.",
                "Bars are Wilson intervals: 95 per cent thin, 80 per cent thick. They say how far the result could lie "
                "from the work as a whole by the luck of the sample.",
                "Two services are called different only where Fisher's exact test says so after Holm's adjustment over "
                "all questions that both printed; the interval of their difference is Newcombe's.",
                "Percentages of the annexe have bases that differ from prompt to prompt and are not printed: no count "
                "and no interval are shown.",
            ],
        ),
        (
            "How rates and shares are compared",
            [
                "A rate is called higher or lower than the national one only where its interval (Byar's, or exact "
                "Poisson below ten events) excludes it. The count behind a printed rate is worked out and marked [e].",
                "Reoffending gets no verdict: the reports do not print how many children were followed.",
                "Disproportionality is a relative rate index against White children; children of unknown ethnicity "
                "always stand as their own group.",
                "Printed percentages are never rescaled, also where they add to 99 or 101.",
                "Services are not ranked, and frameworks are never mixed in one figure.",
            ],
        ),
        ("Shorthand", [f"{mark} {meaning}." for mark, meaning in SHORTHAND.items()]),
        *[(f"Rules: {framework.name}", _rules(framework)) for framework in frameworks.values()],
    ]


def _rules(framework: Framework) -> list[str]:
    rules = []
    for rule in framework.rules:
        page = f", page {rule.page}" if rule.page is not None else ""
        rules.append(f"{rule.statement} (Source: {rule.source}{page}.)")
    return [framework.validity_note, *rules, *framework.unknowns]
