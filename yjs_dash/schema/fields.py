"""What a cell of a table can be: the types that the rows are made of, each checked by pydantic.

A cell arrives as text, so that a wrong value can be named as it was written. Description, unit and reference of a
column stand in its JSON schema, from which `columns` makes the words of messages and of the data dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    StringConstraints,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from yjs_dash.framework import RATINGS
from yjs_dash.schema.dates import is_partial_date, is_whole_date

SEPARATOR = "; "
STATUSES: dict[str, str] = {
    "": "published",
    "c": "suppressed, to protect small numbers",
    "e": "estimated",
    "u": "unreliable",
    "x": "not published or not available",
    "z": "not applicable",
}
STATUSES_WITHOUT_VALUE: frozenset[str] = frozenset({"c", "x", "z"})
POLARITIES: tuple[str, ...] = ("higher_is_better", "lower_is_better", "neutral")
AREA_TYPES: tuple[str, ...] = ("service", "local_authority", "region", "nation")
DIMENSIONS: tuple[str, ...] = ("desistance", "child_safety", "others_safety")
KINDS: dict[str, str] = {
    "single": "single inspection",
    "joint": "joint inspection",
    "full": "full inspection",
    "children_and_victims": "work with children and victims",
}
_SLUG = r"[a-z0-9]+([-_][a-z0-9]+)*"
_INSPECTION = r"[a-z0-9]+([-_/][a-z0-9]+)*"
_CONFIDENCE = r"(high|medium|low|derived)\b.*"
_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_ADDRESS = r"https?://\S+"


@dataclass(frozen=True)
class OneOf:
    """The texts that a cell may hold."""

    choices: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: type[str], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.choices))


def _digits(value: object) -> object:
    """Text of a whole number as a number; anything else stays, for pydantic to refuse."""
    if isinstance(value, str):
        if re.fullmatch(r"-?\d{1,15}", value) is None:
            raise ValueError
        return int(value)
    return value


def _decimal(value: object) -> object:
    """Text of a number without exponent as a number; anything else stays."""
    if isinstance(value, str):
        if _DECIMAL.fullmatch(value) is None:
            raise ValueError
        return float(value)
    return value


def _truth(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError
        return value == "true"
    return value


def _such(accepts: Callable[[str], bool]) -> AfterValidator:
    def check(value: str) -> str:
        if not accepts(value):
            raise ValueError
        return value

    return AfterValidator(check)


def _plain(value: str) -> bool:
    """Printable, without blanks around it."""
    return value == value.strip() and _CONTROL.search(value) is None


def _shaped(pattern: str) -> StringConstraints:
    return StringConstraints(pattern=f"^{pattern}$")


Text = Annotated[str, _such(_plain)]
Slug = Annotated[str, _shaped(_SLUG), _such(_plain)]
InspectionKey = Annotated[str, _shaped(_INSPECTION), _such(_plain)]
Letter = Annotated[str, _shaped("[a-z]")]
Confidence = Annotated[str, _shaped(_CONFIDENCE), _such(_plain)]
Address = Annotated[str, _shaped(_ADDRESS), _such(_plain)]
Day = Annotated[str, _such(is_whole_date), Field(json_schema_extra={"format": "date"})]
PartialDay = Annotated[str, _such(is_partial_date), Field(json_schema_extra={"format": "partial_date"})]
Whole = Annotated[int, BeforeValidator(_digits)]
Number = Annotated[float, BeforeValidator(_decimal)]
Flag = Annotated[bool, BeforeValidator(_truth)]
RatingName = Annotated[str, OneOf(RATINGS)]
Percent = Annotated[Whole, Field(ge=0, le=100)]
Cases = Annotated[Whole, Field(ge=0, le=999)]
Position = Annotated[Whole, Field(ge=1, le=99)]
Page = Annotated[Whole, Field(ge=1, le=999)]


def described(description: str, *, unit: str = "", references: str = "") -> FieldInfo:
    """What a column holds, its unit, and the table and column whose values it names (ids, separated by SEPARATOR)."""
    extra: dict[str, JsonValue] = {}
    if unit:
        extra["unit"] = unit
    if references:
        extra["references"] = references
    return cast("FieldInfo", Field(description=description, json_schema_extra=extra or None))
