"""One service's evidence on one standard: what decided the rating, discretion, one case, what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.truth.ratings_checkers import Reading, Said, understands
from tests.truth.ratings_claims_cards import ONE_CASE, claimed_flips
from tests.truth.ratings_claims_questions import decided, one_decimal, standard_of, with_percents
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_facts import Shown, chance_of_another_band
from tests.truth.ratings_words import compiled, names, number, sentences

DECIDING, DISCRETION, WORTH, BANDS, ONE, ASK, MISSING, ABSENT, PROMPTS = (
    "standard.deciding", "standard.discretion", "standard.worth", "standard.bands", "standard.one", "standard.ask",
    "standard.missing", "standard.absent", "standard.prompts",
)  # fmt: skip
DOING = {
    "Assessment": "assessing how to",
    "Planning": "planning to",
    "Implementation and delivery": "delivery to",
    "Reviewing": "reviewing how to",
}
AIMS = {
    "desistance": "support desistance",
    "child_safety": "keep the child safe",
    "others_safety": "keep other people safe",
}


def read(reading: Reading, said: Said, told: Any) -> None:
    """Everything that is said of each service on a standard."""
    own = [shown for shown in said.about if said.has_standard(shown)]
    deciding = [(one, reading.read(said.part(DECIDING, one))) for one in told.deciding]
    discretion = [(one, reading.read(said.part(DISCRETION, one))) for one in told.discretion]
    for shown in own:
        _demands(reading, said.part(DECIDING, "", shown), shown, _of(deciding, shown), _of(discretion, shown))
    if told.one_case_worth:
        reading.read(said.part(WORTH, told.one_case_worth))
    for one in told.bands:
        reading.read(said.part(BANDS, one))
    lowest = [one for shown in with_percents(said) for one in shown.lowest(standard_of(said))]
    reading.attempt(said, lambda: reading.same(len(told.bands), len(lowest), "chances of another band"))
    for words in told.one_case:
        shown = next(one for one in said.about if words.startswith(f"{one.name}: "))
        reading.read(said.part(ONE, words, shown))
    _every_flip(reading, said, told.one_case)
    for words in told.follow_up_questions:
        reading.read(said.part(ASK, words))
    for words in sentences(told.missing):
        reading.read(said.part(MISSING, words))
    for name, words in told.absent.items():
        shown = said.named(name)
        kinds = reading.read(said.part(ABSENT, words, shown))
        kind = "standard.no_percentages" if said.has_standard(shown) else "standard.not_in_framework"
        reading.demand(said.part(ABSENT, words, shown), kinds, kind, when=True)
    absent = [shown.name for shown in said.about if shown not in with_percents(said)]
    reading.attempt(
        said, lambda: reading.same(sorted(told.absent), sorted(absent), "services without percentages")
    )


def _of(found: Sequence[tuple[str, list[str]]], shown: Shown) -> list[str]:
    return [kind for words, kinds in found if words.startswith(f"{shown.name}:") for kind in kinds]


def _demands(reading: Reading, said: Said, shown: Shown, deciding: list[str], discretion: list[str]) -> None:
    standard = standard_of(said)
    asked = bool(shown.questions(standard))
    reading.demand(said, deciding, "standard.decided", when=asked and decided(shown, standard))
    derived, rated = shown.derived(standard), shown.ratings.get(standard)
    changed = rated is not None and shown.discretion(standard)
    reading.demand(said, discretion, "standard.by_discretion", when=changed)
    departs = rated is not None and derived not in (None, rated)
    unknown = shown.may_be_changed(standard)
    reading.demand(said, discretion, "standard.no_reason", when=departs and not changed and not unknown)
    reading.demand(said, discretion, "standard.may_be_discretion", when=departs and unknown)


def activities(shown: Shown, standard_id: str, dimensions: Sequence[str]) -> dict[str, str]:
    """How a sentence calls a key question → its dimension."""
    found = {}
    for dimension in dimensions:
        doing = DOING.get(shown.standards[standard_id]["name"])
        words = f"{doing} {AIMS[dimension]}" if doing else f"“{shown.label(standard_id, dimension)}”"
        found[words] = dimension
    return found


def _questions(shown: Shown, standard_id: str, words: str) -> list[str]:
    known = activities(shown, standard_id, shown.questions(standard_id))
    return [known[one] for one in names(words, tuple(known))]


FIGURE = r"{percent:INT}%(?: \({count:INT} of {cases:INT}\))?(?P<each> each)?"


def _lowest(reading: Reading, said: Said, found: re.Match[str]) -> Shown:
    """“63% (5 of 8) for delivery to support desistance”: the lowest, with its count where one fits."""
    shown, standard = said.named(found["service"]), standard_of(said)
    told = _questions(shown, standard, found["questions"])
    reading.same(told, shown.lowest(standard), "lowest questions")
    reading.same(bool(found["each"]), len(told) > 1, "“each”")
    percents = shown.standard_percents(standard)
    reading.same(int(found["percent"]), min(percents.values()), "lowest percentage")
    count = (int(found["count"]), int(found["cases"])) if found["count"] else None
    reading.same(count, shown.count(standard, told[0]), "count behind it")
    return shown


def _rated(reading: Reading, said: Said, found: re.Match[str]) -> Shown:
    shown = said.named(found["service"])
    reading.same(found["rating"], shown.ratings.get(standard_of(said)), "published rating")
    return shown


@understands("standard.not_rated", DECIDING, r"{service:NAME}: not rated in this inspection\.")
def _not_rated(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(standard_of(said) not in said.named(found["service"]).ratings, "it is rated")


@understands(
    "standard.on_evidence", DECIDING,
    r"{service:NAME}: judged on evidence, not on percentages, and rated {rating:RATING}\.",
)  # fmt: skip
def _on_evidence(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _rated(reading, said, found)
    reading.same(shown.standards[standard_of(said)]["judged_on"], "qualitative", "judged on")


@understands(
    "standard.bare_rating", DECIDING,
    r"{service:NAME}: we have no percentages; the published rating is {rating:RATING}\.",
)  # fmt: skip
def _bare(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(_rated(reading, said, found).standard_percents(standard_of(said)), {}, "percentages")


@understands(
    "standard.decided",
    DECIDING,
    rf"{{service:NAME}}: (?P<questions>.+) at {FIGURE} decided the rating, {{rating:RATING}}\.",
)
def _decided(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _lowest(reading, said, found)
    _rated(reading, said, found)
    reading.so(decided(shown, standard_of(said)), "the rating does not follow from the lowest question")


@understands(
    "standard.would_give", DECIDING,
    rf"{{service:NAME}}: the lowest percentage, {FIGURE} for (?P<questions>.+), would give {{derived:RATING}}; the "
    r"published rating is {rating:RATING}\.",
)  # fmt: skip
def _would_give(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _lowest(reading, said, found)
    _rated(reading, said, found)
    reading.same(found["derived"], shown.derived(standard_of(said)), "what the percentages give")
    standard = standard_of(said)
    may_differ = shown.discretion(standard) or shown.may_be_changed(standard)
    reading.so(found["derived"] != found["rating"] or may_differ, "they do not differ")


@understands(
    "standard.incomplete", DECIDING,
    rf"{{service:NAME}}: of the percentages we have, the lowest is {FIGURE} for (?P<questions>.+)\. We do not have all "
    r"of them, so we cannot say what decided the rating, {rating:RATING}\.",
)  # fmt: skip
def _incomplete(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _lowest(reading, said, found)
    _rated(reading, said, found)
    reading.so(not shown.is_fully_printed(standard_of(said)), "all are there")


@understands(
    "standard.lowest", DECIDING,
    rf"{{service:NAME}}: the lowest percentage is {FIGURE} for (?P<questions>.+)\. We do not know the percentage bands "
    r"of this framework; the published rating is {rating:RATING}\.",
)  # fmt: skip
def _only_lowest(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _lowest(reading, said, found)
    _rated(reading, said, found)
    reading.so(not shown.framework.get("percent_bands"), "they are known")


@understands(
    "standard.by_discretion", DISCRETION,
    r"{service:NAME}: the inspectors used professional discretion to (?:(?P<verb>raise|lower) the rating from "
    r"{before:RATING} to {after:RATING}|set the rating at {set:RATING})(?:; the percentages alone give "
    r"{derived:RATING})?(?: \((?P<place>[^)]+)\))?\.",
)  # fmt: skip
def _by_discretion(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown, standard = said.named(found["service"]), standard_of(said)
    row = shown.rating_rows[standard]
    reading.so(shown.discretion(standard), "no discretion is recorded")
    reading.same(found["after"] or found["set"], row["rating"], "published rating")
    before = row.get("discretion_from", "")
    reading.same(found["before"] or "", before, "rating before")
    if before:
        raised = RATINGS.index(before) < RATINGS.index(row["rating"])
        reading.same(found["verb"], "raise" if raised else "lower", "direction")
    reading.same(found["derived"], shown.derived(standard), "what the percentages give")
    if found["place"]:
        pages = {one["page"] for one in shown.world.rows("key_questions", shown.row["inspection_id"])}
        pages.add(row["page"])
        told = re.search(r"\d+", found["place"])
        reading.so(told is not None and told[0] in pages, f"{found['place']} is none of the pages {pages}")


@understands(
    "standard.no_reason", DISCRETION,
    r"{service:NAME}: the percentages alone give {derived:RATING}, but the published "
    r"rating is {rating:RATING}; we know "
    r"of no reason\.",
)  # fmt: skip
def _no_reason(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _rated(reading, said, found)
    reading.same(found["derived"], shown.derived(standard_of(said)), "what the percentages give")
    reading.so(found["derived"] != found["rating"], "they do not differ")
    reading.so(
        shown.rating_rows[standard_of(said)]["discretion"] == "false", "discretion is recorded, or not known"
    )


@understands(
    "standard.may_be_discretion", DISCRETION,
    r"{service:NAME}: the percentages alone give {derived:RATING}, but the published rating is {rating:RATING}; we do "
    r"not know whether the inspectors used professional discretion\.",
)  # fmt: skip
def _may_be_discretion(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _rated(reading, said, found)
    reading.same(found["derived"], shown.derived(standard_of(said)), "what the percentages give")
    reading.so(found["derived"] != found["rating"], "they do not differ")
    reading.so(shown.may_be_changed(standard_of(said)), "it is known whether discretion was used")


WORTH_AT = r"{points:DECIMAL} points? at {service:NAME} \({cases:NUMBER} cases?\)"


@understands("standard.one_case_worth", WORTH, r"One case is worth {worth:REST}\.")
def _worth(reading: Reading, said: Said, found: re.Match[str]) -> None:
    left, told = found["worth"], {}
    while left:
        left = re.sub(r"^(?:, | and )", "", left)
        part = compiled(WORTH_AT).match(left)
        reading.so(part is not None, f"“{left}” is not understood")
        assert part is not None
        shown = said.named(part["service"])
        told[shown] = (part["points"], number(part["cases"]))
        left = left[part.end() :]
    true = {
        shown: (one_decimal(Fraction(100, cases)), cases)
        for shown in with_percents(said)
        if (cases := shown.cases(standard_of(said)))
    }
    reading.same(told, true, "worth of one case")


@understands(
    "standard.one_case_unknown", WORTH,
    r"We cannot say how much one case counts, because we do not have the number of cases inspected\.",
)  # fmt: skip
def _worth_unknown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(not any(shown.cases(standard_of(said)) for shown in with_percents(said)), "there are numbers")


CHANCE = r"(?P<chance>about an? \d+%|less than a 1%|more than a 99%)"


@understands(
    "standard.other_band", BANDS,
    rf"{{service:NAME}}, (?P<questions>.+), {FIGURE}: on these cases alone, there is "
    rf"{CHANCE} chance that the same work on "
    r"other cases would fall in a different band from {rating:RATING}\.",
)  # fmt: skip
def _other_band(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown, standard = said.named(found["service"]), standard_of(said)
    (dimension,) = _questions(shown, standard, found["questions"])
    reading.so(dimension in shown.lowest(standard), "it is not the lowest question")
    known = shown.count(standard, dimension)
    reading.so(known is not None, "the count is not known")
    assert known is not None
    reading.same((int(found["count"] or -1), int(found["cases"] or -1)), known, "count")
    percent = shown.percents[standard, dimension]
    reading.same(int(found["percent"]), percent, "percentage")
    reading.same(found["rating"], shown.band("percent_bands", percent), "band")
    chance = chance_of_another_band(shown, *known)
    if found["chance"].startswith("about"):
        told = int(re.findall(r"\d+", found["chance"])[0])
        reading.so(abs(told - 100 * chance) <= 0.5 + 1e-6, f"chance: said {told}, so is {100 * chance:.2f}")
        vowel = str(told)[0] == "8" or told in (11, 18)
        reading.same(found["chance"].split()[1], "an" if vowel else "a", "article")
    elif found["chance"].startswith("less"):
        reading.so(chance < 0.01, f"chance {chance}")
    else:
        reading.so(chance > 0.99, f"chance {chance}")


@understands(
    "standard.no_band_chance", BANDS,
    r"{service:NAME}, (?P<questions>.+): we cannot give a chance of another band without "
    r"(?P<lacking>a count of cases|the "
    r"percentage bands of this framework)\.",
)  # fmt: skip
def _no_chance(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown, standard = said.named(found["service"]), standard_of(said)
    (dimension,) = _questions(shown, standard, found["questions"])
    reading.so(dimension in shown.lowest(standard), "it is not the lowest question")
    if found["lacking"] == "a count of cases":
        reading.so(shown.count(standard, dimension) is None, "the count is known")
    else:
        reading.so(not shown.framework.get("percent_bands"), "they are known")


@understands("standard.of_service", ONE, rf"{{service:NAME}}: {ONE_CASE}\.")
def _one_case(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["service"], said.one.name, "service")
    claimed_flips(reading, said, found)


def _every_flip(reading: Reading, said: Said, told: Sequence[str]) -> None:
    """Each judgement that would have changed the standard's rating is told, where the result agrees with itself."""
    claimed = 0
    for words in told:
        if found := compiled(rf"{{service:NAME}}: {ONE_CASE}\.").fullmatch(words):
            claimed += len(re.findall(r"\d\.\d|voice", found["where"]))
    true = [
        flip
        for shown in said.about
        if shown.agrees and said.has_standard(shown)
        for flip in shown.flips
        if flip.standard_id == standard_of(said)
    ]
    reading.attempt(said, lambda: reading.same(claimed, len(true), "judgements that would have changed it"))


