"""The grid of standards by services: its headline, its alternative text, each cell, and the points of domains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.truth.ratings_checkers import Reading, Said, understands, within
from tests.truth.ratings_claims_headline import month
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_facts import Shown
from tests.truth.ratings_words import names, number, sentences

PLACE, ALT, MARK, CELL, ROW, POINTS = "grid", "grid.alt", "grid.mark", "grid.cell", "grid.row", "grid.points"
MOST_NAMED = 3
FAR = 2
SHORT_NAMES = {
    "Governance and leadership": "governance",
    "Partnerships and services": "partnerships",
    "Implementation and delivery": "delivery",
    "Out-of-court disposal policy and provision": "out-of-court policy",
    "Resettlement policy and provision": "resettlement policy",
}
SAMPLES = {"court": "court", "out_of_court": "out-of-court", "resettlement": "resettlement"}
Key = tuple[str, str]


def rows(about: Sequence[Shown]) -> list[Key]:
    """Standards as (id, name); one that two frameworks name differently stands twice."""
    found: dict[Key, None] = {}
    for shown in about:
        for standard_id, standard in shown.standards.items():
            found.setdefault((standard_id, standard["name"]))
    return list(found)


def rating(shown: Shown, key: Key) -> str | None:
    """The service's rating of a row; None where it is not a standard of its framework, or not rated."""
    standard = shown.standards.get(key[0])
    return shown.ratings.get(key[0]) if standard and standard["name"] == key[1] else None


def apart(about: Sequence[Shown], key: Key) -> int | None:
    """Levels between the best and the worst rating, within one framework."""
    rated = [(shown.framework_id, RATINGS.index(r)) for shown in about if (r := rating(shown, key))]
    if len(rated) < 2 or len({framework for framework, _ in rated}) > 1:
        return None
    return max(level for _, level in rated) - min(level for _, level in rated)


def _phrases(about: Sequence[Shown]) -> dict[str, set[Key]]:
    """How a sentence may call a standard → the standards that it may mean."""
    found: dict[str, set[Key]] = {}
    for shown in about:
        for standard_id, standard in shown.standards.items():
            name = standard["name"]
            sample = SAMPLES.get(standard["domain"].get("sample", ""))
            plain = {name[:1].lower() + name[1:], SHORT_NAMES.get(name, name[:1].lower() + name[1:])}
            for phrase in plain | ({f"{sample} {one}" for one in plain} if sample else set()):
                found.setdefault(phrase, set()).add((standard_id, name))
    return found


def _places(reading: Reading, said: Said, words: str, true: Sequence[Key]) -> None:
    """“staff and court planning” or “five standards”: exactly those standards."""
    if (counted := re.fullmatch(r"(\w+) standards?", words)) and counted[1] != "no":
        reading.same(number(counted[1]), len(true), "number of standards")
        return
    phrases = _phrases(said.about)
    told = names(words, tuple(phrases))
    for phrase in told:
        reading.so(len(phrases[phrase]) == 1, f"“{phrase}” may be any of {sorted(phrases[phrase])}")
    reading.same(sorted(key for phrase in told for key in phrases[phrase]), sorted(true), "standards")


