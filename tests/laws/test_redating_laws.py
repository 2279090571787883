"""Laws of moving a message's dates: nothing but dates changes, and moving back undoes it."""

from datetime import date, datetime, time
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.simulate import move_dates
from tournai.simulate.redate import first_departure
from tournai.travel import read_travel_file, summarise

SAMPLES = files("tournai.simulate").joinpath("samples")
BODIES = [
    SAMPLES.joinpath(name).read_bytes()
    for name in ("gtas/2_pnrs_basic.edi", "gtas/apisMessage.txt", "ediclean/A.original.txt", "gtas/no_pnr_history.edi")
]
TARGETS = st.dates(date(2010, 1, 1), date(2089, 12, 31)).map(lambda day: datetime.combine(day, time(12)))


@given(st.sampled_from(BODIES), TARGETS)
def test_moving_back_undoes_moving(body: bytes, target: datetime) -> None:
    assert move_dates(move_dates(body, target), first_departure(body)) == body


@given(st.sampled_from(BODIES), TARGETS)
def test_counts_stay_whatever_the_day(body: bytes, target: datetime) -> None:
    assert summarise(read_travel_file(move_dates(body, target))) == summarise(read_travel_file(body))


@given(st.sampled_from(BODIES), st.data(), TARGETS)
def test_damaged_bytes_keep_their_length_or_are_malformed(body: bytes, data: st.DataObject, target: datetime) -> None:
    place = data.draw(st.integers(0, len(body) - 1))
    damaged = body[:place] + data.draw(st.binary(max_size=4)) + body[place + data.draw(st.integers(0, 4)) :]

    try:
        moved = move_dates(damaged, target)
    except Malformed:
        return
    assert len(moved) == len(damaged)
