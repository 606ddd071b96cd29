"""Every contextual figure that extraction reads: one row each. A new figure is one more row, and no other change.

The types say what each part of a row means. A label that begins like another stands before it. Of the rows of one
indicator that read the same number in a sentence, the first counts.
"""

from __future__ import annotations

from yjs_dash.extract.context.field_types import (
    PERCENT,
    POUNDS,
    AreaRule,
    Column,
    FactRow,
    FieldSpecification,
    PeriodRule,
    SampleRule,
    SentenceRule,
    ShareList,
    ShareTable,
    Span,
)
from yjs_dash.extract.context.period_names import ANNOUNCEMENT, AT_INSPECTION, CASES, FIELDWORK
from yjs_dash.extract.structure.case_samples import COURT, OUT_OF_COURT, RESETTLEMENT

CHILDREN, CASES_UNIT, RESPONSES, FTE = "children", "cases", "responses", "full-time equivalent"
CHILDREN_SURVEY, STAFF_SURVEY = "text survey of this inspection", "staff survey of this inspection"
YOUNGER, OLDER = "Aged 16 and under", "Aged 17 and over"
MINORITY, UNKNOWN, OTHER = "Black and minority ethnic", "Unknown", "Other"

_BY_NOTE = PeriodRule(in_brackets=True)
_POPULATION = PeriodRule(heading="population", in_brackets=True)
_CASELOAD = PeriodRule(heading="additional caseload data")
_STAFFING = PeriodRule(heading="key staffing", under_heading=ANNOUNCEMENT)
_AT_INSPECTION = PeriodRule(fixed=AT_INSPECTION)
_PLACE = AreaRule.PLACE_NAMED
_REPLIED = ("children_survey_replied", "")

_COURT, _OUT_OF_COURT, _RESETTLEMENT = "Court disposals", "Out-of-court disposals", "Resettlement"
_COURT_ONLY, _OUT = ("court disposals",), ("out-of-court disposals",)
_CHOSEN = "cases selected|cases chosen|cases sampled|cases in the sample"
_DONE = "conducted|held|carried out"
_NOT_ALL_STAFF = ("vacancy rate[s] [for |of |among ]case managers", "case manager[s] vacancy rate[s]")
_NOT_KNOWN = (
    Column(breakdown=UNKNOWN, heads=("Unknown", "Not known", "Not stated", "Not recorded"), phrases=("[of ]unknown",)),
    Column(breakdown=OTHER, heads=("Other",)),
    Column(breakdown="Other or unknown", heads=("Other/unknown", "Other or unknown")),
)  # fmt: skip
# The combined group has had several names in these reports.
_MINORITY_HEADS = (
    "Black and minority ethnic", "Black or minority ethnic", "Black, Asian and minority ethnic",
    "Black, Asian or minority ethnic", "Minority ethnic", "Minority ethnic groups", "Ethnic minority",
    "Ethnic minorities", "Global majority", "BAME", "BME",
)  # fmt: skip

