"""From what was read in a report to rows of the tables, as text cells.

The rows are made anew whenever the data set is put together, so that a better rule holds for earlier imports too.
What has no place in the tables is left out with a remark, and stays in the payload.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from yjs_dash.errors import ImportPayloadError
from yjs_dash.extract.model import CaseQuestion, KeyQuestion, Place, Rating, Report
from yjs_dash.framework import Framework
from yjs_dash.schema import PAGE_NUMBERS, InspectionRow, ServiceRow
from yjs_dash.store.amended import correction_rows
from yjs_dash.store.bundled import Remark
from yjs_dash.store.service_matcher import ServiceMatcher, TextRow, cell, clean_line, text_cells

PUBLISHER = "HM Inspectorate of Probation"
LICENCE = "Open Government Licence v3.0"
THEME = "In the report’s own words"
"""Stands for the theme, which is in this project's words, as long as nobody has put one."""

NATIONS: tuple[str, ...] = ("England", "Wales", "England and Wales", "Great Britain", "United Kingdom")
REGIONS: frozenset[str] = frozenset(
    {
        "North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands",
        "East of England", "London", "South East", "South West",
    }
)  # fmt: skip
IMPORTED = "imported-"
"""How the id of a source begins that is a report which was added."""
_NAME_LIMIT = 120


Judged = TypeVar("Judged", Rating, KeyQuestion, CaseQuestion)


@dataclass(frozen=True)
class ReportRows:
    """Rows of one report by table. `replaces`: the inspection of the data set that it is the report of."""

    service_id: str
    inspection_id: str
    is_new_service: bool
    replaces: InspectionRow | None
    tables: Mapping[str, list[TextRow]]
    remarks: tuple[Remark, ...]


def report_rows(
    report: Report,
    *,
    matcher: ServiceMatcher,
    frameworks: Mapping[str, Framework],
    indicators: Collection[str],
    inspection_id: str | None = None,
    file_name: str = "",
) -> ReportRows:
    """Rows of a report, to be validated by the schemas. The matcher learns its service, not its inspection.

    `report` is what extraction gave, of the file `file_name`; `inspection_id` is given where it was settled before.
    What the report does not say of the inspection itself is taken from the one that it replaces.

    Raises:
        ImportPayloadError: the report names no service.
    """
    name = clean_line(report.service)[:_NAME_LIMIT].strip()
    if not name:
        raise ImportPayloadError(problem="the name of the service is missing")
    service, is_new = matcher.service_or_new(name)
    service_id = service.service_id
    published, started = clean_line(report.published), clean_line(report.fieldwork_started)
    known = matcher.inspection_by_id(service_id, inspection_id) if inspection_id else None
    known = known or matcher.inspection(service_id, published=published, fieldwork_started=started)
    settled = inspection_id or (known.inspection_id if known else f"{service_id}-{published or 'undated'}")
    maker = _Maker(
        report=report,
        service=service,
        frameworks=frameworks,
        framework=frameworks.get(clean_line(report.framework)),
        inspection_id=settled,
        source_id=f"{IMPORTED}{settled.replace('/', '-')}",
        file_name=file_name,
        places={**dict.fromkeys(matcher.local_authorities, "local_authority"),
                **dict.fromkeys({*matcher.regions, *REGIONS}, "region"),
                **dict.fromkeys(NATIONS, "nation")},
        indicators=indicators,
        remarks=[],
    )  # fmt: skip
    tables = maker.tables(known)
    return ReportRows(
        service_id=service_id,
        inspection_id=settled,
        is_new_service=is_new,
        replaces=known,
        tables=tables,
        remarks=tuple(maker.remarks),
    )


def page_numbers_of(report: Report, *, file_name: str) -> str:
    """What the pages of a report are, as in PAGE_NUMBERS; nothing where it is not known."""
    if report.page_numbers is None and file_name.lower().endswith(".pdf"):
        return "page"  # kept before it was said what the pages are: those of a PDF were always its own
    return report.page_numbers if report.page_numbers in PAGE_NUMBERS else ""


