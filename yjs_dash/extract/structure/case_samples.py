"""Sizes of the inspected case samples, in figures or in words, and what they consist of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yjs_dash.extract.layout.numbers import NUMBER, whole_number
from yjs_dash.extract.model import CourtSample, Place
from yjs_dash.extract.structure.paragraphs import Sentence
from yjs_dash.extract.structure.sections import DATA_ANNEXE, METHODOLOGY, SUMMARY, Sections

COURT, OUT_OF_COURT, RESETTLEMENT = "court", "out_of_court", "resettlement"
_DIGIT = re.compile(r"\d")
_N = rf"(?<![\w.,-])({NUMBER})"
_LOOKED = (
    r"(?:look(?:ed)?\s+at|read|saw|examin\w+|inspect\w+|review\w+|assess\w+|sampled?|sample\s+of|"
    r"consist\w*\s+of|of|and)"
)
_SENTENCES = re.compile(
    _N + r"\s+(community|custodial|statutory|other|post-custody|post-release)\s+"
    r"(sentences?|orders?|disposals?|licences?)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    _N + r"\s+(?:post-?court|court)\s+(?:disposals?|orders?|cases?|sentences?)\b", re.IGNORECASE
)
_OUT = re.compile(
    _N + r"\s+(?:cases?\s+of\s+)?out[-\s]of[-\s]court\s+disposals?(?:\s+cases?)?\b", re.IGNORECASE
)
_RECEIVED = re.compile(
    _N + r"\s+(?:further\s+)?(?:cases?|children)\b[^.;]{0,90}?\b(?:had\s+)?receiv\w+\s+(?:an?\s+)?"
    r"(out[-\s]of[-\s]court|custodial|court|community)",
    re.IGNORECASE,
)
_RESETTLE = re.compile(
    _N + r"\s+(?:further\s+)?(?:resettlement\s+cases?|cases?\b[^.;]{0,120}?\bresettlement|"
    r"case\s+files\b[^.;]{0,140}?custodial)",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"(?:a\s+)?further\s+" + _N + r"\s+cases?\b[^.;]{0,120}?\bresettlement", re.IGNORECASE)
_NONE_TO_RESETTLE = re.compile(
    r"(?:no|any)\s+(?:relevant\s+)?resettlement\s+cases|no\s+cases\b[^.;]{0,60}\bresettlement", re.IGNORECASE
)
_SAID_OF_THIS = re.compile(r"there\s+w(?:ere|as)|had\s+no|as\s+no|not\s+rated|did\s+not", re.IGNORECASE)
_SAID_OF_ALL = re.compile(r"where\s+there\s+are", re.IGNORECASE)
_LOOK = re.compile(_LOOKED + r"\W+(?:the\s+|a\s+total\s+of\s+)?$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:look(?:ed)?\s+at|read|saw|examin\w+|inspect\w+|review\w+|assess\w+|sampled?|consist\w*\s+of)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:has|had|have|were|are|holds?|held|currently|managed|manages)\s+(?:only\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
_SOME_OF = re.compile(_N + r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.IGNORECASE)
# A list of sentences that goes on with something of another kind.
_GOES_ON = re.compile(
    r"\s*(?:,(?:\s*and)?|and|plus)\s+"
    + _N
    + r"\b(?!\s+(?:interviews?|meetings?|case\s+managers?|further|out[-\s]of|resettlement))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SampleSize:
    """A stated size of a sample. `whole`: one figure says it; otherwise it is a sum of stated parts."""

    sample: str
    cases: int
    sentence: Sentence
    whole: bool
    parts: tuple[tuple[str, int], ...] = ()


def sizes_in(sentences: Sequence[Sentence]) -> list[SampleSize]:
    """All statements of sample sizes, in order of the report."""
    found: list[SampleSize] = []
    for sentence in sentences:
        text = sentence.text
        if ("esettlement" in text or _DIGIT.search(text)) and _is_inspected(text):
            found += _in_sentence(sentence, sentence.text)
    return found


def _in_sentence(sentence: Sentence, text: str) -> Iterator[SampleSize]:
    if (
        "resettlement" in text
        and _NONE_TO_RESETTLE.search(text)
        and _SAID_OF_THIS.search(text)
        and not _SAID_OF_ALL.search(text)
    ):
        yield SampleSize(sample=RESETTLEMENT, cases=0, sentence=sentence, whole=True)
        return
    parts = tuple(
        (f"{m[2].lower()} {m[3].lower()}", n)
        for m in _SENTENCES.finditer(text)
        if (n := whole_number(m[1])) is not None
    )
    if parts and _is_whole_list(text):
        yield SampleSize(
            sample=COURT,
            cases=sum(n for _, n in parts),
            sentence=sentence,
            whole=len(parts) == 1,
            parts=parts,
        )
    lowered = text.lower()
    for word, pattern, sample in (
        ("court", _COURT, COURT),
        ("court", _OUT, OUT_OF_COURT),
        ("", _RESETTLE, RESETTLEMENT),
        ("further", _FURTHER, RESETTLEMENT),
    ):
        for match in pattern.finditer(text) if word in lowered else ():
            count = whole_number(match[1])
            before = text[: match.start()]
            if _SOME_OF.search(before) or _OWN.search(before):  # what was to choose from, not what was chosen
                continue
            if count is not None and (sample == RESETTLEMENT or _LOOK.search(before)):
                yield SampleSize(sample=sample, cases=count, sentence=sentence, whole=True)
                break
    for match in _RECEIVED.finditer(text) if "receiv" in lowered else ():
        count = whole_number(match[1])
        kind = match[2].lower()
        if count is None or not _LOOK.search(text[: match.start()]):
            continue
        sample = OUT_OF_COURT if kind.startswith("out") else RESETTLEMENT if kind == "custodial" else COURT
        yield SampleSize(sample=sample, cases=count, sentence=sentence, whole=True)


def _is_whole_list(text: str) -> bool:
    """Whether the inspectors looked at these sentences and orders, and at none of a kind that is not known here."""
    found = list(_SENTENCES.finditer(text))
    before, behind = text[: found[0].start()], text[found[-1].end() :]
    looked = max((m.end() for m in _VERB.finditer(before)), default=None)
    if looked is None or not _LOOK.search(before) or _DIGIT.search(before[looked:]):
        return False
    between = [text[a.end() : b.start()] for a, b in itertools.pairwise(found)]
    return not any(_DIGIT.search(gap) for gap in between) and not _GOES_ON.match(behind)


_INSPECTED = re.compile(
    r"\b(?:we|inspectors)\s+(?:also\s+|then\s+)?(?:took|look|examin|inspect|review|assess|sampl|conduct|complet|read|saw)|"
    r"detailed\s+(?:look|examination)|our\s+sample|case\s+assessments|\bw(?:as|ere)\s+(?:inspected|examined|reviewed)|"
    r"resettlement\s+cases",
    re.IGNORECASE,
)


def _is_inspected(text: str) -> bool:
    """Whether a sentence speaks of the inspectors' sample, not of the service's caseload."""
    return ("ase" in text or "ispos" in text or "enten" in text) and bool(_INSPECTED.search(text))


def chosen(sizes: Sequence[SampleSize]) -> tuple[dict[str, int | None], dict[str, list[SampleSize]]]:
    """Size of each sample, None where it is not said or where statements contradict each other; and the conflicts."""
    cases: dict[str, int | None] = {COURT: None, OUT_OF_COURT: None, RESETTLEMENT: None}
    conflicts: dict[str, list[SampleSize]] = {}
    for sample in cases:
        stated = [s for s in sizes if s.sample == sample]
        counts = {s.cases for s in stated}
        if len(counts) == 1:
            cases[sample] = counts.pop()
        elif counts:
            conflicts[sample] = stated
    return cases, conflicts


def preferred(sizes: Sequence[SampleSize], sample: str) -> SampleSize | None:
    """The statement to cite: the methodology's, else that of the sample's own chapter, else the first."""
    stated = [s for s in sizes if s.sample == sample and s.whole]
    order = (METHODOLOGY, "chapter", DATA_ANNEXE, SUMMARY)

    def rank(size: SampleSize) -> int:
        key = size.sentence.section
        kind = "chapter" if key[:1].isdigit() else key
        return order.index(kind) if kind in order else len(order)

    return min(stated, key=rank, default=None)


_SET_FOR = re.compile(
    r"confidence\s+level\s+of\s+(\d{2})\s*(?:%|per\s*cent)\W+(?:with\s+)?(?:and\s+)?an?\s+margin\s+of\s+error\s+of\s+"
    r"(?:plus\s+or\s+minus\s+|\+/-\s*)?(\d{1,2})\b",
    re.IGNORECASE,
)
_COURT_NAMED = re.compile(
    r"\bcourt\s+(?:disposals?|orders?|cases?|sentences?)|community\s+sentences?", re.IGNORECASE
)
_OUT_NAMED = re.compile(r"out[-\s]of[-\s]court", re.IGNORECASE)
_SENTENCES_BACK = 2


def court_sample_in(sections: Sections, sentences: Sequence[Sentence]) -> CourtSample | None:
    """What the report says the size of its sample of court disposals was set for.

    The sentence itself seldom names the sample: the one before it does. Not read where that is another sample's.
    """
    for n, sentence in enumerate(sentences):
        found = _SET_FOR.search(sentence.text) if "onfidence" in sentence.text else None
        if found is None:
            continue
        near = [s for s in sentences[max(0, n - _SENTENCES_BACK) : n] if s.section == sentence.section]
        for said in (sentence, *reversed(near)):
            if _OUT_NAMED.search(said.text):
                break
            if _COURT_NAMED.search(said.text):
                row = sentence.row_at(found.start())
                place = Place(page=sections.page_at(row), line=sections.rows[row].number)
                return CourtSample(confidence=int(found[1]), margin=int(found[2]), place=place)
    return None
