"""Places, bodies and months that stand in made-up reports. None of the places exists; no person is named."""

from __future__ import annotations

PLACES: tuple[str, ...] = (
    "Northmere",
    "Hexbridge",
    "Brackwater",
    "Thornwick and Aldermoor",
    "Westering-upon-Lode",
    "Vale of Kestrel",
    "Dunmarsh, Orrel and Pike",
    "King's Wexley",
    "Stowe-under-Lyne",
    "Great Fenwold",
    "Saint Orrin's",
    "East Quillshire",
    "Port Hallow and the Skerries",
    "Llanfedwyn",
    "Marrowdale",
    "Upper Tarn",
)

SERVICE_WORDS: tuple[str, ...] = ("Youth Justice Service", "Youth Offending Service", "Youth Offending Team")
SHORT_SERVICE: dict[str, str] = {
    "Youth Justice Service": "YJS",
    "Youth Offending Service": "YOS",
    "Youth Offending Team": "YOT",
}

# `{place}` is the service's name; who is addressed, as the report prints it before "should".
ADDRESSEES: tuple[str, ...] = (
    "{place} {service}",
    "{place} Youth Justice Management Board",
    "director of children's services",
    "{place} {short} partnership board",
    "{place} Constabulary",
    "{place} {service} and {place} Constabulary",
    "chair of the management board",
    "local health partners",
)

MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Areas that no framework of this project knows.
UNKNOWN_AREAS: tuple[str, ...] = (
    "Direction and culture",
    "People and skills",
    "Reaching children early",
    "Work in the courts",
    "Work with families",
    "Repairing harm",
)

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def month_in_words(iso: str) -> str:
    """2022-08 is August 2022."""
    year, month = iso.split("-")[:2]
    return f"{MONTHS[int(month) - 1]} {year}"


def in_words(number: int) -> str:
    """A whole number below 100 in words: 22 is twenty-two."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


NUMBER_WORDS: frozenset[str] = frozenset(w for n in range(100) for w in in_words(n).split("-"))