_FACTS_PAGE = (
    FieldSpecification(
        indicator="first_time_entrant_rate", unit="per 100,000 aged 10–17",
        fact=FactRow(
            labels=("First-time entrant[s] [rate] [(]per 100[,]000[population|children|aged 10[to]17][)]",),
            period=_BY_NOTE, area=_PLACE,
        ),
    ),
    FieldSpecification(
        indicator="reoffending_rate", unit=PERCENT,
        fact=FactRow(labels=("[Proven] reoffending rate",), period=_BY_NOTE, area=_PLACE),
    ),
    FieldSpecification(
        indicator="population_10_17", unit=CHILDREN,
        fact=FactRow(
            labels=(
                "Total youth population [[(][aged] 10[to]17[years][)]]",
                "Total population [(][aged] 10[to]17[years][)]",
            ),
            period=_POPULATION, area=_PLACE,
        ),
    ),
    FieldSpecification(
        indicator="population_total", unit="people",
        fact=FactRow(labels=("Total population",), period=_POPULATION, area=_PLACE),
    ),
    FieldSpecification(
        indicator="caseload_court_disposal", unit=CHILDREN, breakdown="Community sentences",
        fact=FactRow(
            labels=(
                "Total current caseload [on] [a] community sentence[s]",
                "Number of children on [a] community sentence[s]",
            ),
            period=_CASELOAD,
        ),
    ),
    FieldSpecification(
        indicator="caseload_court_disposal", unit=CHILDREN, breakdown="Custody",
        fact=FactRow(labels=("Total current caseload [in] custody",), period=_CASELOAD),
    ),
    FieldSpecification(
        indicator="caseload_court_disposal", unit=CHILDREN, breakdown="Licence",
        fact=FactRow(labels=("Total current caseload [on] [post] licence",), period=_CASELOAD),
    ),
    FieldSpecification(
        indicator="caseload_out_of_court_disposal", unit=CHILDREN, breakdown="Youth caution",
        fact=FactRow(labels=("Total current caseload [with] [a] youth caution[s]",), period=_CASELOAD),
    ),
    FieldSpecification(
        indicator="caseload_out_of_court_disposal", unit=CHILDREN, breakdown="Youth conditional caution",
        fact=FactRow(labels=("Total current caseload [with] [a] youth conditional caution[s]",), period=_CASELOAD),
    ),
    FieldSpecification(
        indicator="caseload_out_of_court_disposal", unit=CHILDREN, breakdown="Community resolution or other",
        fact=FactRow(
            labels=(
                "Total current caseload [with] [a] community resolution[s] [or other out-of-court disposal[s]]",
            ),
            period=_CASELOAD,
        ),
    ),
    FieldSpecification(
        indicator="caseload_total", unit=CHILDREN,
        fact=FactRow(
            labels=("Total current caseload [[,]of which]",), period=_CASELOAD,
            row_goes_on=("of which", "at the", "when"),
        ),
    ),
    FieldSpecification(
        indicator="caseload_disposal", unit=CHILDREN, breakdown=_OUT_OF_COURT,
        fact=FactRow(labels=("Out-of-court disposals",), period=_CASELOAD, row_goes_on=()),
    ),
    FieldSpecification(
        indicator="caseload_disposal", unit=CHILDREN, breakdown=_COURT,
        fact=FactRow(labels=("Court disposals",), period=_CASELOAD, row_goes_on=()),
    ),
    FieldSpecification(
        indicator="education_status", unit=CHILDREN, breakdown=f"{YOUNGER}: full-time school",
        fact=FactRow(
            labels=(
                "[Percentage of] children aged 16 and under in full-time",
                "[Percentage of] current caseload aged 16 and under in full-time",
            ),
            period=_CASELOAD, share_in_footnote="education_status_share",
        ),
    ),
    FieldSpecification(
        indicator="education_share", unit=PERCENT,
        breakdown=f"{YOUNGER}: pupil referral unit, alternative or part-time education",
        fact=FactRow(
            labels=(
                "[Percentage of] children aged 16 and under in [a] pupil referral "
                "[unit, alternative education, or attending school part-time]",
                "[Percentage of] current caseload aged 16 and under in [a] pupil referral "
                "[unit, alternative education, or attending school part-time]",
            ),
            period=_CASELOAD, share_in_footnote="education_status_share",
        ),
    ),
    FieldSpecification(
        indicator="education_share", unit=PERCENT,
        breakdown=f"{OLDER}: not in education, training or employment",
        fact=FactRow(
            labels=(
                "[Percentage of] children aged 17 [and over|plus] not in [education, training or employment]",
                "[Percentage of] current caseload aged 17 [and over|plus] not in [education, training or employment]",
            ),
            period=_CASELOAD, share_in_footnote="education_status_share",
        ),
    ),
    FieldSpecification(
        indicator="spend_previous_year", unit=POUNDS,
        fact=FactRow(
            labels=("Total spend in [the] previous financial year",), period=PeriodRule(financial_year="previous"),
        ),
    ),
    FieldSpecification(
        indicator="budget_current_year", unit=POUNDS,
        fact=FactRow(
            labels=("Total [projected] budget [for] [the] current [for] financial year",),
            period=PeriodRule(financial_year="current"),
        ),
    ),
    FieldSpecification(
        indicator="staff_fte", unit=FTE,
        fact=FactRow(labels=("Total staff headcount",), period=_STAFFING, label_ends=True),
    ),
    FieldSpecification(
        indicator="case_managers_fte", unit=FTE,
        fact=FactRow(labels=("Total [staff] headcount [of] qualified case managers",), period=_STAFFING),
    ),
    FieldSpecification(
        indicator="case_manager_vacancy_rate", unit=PERCENT,
        fact=FactRow(
            labels=(
                "Vacancy rate [for] case managers [only] "
                "[(total unfilled case manager posts as percentage of total case manager headcount)]",
            ),
            period=_STAFFING,
        ),
    ),
    FieldSpecification(
        indicator="vacancy_rate", unit=PERCENT,
        sentence=SentenceRule(
            words=("vacancy rate[s]",), without=_NOT_ALL_STAFF, led_by="from", period="earlier, date not stated",
        ),
    ),
    FieldSpecification(
        indicator="vacancy_rate", unit=PERCENT,
        sentence=SentenceRule(words=("vacancy rate[s]",), without=_NOT_ALL_STAFF, period=AT_INSPECTION),
        fact=FactRow(
            labels=("Vacancy rate [(total unfilled posts as percentage of total staff headcount)]",),
            period=_STAFFING, label_ends=True,
        ),
    ),
    FieldSpecification(
        indicator="caseload_per_case_manager", unit=CASES_UNIT,
        fact=FactRow(labels=("Average caseload [per|for|of] case manager[s]",), period=_STAFFING),
    ),
    FieldSpecification(
        indicator="sickness_days", unit="days",
        fact=FactRow(labels=("Average [annual] [working] days [of] sickness",), period=_STAFFING),
    ),
    FieldSpecification(
        indicator="staff_attrition", unit=PERCENT,
        fact=FactRow(
            labels=("Staff attrition [(percentage of all staff leaving in 12-month period)]",), period=_STAFFING,
        ),
    ),
    FieldSpecification(
        indicator="mental_health", unit=PERCENT,
        fact=FactRow(labels=("Percentage of [current] caseload with mental health",), period=_AT_INSPECTION),
    ),
    FieldSpecification(
        indicator="substance_misuse", unit=PERCENT,
        fact=FactRow(labels=("Percentage of [current] caseload with substance misuse",), period=_AT_INSPECTION),
    ),
    FieldSpecification(
        indicator="learning_needs", unit=PERCENT,
        fact=FactRow(
            labels=(
                "Percentage of [current] caseload with [a] learning disabilit"
                "[y or learning difficulty or subject to an education, health and care plan]",
                "Percentage of [current] caseload with [a] learning difficult"
                "[y or learning difficulty or subject to an education, health and care plan]",
            ),
            period=_AT_INSPECTION,
        ),
    ),
)  # fmt: skip