@understands("grid.no_service", PLACE, r"Choose a service to see its standards")
def _no_service(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(not said.about, "there are services")


@understands("grid.frameworks", PLACE, r"Rated under different frameworks: read each column by itself")
def _frameworks(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(len({shown.framework_id for shown in said.about}) > 1, "there is one framework")


DATED = r"(?: in {date:DATE})?"


def _dated(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["service"], said.one.name, "service")
    reading.same(found["date"] or "", month(said.one.row["published"]), "date")


@understands(
    "grid.all_one", PLACE, rf"Every standard rated for {{service:NAME}}{DATED} was {{rating:RATING}}"
)
def _all_one(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _dated(reading, said, found)
    reading.same({found["rating"]}, set(said.one.ratings.values()), "ratings")


@understands(
    "grid.range", PLACE,
    rf"The ratings of {{service:NAME}}{DATED} ran from {{low:RATING}} to {{high:RATING}}, (?P<side>highest|lowest) in "
    r"{standards:REST}",
)  # fmt: skip
def _range(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _dated(reading, said, found)
    levels = sorted(RATINGS.index(one) for one in said.one.ratings.values())
    reading.same((found["low"], found["high"]), (RATINGS[levels[0]], RATINGS[levels[-1]]), "range")
    wanted = found["high"] if found["side"] == "highest" else found["low"]
    _places(
        reading,
        said,
        found["standards"],
        [key for key in rows(said.about) if rating(said.one, key) == wanted],
    )


def _one_framework(reading: Reading, said: Said) -> None:
    reading.same(len({shown.framework_id for shown in said.about}), 1, "frameworks")


@understands("grid.same", PLACE, r"They were rated the same in every standard")
def _same(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _one_framework(reading, said)
    for key in rows(said.about):
        ratings = {rating(shown, key) for shown in said.about}
        reading.so(len(ratings) == 1 and None not in ratings, f"{key}: {ratings}")


@understands(
    "grid.same_where_rated", PLACE,
    r"They were rated the same in every standard that was rated for (?P<of>both|two or more)",
)  # fmt: skip
def _same_where_rated(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _one_framework(reading, said)
    reading.same(found["of"], "both" if len(said.about) == 2 else "two or more", "services")
    for key in rows(said.about):
        reading.so(apart(said.about, key) in (None, 0), f"{key} was not")


@understands(
    "grid.widest",
    PLACE,
    r"They differed most in {standards:WORDS}: (?P<up>up to )?{levels:NUMBER} levels? apart",
)
def _widest(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _one_framework(reading, said)
    gaps = {key: gap for key in rows(said.about) if (gap := apart(said.about, key)) is not None}
    reading.same(number(found["levels"]), max(gaps.values()), "levels")
    reading.so(max(gaps.values()) > 0, "they do not differ")
    reading.same(bool(found["up"]), len(said.about) > 2, "“up to”")
    _places(
        reading, said, found["standards"], [key for key, gap in gaps.items() if gap == max(gaps.values())]
    )


def demands(reading: Reading, said: Said, kinds: list[str]) -> None:
    """A headline of services that are not rated alike may not be silent about it."""
    if len(said.about) > 1 and len({shown.framework_id for shown in said.about}) == 1:
        gaps = [gap for key in rows(said.about) if (gap := apart(said.about, key)) is not None]
        reading.demand(said, kinds, "grid.widest", when=max(gaps, default=0) > 0)


def alternative(reading: Reading, said: Said) -> None:
    """The alternative text, sentence by sentence."""
    first, headline, *rest = sentences(said.words)
    reading.read(said.part(ALT, first))
    reading.read(said.part(PLACE, headline.removesuffix(".")))
    for words in rest:
        reading.read(said.part(ALT, words))
    far = [key for key in rows(said.about) if (apart(said.about, key) or 0) >= FAR]
    reading.attempt(
        said,
        lambda: reading.same(len(rest), len(said.about) + len(far), "sentences on services and wide gaps"),
    )


@understands("grid.alt", ALT, r"Grid of {standards:INT} standards? by {services:NUMBER} services?\.")
def _alt(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(
        (int(found["standards"]), number(found["services"])), (len(rows(said.about)), len(said.about)), "size"
    )


COUNTED = r"\d+ (?:Outstanding|Good|Requires improvement|Inadequate)"


@understands("grid.counted", ALT, rf"{{service:NAME}}: (?P<ratings>{COUNTED}(?:, {COUNTED})*|not rated)\.")
def _counted(reading: Reading, said: Said, found: re.Match[str]) -> None:
    given = list(said.named(found["service"]).ratings.values())
    told = {}
    if found["ratings"] != "not rated":
        for part in found["ratings"].split(", "):
            count, _, name = part.partition(" ")
            told[name] = int(count)
    reading.same(told, {one: given.count(one) for one in given}, "ratings")


@understands("grid.apart_row", ALT, r"(?P<standard>[^:]+): (?P<ratings>(?!\d+ )(?!not rated\.).+)\.")
def _apart_row(reading: Reading, said: Said, found: re.Match[str]) -> None:
    keys = [key for key in rows(said.about) if _title(key) == found["standard"]]
    reading.same(len(keys), 1, "standards of this title")
    reading.so((apart(said.about, keys[0]) or 0) >= FAR, "they are not far apart")
    left = found["ratings"]
    for place, shown in enumerate(said.about):
        start = f"{', ' if place else ''}{shown.name} "
        reading.so(left.startswith(start), f"{shown.name} is missing at “{left}”")
        left = left[len(start) :]
        true = rating(shown, keys[0])
        if true is None:
            own = shown.standards.get(keys[0][0], {}).get("name") == keys[0][1]
            why = "not rated" if own else f"not a standard of the {_framework(shown)}"
            reading.so(left.startswith(why), f"{shown.name}: not “{why}”")
            left = left[len(why) :]
            continue
        reading.so(left.startswith(true), f"{shown.name} is rated {true}")
        left = left[len(true) :]
        note = re.match(r" \(([^)]+)\)", left)
        left = left[note.end() :] if note else left
        marks = discretion_of(reading, shown, keys[0][0], note[1] if note else "")
        reading.so(marks, f"{shown.name}: {note[1] if note else 'no note'}")
    reading.same(left, "", "rest of the sentence")


def _framework(shown: Shown) -> str:
    return str(shown.framework["short_name"])


def _title(key: Key) -> str:
    return f"{key[0]} {key[1]}" if key[0][0].isdigit() else key[1]


CHANGE = re.compile(
    r"(?:(raised|lowered) from (Inadequate|Requires improvement|Good|Outstanding)|changed) by professional discretion"
)


MAY_BE_CHANGED = "may have been changed by professional discretion"


def discretion_of(reading: Reading, shown: Shown, standard_id: str, words: str) -> bool:
    """Whether words tell rightly how discretion changed a rating, silence included."""
    row = shown.rating_rows[standard_id]
    if row["discretion"] != "true":
        return words == ("" if row["discretion"] == "false" else MAY_BE_CHANGED)
    found = CHANGE.fullmatch(words)
    before = row.get("discretion_from", "")
    if found is None or not before:
        return found is not None and found[1] is None
    raised = RATINGS.index(before) < RATINGS.index(row["rating"])
    return (found[1], found[2]) == ("raised" if raised else "lowered", before)


def _mark_claims(reading: Reading, said: Said, words: str, worked_out: str) -> None:
    marks = words.split(", ") if words else []
    standard_id = str(said.standard).split("|")[0]
    reading.same(
        worked_out in marks,
        said.one.rating_rows[standard_id]["basis"] == "derived",
        "mark of what was worked out",
    )
    rest = [mark for mark in marks if mark != worked_out]
    reading.so(len(rest) < 2, f"marks that are not understood: {rest}")
    right = discretion_of(reading, said.one, standard_id, rest[0] if rest else "")
    reading.so(right, f"discretion: {said.one.rating_rows[standard_id]}")
    if rest:
        kind = rest[0].split()[0]
        reading.count("grid.may_be_changed" if rest[0] == MAY_BE_CHANGED else f"grid.{kind}")
    if worked_out in marks:
        reading.count("grid.worked_out")


MARKS = (
    r"(?:raised from {0} by professional discretion|lowered from {0} by professional discretion|(?:may have "
    r"been )?changed by "
)
MARKS = (
    MARKS.replace("{0}", r"(?:Inadequate|Requires improvement|Good|Outstanding)") + "professional discretion)"
)


within("grid.raised", "grid.lowered", "grid.changed", "grid.may_be_changed", "grid.worked_out")


@understands("silence.marks", MARK, rf"(?:{MARKS})?(?:(?:^|, )\[e\])?|")
def _marks(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _rated(reading, said)
    _mark_claims(reading, said, said.words, "[e]")


def _rated(reading: Reading, said: Said) -> str:
    key = str(said.standard).split("|")
    true = rating(said.one, (key[0], key[1]))
    reading.so(true is not None, "there is no rating")
    return str(true)


@understands("grid.not_rated", MARK, r"Not rated")
def _not_rated(reading: Reading, said: Said, found: re.Match[str]) -> None:
    standard_id, name = str(said.standard).split("|")
    reading.so(
        said.one.standards.get(standard_id, {}).get("name") == name, "it is not a standard of its framework"
    )
    reading.so(standard_id not in said.one.ratings, "it is rated")


@understands("grid.no_standard", MARK, r"Not a standard of the {framework:FRAMEWORK}")
def _no_standard(reading: Reading, said: Said, found: re.Match[str]) -> None:
    standard_id, name = str(said.standard).split("|")
    reading.same(found["framework"], _framework(said.one), "framework")
    reading.so(
        said.one.standards.get(standard_id, {}).get("name") != name, "it is a standard of its framework"
    )


@understands(
    "grid.cell", CELL,
    r"{service:NAME}, (?P<standard>[^:]+): {rating:RATING}(?: \((?P<marks>[^)]+)\))?\. See the evidence\.",
)  # fmt: skip
def _cell(reading: Reading, said: Said, found: re.Match[str]) -> None:
    key = tuple(str(said.standard).split("|"))
    reading.same(
        (found["service"], found["standard"], found["rating"]),
        (said.one.name, _title((key[0], key[1])), _rated(reading, said)),
        "rating",
    )
    _mark_claims(reading, said, found["marks"] or "", "worked out")


def row(reading: Reading, said: Said, standard_id: str, name: str) -> None:
    """How far apart a row is."""
    reading.read(Said(ROW, said.words, said.world, said.about, f"{standard_id}|{name}"))


@understands("grid.levels", ROW, r"{levels:NUMBER} levels? apart")
def _levels(reading: Reading, said: Said, found: re.Match[str]) -> None:
    standard_id, name = str(said.standard).split("|")
    reading.same(number(found["levels"]), apart(said.about, (standard_id, name)), "levels")


@understands("grid.same_level", ROW, r"same")
def _same_level(reading: Reading, said: Said, found: re.Match[str]) -> None:
    standard_id, name = str(said.standard).split("|")
    reading.same(0, apart(said.about, (standard_id, name)), "levels")


@understands("silence.apart", ROW, r"")
def _nothing(reading: Reading, said: Said, found: re.Match[str]) -> None:
    standard_id, name = str(said.standard).split("|")
    reading.same(None, apart(said.about, (standard_id, name)), "levels")


@understands("grid.points", POINTS, r"{points:INT} of {most:INT} points")
def _points(reading: Reading, said: Said, found: re.Match[str]) -> None:
    domain = next(d for d in said.one.framework["domains"] if d["id"] == said.standard)
    own = [standard["id"] for standard in domain["standards"]]
    reading.so(domain["in_total"], "it does not count towards the total")
    true = sum(said.one.points[said.one.ratings[one]] for one in own), said.one.best * len(own)
    reading.same((int(found["points"]), int(found["most"])), true, "points")


@understands("silence.points", POINTS, r"")
def _no_points(reading: Reading, said: Said, found: re.Match[str]) -> None:
    domain = next(d for d in said.one.framework["domains"] if d["id"] == said.standard)
    complete = all(standard["id"] in said.one.ratings for standard in domain["standards"])
    reading.so(not domain["in_total"] or not complete, "its points are known")


def record(reading: Reading, said: Said, told: dict[str, str]) -> None:
    """A row of the table under the grid."""
    shown = said.named(told["service"])
    key = next(key for key in rows(said.about) if _title(key) == told["standard"])
    of_cell = Said(MARK, f"{told['rating']}", said.world, (shown,), "|".join(key), said.ours)
    true = rating(shown, key)
    if true is None:
        reading.read(of_cell)
        return
    stated = shown.rating_rows[key[0]]
    basis = {"derived": "worked out [e]", "stated": "published"}[stated["basis"]]
    whole = (true, basis, _framework(shown))
    reading.attempt(
        of_cell,
        lambda: reading.same((told["rating"], told["basis"], told["framework"]), whole, "row of the table"),
    )
    words = told["professional discretion"]
    reading.attempt(
        of_cell, lambda: reading.so(discretion_of(reading, shown, key[0], words), f"discretion: {words}")
    )
