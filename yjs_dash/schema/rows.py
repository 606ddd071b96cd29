"""One frozen row type a table. Validation, the data dictionary and the frames follow from it.

A row's docstring is its grain, and what it holds is described beside each field. A cell that is empty is None,
except where an empty text is itself a value (`breakdown`, `status`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from yjs_dash.schema.fields import (
    AREA_TYPES,
    DIMENSIONS,
    KINDS,
    POLARITIES,
    STATUSES,
    Address,
    Cases,
    Confidence,
    Day,
    Flag,
    InspectionKey,
    Letter,
    Number,
    OneOf,
    Page,
    PartialDay,
    Percent,
    Position,
    RatingName,
    Slug,
    Text,
    Whole,
    described,
)
from yjs_dash.schema.places import PAGE_NUMBERS

SourceIds = Annotated[
    Text,
    described(
        "Where the row was published: ids of sources, the most direct first, separated by a semicolon",
        references="sources.source_id",
    ),
]
SourcePage = Annotated[
    Page,
    described(
        "Page of the row's first source. The source's `page_numbers` says whether the figure stands on it, or only in "
        "the section that starts on it"
    ),
]
Section = Annotated[Text, described("Where in the document: the heading above it, where there are no pages")]
OfInspection = Annotated[Text, described("The inspection", references="inspections.inspection_id")]
OfStandard = Annotated[Text, described("The standard, as the framework numbers it")]
OfDimension = Annotated[
    str,
    OneOf(DIMENSIONS),
    described("What the question asks about: desistance, safety of the child, safety of other people"),
]
SufficientShare = Annotated[
    Percent, described("Share of inspected cases judged sufficient, as printed", unit="%")
]
HowSure = Annotated[
    Confidence,
    described("How sure the figure is: high, medium (one secondary source) or low; a remark may follow"),
]
Note = Annotated[Text, described("What a reader has to know about the row")]


class Row:
    """What every row type says of its table: name, grain (one row is …), and the columns of its key."""

    __slots__ = ()
    table_name: ClassVar[str]
    grain: ClassVar[str]
    key: ClassVar[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow(Row):
    """A youth justice service."""

    table_name: ClassVar[str] = "services"
    grain: ClassVar[str] = "a youth justice service"
    key: ClassVar[tuple[str, ...]] = ("service_id",)

    service_id: Annotated[Slug, described("Short name of the service in addresses and tables")]
    name: Annotated[Text, described("Name of the service")]
    country: Annotated[str, OneOf(("England", "Wales", "Not known")), described("Country")]
    region: Annotated[Text, described("Region of England, or Wales")]
    local_authorities: Annotated[Text, described("Local authorities it covers, separated by a semicolon")]
    aliases: Annotated[Text, described("Other names, separated by a semicolon")] | None = None
    former_names: Annotated[Text, described("Names that it had earlier, separated by a semicolon")] | None = (
        None
    )
    replaced_by: (
        Annotated[
            Text,
            described(
                "The services that do its work now, where it is a former one, separated by a semicolon",
                references="services.service_id",
            ),
        ]
        | None
    ) = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRow(Row):
    """One published inspection."""

    table_name: ClassVar[str] = "inspections"
    grain: ClassVar[str] = "one published inspection"
    key: ClassVar[tuple[str, ...]] = ("inspection_id",)

    inspection_id: Annotated[InspectionKey, described("The service and when the report was published")]
    service_id: Annotated[Text, described("The service", references="services.service_id")]
    framework_id: Annotated[Text, described("The framework it was rated under")] | None = None
    kind: Annotated[str, OneOf(tuple(KINDS)), described("Kind of inspection")]
    published: Annotated[PartialDay, described("When the report was published, as far as known")] | None = (
        None
    )
    published_online: (
        Annotated[
            Day,
            described("Date of the inspectorate's web page, where it differs from the report's own month"),
        ]
        | None
    ) = None
    fieldwork: Annotated[Text, described("Fieldwork as the source tells it")] | None = None
    fieldwork_started: Annotated[PartialDay, described("When fieldwork started")] | None = None
    score: Annotated[Whole, Field(ge=0, le=999), described("Published total score", unit="points")] | None = (
        None
    )
    score_max: (
        Annotated[Whole, Field(ge=1, le=99), described("Highest possible score", unit="points")] | None
    ) = None
    overall_rating: Annotated[RatingName, described("Published overall rating")]
    court_cases: Annotated[Cases, described("Court disposals that were inspected", unit="cases")] | None = (
        None
    )
    out_of_court_cases: (
        Annotated[Cases, described("Out-of-court disposals that were inspected", unit="cases")] | None
    ) = None
    resettlement_cases: (
        Annotated[Cases, described("Resettlement cases that were inspected", unit="cases")] | None
    ) = None
    court_sample_confidence: (
        Annotated[
            Whole,
            Field(ge=1, le=99),
            described(
                "Confidence level, as printed, that the size of the report's sample of court disposals was set for",
                unit="%",
            ),
        ]
        | None
    ) = None
    court_sample_margin: (
        Annotated[
            Whole,
            Field(ge=1, le=50),
            described(
                "Margin of error, as printed, that the size of the report's sample of court disposals was set for"
            ),
        ]
        | None
    ) = None
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None
    confidence: HowSure
    note: Note | None = None

    def cases_of(self, sample: str) -> int | None:
        """Inspected cases of a sample (court, out_of_court, resettlement); None where they are not known."""
        known = {
            "court": self.court_cases,
            "out_of_court": self.out_of_court_cases,
            "resettlement": self.resettlement_cases,
        }
        return known[sample]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow(Row):
    """One standard's published rating; a standard that is not rated has no row."""

    table_name: ClassVar[str] = "ratings"
    grain: ClassVar[str] = "one standard's published rating; a standard that is not rated has no row"
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "standard_id")

    inspection_id: OfInspection
    standard_id: OfStandard
    rating: Annotated[RatingName, described("The rating")]
    basis: Annotated[
        str,
        OneOf(("stated", "derived")),
        described(
            "stated: read in a published source; derived: the only list that fits published counts and score"
        ),
    ]
    discretion: (
        Annotated[
            Flag,
            described(
                "Whether the report says that discretion changed the rating; empty where it says so of a rating, and "
                "it is not known of which"
            ),
        ]
        | None
    ) = None
    discretion_from: (
        Annotated[RatingName, described("The rating before discretion changed it, where the report says it")]
        | None
    ) = None
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuestionRow(Row):
    """One percentage that drives the rating of a standard."""

    table_name: ClassVar[str] = "key_questions"
    grain: ClassVar[str] = "one percentage that drives the rating of a standard"
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "standard_id", "dimension")

    inspection_id: OfInspection
    standard_id: OfStandard
    dimension: OfDimension
    percent: SufficientShare
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuestionRow(Row):
    """One percentage of the annexe."""

    table_name: ClassVar[str] = "case_questions"
    grain: ClassVar[str] = (
        "one percentage of the annexe, as far as the figures show a share of the whole sample: a case that the "
        "prompt did not apply to counts as not sufficient"
    )
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "standard_id", "dimension", "position")

    inspection_id: OfInspection
    standard_id: OfStandard
    dimension: OfDimension
    position: Annotated[Position, described("Place of the prompt in its list, from 1")]
    letter: Annotated[Letter, described("Letter as printed; one report prints a letter twice")]
    percent: SufficientShare
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptCasesRow(Row):
    """What a report's text says of an annexe prompt that did not apply to every inspected case."""

    table_name: ClassVar[str] = "prompt_cases"
    grain: ClassVar[str] = (
        "what a report's text says of an annexe prompt that did not apply to every inspected case"
    )
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "standard_id", "dimension", "position")

    inspection_id: OfInspection
    standard_id: OfStandard
    dimension: OfDimension
    position: Annotated[Position, described("Place of the prompt in its list, from 1")]
    sufficient: Annotated[
        Cases, described("Cases judged sufficient, among those the prompt applied to", unit="cases")
    ]
    cases: Annotated[Whole, Field(ge=1, le=999), described("Cases that the prompt applied to", unit="cases")]
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRow(Row):
    """One recommendation."""

    table_name: ClassVar[str] = "recommendations"
    grain: ClassVar[str] = "one recommendation"
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "number")

    inspection_id: OfInspection
    number: Annotated[Position, described("Number as printed")]
    addressed_to: Annotated[Text, described("Who has to act")]
    theme: Annotated[Text, described("What it is about, in this project's words")]
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCountRow(Row):
    """How many strengths or areas for improvement a report lists under a standard or a domain."""

    table_name: ClassVar[str] = "finding_counts"
    grain: ClassVar[str] = (
        "how many strengths or areas for improvement a report lists under a standard or a domain"
    )
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "standard_id", "kind")

    inspection_id: OfInspection
    standard_id: Annotated[
        Text, described("The standard, or the domain where the report lists findings by domain")
    ]
    kind: Annotated[
        str, OneOf(("strength", "area_for_improvement")), described("Strength or area for improvement")
    ]
    count: Annotated[Whole, Field(ge=0, le=99), described("How many the report lists", unit="findings")]
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRow(Row):
    """One contextual figure, as printed."""

    table_name: ClassVar[str] = "observations"
    grain: ClassVar[str] = "one contextual figure, as printed"
    key: ClassVar[tuple[str, ...]] = (
        "area", "area_type", "indicator_id", "breakdown", "period", "source_id",
    )  # fmt: skip

    area: Annotated[Text, described("Area the figure is of")]
    area_type: Annotated[str, OneOf(AREA_TYPES), described("What kind of area")]
    indicator_id: Annotated[Text, described("What is measured", references="indicators.indicator_id")]
    breakdown: Annotated[Text, described("Part of the indicator, such as an age group")] = ""
    period: Annotated[Text, described("Period as published")]
    period_end: Annotated[Day, described("Last day of the period, where it is known")] | None = None
    value: Annotated[Number, described("The figure, in the unit of its indicator")] | None = None
    base: Annotated[Number, Field(ge=0), described("The number that a count is out of")] | None = None
    status: Annotated[
        str,
        OneOf(tuple(STATUSES)),
        described("Shorthand: " + ", ".join(f"{k or 'empty'} {v}" for k, v in STATUSES.items())),
    ] = ""
    inspection_id: (
        Annotated[
            Text,
            described("The inspection whose report printed it", references="inspections.inspection_id"),
        ]
        | None
    ) = None
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None
    confidence: HowSure
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow(Row):
    """What an indicator measures."""

    table_name: ClassVar[str] = "indicators"
    grain: ClassVar[str] = "what an indicator measures"
    key: ClassVar[tuple[str, ...]] = ("indicator_id",)

    indicator_id: Annotated[Slug, described("Short name of the indicator")]
    name: Annotated[Text, described("Name as charts show it")]
    unit: Annotated[Text, described("Unit of its values")]
    polarity: Annotated[str, OneOf(POLARITIES), described("Which direction is good; never guessed")]
    topic: Annotated[Slug, described("Subject it belongs to")]
    whole: (
        Annotated[
            Text,
            described(
                "What its breakdowns add up to: 100, or another indicator, or a breakdown of it in brackets"
            ),
        ]
        | None
    ) = None
    comparator_id: (
        Annotated[
            Text,
            described(
                "Indicator that holds the population it is compared with",
                references="indicators.indicator_id",
            ),
        ]
        | None
    ) = None
    definition: Annotated[Text, described("What is counted, in this project's words")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(Row):
    """One document."""

    table_name: ClassVar[str] = "sources"
    grain: ClassVar[str] = "one document"
    key: ClassVar[tuple[str, ...]] = ("source_id",)

    source_id: Annotated[Slug, described("Short name of the document")]
    title: Annotated[Text, described("Title")]
    publisher: Annotated[Text, described("Who published it")]
    published: Annotated[PartialDay, described("When it was published, as exactly as known")] | None = None
    licence: Annotated[Text, described("Licence of its text; figures and names are facts")]
    url: Annotated[Address, described("Address, where there is one")] | None = None
    page_numbers: (
        Annotated[
            str,
            OneOf(tuple(PAGE_NUMBERS)),
            described(
                "What the page of a row that was read in it means: "
                + "; ".join(f"{key}: {words}" for key, words in PAGE_NUMBERS.items())
                + ". Nothing where no page is given or where it is not known which of the two it is"
            ),
        ]
        | None
    ) = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow(Row):
    """One declared correction of a published value."""

    table_name: ClassVar[str] = "corrections"
    grain: ClassVar[str] = (
        "one declared correction of a published value; applied on load, refused once the value has changed"
    )
    key: ClassVar[tuple[str, ...]] = ("correction_id",)

    correction_id: Annotated[Slug, described("Short name of the correction")]
    table: Annotated[Text, described("Table it corrects")]
    row_key: Annotated[Text, described("Which row, as column=value pairs separated by a semicolon")]
    column: Annotated[Text, described("Column it corrects")]
    printed_value: Annotated[Text, described("What was printed, as it was read")] | None = None
    corrected_value: Annotated[Text, described("What it has to be")]
    reason: Annotated[Text, described("Why")]
    source_id: SourceIds
    page: SourcePage | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourRow(Row):
    """One statistical neighbour of an authority in England."""

    table_name: ClassVar[str] = "neighbours"
    grain: ClassVar[str] = "one statistical neighbour of an authority in England"
    key: ClassVar[tuple[str, ...]] = ("area", "rank")

    area: Annotated[Text, described("The authority")]
    neighbour: Annotated[Text, described("Its neighbour")]
    rank: Annotated[Whole, Field(ge=1, le=10), described("1 is the nearest")]
    closeness: Annotated[Text, described("How close it is, as published")] | None = None
    source_id: SourceIds


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow(Row):
    """A local authority and the region it lies in."""

    table_name: ClassVar[str] = "areas"
    grain: ClassVar[str] = "a local authority and the region it lies in"
    key: ClassVar[tuple[str, ...]] = ("area",)

    area: Annotated[Text, described("The authority")]
    region: Annotated[Text, described("Region of England")]
    country: Annotated[str, OneOf(("England",)), described("Country")]
    source_id: SourceIds


@dataclass(frozen=True, slots=True, kw_only=True)
class TileRow(Row):
    """Where the hexagon of a service stands on a map of tiles."""

    table_name: ClassVar[str] = "tiles"
    grain: ClassVar[str] = (
        "where the hexagon of a service stands on a map of tiles; a data set without this table has no map"
    )
    key: ClassVar[tuple[str, ...]] = ("service_id",)

    service_id: Annotated[Text, described("The service", references="services.service_id")]
    q: Annotated[
        Whole,
        Field(ge=-99, le=99),
        described("Column, from west to east; odd rows stand half a column further east"),
    ]
    r: Annotated[Whole, Field(ge=-99, le=99), described("Row, from south to north")]
    source_id: SourceIds