_SHARES = (
    FieldSpecification(
        indicator="caseload_age", unit=PERCENT,
        table=ShareTable(
            topic="age", heads=("Age group", "Age"), age_groups=True, of_population="population_10_17_age",
            columns=(
                Column(breakdown="10–14", phrases=("aged [between ]10[ to | and | - | – |-|–]14",)),
                Column(breakdown="15–17", phrases=("aged [between ]15[ to | and | - | – |-|–]17",)),
                Column(breakdown=UNKNOWN, heads=("Unknown", "Not known")),
            ),
        ),
    ),
    FieldSpecification(
        indicator="caseload_ethnicity", unit=PERCENT,
        table=ShareTable(
            topic="ethnicity", heads=("Race/ethnicity", "Race and ethnicity", "Race ethnicity", "Ethnicity", "Race"),
            of_population="population_10_17_ethnicity",
            columns=(
                Column(breakdown=MINORITY, heads=_MINORITY_HEADS, phrases=(
                    "[black[, Asian][,] and ]minority ethnic", "[black[, Asian][,] or ]minority ethnic",
                )),
                Column(breakdown="White", heads=("White",), phrases=("white",)),
                Column(breakdown="Black", heads=("Black",)),
                Column(breakdown="Asian", heads=("Asian",)),
                Column(breakdown="Mixed", heads=("Mixed",)),
                Column(breakdown=OTHER, heads=("Other ethnic group",)),
                *_NOT_KNOWN,
            ),
        ),
    ),
    FieldSpecification(
        indicator="caseload_gender", unit=PERCENT,
        table=ShareTable(
            topic="gender", heads=("Gender", "Sex"), of_population="population_10_17_gender",
            columns=(
                Column(breakdown="Female", heads=("Female", "Females", "Girls"), phrases=("girls", "female")),
                Column(breakdown="Male", heads=("Male", "Males", "Boys"), phrases=("boys", "male")),
                *_NOT_KNOWN,
            ),
        ),
    ),
    FieldSpecification(
        indicator="offence_types", unit=PERCENT,
        listing=ShareList(
            heads=("Offence type", "Offence types", "Offences"), period=CASES,
            # Offence groups of the official statistics.
            names=(
                "Arson", "Breach of bail", "Breach of conditional discharge", "Breach of statutory order",
                "Burglary", "Criminal damage", "Death or injury by dangerous driving", "Domestic burglary",
                "Drug offences", "Drugs", "Fraud and forgery", "Indictable motoring offences",
                "Motoring offences", "Non-domestic burglary", "Other", "Other indictable offences",
                "Other summary offences", "Public order", "Racially aggravated offences", "Robbery",
                "Sexual offences", "Summary motoring offences", "Theft and handling stolen goods", "Theft",
                "Vehicle theft", "Violence against the person",
            ),
        ),
    ),
)  # fmt: skip

