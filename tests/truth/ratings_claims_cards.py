"""Cards: the result, the distance to the next rating in points and in judgements, one case, other inspections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.truth.ratings_checkers import Reading, Said, understands
from tests.truth.ratings_claims_headline import limiting
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_facts import Flip, Row, Shown
from tests.truth.ratings_words import compiled, date_words, names, number

PLACE = "card"
"""One sentence of a card, without its full stop; labels stand before their sentences."""
DIMENSIONS = {
    "desistance": "desistance",
    "the child's safety": "child_safety",
    "other people's safety": "others_safety",
}
SAMPLES = {"court": "court", "out-of-court": "out_of_court", "resettlement": "resettlement"}
FRAMEWORK = r"(?:{0} framework|framework not known)".replace("{0}", "(?:2018|2021|2025|made-up)")


def _agrees(reading: Reading, shown: Shown) -> None:
    reading.so(
        shown.agrees,
        f"score {shown.published_score}, sum {shown.total} and rating {shown.overall} do not agree: no distance",
    )


@understands(
    "card.disagrees", PLACE,
    r"The published score of {score:INT} does not lead to the published rating of {rating:RATING}, so we do not work "
    r"out how far the next rating is",
)  # fmt: skip
def _disagrees(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    reading.same(int(found["score"]), shown.published_score, "published score")
    reading.same(found["rating"], shown.overall, "published rating")
    if shown.score <= shown.most:
        reading.so(shown.overall_of(shown.score) != shown.overall, "it does lead to it")


@understands(
    "card.sum_disagrees_with_rating", PLACE,
    r"The published ratings of its standards add up to {score:INT}, which does not lead to the published rating of "
    r"{rating:RATING}, so we do not work out how far the next rating is",
)  # fmt: skip
def _sum_without_score(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    reading.same((int(found["score"]), found["rating"]), (shown.total, shown.overall), "sum and rating")
    reading.so(shown.overall_of(shown.total) != shown.overall, "it does lead to it")


@understands(
    "card.sum_disagrees", PLACE,
    r"The published ratings of its standards add up to {total:INT}, but the published score is {score:INT}, so we do "
    r"not work out how far the next rating is",
)  # fmt: skip
def _sum_disagrees(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    reading.same(
        (int(found["total"]), int(found["score"])), (shown.total, shown.published_score), "sum and score"
    )
    reading.so(shown.total != shown.published_score, "they are the same")
    reading.so(
        all(row["basis"] == "stated" for s, row in shown.rating_rows.items() if s in shown.scored)
        or shown.total != shown.published_score,
        "the ratings are not published",
    )


@understands("card.highest", PLACE, r"This is the highest rating")
def _highest(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(said.one.overall, RATINGS[-1], "rating")
    reading.so(
        said.one.is_certainly_newest, "present tense of an inspection that is not certainly the newest"
    )


@understands("card.highest_then", PLACE, r"This was the highest rating")
def _highest_then(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(said.one.overall, RATINGS[-1], "rating")


JUDGEMENT = r"(?P<article>an?) {limit:RATING} rating for (?P<subject>[a-z ]+?)"


def _limiting(reading: Reading, said: Said, found: re.Match[str]) -> None:
    limiting(reading, said.one, found["limit"], found["subject"])
    reading.same(found["article"], "an" if found["limit"][0] in "AEIOU" else "a", "article")
    reading.so(said.one.limited(found["rating"]), f"{found['rating']} is not ruled out")


@understands(
    "card.ruled_out", PLACE,
    rf"A score of {{score:INT}} is in the range for {{rating:RATING}}, but {JUDGEMENT} rules that out",
)  # fmt: skip
def _ruled_out(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    _agrees(reading, shown)
    reading.same(int(found["score"]), shown.score, "score")
    reading.same(found["rating"], shown.band("overall_bands", shown.score), "band of the score")
    _limiting(reading, said, found)


def _distance(reading: Reading, shown: Shown, points: str, rating: str) -> None:
    _agrees(reading, shown)
    reading.same((rating, number(points)), shown.next_band, "distance")


@understands("card.short", PLACE, r"{points:INT} points? short of {rating:RATING}")
def _short(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _distance(reading, said.one, found["points"], found["rating"])
    reading.so(not said.one.barred, f"{found['rating']} is ruled out")
    reading.so(
        said.one.is_certainly_newest, "present tense of an inspection that is not certainly the newest"
    )


@understands("card.short_then", PLACE, r"It was then {points:INT} points? short of {rating:RATING}")
def _short_then(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _distance(reading, said.one, found["points"], found["rating"])
    reading.so(not said.one.barred, f"{found['rating']} is ruled out")


@understands(
    "card.short_barred", PLACE,
    rf"{{points:INT}} points? short of {{rating:RATING}}, but {JUDGEMENT} rules that out",
)  # fmt: skip
def _short_barred(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _distance(reading, said.one, found["points"], found["rating"])
    reading.so(said.one.barred, f"{found['rating']} is not ruled out")
    _limiting(reading, said, found)


UNCHANGED = r"(?:, with (?P<unchanged>.+?) unchanged)?"
EVIDENCE = r"the {count:NUMBER} standards? judged on evidence"
HELD = r"{held:STANDARDS}, which (?:was|were) not decided by percentages alone"


def _held_fixed(reading: Reading, shown: Shown, words: str | None) -> None:
    """“, with the five standards judged on evidence and 2.3, which did not follow the percentages, unchanged”."""
    evidence = compiled(EVIDENCE).search(words or "")
    reading.same(
        number(evidence["count"]) if evidence else 0, len(shown.scored_by_evidence), "held on evidence"
    )
    held = compiled(HELD).search(words or "")
    told = names(held["held"], tuple(shown.standards)) if held else []
    reading.same(set(told), set(shown.fixed_by_questions), "standards that do not follow their percentages")
    rest = (words or "").replace(evidence[0] if evidence else "", "").replace(held[0] if held else "", "")
    reading.so(rest.strip(", ").removeprefix("and").strip() in ("", "and"), f"“{rest}” is not understood")


def _by_case_work(reading: Reading, said: Said) -> int | None:
    """Fewest judgements to the next band; that they may be told at all."""
    shown = said.one
    _agrees(reading, shown)
    reading.so(not shown.barred and shown.next_band is not None, "there is no next rating to reach")
    reading.so(bool(shown.framework.get("percent_bands")), "the cuts of percentages are not known")
    assert shown.next_band is not None
    return shown.fewest_judgements(shown.next_band[1])


@understands(
    "card.one_enough", PLACE, r"One more case judged sufficient on one question would have been enough"
)
def _one_enough(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(_by_case_work(reading, said), 1, "fewest judgements")


@understands(
    "card.by_cases", PLACE,
    rf"By case work alone{UNCHANGED}, at least {{judgements:NUMBER}} more judgements? of “sufficient” would have been "
    r"needed",
)  # fmt: skip
def _by_cases(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    reading.so(shown.all_counts_known, "a floor is given, and not every count is known")
    reading.same(number(found["judgements"]), _by_case_work(reading, said), "fewest judgements")
    _held_fixed(reading, shown, found["unchanged"])


@understands(
    "card.by_cases", PLACE,
    r"A judgement is one case on one question; one child's case can count for several",
)  # fmt: skip
def _a_judgement(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(
        len({d for s in said.one.movable for d in said.one.questions(s)}) > 1, "there is one question only"
    )


@understands("card.out_of_reach", PLACE, rf"Case work alone could not have closed the gap{UNCHANGED}")
def _out_of_reach(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(said.one.all_counts_known, "not every count is known")
    reading.same(_by_case_work(reading, said), None, "fewest judgements")
    _held_fixed(reading, said.one, found["unchanged"])


def _evidence(reading: Reading, said: Said, words: str) -> int:
    """Points that are left when every standard judged on evidence has the best rating."""
    shown = said.one
    _by_case_work(reading, said)
    counted = re.search(r"(?:those|the) (\w+) standards", words)
    reading.same(
        number(counted[1]) if counted else 1, len(shown.scored_by_evidence), "standards judged on evidence"
    )
    assert shown.next_band is not None
    return max(0, shown.next_band[1] - shown.evidence_gain)


ON_EVIDENCE = r"(?P<evidence>(?:the|those) (?:\w+ )?standards?(?: judged on evidence)?)"


@understands(
    "card.mixed", PLACE,
    rf"If {ON_EVIDENCE} had (?:all )?been rated {{best:RATING}}, {{judgements:NUMBER}} more "
    rf"judgements? would have been "
    r"enough",
)  # fmt: skip
def _mixed(reading: Reading, said: Said, found: re.Match[str]) -> None:
    left = _evidence(reading, said, found["evidence"])
    reading.same(found["best"], RATINGS[-1], "best rating")
    reading.so(said.one.all_counts_known, "not every count is known")
    reading.same(number(found["judgements"]), said.one.fewest_judgements(left), "fewest judgements")


@understands(
    "card.by_evidence", PLACE,
    rf"Higher ratings for {ON_EVIDENCE} could have closed the gap without any change in case work",
)  # fmt: skip
def _by_evidence(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(_evidence(reading, said, found["evidence"]), 0, "points left")


@understands(
    "card.not_counted", PLACE,
    r"We cannot say how many cases that is, because we do not have all the counts for {standards:STANDARDS}",
)  # fmt: skip
def _not_counted(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    told = names(found["standards"], tuple(shown.standards))
    without = [
        standard
        for standard in shown.scored_by_questions
        if any(shown.count(standard, one) is None for one in shown.questions(standard))
    ]
    reading.same(set(told), set(without), "standards without all counts")


@understands(
    "card.no_bands", PLACE,
    r"We cannot say how many cases that is, because we do not know the percentage bands of this framework",
)  # fmt: skip
def _no_bands(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(not said.one.framework.get("percent_bands"), "they are known")


def _ways(words: str, known: Sequence[str]) -> list[tuple[str, str]]:
    """“desistance in 2.1 or for other people's safety in 3.1 or 3.2” → standard and dimension of each."""
    before, *parts = re.split(rf"(?:^|, | or )(?:for )?({_any(list(DIMENSIONS))}) ", words)
    assert before == "", f"“{before}” in “{words}” is not understood"
    found = []
    for dimension, where in zip(parts[::2], parts[1::2], strict=True):
        if single := re.fullmatch(rf"\(({_any(known)})\)", where):
            found.append((single[1], DIMENSIONS[dimension]))
        else:
            assert where.startswith("in "), f"“{where}” in “{words}” is not understood"
            standards = names(where.removeprefix("in ").removeprefix("any one of "), tuple(known), "or")
            found += [(standard, DIMENSIONS[dimension]) for standard in standards]
    return found


