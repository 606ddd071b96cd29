"""What the page that adds files says: what a file would bring, what was decided, what was added before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from yjs_dash.narrate.numbers import joined
from yjs_dash.narrate.template import Template, template

if TYPE_CHECKING:
    from yjs_dash.intake import Doubt

ADD_HEADLINE = template("add.headline", "Add a report or statistics")
ADD_INTRODUCTION = template(
    "add.introduction",
    "Upload a file, or paste the web address of a report. We check its figures against those we hold. Nothing is "
    "saved until you accept it; then everyone who uses this app can see its figures.",
)
ADD_REPORT_OF = template(
    "add.report_of",
    "To add a report on {service}: the page of its latest inspection that we know of is filled in below. Select “Get "
    "the report”, or upload the report if you have it.",
    service="Leeds",
)
ADD_REPORT_OF_UNKNOWN = template(
    "add.report_of_unknown",
    "To add a report on {service}: we do not know where one is published. If you have the report, upload it; or find "
    "it on the inspectorate’s website and paste its address below.",
    service="Rutland",
)
ADD_UPLOAD = template(
    "add.upload",
    "Inspection reports (PDF, Word, saved web page or text), files from the Local Authority Interactive Tool, local "
    "level tables of Youth Justice Statistics (ODS), or figures of your own",
)
ADD_ADDRESS = template("add.address", "Web address of a report on the inspectorate’s website")
ADD_ADDRESS_HOW = template("add.address_how", "We get nothing from the web until you select the button.")
ADD_ADDRESS_GET = template("add.address_get", "Get the report")
ADD_ADDRESS_GETTING = template("add.address_getting", "Getting the report. This can take a minute …")
ADD_READING = template("add.reading", "Reading {files} …", files="2 files")
ADD_READING_ONE = template("add.reading_one", "Reading {file} …", file="report.pdf")
ADD_FINISHED = template("add.finished", "Finished reading")
ADD_STATISTICS = template("add.statistics", "Statistics")
ADD_FIRST = template(
    "add.first", "{service}: we do not have an inspection of this service yet", service="Newtown"
)
ADD_SAME = template("add.same", "{service}: we already have this inspection", service="Suffolk")
ADD_NEWER = template("add.newer", "{service}: this inspection is newer than any we have", service="Suffolk")
ADD_EARLIER = template("add.earlier", "{service}: we already have a newer inspection", service="Suffolk")
ADD_UNDATED = template(
    "add.undated", "{service}: we could not read when this report was published", service="Suffolk"
)
ADD_UNNAMED = template("add.unnamed", "We could not read which service this report is about")
ADD_FIRST_IF = template("add.first_if", "If you accept this file, its figures will be added.")
ADD_SAME_IF = template("add.same_if", "If you accept this file, its figures will replace the current ones.")
ADD_HISTORY_IF = template(
    "add.history_if",
    "If you accept this file, this inspection will be added to those we have for this service. None is removed.",
)
ADD_STATISTICS_IF = template(
    "add.statistics_if",
    "If you accept this file, its figures will be added. Any that we already have will be replaced.",
)
ADD_IN_USE = template(
    "add.in_use", "You do not need to accept this file: it was added on {day}.", day="3 May 2025"
)
ADD_WITHDRAWN = template(
    "add.withdrawn", "This file was added on {day} and later withdrawn.", day="3 May 2025"
)
ADD_WITHDRAWN_IF = template(
    "add.withdrawn_if",
    "This file was added on {day} and later withdrawn. If you accept it, its figures will be used again.",
    day="3 May 2025",
)
ADD_REFUSED = template("add.refused", "You cannot accept this file, for this reason:")
ADD_REFUSED_MANY = template(
    "add.refused_many", "You cannot accept this file, for {number} reasons:", number=2
)
ADD_REFUSED_MORE = template("add.refused_more", "There are {number} more reasons.", number=12)
ADD_REFUSED_ONE_MORE = template("add.refused_one_more", "There is one more reason.")
ADD_DOUBTFUL = template("add.doubtful", "Check this file before you accept it, for this reason:")
ADD_DOUBTFUL_MANY = template(
    "add.doubtful_many", "Check this file before you accept it, for {number} reasons:", number=2
)
ADD_DOUBTFUL_ACCEPT = template(
    "add.doubtful_accept", "I have compared these figures with the report, and I want to add them"
)
ADD_DOUBT_NAME = template(
    "add.doubt_name",
    "We read “{name}” as the name of the service, and it does not look like one.",
    name="page 4 of 50",
)
ADD_DOUBT_UNDATED = template(
    "add.doubt_undated", "We could not read when the report was published, or when the fieldwork started."
)
ADD_DOUBT_FRAMEWORK = template(
    "add.doubt_framework",
    "The ratings do not match those that the inspectorate gave at the time of this report.",
)
ADD_DOUBT_RATINGS = template(
    "add.doubt_ratings", "We could read only {found} of {expected} ratings.", found=3, expected=13
)
ADD_DOUBT_NO_RATINGS = template("add.doubt_no_ratings", "We could not read any of the ratings.")
ADD_DOUBT_PERCENTAGES = template(
    "add.doubt_percentages",
    "We could read only {found} of the {expected} percentages behind the ratings.",
    found=4,
    expected=21,
)
ADD_DOUBT_CONTRADICTION = template(
    "add.doubt_contradiction",
    "The figures contradict each other: {message}",
    message="The ratings add up to 20, but the published score is 19.",
)
ADD_DOUBT_CONTRADICTIONS = template(
    "add.doubt_contradictions",
    "The figures contradict each other in {number} places. The first is: {message}",
    number=3,
    message="The ratings add up to 20, but the published score is 19.",
)
ADD_DOUBT_OVERALL = template(
    "add.doubt_overall",
    "We read {overall} as the overall rating, but the other ratings go from {lowest} to {highest}.",
    overall="Outstanding",
    lowest="Inadequate",
    highest="Good",
)
ADD_DOUBT_OVERALL_ALL = template(
    "add.doubt_overall_all",
    "We read {overall} as the overall rating, but every other rating is {rating}.",
    overall="Outstanding",
    rating="Inadequate",
)
ADD_NOT_CROSS_CHECKED = template(
    "add.not_cross_checked",
    "We could not cross-check the ratings, because we do not know how the overall rating is worked out under this "
    "inspection framework. Compare them with the report before you rely on them.",
)
ADD_DOUBT_RECOMMENDATIONS = template(
    "add.doubt_recommendations", "We could read no recommendations, no findings and no local context."
)
ADD_FOUND = template(
    "add.found", "We found {counts}.", counts="13 ratings, 21 key question percentages and 40 other figures"
)
ADD_FOUND_NOTHING = template("add.found_nothing", "We found no figures in this file.")
ADD_NOTHING_MISSING = template("add.nothing_missing", "We found everything that we look for in a report.")
ADD_MISSING = template("add.missing", "What we could not read: {number}", number=3)
ADD_MISSING_CAPTION = template("add.missing_caption", "What we could not read. We have not filled it in.")
ADD_NO_FINDINGS = template("add.no_findings", "Our checks of this file found nothing to report.")
ADD_FINDINGS = template("add.findings", "What our checks found: {number}", number=2)
ADD_FINDINGS_CAPTION = template("add.findings_caption", "What our checks found in this file")
ADD_BESIDE_SAME = template(
    "add.beside_same", "Compared with the figures we hold: {changes}", changes="2 changed, 40 the same"
)
ADD_BESIDE_EARLIER = template(
    "add.beside_earlier",
    "Compared with the service’s inspection before this one: {changes}",
    changes="12 changed, 20 the same",
)
ADD_BESIDE_NOTHING = template("add.beside_nothing", "What this file would add: {changes}", changes="42 new")
ADD_DIFFERENCES_CAPTION = template("add.differences_caption", "Each figure before, and in this file")
ADD_READ = template("add.read", "Everything we read from this file: {rows}", rows="120 rows")
ADD_READ_NAME = template("add.read_name", "What we read from {file}", file="report.pdf")
ADD_ACCEPTED = template(
    "add.accepted", "You accepted {file}. Everyone who uses this app can now see its figures.", file="report.pdf"
)  # fmt: skip
ADD_ACCEPTED_EMPTY = template(
    "add.accepted_empty", "You accepted {file}. We found no figures in it.", file="figures.csv"
)
ADD_DISCARDED = template("add.discarded", "You discarded {file}. Nothing was changed.", file="report.pdf")
ADD_TAKEN_OUT = template(
    "add.taken_out", "You withdrew {file}. Its figures are no longer used.", file="report.pdf"
)
ADD_BACK = template(
    "add.back", "You brought back {file}. Everyone who uses this app can see its figures again.", file="report.pdf"
)  # fmt: skip
ADD_HISTORY = template("add.history", "Files added before")
ADD_NO_HISTORY = template("add.no_history", "No file has been added yet.")
ADD_HISTORY_CAPTION = template("add.history_caption", "Files that have been added, the newest first")
ADD_WITHDRAW = template("add.withdraw", "Withdraw a file, or bring it back")
ADD_HISTORY_ENTRY = template(
    "add.history_entry", "{number}: {file} ({status})", number=3, file="report.pdf", status="accepted"
)
ADD_OWN = template("add.own", "Figures of your own")
ADD_OWN_HOW = template(
    "add.own_how",
    "Download this template, fill it in, and upload it above. If a row has a mistake, we leave it out and tell you "
    "what to correct.",
)

NAME_LIMIT = 60
COUNTED: dict[str, tuple[str, str]] = {
    "ratings": ("rating", "ratings"),
    "key_questions": ("key question percentage", "key question percentages"),
    "case_questions": ("percentage from the annexe", "percentages from the annexe"),
    "observations": ("other figure", "other figures"),
    "recommendations": ("recommendation", "recommendations"),
    "finding_counts": (
        "list of strengths or areas for improvement",
        "lists of strengths or areas for improvement",
    ),
    "neighbours": ("statistical neighbour", "statistical neighbours"),
    "areas": ("authority with its region", "authorities with their region"),
}
"""Table → what one row of it is called, and several."""
CHANGES: dict[str, str] = {
    "changed": "changed",
    "new": "new",
    "absent": "not in this file",
    "same": "the same",
}
"""Kind of change (store.differences.CHANGES) → words."""
_PLAIN_DOUBTS: dict[str, Template] = {
    "undated": ADD_DOUBT_UNDATED,
    "framework": ADD_DOUBT_FRAMEWORK,
    "recommendations": ADD_DOUBT_RECOMMENDATIONS,
}
_STANDINGS: dict[str, tuple[Template, Template]] = {
    "new_service": (ADD_FIRST, ADD_FIRST_IF),
    "same_inspection": (ADD_SAME, ADD_SAME_IF),
    "re_inspection": (ADD_NEWER, ADD_HISTORY_IF),
    "earlier_inspection": (ADD_EARLIER, ADD_HISTORY_IF),
}


def report_of(service: str, *, is_published_at: bool) -> str:
    """How to add the report of a service that the visitor came to add."""
    return (ADD_REPORT_OF if is_published_at else ADD_REPORT_OF_UNKNOWN)(service=service)


def standing_title(standing: str, *, service: str | None, dated: bool) -> str:
    """What a file is beside what is here. `dated`: whether its report says when it was published."""
    if standing not in _STANDINGS:
        return ADD_STATISTICS()
    if service is None:
        return ADD_UNNAMED()
    if standing == "earlier_inspection" and not dated:
        return ADD_UNDATED(service=service)
    return _STANDINGS[standing][0](service=service)


def if_accepted(standing: str, *, counts: Mapping[str, int]) -> str:
    """What accepting a file would do, if it can be accepted; nothing of a file without figures."""
    if not has_figures(counts):
        return ""
    return _STANDINGS[standing][1]() if standing in _STANDINGS else ADD_STATISTICS_IF()


def known_file(*, added: dt.date, accepted: bool, acceptable: bool) -> str:
    """What became of the very same file, added before."""
    day = day_words(added)
    if accepted:
        return ADD_IN_USE(day=day)
    return (ADD_WITHDRAWN_IF if acceptable else ADD_WITHDRAWN)(day=day)


def day_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def accepted(file: str, *, counts: Mapping[str, int]) -> str:
    """What was done with a file. `counts`: table → rows."""
    return (ADD_ACCEPTED if has_figures(counts) else ADD_ACCEPTED_EMPTY)(file=file)


def has_figures(counts: Mapping[str, int]) -> bool:
    """Whether a file holds anything that `found` tells of."""
    return any(counts.get(table, 0) for table in COUNTED)


def found(counts: Mapping[str, int], *, is_report: bool) -> str:
    """How many figures of each kind were read. `counts`: table → rows."""
    nouns = dict(COUNTED) if is_report else {**COUNTED, "observations": ("figure", "figures")}
    told = [
        f"{number:,} {one if number == 1 else many}"
        for table, (one, many) in nouns.items()
        if (number := counts.get(table, 0))
    ]
    return ADD_FOUND(counts=joined(told)) if told else ADD_FOUND_NOTHING()


def refused(number: int) -> str:
    """Over the reasons why a file cannot be accepted."""
    return ADD_REFUSED() if number == 1 else ADD_REFUSED_MANY(number=number)


def doubtful(number: int) -> str:
    """Over the reasons to look at a file before it is accepted."""
    return ADD_DOUBTFUL() if number == 1 else ADD_DOUBTFUL_MANY(number=number)


def doubt_sentence(doubt: Doubt) -> str:
    """One reason to look at a file before it is accepted."""
    if doubt.kind == "name":
        return ADD_DOUBT_NAME(name=shortened(doubt.name))
    if doubt.kind == "ratings":
        if not doubt.found:
            return ADD_DOUBT_NO_RATINGS()
        return ADD_DOUBT_RATINGS(found=doubt.found, expected=doubt.expected)
    if doubt.kind == "percentages":
        return ADD_DOUBT_PERCENTAGES(found=doubt.found, expected=doubt.expected)
    if doubt.kind == "overall":
        if doubt.lowest == doubt.highest:
            return ADD_DOUBT_OVERALL_ALL(overall=shortened(doubt.name), rating=doubt.lowest)
        return ADD_DOUBT_OVERALL(overall=shortened(doubt.name), lowest=doubt.lowest, highest=doubt.highest)
    if doubt.kind == "contradictions":
        if doubt.found == 1:
            return ADD_DOUBT_CONTRADICTION(message=doubt.message)
        return ADD_DOUBT_CONTRADICTIONS(number=doubt.found, message=doubt.message)
    return _PLAIN_DOUBTS[doubt.kind]()


def shortened(name: str) -> str:
    """A name that may be a whole paragraph, as far as it is needed to see that."""
    return name if len(name) <= NAME_LIMIT else f"{name[: NAME_LIMIT - 1].rstrip()}…"


def more_reasons(number: int) -> str:
    return ADD_REFUSED_ONE_MORE() if number == 1 else ADD_REFUSED_MORE(number=number)


def differences_title(changes: Mapping[str, int], *, beside: str) -> str:
    """How many figures changed. `beside`: “same” inspection, “earlier” one, or “nothing”; `changes`: kind → number."""
    words = ", ".join(f"{number:,} {CHANGES.get(change, change)}" for change, number in changes.items())
    title = {"same": ADD_BESIDE_SAME, "earlier": ADD_BESIDE_EARLIER}.get(beside, ADD_BESIDE_NOTHING)
    return title(changes=words)


def reading(names: Sequence[str]) -> str:
    return ADD_READING_ONE(file=names[0]) if len(names) == 1 else ADD_READING(files=f"{len(names)} files")
