"""Laws of flight selection: whatever the stops and the selections are (rule PNR-02)."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.travel.selection import (
    Basis,
    FlightScope,
    FlightSelection,
    Part,
    SelectableFlight,
    admit,
    applies,
    flight_scope,
    parse_part,
)

lawful = settings(deadline=None)
"""The first call reads the list of airports."""
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
UNION = ("CDG", "NCE", "BRU", "MAD", "TFS", "PTP", "CPH", "DUB")
THIRD = ("IST", "LHR", "JFK", "NOU", "GOH", "OSL")
UNKNOWN = ("ZZ9", "", "MADRID")

airports = st.sampled_from(UNION + THIRD + UNKNOWN)
stops = st.lists(airports, min_size=1, max_size=5)
days = st.dates(date(2026, 11, 28), date(2026, 12, 6))
parts = st.builds(
    Part,
    st.sampled_from(UNION),
    st.sampled_from(("", *UNION)),
    st.sampled_from(("", "XX", "YY")),
    st.lists(st.integers(1, 7), unique=True, max_size=7).map(tuple),
)
instants = st.none() | st.integers(-999, 999).map(lambda hours: NOW + timedelta(hours=hours))
selections = st.lists(
    st.builds(
        FlightSelection,
        st.text("abc", min_size=1, max_size=3),
        st.sampled_from(Basis),
        st.lists(parts, max_size=3).map(tuple),
        days,
        days,
        days,
        given_at=instants,
        expires_at=instants,
        ended_at=instants,
        is_annulled=st.booleans(),
        is_refused=st.booleans(),
    ),
    max_size=4,
)
flights = st.builds(SelectableFlight, st.sampled_from(("XX", "YY")), days, stops.map(tuple))


lines = st.text(max_size=20) | st.from_regex(r"[A-Z]{3}(-[A-Z]{3})?( [A-Z0-9]{2})?( [1-7]{1,7})?", fullmatch=True)


def read(line: str) -> Part | None:
    with suppress(Malformed):
        return parse_part(line)
    return None


@lawful
@given(selections, flights)
def test_what_is_kept_is_extra_eu_or_stands_under_a_selection_in_force(
    decided: list[FlightSelection], flight: SelectableFlight
) -> None:
    admission = admit(decided, flight, NOW)
    under = [one for one in decided if one.identifier == admission.selection]

    is_lawful = flight_scope(flight.calls) is FlightScope.EXTRA_EU or any(
        one.starts <= NOW.date() <= min(one.ends, one.review_by)
        and one.starts <= flight.departure_date <= min(one.ends, one.review_by)
        and one.given_at is not None
        and one.given_at <= NOW
        and not (one.ended_at or one.is_annulled or one.is_refused)
        for one in under
    )
    assert is_lawful or not admission.is_kept


@lawful
@given(selections, flights)
def test_no_selection_is_about_what_is_not_intra_eu(decided: list[FlightSelection], flight: SelectableFlight) -> None:
    found = applies(decided, flight, NOW)

    assert found is None or flight_scope(flight.calls) is FlightScope.INTRA_EU


@lawful
@given(stops, st.permutations(range(5)))
def test_order_of_the_stops_changes_nothing(calls: list[str], order: list[int]) -> None:
    mixed = [calls[place] for place in order if place < len(calls)]

    assert flight_scope(mixed) is flight_scope(calls)


@lawful
@given(st.lists(st.sampled_from(UNION), min_size=1), st.sampled_from(THIRD), st.lists(airports))
def test_a_stop_in_a_third_country_makes_it_extra_eu(calls: list[str], stop: str, more: list[str]) -> None:
    assert flight_scope([*calls, stop, *more]) is FlightScope.EXTRA_EU


@lawful
@given(lines)
def test_any_line_is_a_part_that_is_written_as_it_is_read_or_malformed(line: str) -> None:
    part = read(line)

    assert part is None or parse_part(str(part)) == part
