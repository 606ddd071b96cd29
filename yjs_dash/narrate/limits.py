"""The limiting judgement of a framework in words: which rating of which standard rules out an overall rating."""

from __future__ import annotations

from yjs_dash.framework import Framework
from yjs_dash.narrate.numbers import with_article


def limiting_subject(framework: Framework) -> str:
    """What the limiting standard is about, within a sentence: “resettlement”. The framework has a limit."""
    standard = framework.standard(_limit(framework)[0])
    domain = framework.domain(standard.domain_id)
    name = domain.name if len(domain.standards) == 1 else standard.name
    return name[:1].lower() + name[1:]


def limiting_rating(framework: Framework) -> str:
    """“Inadequate for resettlement”."""
    return f"{_limit(framework)[1]} for {limiting_subject(framework)}"


def limiting_judgement(framework: Framework) -> str:
    """“an Inadequate rating for resettlement”."""
    return f"{with_article(_limit(framework)[1])} rating for {limiting_subject(framework)}"


def _limit(framework: Framework) -> tuple[str, str]:
    if framework.limit is None:
        raise ValueError(f"{framework.id} has no limiting judgement.")
    return framework.limit.standard, framework.limit.rating