_SENTENCES = (
    FieldSpecification(
        indicator="caseload_average_age", unit="years", sentence=SentenceRule(words=("average age of [the ]children",)),
    ),
    FieldSpecification(
        indicator="population_ethnicity", unit=PERCENT, breakdown=MINORITY,
        sentence=SentenceRule(words=("overall population", "minority ethnic")),
    ),
    FieldSpecification(
        indicator="exploitation_panel_born_outside", unit=PERCENT,
        sentence=SentenceRule(words=("exploitation panel", "born outside")),
    ),
    FieldSpecification(
        indicator="harmful_sexual_behaviour_coordinator_funding", unit=PERCENT,
        sentence=SentenceRule(
            words=("harmful sexual behaviour coordinator|harmful sexual behaviour co-ordinator", "fund*"),
            period=AT_INSPECTION,
        ),
    ),
    FieldSpecification(
        indicator="team_manager_project_time", unit=PERCENT,
        sentence=SentenceRule(words=("team manager", "project work|projects", "time"), period=AT_INSPECTION),
    ),
    FieldSpecification(
        indicator="sickness_days", unit="days", breakdown="Without Covid-19",
        sentence=SentenceRule(words=(
            "sickness excluding Covid-19|sickness without Covid-19|sickness not counting Covid-19", "days",
        )),
    ),
    FieldSpecification(
        indicator="management_oversight", unit=PERCENT,
        sentence=SentenceRule(words=("management oversight", "court and out-of-court"), period=CASES),
    ),
    FieldSpecification(
        indicator="children_in_prevention", unit=CHILDREN,
        sentence=SentenceRule(
            words=("prevention", "worked with", "12 months"), counted="children",
            period="twelve months before the inspection",
        ),
    ),
    FieldSpecification(
        indicator="reoffending_after_speech_language", unit=PERCENT,
        sentence=SentenceRule(words=("reoffended", "after|following", "SALT|speech and language|speech, language")),
    ),
    FieldSpecification(
        indicator="children_survey_consented", unit=CHILDREN,
        sentence=SentenceRule(
            words=("consented|gave consent", "survey*"), counted="children [who ]consented|children [who ]gave consent",
            period=CHILDREN_SURVEY,
        ),
    ),
    FieldSpecification(
        indicator="children_survey_replied", unit=RESPONSES,
        sentence=SentenceRule(
            words=("replied|responded", "survey*"),
            counted="children [who ]replied|children [who ]responded|replied|responded", without=("staff",),
            period=CHILDREN_SURVEY, base=("children_survey_consented", ""),
        ),
    ),
    FieldSpecification(
        indicator="children_survey_service", unit=RESPONSES, breakdown="Very good",
        sentence=SentenceRule(words=("very good", "rated"), label_follows=True, period=CHILDREN_SURVEY, base=_REPLIED),
    ),
    FieldSpecification(
        indicator="children_survey_service", unit=RESPONSES, breakdown="Quite good",
        sentence=SentenceRule(words=("quite good", "rated"), label_follows=True, period=CHILDREN_SURVEY, base=_REPLIED),
    ),
    FieldSpecification(
        indicator="children_survey_right_services", unit=RESPONSES, breakdown="Yes",
        sentence=SentenceRule(
            words=("said yes", "right services"), label_follows=True, period=CHILDREN_SURVEY, base=_REPLIED,
        ),
    ),
    FieldSpecification(
        indicator="children_survey_right_services", unit=RESPONSES, breakdown="No",
        sentence=SentenceRule(
            words=("said no", "right services"), label_follows=True, period=CHILDREN_SURVEY, base=_REPLIED,
        ),
    ),
    FieldSpecification(
        indicator="children_survey_materials", unit=RESPONSES, breakdown="Yes",
        sentence=SentenceRule(
            words=("able to access|could access", "materials"), label_follows=True, period=CHILDREN_SURVEY,
            base=_REPLIED,
        ),
    ),
    FieldSpecification(
        indicator="children_survey_materials", unit=RESPONSES, breakdown="No",
        sentence=SentenceRule(
            words=("had not|could not", "materials", "access"), label_follows=True, period=CHILDREN_SURVEY,
            base=_REPLIED,
        ),
    ),
    FieldSpecification(
        indicator="children_videos_useful", unit=CHILDREN,
        sentence=SentenceRule(words=("videos", "useful|helpful"), counted="children", period=FIELDWORK),
    ),
    FieldSpecification(
        indicator="staff_survey_vision", unit=RESPONSES,
        sentence=SentenceRule(words=("vision", "survey*"), counted="staff", with_base=True, period=STAFF_SURVEY),
    ),
    FieldSpecification(
        indicator="staff_survey_resettlement_training", unit=RESPONSES,
        sentence=SentenceRule(
            words=("training", "resettlement", "survey*"), counted="staff", with_base=True, period=STAFF_SURVEY,
        ),
    ),
    FieldSpecification(
        indicator="meetings", unit="meetings",
        sentence=SentenceRule(words=("meetings", "we|inspectors", _DONE), counted="meetings", period=FIELDWORK),
    ),
    FieldSpecification(
        indicator="case_manager_interviews", unit="interviews", breakdown=_COURT,
        sentence=SentenceRule(
            words=("case managers", "interview*", "we|inspectors"), counted="case managers|case[s]", chapter_of=COURT,
            period=FIELDWORK,
        ),
    ),
    FieldSpecification(
        indicator="case_manager_interviews", unit="interviews", breakdown=_OUT_OF_COURT,
        sentence=SentenceRule(
            words=("case managers", "interview*", "we|inspectors"), counted="case managers|case[s]",
            chapter_of=OUT_OF_COURT, period=FIELDWORK, base=("cases_inspected", _OUT_OF_COURT),
        ),
    ),
    FieldSpecification(
        indicator="case_manager_interviews", unit="interviews",
        sentence=SentenceRule(
            words=("interviews with case managers", "we|inspectors", _DONE), counted="interviews with case managers",
            period=FIELDWORK,
        ),
    ),
    FieldSpecification(
        indicator="sample_confidence_level", unit=PERCENT,
        sentence=SentenceRule(words=("confidence level", "margin of error"), period=FIELDWORK),
    ),
    FieldSpecification(
        indicator="sample_margin_of_error", unit=PERCENT,
        sentence=SentenceRule(words=("margin of error", "confidence level"), unsigned=True, period=FIELDWORK),
    ),
    FieldSpecification(
        indicator="sample_share", unit=PERCENT, breakdown=_COURT,
        sentence=SentenceRule(words=(_CHOSEN, *_COURT_ONLY), without=_OUT, period=FIELDWORK),
    ),
    FieldSpecification(
        indicator="sample_share", unit=PERCENT, breakdown=_OUT_OF_COURT,
        sentence=SentenceRule(words=(_CHOSEN, *_OUT), period=FIELDWORK),
    ),
    *(
        FieldSpecification(
            indicator="sample_months", unit="months", breakdown=f"{sample}, {span.name.lower()}",
            sentence=SentenceRule(words=(*words, "earlier"), without=without, span=span, period=FIELDWORK),
        )
        for sample, words, without in (
            (_COURT, _COURT_ONLY, _OUT), (_OUT_OF_COURT, _OUT, ()), (_RESETTLEMENT, ("custodial sentence[s]",), ()),
        )
        for span in Span
    ),
)  # fmt: skip

