from datetime import UTC, datetime, timedelta, timezone

import pytest

from tournai.errors import Malformed
from tournai.values import months_after, utc


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=1))])
def test_an_instant_that_is_naive_or_of_another_zone_is_refused(zone: timezone | None) -> None:
    with pytest.raises(Malformed) as caught:
        utc(datetime(2026, 3, 1, tzinfo=zone))

    assert caught.value.code == "not-utc"


def test_an_instant_in_utc_is_given_back() -> None:
    assert utc(datetime(2026, 3, 1, tzinfo=UTC)) == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 6, 30), 6, (2026, 12, 30)),
        ((2026, 7, 1), 6, (2027, 1, 1)),
        ((2024, 2, 29), 60, (2029, 2, 28)),
        ((2026, 3, 1), 0, (2026, 3, 1)),
    ],
)
def test_months_end_by_the_calendar(start: tuple[int, int, int], months: int, end: tuple[int, int, int]) -> None:
    """Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c); dates worked out by hand."""
    assert months_after(datetime(*start, tzinfo=UTC), months) == datetime(*end, tzinfo=UTC)
