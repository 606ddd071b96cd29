"""The cover and what is said of the whole: service, kind of inspection, dates, and whether it is such a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash.extract.layout.characters import letters
from yjs_dash.extract.layout.joined_rows import JoinedRows
from yjs_dash.extract.layout.numbers import MONTH
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.structure.fieldwork import fieldwork_start, iso

_FRONT_ROWS = 80
_COVER_ROWS = 40
_TITLE = re.compile(
    r"(joint)?inspectionof(?:the)?youth(?:o(?:ff)?ending|justice)(?:services?|teams?|workwithchildrenandvictims|work)*"
    r"(?:in|of|for)?"
)
_THEMATIC = re.compile(r"thematic(?:inspection|review|report)|(?:inspection|review)of(?:the)?thematic")
_ADULT = re.compile(
    r"inspectionof(?:the)?(?:adult|probationservices?|nationalprobationservice|communityrehabilitation|"
    r"[a-z]{0,60}probationdeliveryunit)|probationdeliveryunit|probationservicesin"
)
_OTHERS = {
    "ofsted": "a report of Ofsted",
    "officeforstandardsineducation": "a report of Ofsted",
    "inspectorateofprisons": "a report of HM Inspectorate of Prisons",
    "inspectorateofconstabulary": "a report of HM Inspectorate of Constabulary",
    "hmicfrs": "a report of HM Inspectorate of Constabulary and Fire & Rescue Services",
    "carequalitycommission": "a report of the Care Quality Commission",
    "careinspectoratewales": "a report of Care Inspectorate Wales",
    "estyn": "a report of Estyn",
    "crownprosecutionserviceinspectorate": "a report of HM Crown Prosecution Service Inspectorate",
}
_YOUTH = re.compile(r"youth(?:offending|justice)|\byjs\b|\byot\b")
_DATE = re.compile(rf"(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?)?({MONTH}),?(20\d\d)(?!\d)")
_SERVICE_SUFFIX = re.compile(
    r"[\s,:–-]*\b(?:youth\s+(?:justice|offending|support)\s+(?:and\s+(?:\w+\s+){1,3})?(?:services?|teams?|partnership)|"
    r"youth\s+(?:justice|offending)|YJS|YOS|YOT)"
    r"(?:\s*\([^)]*\))?$",
    re.IGNORECASE,
)
_STOP = (
    "hminspectorate",
    "hermajesty",
    "hismajesty",
    "contents",
    "fieldwork",
    "foreword",
    "published",
    "report",
)
# A line under the name that says more of it, or of the inspection.
_SUBTITLE = re.compile(r"^(?:An?|Led|By|Jointly|Carried|Conducted|Including|Incorporating)\s+[a-z]")
_LONGEST_NAME = 80
_LONGEST_LINE = 70
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values as printed; None where not found. Dates as YYYY-MM or YYYY-MM-DD."""

    service: str | None
    kind: str | None
    published: str | None
    fieldwork_started: str | None


def other_publication(rows: Sequence[Row]) -> str | None:
    """What other publication this is, in words; None for a report on a youth justice service, or for anything else."""
    front = _front(rows)
    key = "".join(row.letters for row in front)
    if _THEMATIC.search(key[:600]):
        return "a thematic inspection report"
    if _TITLE.search(key) or "youthoffendingservicesin" in key or "youthjusticeservicesin" in key:
        return None
    if _ADULT.search(key):
        return "a report on adult probation"
    return next((about for mark, about in _OTHERS.items() if mark in key), None)


def speaks_of_youth_justice(rows: Sequence[Row]) -> bool:
    return any(_YOUTH.search(row.letters) or "YJS" in row.text or "YOT" in row.text for row in rows[:600])


def read_front_matter(rows: Sequence[Row], rating_rows: Sequence[Row], *, cover_end: int) -> FrontMatter:
    """`rating_rows`: the ratings page; `cover_end`: index of the first row after the cover (0: not known)."""
    front = _front(rows)
    titled = _title(front)
    joint, service = titled if titled else (None, None)
    other = _service_on_ratings_page(rating_rows)
    name = service or other
    cover = [r for r in rows[: cover_end or _COVER_ROWS] if not r.blank][:_COVER_ROWS]
    return FrontMatter(
        service=_best_spelling(name, rows) if name else None,
        kind=None if joint is None else "joint" if joint else "single",
        published=_published(cover),
        fieldwork_started=fieldwork_start(rows, rating_rows),
    )