_SAMPLES = (
    *(
        FieldSpecification(
            indicator="cases_inspected", unit=CASES_UNIT, breakdown=name, sample=SampleRule(sample=sample),
        )
        for sample, name in ((COURT, _COURT), (OUT_OF_COURT, _OUT_OF_COURT), (RESETTLEMENT, _RESETTLEMENT))
    ),
    FieldSpecification(
        indicator="cases_inspected_court", unit=CASES_UNIT, sample=SampleRule(sample=COURT, parts=True),
    ),
    FieldSpecification(
        indicator="cases_inspected_out_of_court", unit=CASES_UNIT, sample=SampleRule(sample=OUT_OF_COURT, parts=True),
    ),
)  # fmt: skip

FIELD_SPECIFICATIONS: tuple[FieldSpecification, ...] = (*_FACTS_PAGE, *_SHARES, *_SENTENCES, *_SAMPLES)


def named_breakdowns() -> dict[str, tuple[str, ...]]:
    """Indicator → the breakdowns that its specifications name, in their order; an empty text is the whole."""
    named: dict[str, list[str]] = {}
    for field in FIELD_SPECIFICATIONS:
        if field.table is not None:
            parts = [column.breakdown for column in field.table.columns]
            named.setdefault(field.table.of_population, []).extend(parts)
        elif field.listing is not None:
            parts = list(field.listing.names)
        elif field.sample is not None and field.sample.parts:
            parts = []
        else:
            parts = [field.breakdown]
        named.setdefault(field.indicator, []).extend(parts)
    return {indicator: tuple(dict.fromkeys(parts)) for indicator, parts in named.items()}