@understands(
    "standard.ask_no_percentages", ASK,
    r"How does {service:NAME} know today whether (?P<standard>.+) has improved since the inspection\?",
)  # fmt: skip
def _ask_no_percentages(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.named(found["service"])
    reading.same(found["standard"], shown.standards[standard_of(said)]["name"].lower(), "standard")
    reading.same(shown.standard_percents(standard_of(said)), {}, "percentages")


SHARE = r"(?:{percent:INT}% of cases|{count:INT} of {cases:INT} cases?)"
ASKED = rf"(?P<activity>.+) was sufficient in {SHARE} at {{service:NAME}}\. "


def _asked(reading: Reading, said: Said, found: re.Match[str]) -> int:
    """The lowest percentage, or its count, of the question that is asked about."""
    shown, standard = said.named(found["service"]), standard_of(said)
    known = {
        w[:1].upper() + w[1:]: d for w, d in activities(shown, standard, shown.questions(standard)).items()
    }
    reading.so(found["activity"] in known, "question")
    dimension = known[found["activity"]]
    reading.so(dimension in shown.lowest(standard), "it is not the lowest")
    percent = shown.percents[standard, dimension]
    if found["percent"]:
        reading.same((int(found["percent"]), None), (percent, shown.count(standard, dimension)), "share")
    else:
        reading.same((int(found["count"]), int(found["cases"])), shown.count(standard, dimension), "share")
    return percent


@understands("standard.ask", ASK, rf"{ASKED}What has changed since then, and how do we know\?")
def _ask(reading: Reading, said: Said, found: re.Match[str]) -> None:
    percent, shown = _asked(reading, said, found), said.named(found["service"])
    if shown.framework.get("percent_bands"):
        reading.so(shown.band("percent_bands", percent) != RATINGS[-1], "it is in the best band")


@understands(
    "standard.ask_best", ASK, rf"{ASKED}What keeps it there, and how would we notice if it slipped\?"
)
def _ask_best(reading: Reading, said: Said, found: re.Match[str]) -> None:
    percent, shown = _asked(reading, said, found), said.named(found["service"])
    reading.same(shown.band("percent_bands", percent), RATINGS[-1], "band")


@understands(
    "standard.no_standard", MISSING,
    r"{service:NAME}: (?P<standard>.+) is not a standard of the {framework:FRAMEWORK}\.",
)  # fmt: skip
def _no_standard(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.named(found["service"])
    reading.same(
        (found["framework"], found["standard"]), (shown.framework["short_name"], said.title), "standard"
    )
    reading.so(not said.has_standard(shown), "it is")


@understands(
    "standard.missing_evidence",
    MISSING,
    r"(?P<standard>(?:\d\.\d )?[^.:]+) is judged on evidence, so it has no percentages\.",
)
def _missing_evidence(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["standard"], said.title, "standard")
    of = [s.standards[standard_of(said)]["judged_on"] for s in said.about if said.has_standard(s)]
    reading.so("qualitative" in of, "it is not")


@understands("standard.missing", MISSING, r"We have no percentages for {services:NAMES}\.")
def _missing(reading: Reading, said: Said, found: re.Match[str]) -> None:
    for name in names(found["services"]):
        reading.same(said.named(name).standard_percents(standard_of(said)), {}, f"percentages of {name}")


@understands("standard.no_percentages", ABSENT, r"we have no percentages")
def _absent(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(said.one.standard_percents(standard_of(said)), {}, "percentages")


@understands("standard.not_in_framework", ABSENT, r"not a standard of the {framework:FRAMEWORK}")
def _not_in_framework(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["framework"], said.one.framework["short_name"], "framework")


def prompts(reading: Reading, said: Said, words: str) -> None:
    """Who has no annexe prompts of a standard."""
    told: list[str] = []
    for one in sentences(words):
        reading.read(said.part(PROMPTS, one))
        if found := compiled(NO_PROMPTS).fullmatch(one):
            told += names(found["services"])
    true = [shown.name for shown in said.about if not _has_prompts(shown, said)]
    of_note = said.part(PROMPTS, words)
    reading.attempt(of_note, lambda: reading.same(sorted(told), sorted(true), "services without prompts"))


NO_PROMPTS = r"(?:We have no prompts for )?{services:NAMES}(?:: not published in .+)?\."


def _has_prompts(shown: Shown, said: Said) -> bool:
    rows = shown.world.rows("case_questions", shown.row["inspection_id"])
    return said.has_standard(shown) and any(row["standard_id"] == standard_of(said) for row in rows)


@understands(
    "standard.prompts_not_published",
    PROMPTS,
    r"{services:NAMES}: not published in (?P<reports>this report|these reports)\.",
)
def _not_published(reading: Reading, said: Said, found: re.Match[str]) -> None:
    told = names(found["services"])
    reading.same(found["reports"], "this report" if len(told) == 1 else "these reports", "number")
    for name in told:
        reading.so(not _has_prompts(said.named(name), said), f"{name} has prompts")
        reading.so(said.named(name) in with_percents(said), f"{name} was not read")


@understands("standard.prompts_missing", PROMPTS, r"We have no prompts for {services:NAMES}\.")
def _prompts_missing(reading: Reading, said: Said, found: re.Match[str]) -> None:
    for name in names(found["services"]):
        reading.so(not _has_prompts(said.named(name), said), f"{name} has prompts")
