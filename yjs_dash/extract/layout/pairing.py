"""Pairing labels with values, whatever order a table's columns came out in.

A table read line by line gives label, value, label, value; or value first; or all labels of a block and then all its
values. What cannot be paired without guessing stays unpaired.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from yjs_dash.extract.layout.rows import Row

_FAR = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A label or a value in a stretch of rows. `row`: where it begins, `end_row`: where it ends."""

    label: bool
    value: object
    row: int
    end_row: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Pairing:
    """`pairs`: label with its value; `alone`: labels without one; `spare`: values without a label."""

    pairs: tuple[tuple[Token, Token], ...]
    alone: tuple[Token, ...]
    spare: tuple[Token, ...]


def pair(tokens: Sequence[Token], *, farthest: int = 8) -> Pairing:
    """The better of both reading orders; label first where both do equally well.

    `farthest`: rows that may lie between a label and its value, such as footnotes at the end of a page.
    """
    label_first = _pair_in_order(tokens, first=True, farthest=farthest)
    if not any(t.label for t in tokens) or not any(not t.label for t in tokens):
        return label_first
    value_first = _pair_in_order(tokens, first=False, farthest=farthest)
    return max(label_first, value_first, key=lambda p: (len(p.pairs), -_distance(p)))


def beside(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Labels and values that share a row with nothing else on it: no order of reading parts these."""
    found: dict[int, list[tuple[Token, Token]]] = {}
    for row, (labels, values) in _by_row(tokens).items():
        if len(labels) == 1 and len(values) == 1 and values[0].row == row:
            found.setdefault(id(labels[0]), []).append((labels[0], values[0]))
    return [pairs[0] for pairs in found.values() if len(pairs) == 1]


def two_beside(tokens: Sequence[Token]) -> list[Token]:
    """Tokens of rows on which one label has two different values: which one counts, nothing says."""
    found: list[Token] = []
    for labels, values in _by_row(tokens).values():
        if len(labels) == 1 and len({value.value for value in values}) > 1:
            found += [*labels, *values]
    return found


def in_rows(tokens: Sequence[Token], rows: Sequence[Row]) -> Pairing | None:
    """Labels with the figures of their own rows of tables; None where no figure stands in such a row.

    A label reaches to the row before the next one, as a page break may part its cell. A label with two figures has
    none, and so has a figure with two labels. What one page break alone parts is a pair as well.
    """
    ordered = sorted(tokens, key=lambda t: t.start)
    labels, values = [t for t in ordered if t.label], [t for t in ordered if not t.label]
    if not any(rows[t.row].in_table for t in values):
        return None
    own: dict[int, list[Token]] = {}
    spare: list[Token] = []
    alone_with = {id(v) for v in values if sum(other.row == v.row for other in values) == 1}
    for value in values:
        if rows[value.row].in_table:
            held = _labels_holding(value, labels)
        else:  # a cell may come so close to the next that they are one: both stand on the row all the same
            held = [t for t in labels if t.row == value.row] if id(value) in alone_with else []
        if len(held) == 1:
            own.setdefault(id(held[0]), []).append(value)
        else:
            spare.append(value)
    pairs = [(t, own[id(t)][0]) for t in labels if len(own.get(id(t), ())) == 1]
    crowded = {id(v) for group in own.values() if len(group) > 1 for v in group}
    alone = [t for t in labels if id(t) not in own]
    parted = _parted_by_page(ordered, alone, spare, rows)
    pairs += parted
    used = {id(token) for both in parted for token in both}
    return Pairing(
        pairs=tuple(sorted(pairs, key=lambda both: both[0].start)),
        alone=tuple(t for t in labels if len(own.get(id(t), ())) != 1 and id(t) not in used),
        spare=tuple(v for v in values if id(v) in crowded or (v in spare and id(v) not in used)),
    )


def _labels_holding(value: Token, labels: Sequence[Token]) -> list[Token]:
    """The labels that begin on a figure's row, else the one that reaches to it."""
    begun = [t for t in labels if t.row == value.row]
    if begun:
        return begun
    before = [t for t in labels if t.row < value.row]
    return before[-1:]


def _parted_by_page(
    ordered: Sequence[Token], alone: Sequence[Token], spare: Sequence[Token], rows: Sequence[Row]
) -> list[tuple[Token, Token]]:
    """A figure at the foot of a page and the label at the head of the next, where nothing else is left over."""
    if len(alone) != 1 or len(spare) != 1:
        return []
    label, value = alone[0], spare[0]
    near = abs(ordered.index(label) - ordered.index(value)) == 1
    before = rows[value.row - 1] if value.row else None
    part = before is not None and before.page == rows[value.row].page and before.bare.isdecimal()
    return [(label, value)] if near and not part and rows[label.row].page != rows[value.row].page else []


def across_page_break(pairing: Pairing, rows: Sequence[Row]) -> Pairing:
    """The pairing with each figure that stands by itself at the foot of a page and whose label opens the next page.

    A figure under another figure may belong to that one's column, and one that is the number of a page may be it.
    """
    alone = {t.row: t for t in pairing.alone}
    found: list[tuple[Token, Token]] = []
    for value in pairing.spare:
        label = alone.get(value.row + 1)
        if label is None:
            continue
        own, opening = rows[value.row], rows[label.row]
        above = rows[value.row - 1].bare if value.row else ""
        other_page = own.page is not None and opening.page is not None and own.page < opening.page
        numbers = {own.page, own.sheet, opening.page, opening.sheet}
        if other_page and not own.letters and not above.isdecimal() and value.value not in numbers:
            found.append((label, value))
    used = [token for both in found for token in both]
    return Pairing(
        pairs=(*pairing.pairs, *found),
        alone=tuple(_rest(pairing.alone, used)),
        spare=tuple(_rest(pairing.spare, used)),
    )


def _by_row(tokens: Sequence[Token]) -> dict[int, tuple[list[Token], list[Token]]]:
    """Row → the labels and the values on it."""
    rows: dict[int, tuple[list[Token], list[Token]]] = {}
    for token in tokens:
        for row in range(token.row, token.end_row + 1):
            rows.setdefault(row, ([], []))[not token.label].append(token)
    return rows


def _distance(pairing: Pairing) -> int:
    """Rows, then characters, between labels and values: the right order is the near one."""
    return sum(_rows_between(a, b) * 1000 + min(999, _gap(a, b)) for a, b in pairing.pairs)


def _rows_between(one: Token, other: Token) -> int:
    return max(0, max(one.row, other.row) - min(one.end_row, other.end_row))


def _gap(one: Token, other: Token) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _pair_in_order(tokens: Sequence[Token], *, first: bool, farthest: int) -> Pairing:
    """`first`: labels before their values."""
    runs = [list(run) for _, run in groupby(tokens, key=lambda t: t.label)]
    pairs: list[tuple[Token, Token]] = []
    alone: list[Token] = []
    spare: list[Token] = []
    singles = sum(len(run) == 1 for run in runs)
    one_by_one = 2 * singles > len(runs)
    at = 0
    while at < len(runs):
        run = runs[at]
        following = runs[at + 1] if at + 1 < len(runs) else []
        if run[0].label != first or not following:
            (alone if run[0].label else spare).extend(run)
            at += 1
            continue
        labels, values = (run, following) if first else (following, run)
        matched = _match(labels, values, first=first, one_by_one=one_by_one, farthest=farthest)
        pairs.extend(matched)
        if len(matched) < len(labels):
            alone.extend(_rest(labels, (a for a, _ in matched)))
        if len(matched) < len(values):
            spare.extend(_rest(values, (b for _, b in matched)))
        at += 2
    return Pairing(pairs=tuple(pairs), alone=tuple(alone), spare=tuple(spare))


def _match(
    labels: Sequence[Token], values: Sequence[Token], *, first: bool, one_by_one: bool, farthest: int
) -> list[tuple[Token, Token]]:
    if len(labels) == len(values) and not (one_by_one and len(labels) > 1):
        pairs = list(zip(labels, values, strict=True))
        return pairs if len(pairs) > 1 or _rows_between(*pairs[0]) <= farthest else []
    if not one_by_one:
        return []
    label, value = (labels[-1], values[0]) if first else (labels[0], values[-1])
    if _rows_between(label, value) > min(_FAR, farthest):
        return []
    others = values[1:] if first else values[:-1]
    # A second value beside the first leaves open which one counts, unless they say the same.
    if any(other.value != value.value and _rows_between(value, other) < 1 for other in others):
        return []
    return [(label, value)]


def _rest(tokens: Iterable[Token], taken: Iterable[Token]) -> list[Token]:
    used = {id(token) for token in taken}
    return [token for token in tokens if id(token) not in used]
