"""Which service and which inspection a report is of."""

from __future__ import annotations

import re

import pytest

from yjs_dash.schema import InspectionRow, ServiceRow
from yjs_dash.store import DataSet
from yjs_dash.store.service_matcher import ServiceMatcher, cell, plain_name, slug


@pytest.fixture
def register(bundled: DataSet) -> ServiceMatcher:
    return ServiceMatcher.of(bundled)


@pytest.mark.parametrize(
    ("printed", "service_id"),
    [
        ("Sutton", "sutton"),
        ("SUTTON", "sutton"),
        ("Sutton Youth Offending Team", "sutton"),
        ("Sutton Youth Justice Service", "sutton"),
        ("Sutton YJS", "sutton"),
        ("London Borough of Sutton", "sutton"),
        ("Suffolk County Council", "suffolk"),
        ("Blackburn with Darwen youth justice services", "blackburn-with-darwen"),
        ("Brighton & Hove", "brighton-and-hove"),
        ("Stoke on Trent", "stoke-on-trent"),
        ("St. Helens", "st-helens"),
        ("BANES", "bath-and-north-east-somerset"),
        ("Gwynedd and Ynys Môn", "gwynedd-and-ynys-mon"),
        ("Kingston upon Hull, City of", "hull"),
        ("Newcastle upon Tyne", "newcastle"),
        ("Swansea", "swansea"),
        ("east-riding", "east-riding"),
        ("LBTH", "tower-hamlets-and-city-of-london"),
        ("BCP", "dorset-combined"),
        ("Bedford Youth Justice Service", "bedfordshire"),
        ("Kingston upon Hull", "hull"),
        ("Leicestershire and Rutland", "leicestershire"),
        ("Cheshire East, Cheshire West, Halton and Warrington", "cheshire"),
        ("Richmond and Kingston", "kingston-and-richmond"),
        ("Western Bay", "western-bay"),
        ("Cumbria", "cumbria"),
    ],
)
def test_a_service_is_found_by_its_name_alias_id_or_only_authority(
    register: ServiceMatcher, printed: str, service_id: str
) -> None:
    found = register.service(printed)
    assert found is not None
    assert found.service_id == service_id


def test_a_former_name_goes_before_another_service_s_alias() -> None:
    def row(service_id: str, **more: str) -> ServiceRow:
        return ServiceRow(
            service_id=service_id,
            name=service_id.title(),
            country="England",
            region="London",
            local_authorities="Newtown",
            **more,
        )

    matcher = ServiceMatcher(
        services=[row("first", aliases="Oldtown"), row("second", former_names="Oldtown")]
    )
    found = matcher.service("Oldtown Youth Offending Team")
    assert found is not None
    assert found.service_id == "second"


@pytest.mark.parametrize(
    "printed", ["Newtown", "Halton", "Sut", "South", "", "youth justice service", "<b>Sutton</b> 2"]
)
def test_a_name_that_only_resembles_one_is_no_match(register: ServiceMatcher, printed: str) -> None:
    """Halton is an authority of a service that covers three others too."""
    assert register.service(printed) is None


def test_an_unknown_service_is_learnt_with_its_place_not_known(register: ServiceMatcher) -> None:
    row, is_new = register.service_or_new("Newtown & Oldbury Youth Justice Service")
    assert is_new
    assert row == ServiceRow(
        service_id="newtown-and-oldbury",
        name="Newtown & Oldbury Youth Justice Service",
        country="Not known",
        region="Not known",
        local_authorities="Not known",
    )
    assert register.service_or_new("newtown and oldbury YJS") == (row, False)
    assert register.service("Not known") is None


@pytest.mark.parametrize("name", ["日本", "…", "ẞ" * 500, "../../etc", "=1+1", "\u202eSutton"])
def test_every_name_gives_an_id_that_the_tables_accept(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@pytest.mark.parametrize(
    ("service_id", "published", "fieldwork", "inspection_id"),
    [
        ("sutton", "2022-08", "", "sutton-2022-08"),
        ("sutton", "2022-09", "", "sutton-2022-08"),
        ("sutton", "", "2022-04", "sutton-2022-08"),
        ("sutton", "2024-01", "2022-04", "sutton-2022-08"),
        ("barnet", "2022-05", "", "barnet-2022-05-31"),
        ("barnet", "2022-03", "", "barnet-2022-05-31"),
        ("barnet", "2022-02", "", None),
        ("barnet", "2025-06", "", None),
        ("barnet", "", "", None),
        ("barnet", "soon", "2022", None),
        ("nowhere", "2022-05", "", None),
    ],
)
def test_an_inspection_is_known_by_its_fieldwork_or_by_a_publication_at_most_two_months_away(
    register: ServiceMatcher, service_id: str, published: str, fieldwork: str, inspection_id: str | None
) -> None:
    found = register.inspection(service_id, published=published, fieldwork_started=fieldwork)
    assert (found and found.inspection_id) == inspection_id


def test_a_year_alone_holds_every_month_of_it_and_none_beside_it() -> None:
    def inspection(inspection_id: str, published: str) -> InspectionRow:
        return InspectionRow(
            inspection_id=inspection_id,
            service_id="a",
            kind="single",
            overall_rating="Good",
            published=published,
            source_id="a",
            confidence="high",
        )

    register = ServiceMatcher(inspections=[inspection("a-2019", "2019"), inspection("a-2022", "2021/22")])
    for published, expected in (
        ("2019-12", "a-2019"), ("2020-01", None), ("2022-03", "a-2022"), ("2022-04", None), ("2021-04", "a-2022"),
    ):  # fmt: skip
        found = register.inspection("a", published=published, fieldwork_started="")
        assert (found and found.inspection_id) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (True, "true"),
        (5.0, "5"),
        (1234567.5, "1234567.5"),
        (0.1, "0.1"),
        (7, "7"),
    ],
)
def test_a_typed_value_becomes_the_cell_it_was_read_from(value: object, text: str) -> None:
    assert cell(value) == text


def test_a_name_of_nothing_but_the_kind_of_body_keeps_its_words() -> None:
    assert plain_name("Youth Justice Service") == "youth justice service"