@dataclass(frozen=True)
class _Maker:
    report: Report
    service: ServiceRow
    frameworks: Mapping[str, Framework]
    framework: Framework | None
    inspection_id: str
    source_id: str
    file_name: str
    places: Mapping[str, str]
    indicators: Collection[str]
    remarks: list[Remark]

    def tables(self, known: InspectionRow | None) -> dict[str, list[TextRow]]:
        tables = {
            "services": [text_cells(self.service)],
            "inspections": [self.inspection(known)],
            "ratings": self.of_standards(
                "ratings", self.report.ratings, lambda item: (item.standard,), lambda item: {
                    "rating": clean_line(item.rating),
                    "basis": "stated",
                    "discretion": cell(item.discretion),
                    "discretion_from": _rating_before(item),
                },
            ),
            "key_questions": self.of_standards(
                "key_questions", self.report.key_questions, lambda item: (item.standard, item.dimension),
                lambda item: {"dimension": clean_line(item.dimension), "percent": cell(item.percent)},
            ),
            "case_questions": self.of_standards(
                "case_questions", self.report.case_questions,
                lambda item: (item.standard, item.dimension, item.position),
                lambda item: {
                    "dimension": clean_line(item.dimension),
                    "position": cell(item.position),
                    "letter": clean_line(item.letter),
                    "percent": cell(item.percent),
                },
            ),
            "recommendations": self.recommendations(),
            "finding_counts": self.finding_counts(),
            "observations": self.observations(),
            "sources": [self.source()],
        }  # fmt: skip
        amended = correction_rows(self.report.amendments, tables=tables, source_id=self.source_id)
        return {**tables, "corrections": amended} if amended else tables

    def leave_out(self, table: str, what: str, why: str) -> None:
        message = f"We left out {what}, because {why}."
        self.remarks.append(Remark("warning", "left_out", table, self.service.name, message))

    def origin(self, place: Place) -> TextRow:
        return {
            "source_id": self.source_id,
            "page": cell(place.page),
            "section": clean_line(place.heading),
        }

    def inspection(self, known: InspectionRow | None) -> TextRow:
        report, sample = self.report, self.report.court_sample
        said = {
            "framework_id": self.framework.id if self.framework else "",
            "kind": clean_line(report.kind),
            "published": clean_line(report.published),
            "fieldwork_started": clean_line(report.fieldwork_started),
            "score": cell(report.score),
            "score_max": cell(report.score_max),
            "overall_rating": clean_line(report.overall_rating),
            "court_cases": cell(report.cases.get("court")),
            "out_of_court_cases": cell(report.cases.get("out_of_court")),
            "resettlement_cases": cell(report.cases.get("resettlement")),
            "court_sample_confidence": cell(sample.confidence if sample else None),
            "court_sample_margin": cell(sample.margin if sample else None),
        }
        before = text_cells(known) if known else {}
        standing = self.frameworks.get(before.get("framework_id", ""))
        if self.framework is None and standing is not None and said["kind"] not in standing.kinds:
            # The report's own framework could not be told: a kind that the known one does not have is not meant.
            said["kind"] = ""
        row = {key: value or before.get(key, "") for key, value in said.items()}
        online = before.get("published_online", "")
        if not online and len(before.get("published", "")) == len("2022-09-06") > len(row["published"]):
            online = before["published"]
        return {
            "inspection_id": self.inspection_id,
            "service_id": self.service.service_id,
            **row,
            "published_online": online,
            "fieldwork": before.get("fieldwork", ""),
            "source_id": "; ".join(filter(None, (self.source_id, before.get("source_id", "")))),
            # Not the page that was there before: it is one of another document than the first source.
            "page": cell(report.score_page),
            "section": clean_line(report.score_heading),
            "confidence": "high",
            "note": before.get("note", ""),
        }

    def of_standards(
        self,
        table: str,
        items: Sequence[Judged],
        key: Callable[[Judged], tuple[object, ...]],
        values: Callable[[Judged], TextRow],
    ) -> list[TextRow]:
        """Rows of a table by standard; a standard of another framework and a repeated key are left out."""
        rows: dict[tuple[str, ...], TextRow] = {}
        for item in items:
            identity = tuple(clean_line(part) for part in key(item))
            what = f"{table.replace('_', ' ')[:-1]} {', '.join(identity)}"
            if self.framework is not None and identity[0] not in self.framework.standards:
                self.leave_out(table, what, f"the {self.framework.short_name} has no such standard")
            elif identity in rows:
                self.leave_out(table, f"a second {what}", "we use the first one")
            else:
                rows[identity] = {
                    "inspection_id": self.inspection_id,
                    "standard_id": identity[0],
                    **values(item),
                    **self.origin(item.place),
                }
        return list(rows.values())

    def recommendations(self) -> list[TextRow]:
        rows: dict[str, TextRow] = {}
        for item in self.report.recommendations:
            number = cell(item.number)
            if number in rows:
                self.leave_out("recommendations", f"a second recommendation {number}", "we use the first one")
                continue
            rows[number] = {
                "inspection_id": self.inspection_id,
                "number": number,
                "addressed_to": clean_line(item.addressed_to) or "Not stated",
                "theme": THEME,
                **self.origin(item.place),
            }
        return list(rows.values())

    def finding_counts(self) -> list[TextRow]:
        counts: Counter[tuple[str, str]] = Counter()
        pages: dict[tuple[str, str], TextRow] = {}
        known = (
            None
            if self.framework is None
            else {*self.framework.standards, *(d.id for d in self.framework.domains)}
        )
        for item in self.report.findings:
            key = (clean_line(item.standard), clean_line(item.kind))
            if known is not None and key[0] not in known:
                self.leave_out(
                    "finding_counts", f"a finding under “{key[0]}”", "there is no such standard or domain"
                )
                continue
            counts[key] += 1
            pages.setdefault(key, self.origin(item.place))
        return [
            {"inspection_id": self.inspection_id, "standard_id": standard, "kind": kind, "count": str(count),
             **pages[(standard, kind)]}
            for (standard, kind), count in counts.items()
        ]  # fmt: skip

    def observations(self) -> list[TextRow]:
        rows: dict[tuple[str, ...], TextRow] = {}
        for item in self.report.context:
            indicator, printed = clean_line(item.indicator), clean_line(item.area)
            area_type = (
                "service" if printed in {"", "service", self.service.name} else self.places.get(printed)
            )
            if indicator not in self.indicators or area_type is None:
                why = "we do not know the area" if area_type is None else "we do not know the indicator"
                self.leave_out("observations", f"{indicator} of {printed}", why)
                continue
            row = {
                "area": self.service.name if area_type == "service" else printed,
                "area_type": area_type,
                "indicator_id": indicator,
                "breakdown": clean_line(item.breakdown),
                "period": clean_line(item.period) or "not stated",
                "value": cell(item.value),
                "base": cell(item.base),
                "inspection_id": self.inspection_id,
                **self.origin(item.place),
                "confidence": "high",
            }
            key = (row["area"], area_type, indicator, row["breakdown"], row["period"])
            first = rows.setdefault(key, row)
            if first is not row and first["value"] != row["value"]:
                what = f"a second {indicator} of {printed or 'service'}, {row['value']}"
                self.leave_out("observations", what, f"we use the first one, {first['value']}")
        return list(rows.values())

    def source(self) -> TextRow:
        joint = "Joint inspection" if self.report.kind == "joint" else "Inspection"
        title = f"{joint} of youth justice services in {self.service.name}"
        return {
            "source_id": self.source_id,
            "title": title[:_NAME_LIMIT * 2].strip(),
            "publisher": PUBLISHER,
            "published": clean_line(self.report.published),
            "licence": LICENCE,
            "url": "",
            "page_numbers": page_numbers_of(self.report, file_name=self.file_name),
        }  # fmt: skip


def _rating_before(item: Rating) -> str:
    """The rating before discretion; nothing where the report contradicts itself, which is told when it is read."""
    before = clean_line(item.discretion_from)
    return before if item.discretion and before != clean_line(item.rating) else ""