def _any(known: Sequence[str]) -> str:
    return "|".join(re.escape(one) for one in known)


ONE_CASE = (
    r"If one (?P<more>more|fewer) (?:(?P<sample>court|out-of-court|resettlement) )?case had been sufficient for "
    r"(?P<where>.+?), the score would have been {score:INT} and the overall rating (?P<still>still )?{rating:RATING}"
)


@understands("card.one_case", PLACE, ONE_CASE)
def _one_case(reading: Reading, said: Said, found: re.Match[str]) -> None:
    claimed_flips(reading, said, found)


def claimed_flips(reading: Reading, said: Said, found: re.Match[str]) -> list[Flip]:
    """The judgements that a sentence tells of; each has to make what it says, and none that does may be missing."""
    shown = said.one
    _agrees(reading, shown)
    told = _ways(found["where"], shown.by_questions)
    better, score, rating = found["more"] == "more", int(found["score"]), found["rating"]
    reading.same(bool(found["still"]), rating == shown.overall, "“still”")
    sample = SAMPLES.get(found["sample"] or "")
    true = [
        flip
        for flip in shown.flips
        if (flip.better, flip.total, flip.overall) == (better, score, rating)
        and shown.standards[flip.standard_id]["domain"].get("sample") == sample
        and said.standard in (None, flip.standard_id)
    ]
    reading.same(sorted(told), sorted((flip.standard_id, flip.dimension) for flip in true), "judgements")
    return true


