"""Directive (EU) 2016/681, Art. 3(2) and (3). Territories: TEU Art. 52; TFEU Art. 349, 355 and Annex II."""

import pytest

from tournai.travel.selection import MEMBER_STATES, FlightScope, flight_scope, is_inside_union, member_state_of


def test_the_union_has_27_member_states() -> None:
    assert len(MEMBER_STATES) == 27


@pytest.mark.parametrize(
    ("airport", "state"),
    [
        ("PTP", "FRA"), ("FDF", "FRA"), ("CAY", "FRA"), ("RUN", "FRA"), ("DZA", "FRA"), ("SFG", "FRA"),
        ("TFS", "ESP"), ("LPA", "ESP"), ("FNC", "PRT"), ("PDL", "PRT"), ("MHQ", "FIN"), ("MLN", "ESP"),
        ("CPH", "DNK"), ("DUB", "IRL"), ("LCA", "CYP"), ("ATH", "GRC"),
    ],
)  # fmt: skip
def test_outermost_regions_and_islands_belong_to_their_member_state(airport: str, state: str) -> None:
    assert member_state_of(airport) == state


@pytest.mark.parametrize(
    "airport",
    ["NOU", "FSP", "PPT", "WLS", "SBH", "GOH", "FAE", "AUA", "CUR", "SXM", "BON", "LHR", "ZRH", "OSL", "KEF", "GIB"],
)
def test_overseas_countries_and_neighbours_are_no_territory_of_a_member_state(airport: str) -> None:
    assert member_state_of(airport) is None


@pytest.mark.parametrize(
    ("calls", "scope"),
    [
        (["CDG", "BRU"], "intra-EU"),
        (["CDG", "NCE", "BRU"], "intra-EU"),
        (["CPH", "BRU"], "intra-EU"),
        (["PTP", "BRU"], "intra-EU"),
        (["CDG", "NCE"], "domestic"),
        (["ORY", "PTP"], "domestic"),
        (["MAD", "TFS"], "domestic"),
        (["IST", "BRU"], "extra-EU"),
        (["BRU", "LHR"], "extra-EU"),
        (["CDG", "NOU"], "extra-EU"),
        (["CPH", "GOH"], "extra-EU"),
        (["CDG", "IST", "BRU"], "extra-EU"),
        (["JFK", "CDG", "BRU"], "extra-EU"),
        (["JFK", "ORD"], "elsewhere"),
        (["BRU", "ZZ9"], "unknown"),
        (["JFK", "ZZ9"], "unknown"),
        (["BRU", ""], "unknown"),
        ([], "unknown"),
        (["JFK", "ZZ9", "BRU"], "extra-EU"),
    ],
)
def test_airports_of_call_tell_what_a_flight_is(calls: list[str], scope: str) -> None:
    assert flight_scope(calls) is FlightScope(scope)


def test_domestic_flight_is_inside_the_union_too() -> None:
    assert [is_inside_union(calls) for calls in (["CDG", "NCE"], ["CDG", "BRU"], ["CDG", "IST"])] == [True, True, False]
