"""What the frame of the pages says, the page of data and sources, and the search in the reports' own words."""

from __future__ import annotations

from yjs_dash.narrate.numbers import number_word, sentence_case
from yjs_dash.narrate.template import template

PAGE_LOADING = template("page.loading", "Loading the figures …")
PAGE_NOTHING_TO_COMPARE = template(
    "page.nothing_to_compare",
    "There is nothing to compare, because the data set holds no service. Add services to the table “services”.",
)
PAGE_SOURCE = template("page.source", "Source: {source}", source="HM Inspectorate of Probation, August 2022")
PAGE_AS_TABLE = template("page.as_table", "See these figures as a table, or download them")
PAGE_SAME_IN_EVERY_ROW = template("page.same_in_every_row", "In every row")
FAULT_PAGE = template(
    "fault.page",
    "Sorry, there is a problem with this page. Reload it, or contact whoever manages this app.",
)

DATA_HEADLINE = template("data_page.headline", "Every figure, with its source")
DATA_ROWS = template(
    "data_page.rows", "{table}: {found} of {rows}", table="Ratings", found="12", rows="130 rows"
)
DATA_ROWS_OF_CHOSEN = template(
    "data_page.rows_of_chosen", "{table}: {found} of {rows}. These are about the services you chose.",
    table="Ratings", found="12", rows="130 rows",
)  # fmt: skip
DATA_ALT = template("data_page.alt", "{table}, {rows}", table="Ratings", rows="130 rows")
DATA_COLUMNS = template("data_page.columns", "What the columns mean")
DATA_COLUMNS_OF = template("data_page.columns_of", "Columns of {table}", table="Ratings")
DATA_FINDINGS = template("data_page.findings", "What the checks found")
DATA_FINDINGS_TABLE = template("data_page.findings_table", "Findings of our checks")
DATA_NO_FINDINGS = template("data_page.no_findings", "The checks found nothing to report.")
DATA_METHOD = template("data_page.method", "How we work things out")

REPORT_SEARCH = template("report_words.search", "Search the inspectors’ own words")
REPORT_SEARCH_HOW = template(
    "report_words.search_how",
    "To search the reports that have been added, type in “Search in the reports” at the top of this page. "
    "We look in their strengths, areas for improvement and recommendations.",
)
REPORT_NOT_FOUND = template(
    "report_words.not_found", "We found nothing for “{words}” in the reports that have been added.",
    words="resettlement",
)  # fmt: skip
REPORT_FOUND = template(
    "report_words.found", "We found {passages} for “{words}”.", passages="two passages", words="resettlement"
)
REPORT_FOUND_MORE = template(
    "report_words.found_more",
    "We found more than {most} passages for “{words}”. These are the first {most}.",
    most=100,
    words="assessment",
)
REPORT_NONE_HERE = template(
    "report_words.none_here",
    "We found no strengths or areas for improvement for this standard in the report.",
)
REPORT_OF_DOMAIN = template(
    "report_words.of_domain", "{kind} across domain {domain}", kind="Strengths", domain="1"
)
REPORT_ADD = template(
    "report_words.add",
    "We do not have the inspectors’ own words on {service}. "
    "You can add the report on the page “Add a report”.",
    service="Suffolk",
)
REPORT_ASK = template(
    "report_words.ask",
    "We do not have the inspectors’ own words on {service}. "
    "You can ask whoever manages this app to add the report.",
    service="Suffolk",
)
REPORT_STORE = template(
    "report_words.store", "We cannot show the inspectors’ own words on {service} at the moment.", service="Suffolk"
)  # fmt: skip
NO_RATES = template("page.no_rates", "We have no rates of local authorities.")
NO_RATE_HERE = template(
    "page.no_rate_here", "{measure}: we have no figure for the authorities that the filter leaves.",
    measure="First-time entrants, rate",
)  # fmt: skip
RATES_NOT_NARROWED = template(
    "page.rates_not_narrowed",
    "The kind and the year of an inspection do not filter the rates of authorities.",
)
MORE_ON_CHILDREN = template(
    "page.more_on_children",
    "You can find disproportionality, disposals, needs, education and offences on the page “Children”.",
)
CHOOSE_FOR = template(
    "page.choose_for", "Choose at least one service above to see {what}.", what="its ratings"
)
REPORT_PLACE = template("report_words.place", "({place})", place="in the section that starts on page 12")

_LONGEST = 80


def rows_caption(*, table: str, found: int, total: int, of_chosen: bool) -> str:
    """How many rows of a table are shown. `of_chosen`: only those of the chosen services."""
    shown = DATA_ROWS_OF_CHOSEN if of_chosen else DATA_ROWS
    return shown(table=table, found=f"{found:,}", rows=rows(total))


def rows_alt(*, table: str, found: int) -> str:
    """A table of figures in words."""
    return DATA_ALT(table=table, rows=rows(found))


def rows(number: int) -> str:
    """“1 row”, “1,300 rows”."""
    return f"{number:,} row{'' if number == 1 else 's'}"


def search_result(*, words: str, found: int, most: int) -> str:
    """How many passages of the reports hold the words; `found` beyond `most` says only that there are more."""
    words = words[:_LONGEST]
    if not found:
        return REPORT_NOT_FOUND(words=words)
    if found > most:
        return REPORT_FOUND_MORE(most=most, words=words)
    return REPORT_FOUND(passages=f"{number_word(found)} passage{'' if found == 1 else 's'}", words=words)


def no_own_words(*, service: str, may_add: bool, readable: bool) -> str:
    """Why the inspectors' own words on a service are not shown. `readable`: whether the added reports can be read."""
    if not readable:
        return REPORT_STORE(service=service)
    return (REPORT_ADD if may_add else REPORT_ASK)(service=service)


def findings_title(*, kind: str, domain: str = "") -> str:
    """The heading of a list of findings; with a `domain`, where the report lists them for a whole domain."""
    return REPORT_OF_DOMAIN(kind=kind, domain=domain) if domain else kind


def passage(*, text: str, place: str, kind: str = "", standard: str = "") -> str:
    """A passage of a report with what it is and where it stands; `place` is empty where that is not known."""
    what = ", ".join(part for part in (kind, standard) if part)
    before = f"{sentence_case(what)}: " if what else ""
    after = f" {REPORT_PLACE(place=place)}" if place else ""
    return f"{before}{text}{after}"
