"""Everything that a service is called: its name, former names, spellings, and the authorities that it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.memo import remembered
from yjs_dash.schema import ServiceRow, ids_in

OTHER_NAME = "{other} → {service}"
"""How another name of a service stands in a list of services to choose from."""

MOST_PARTS = 50
"""Values with commas between them that are looked at one by one."""


@remembered(most=4)
def names_by_word(catalogue: Catalogue) -> dict[str, str]:
    """Everything that names one service, case folded → its name.

    A service's own name and id go before other services' other names, and those before the names of authorities.
    """
    rows = catalogue.data.rows.services
    named: dict[str, str] = {}
    for words_of in (_own_names, _other_names, _authorities):
        # A former service's authorities belong to those that replaced it.
        for row in sorted(rows, key=_is_former):
            for word in words_of(row):
                named.setdefault(word.casefold(), row.name)
    return named


@remembered(most=4)
def other_names(catalogue: Catalogue) -> dict[str, str]:
    """What stands in a list of services beside their names: “LBTH → Tower Hamlets …” → the service's name.

    Only what the service's name does not hold already, in alphabetical order.
    """
    named = names_by_word(catalogue)
    found: dict[str, str] = {}
    for row in catalogue.data.rows.services:
        for word in (*_other_names(row), *_authorities(row)):
            if named[word.casefold()] == row.name and word.casefold() not in row.name.casefold():
                found[OTHER_NAME.format(other=word, service=row.name)] = row.name
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def _is_former(row: ServiceRow) -> bool:
    return bool(row.replaced_by)


def _own_names(row: ServiceRow) -> Iterator[str]:
    yield row.name
    yield row.service_id


def _other_names(row: ServiceRow) -> Iterator[str]:
    yield from ids_in(row.former_names)
    yield from ids_in(row.aliases)


def _authorities(row: ServiceRow) -> Iterator[str]:
    yield from ids_in(row.local_authorities)


def split_names(value: str, is_name: Callable[[str], bool]) -> list[str]:
    """A text, or the names that stand in it with commas between them; a name may have commas of its own."""
    words = value.split(",")
    if len(words) == 1 or len(words) > MOST_PARTS or is_name(value):
        return [value]
    parts: list[str] = []
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)
        end = next((n for n in ends if is_name(",".join(words[start:n]))), start + 1)
        parts.append(",".join(words[start:end]).strip())
        start = end
    return parts