@understands("card.domain", PLACE, r"Points: {points:REST}")
def _points(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    true = []
    for domain in shown.framework["domains"]:
        if domain["in_total"]:
            own = [standard["id"] for standard in domain["standards"]]
            points = sum(shown.points[shown.ratings[one]] for one in own)
            true.append(f"{domain['short_name']} {points} of {shown.best * len(own)}")
    reading.same(found["points"].split(" · "), true, "points of the domains")


@understands(
    "card.separate", PLACE,
    r"(?P<subject>[A-Z][a-z ]+): (?:{rating:RATING}(?P<separate> \(rated separately; not part of the score\))?|"
    r"(?P<none>not rated))",
)  # fmt: skip
def _separate(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    limit = shown.framework.get("limit")
    reading.so(bool(limit), "the framework has no limiting standard")
    assert limit
    standard = shown.standards[limit["standard"]]
    reading.so(
        found["subject"].lower() in (standard["name"].lower(), standard["domain"]["name"].lower()), "subject"
    )
    reading.same(found["rating"], shown.ratings.get(limit["standard"]), "its rating")
    if found["rating"]:
        reading.same(bool(found["separate"]), limit["standard"] not in shown.scored, "not part of the score")


SAMPLE = r"\d+ (?:court|out-of-court|resettlement)"


@understands("card.sampled", PLACE, rf"Cases inspected: (?P<cases>{SAMPLE}(?:, {SAMPLE})*(?: and {SAMPLE})?)")
def _sampled(reading: Reading, said: Said, found: re.Match[str]) -> None:
    told = {SAMPLES[part.split()[1]]: part.split()[0] for part in re.split(", | and ", found["cases"])}
    true = {sample: said.one.row[f"{sample}_cases"] for sample in SAMPLES.values()}
    reading.same(told, {sample: count for sample, count in true.items() if count}, "cases inspected")


@understands("card.cases_not_known", PLACE, r"Cases inspected: we do not have the numbers")
def _not_sampled(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(not any(said.one.row[f"{sample}_cases"] for sample in SAMPLES.values()), "there are numbers")


KINDS = {
    "single": "Single inspection",
    "joint": "Joint inspection",
    "full": "Full inspection",
    "children_and_victims": "Work with children and victims",
}


@understands(
    "card.about", PLACE,
    r"(?P<kind>(?:Single|Joint|Full) inspection|Work with children and victims), (?:fieldwork (?:(?:from|started) "
    r"{started:DATE}|(?P<fieldwork>[^,]+)), )?"
    r"(?:published {published:DATE}, )?{framework:FRAMEWORK}",
)  # fmt: skip
def _about(reading: Reading, said: Said, found: re.Match[str]) -> None:
    row, shown = said.one.row, said.one
    reading.same(found["kind"], KINDS[row["kind"]], "kind of inspection")
    reading.same(found["fieldwork"] or "", row["fieldwork"], "fieldwork")
    started = "" if row["fieldwork"] else date_words(row["fieldwork_started"])
    reading.same(found["started"] or "", started, "start of fieldwork")
    reading.same(found["published"] or "", date_words(row["published"]), "published")
    reading.same(found["framework"], shown.framework["short_name"], "framework")


@understands(
    "card.summed", PLACE,
    r"We do not have a published score: {score:INT} is the sum of the published ratings",
)  # fmt: skip
def _summed(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same((None, int(found["score"])), (said.one.published_score, said.one.total), "score")


@understands(
    "card.worked_out", PLACE, r"We worked out {ratings:NUMBER} of these ratings from the published totals"
)
def _worked_out(reading: Reading, said: Said, found: re.Match[str]) -> None:
    derived = [row for row in said.one.rating_rows.values() if row["basis"] == "derived"]
    reading.same(number(found["ratings"]), len(derived), "ratings that were worked out")


def _other(reading: Reading, said: Said, found: re.Match[str], later: bool | None) -> None:
    """Another inspection of the service, with its date, rating and framework, and whether it is later."""
    shown = said.one
    fitting: list[Row] = []
    for row in shown.others:
        framework = shown.world.framework(row)
        told = (
            date_words(row["published"]) if row["published"] else "date not known",
            row["overall_rating"],
            framework["short_name"] if framework else "framework not known",
        )
        if told == (found["date"], found["rating"], found["framework"]):
            fitting.append(row)
    reading.so(bool(fitting), "there is no such inspection of the service")
    reading.so(
        any(shown.world.is_later(row, shown.row) is later for row in fitting),
        f"whether it is later than the one shown: said {later}",
    )


RESULT = r"(?P<date>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}(?:/\d{2})?|date not known): {rating:RATING} "
RESULT += rf"\((?P<framework>{FRAMEWORK})\)"


@understands("card.inspected_again", PLACE, rf"Inspected again, {RESULT}")
def _again(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _other(reading, said, found, True)


@understands(
    "card.inspected_again", PLACE, r"The ratings below are from the earlier inspection(?: of {date:DATE})?"
)
def _ratings_below(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["date"] or "", date_words(said.one.row["published"]), "date of the inspection shown")


@understands("card.maybe_inspected_again", PLACE, rf"Another inspection, {RESULT}")
def _maybe(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _other(reading, said, found, None)


@understands("card.maybe_inspected_again", PLACE, r"It may be newer than the one shown here")
def _it_may(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(
        any(said.one.world.is_later(row, said.one.row) is None for row in said.one.others),
        "of every other inspection it is known whether it is newer",
    )


@understands("card.inspected_before", PLACE, rf"Inspected before, {RESULT}")
def _before(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _other(reading, said, found, False)


@understands(
    "card.spoken", PLACE, r"{service:NAME}(?P<ours> \(our service\))?",
)  # fmt: skip
def _spoken(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["service"], said.one.name, "service")
    reading.same(bool(found["ours"]), said.ours == said.one.service_id, "our service")


RATED = r"{rating:RATING}(?:, {score:INT} of {most:INT} points)?"


def _result(reading: Reading, shown: Shown, found: re.Match[str]) -> None:
    reading.same(found["rating"], shown.overall, "rating")
    reading.same(found["score"] is not None, True, "the score is told")
    reading.same((int(found["score"]), int(found["most"])), (shown.score, shown.most), "score")


@understands("card.result", PLACE, RATED)
def _result_now(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _result(reading, said.one, found)
    reading.so(said.one.is_certainly_newest, "the result is not certainly the newest, and is not dated")


@understands("card.result_then", PLACE, rf"The inspection shown here(?:, {{date:DATE}})?: {RATED}")
def _result_then(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _result(reading, said.one, found)
    reading.same(found["date"] or "", date_words(said.one.row["published"]), "date")
    reading.so(not said.one.is_certainly_newest, "it is certainly the newest")


RULER = "ruler"


@understands(
    "card.ruler",
    RULER,
    r"Scores on a scale with the four overall ratings\. (?P<headline>.+?)\. (?P<scores>[^.]+)\.",
)
def _ruler(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.understand(said.part("headline", found["headline"]))
    parts = found["scores"].split("; ")
    reading.same(len(parts), len(said.about), "services")
    for part, shown in zip(parts, said.about, strict=True):
        reading.understand(said.part("ruler.score", part, shown))


@understands(
    "card.ruler_score", "ruler.score",
    r"{service:NAME} {score:INT} of {most:INT} \({rating:RATING}, {framework:FRAMEWORK}(?:, {date:DATE})?\)",
)  # fmt: skip
def _ruler_score(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.one
    reading.same(
        (found["service"], int(found["score"]), int(found["most"]), found["rating"], found["framework"]),
        (shown.name, shown.score, shown.most, shown.overall, shown.framework["short_name"]),
        "score",
    )


def demands(reading: Reading, said: Said, kinds: Sequence[str], told: Sequence[str]) -> None:
    """What the card of one service has to say."""
    shown, kinds = said.one, list(kinds)

    def need(kind: str, *, when: bool) -> None:
        reading.demand(said, kinds, kind, when=when)

    limited = shown.agrees and shown.band("overall_bands", shown.score) != shown.overall
    ahead = shown.agrees and not limited and shown.next_band is not None
    newest = shown.is_certainly_newest
    need("card.short" if newest else "card.short_then", when=ahead and not shown.barred)
    need("card.short_barred", when=ahead and shown.barred)
    need("card.ruled_out", when=limited)
    need(
        "card.highest" if newest else "card.highest_then", when=shown.agrees and shown.overall == RATINGS[-1]
    )
    if not shown.agrees:
        said_so = {"card.disagrees", "card.sum_disagrees", "card.sum_disagrees_with_rating"} & set(kinds)
        reading.so(bool(said_so), "it is not said that score and rating do not agree")
    counted = bool(shown.framework.get("percent_bands")) and shown.all_counts_known
    if ahead and not shown.barred and shown.next_band and counted:
        fewest = shown.fewest_judgements(shown.next_band[1])
        left = max(0, shown.next_band[1] - shown.evidence_gain)
        mixed = shown.fewest_judgements(left)
        need("card.one_enough", when=fewest == 1)
        need("card.by_cases", when=fewest is not None and fewest > 1)
        need("card.out_of_reach", when=fewest is None)
        if fewest != 1 and shown.scored_by_evidence:
            need("card.by_evidence", when=left == 0)
            need("card.mixed", when=left > 0 and mixed is not None and mixed != fewest)
    some = any(shown.count(*key) for key in shown.percents)
    if ahead and not shown.barred and shown.next_band and not counted and some:
        enough = "card.one_enough" in kinds
        known = bool(shown.framework.get("percent_bands"))
        need("card.not_counted" if known else "card.no_bands", when=not enough)
    need("card.summed", when=shown.published_score is None)
    need("card.worked_out", when=any(row["basis"] == "derived" for row in shown.rating_rows.values()))
    for row in shown.others:
        later = shown.world.is_later(row, shown.row)
        kind = {
            True: "card.inspected_again",
            None: "card.maybe_inspected_again",
            False: "card.inspected_before",
        }
        need(kind[later], when=True)
    count = sum(
        one.startswith(("Inspected again,", "Another inspection,", "Inspected before,")) for one in told
    )
    reading.same(count, len(shown.others), "other inspections that are told")
    claimed = sum(
        len(_ways(match["where"], shown.by_questions))
        for one in told
        if (match := compiled(ONE_CASE).fullmatch(one))
    )
    decisive = [flip for flip in shown.flips if flip.overall != shown.overall] if shown.agrees else []
    reading.same(claimed, len(decisive), "judgements that would have changed the overall rating")


def superseded_first(reading: Reading, said: Said, told: Sequence[str]) -> None:
    """Where an inspection is or may be newer, the card says that before anything of the one shown."""
    if not said.one.is_certainly_newest:
        reading.so(
            told[0].startswith(("Inspected again,", "Another inspection,")),
            f"the card of a service that may have been inspected again begins with “{told[0]}”",
        )
