"""What is said about the choice of services and of a standard, above all where a link asks for what is not here."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.narrate.numbers import joined
from yjs_dash.narrate.template import template

CHOICE_SERVICES_HELP = template(
    "choice.services_help",
    "You can choose any of the {services} youth justice services of England and Wales, by its name, an older name or a "
    "council it covers.",
    services=155,
)
CHOICE_PLACEHOLDER = template("choice.placeholder", "Type the name of a service or council")
CHOICE_OURS_HELP = template("choice.ours_help", "Choose your own service to see it first.")
CHOICE_UNKNOWN = template(
    "choice.unknown", "We do not have {names}. Choose a service from the list.", names="“Atlantis”"
)
CHOICE_SUGGEST = template("choice.suggest", "Suggestions")
CHOICE_SUGGEST_NONE = template(
    "choice.suggest_none", "Choose a service first. We then suggest others like it."
)
CHOICE_SUGGEST_FULL = template(
    "choice.suggest_full",
    "You have chosen {most} services, the most that fit side by side. Take one away to add another.",
    most=6,
)
CHOICE_LIKE = template("choice.like", "Statistical neighbours of {service}", service="Leeds")
CHOICE_SAME_REGION = template("choice.same_region", "In the same region ({region})", region="North East")
CHOICE_SAME_RATING = template(
    "choice.same_rating", "Also rated {rating} at their latest inspection that we know of ({framework})",
    rating="Good", framework="2021 framework",
)  # fmt: skip
CHOICE_NEXT_BY_NAME = template("choice.next_by_name", "Next in the alphabet")
CHOICE_TOO_MANY = template(
    "choice.too_many",
    "You can compare up to {most} services. This link asks for more, so we have left some out.",
    most=6,
)
CHOICE_NO_STANDARD = template(
    "choice.no_standard",
    "We do not have a standard “{standard}” for these services. Choose a standard from the list.",
    standard="9.9",
)
CHOICE_NO_STANDARD_OF_ONE = template(
    "choice.no_standard_of_one",
    "We do not have a standard “{standard}” for this service. Choose a standard from the list.",
    standard="9.9",
)

_LONGEST = 40
_MOST_NAMED = 3


def unknown_services(names: Sequence[str]) -> str:
    """What a link asks for by names that name no service here."""
    return CHOICE_UNKNOWN(names=_listed([f"“{name[:_LONGEST]}”" for name in names]))


def too_many_services(*, most: int) -> str:
    return CHOICE_TOO_MANY(most=most)


def no_standard(asked: str, *, services: int) -> str:
    """What a link asks for by a standard that the frameworks of the chosen services do not have."""
    return (CHOICE_NO_STANDARD_OF_ONE if services == 1 else CHOICE_NO_STANDARD)(standard=asked[:_LONGEST])


def _listed(names: Sequence[str]) -> str:
    """“a”, “b” or “c”; of many the first, and how many more."""
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return joined(names, last="or")
    return joined([*names[:_MOST_NAMED], "one more" if more == 1 else f"{more} more"], last="or")
