"""The labels of contextual facts as reports print them, and the indicator and breakdown that each stands for.

Patterns match normalised text: letters and digits without spaces or hyphens, so 10–17 reads 1017.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yjs_dash.extract.layout.characters import letters

SERVICE, NATION = "service", "England and Wales"
AGED_16, AGED_17 = "Aged 16 and under", "Aged 17 and over"
MINORITY = "Black and minority ethnic"


class Label(NamedTuple):
    """`whole_row`: the label counts only where it is all that stands on its row beside the figure."""

    pattern: str
    indicator: str
    breakdown: str = ""
    whole_row: bool = False


FACT_LABELS: tuple[Label, ...] = (
    Label(
        r"firsttimeentrants?(?:rate)?\(?per100,?000(?:population|children|aged10(?:to)?17)?\)?",
        "first_time_entrant_rate",
    ),
    Label(r"(?:proven)?reoffendingrate", "reoffending_rate"),
    Label(r"totalyouthpopulation(?:\(?(?:aged)?10(?:to)?17(?:years)?\)?)?", "population_10_17"),
    Label(r"totalpopulation(?:\(?(?:aged)?10(?:to)?17(?:years)?\)?)", "population_10_17"),
    Label(r"totalpopulation", "population_total"),
    Label(
        r"(?:totalcurrentcaseload(?:on)?|numberofchildrenon)(?:a)?communitysentences?",
        "caseload_court_disposal",
        "Community sentences",
    ),
    Label(r"totalcurrentcaseload(?:in)?custody", "caseload_court_disposal", "Custody"),
    Label(r"totalcurrentcaseload(?:on)?(?:post)?licence", "caseload_court_disposal", "Licence"),
    Label(
        r"totalcurrentcaseload(?:with)?(?:a)?youthcautions?",
        "caseload_out_of_court_disposal",
        "Youth caution",
    ),
    Label(
        r"totalcurrentcaseload(?:with)?(?:a)?youthconditionalcautions?",
        "caseload_out_of_court_disposal",
        "Youth conditional caution",
    ),
    Label(
        r"totalcurrentcaseload(?:with)?(?:a)?communityresolutions?(?:orotheroutofcourtdisposals?)?",
        "caseload_out_of_court_disposal",
        "Community resolution or other",
    ),
    Label(r"totalcurrentcaseload(?:,?ofwhich)?", "caseload_total"),
    Label(r"outofcourtdisposals", "caseload_disposal", "Out-of-court disposals", whole_row=True),
    Label(r"courtdisposals", "caseload_disposal", "Court disposals", whole_row=True),
    Label(
        r"(?:percentageof)?(?:children|currentcaseload)aged16andunderinfulltime",
        "education_status",
        f"{AGED_16}: full-time school",
    ),
    Label(
        r"(?:percentageof)?(?:children|currentcaseload)aged16andunderin(?:a)?pupilreferral(?:unit,alternativeeducation,orattendingschoolparttime)?",
        "education_share",
        f"{AGED_16}: pupil referral unit, alternative or part-time education",
    ),
    Label(
        r"(?:percentageof)?(?:children|currentcaseload)aged17(?:andover|plus)?notin(?:education,trainingoremployment)?",
        "education_share",
        f"{AGED_17}: not in education, training or employment",
    ),
    Label(r"totalspendin(?:the)?previousfinancialyear", "spend_previous_year"),
    Label(r"total(?:projected)?budget(?:for)?(?:the)?current(?:for)?financialyear", "budget_current_year"),
    Label(r"totalstaffheadcount(?=\(|fulltime|fte|\d|$)", "staff_fte"),
    Label(r"total(?:staff)?headcount(?:of)?qualifiedcasemanagers", "case_managers_fte"),
    Label(
        r"vacancyrate(?:for)?casemanagers(?:only)?"
        r"(?:\(totalunfilledcasemanagerpostsaspercentageoftotalcasemanagerheadcount\))?",
        "case_manager_vacancy_rate",
    ),
    Label(
        r"vacancyrate(?=\(|\d|$|total)(?:\(totalunfilledpostsaspercentageoftotalstaffheadcount\))?",
        "vacancy_rate",
    ),
    Label(r"averagecaseload(?:per|for|of)?casemanagers?", "caseload_per_case_manager"),
    Label(r"average(?:annual)?(?:working)?days(?:of)?sickness", "sickness_days"),
    Label(r"staffattrition(?:\(percentageofallstaffleavingin12monthperiod\))?", "staff_attrition"),
    Label(r"percentageof(?:current)?caseloadwithmentalhealth", "mental_health"),
    Label(r"percentageof(?:current)?caseloadwithsubstancemisuse", "substance_misuse"),
    Label(
        r"percentageof(?:current)?caseloadwith(?:a)?learning(?:disabilit|difficult)"
        r"(?:yorlearningdifficultyorsubjecttoaneducation,healthandcareplan)?",
        "learning_needs",
    ),
)
LABEL = re.compile("|".join(f"(?P<l{n}>{label.pattern})" for n, label in enumerate(FACT_LABELS)))

# Offence groups of the official statistics, so that a name that print has broken is whole again.
OFFENCES = {
    letters(name): name
    for name in (
        "Arson",
        "Breach of bail",
        "Breach of conditional discharge",
        "Breach of statutory order",
        "Burglary",
        "Criminal damage",
        "Death or injury by dangerous driving",
        "Domestic burglary",
        "Drug offences",
        "Drugs",
        "Fraud and forgery",
        "Indictable motoring offences",
        "Motoring offences",
        "Non-domestic burglary",
        "Other",
        "Other indictable offences",
        "Other summary offences",
        "Public order",
        "Racially aggravated offences",
        "Robbery",
        "Sexual offences",
        "Summary motoring offences",
        "Theft and handling stolen goods",
        "Theft",
        "Vehicle theft",
        "Violence against the person",
    )
}
