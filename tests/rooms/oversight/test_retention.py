from datetime import UTC, datetime, timedelta

import pytest

from tournai.errors import Malformed
from tournai.oversight.events import Stream
from tournai.oversight.retention import RETENTION, STREAM_RETENTION, Kept, due, is_due

NINE = {"hour": 9, "tzinfo": UTC}


@pytest.mark.parametrize("kind", Kept)
def test_every_kind_of_data_has_a_period_and_an_article(kind: Kept) -> None:
    """Rule LED-03."""
    period = RETENTION[kind]

    assert period.months + period.hours > 0
    assert "Art." in period.article


@pytest.mark.parametrize(
    ("kind", "started", "expected"),
    [
        (Kept.TRAVEL_DATA, datetime(2026, 1, 15, **NINE), datetime(2026, 7, 15, **NINE)),
        (Kept.TRAVEL_DATA, datetime(2026, 8, 31, **NINE), datetime(2027, 2, 28, **NINE)),
        (Kept.IDENTITY_ELEMENTS, datetime(2027, 8, 31, **NINE), datetime(2028, 2, 29, **NINE)),
        (Kept.EVENT_PNR, datetime(2028, 2, 29, **NINE), datetime(2033, 2, 28, **NINE)),
        (Kept.TRAVEL_DATA_WITH_GROUND, datetime(2026, 12, 31, **NINE), datetime(2031, 12, 31, **NINE)),
        (Kept.QUARANTINED_PUSH, datetime(2026, 3, 29, **NINE), datetime(2026, 3, 30, **NINE)),
    ],
)
def test_a_period_ends_by_the_calendar(kind: Kept, started: datetime, expected: datetime) -> None:
    """Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c); dates worked out by hand."""
    assert due(kind, started) == expected


@pytest.mark.parametrize("kind", Kept)
@pytest.mark.parametrize(("seconds", "expected"), [(-1, False), (0, True), (1, True)])
def test_data_is_due_at_the_second(kind: Kept, seconds: int, expected: bool) -> None:
    """Rule SYS-05: T-1 s and T+1 s for each class."""
    started = datetime(2026, 1, 31, **NINE)

    assert is_due(kind, started, due(kind, started) + timedelta(seconds=seconds)) is expected


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(Malformed):
        due(Kept.TRAVEL_DATA, datetime(2026, 1, 31))


@pytest.mark.parametrize("stream", Stream)
def test_every_stream_of_the_log_has_a_period(stream: Stream) -> None:
    assert STREAM_RETENTION[stream] in RETENTION