def _front(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows[: 4 * _FRONT_ROWS] if not row.blank][:_FRONT_ROWS]


def _title(front: Sequence[Row]) -> tuple[bool, str | None] | None:
    joined_rows = JoinedRows(front)
    found = _TITLE.search(joined_rows.text)
    if not found:
        return None
    joint = (
        found[1] is not None
        or "jointinspection" in joined_rows.text[max(0, found.start() - 40) : found.end()]
    )
    last = joined_rows.row_at(found.end() - 1)
    rest = _after_title(front[last].bare)
    pieces = [rest] if rest else []
    before = front[last]
    for row in front[last + 1 : last + 5]:
        stops = row.letters.startswith(_STOP) or not row.letters or len(row.bare) > _LONGEST_LINE
        stops = stops or bool(pieces and _SUBTITLE.match(row.bare))
        if stops or _DATE.search(row.normalised) or len(pieces) >= _MOST_LINES:
            break
        if pieces and not (_adjoins(before, row) or _open_ended(pieces[-1], row.bare)):
            break
        pieces.append(row.bare)
        before = row
    return joint, _service_name(" ".join(pieces))


def _adjoins(before: Row, row: Row) -> bool:
    """Whether a row goes on with the title: in a text no blank line parts them."""
    return row.left is not None or row.number == before.number + 1


def _open_ended(piece: str, following: str) -> bool:
    """Whether a name breaks here: it ends, or goes on, with a word that joins."""
    joining = {"and", "of", "the", "&", "upon", "with", "on"}
    last, first = piece.rsplit(maxsplit=1)[-1].lower(), following.split(maxsplit=1)[0].lower()
    return last in joining or first in joining or piece.endswith((",", "-"))


def _after_title(text: str) -> str:
    """The name at the end of the title's row: what follows “services in”."""
    for position in range(len(text)):
        if text[position] != " ":
            continue
        before = letters(text[:position])
        if text[position - 1] == ":" and before.endswith(("services", "service", "teams", "team")):
            return text[position:].strip()
        if before.endswith(
            (
                "servicesin",
                "servicesof",
                "teamsin",
                "servicein",
                "teamin",
                "servicesfor",
                "workin",
                "andvictimsin",
            )
        ):
            return text[position:].strip()
        # the row may hold only the end of the title
        if before in {"in", "servicesin", "justiceservicesin", "offendingservicesin"}:
            return text[position:].strip()
    return ""


def _service_name(text: str) -> str | None:
    name = re.sub(r"\s+\d{1,3}$", "", " ".join(text.split())).strip(
        " :–-|*.,"
    )  # a page number beside the title
    while (shorter := _SERVICE_SUFFIX.sub("", name).strip(" :–-|*.,")) != name:
        name = shorter
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    return name[:_LONGEST_NAME] if letters(name) else None


def _service_on_ratings_page(rows: Sequence[Row]) -> str | None:
    for row in rows[:12]:
        if _SERVICE_SUFFIX.search(row.bare) and len(row.bare) < 90 and not row.bare.endswith("."):
            return _service_name(row.bare)
    return None


def _best_spelling(name: str, rows: Sequence[Row]) -> str:
    """The spelling the report itself uses most: a cover may break a word or set it in capitals."""
    body = name.replace(" ", "")
    if not body.isascii() or not body.isalpha() or len(body) < 3:
        return name
    pattern = re.compile(r"\b" + r"\s?".join(map(re.escape, body)) + r"\b", re.IGNORECASE)
    counts: Counter[str] = Counter()
    counts.update(" ".join(m.split()) for m in pattern.findall("\x00".join(row.bare for row in rows)))
    if not counts:
        return name
    if name.isupper():
        counts.pop(name, None)
    most, count = counts.most_common(1)[0] if counts else (name, 0)
    return most if count > counts[name] else name


def _published(cover: Sequence[Row]) -> str | None:
    dated = [
        (row, found)
        for row in cover
        if (found := _DATE.search(row.normalised))
        and "fieldwork" not in row.letters
        and "census" not in row.letters
    ]
    if not dated:
        return None
    named = [found for row, found in dated if "inspectorate" in row.letters or "published" in row.letters]
    found = named[0] if named else dated[0][1]
    return iso(found[1], found[2], found[3])
