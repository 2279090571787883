from datetime import UTC, datetime, timedelta

import pytest

from tournai.casework.clocks import CLOCKS, Clock, ClockKind, ClockState, start, state, stop
from tournai.errors import Malformed

NOW = datetime(2026, 3, 27, 20, 0, tzinfo=UTC)  # a Friday, before the night in which summer time begins
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kind", "latest"),
    [
        (ClockKind.BREACH_NOTICE, datetime(2026, 3, 30, 20, 0, tzinfo=UTC)),
    ],
)
def test_a_clock_of_the_law_ends_when_the_article_says(kind: ClockKind, latest: datetime) -> None:
    """Directive (EU) 2016/680, Art. 30(1): 72 hours."""
    assert start(kind, NOW).latest_at == latest


@pytest.mark.parametrize("kind", ClockKind)
def test_every_clock_has_an_article(kind: ClockKind) -> None:
    assert "Art." in CLOCKS[kind].article


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (2 * HOUR - SECOND, ClockState.RUNNING),
        (2 * HOUR, ClockState.HALF),
        (3.2 * HOUR, ClockState.AT_RISK),
        (4 * HOUR, ClockState.TARGET_MISSED),
        (8 * HOUR, ClockState.TARGET_MISSED),
        (8 * HOUR + SECOND, ClockState.LATE),
    ],
)
def test_a_clock_tells_how_far_it_has_run(passed: timedelta, expected: ClockState) -> None:
    assert state(start(ClockKind.ANSWER_REQUEST_URGENT, NOW), NOW + passed) is expected


class TestReviewBeforeArrival:
    """Directive (EU) 2016/681, Art. 6(2)(a): assessment before scheduled arrival or departure."""

    def test_it_ends_at_the_arrival(self) -> None:
        assert start(ClockKind.REVIEW_BEFORE_ARRIVAL, NOW, NOW + 9 * HOUR).latest_at == NOW + 9 * HOUR

    def test_a_match_made_after_arrival_is_late_at_once(self) -> None:
        clock = start(ClockKind.REVIEW_BEFORE_ARRIVAL, NOW, NOW - HOUR)

        assert state(clock, NOW + SECOND) is ClockState.LATE

    def test_it_needs_the_arrival(self) -> None:
        with pytest.raises(ValueError, match="give its instant"):
            start(ClockKind.REVIEW_BEFORE_ARRIVAL, NOW)

    def test_no_event_moves_a_clock_of_the_law(self) -> None:
        with pytest.raises(ValueError, match="ended by law"):
            start(ClockKind.BREACH_NOTICE, NOW, NOW + 100 * HOUR)


class TestStop:
    @pytest.mark.parametrize(
        ("passed", "expected"), [(8 * HOUR, ClockState.STOPPED), (8 * HOUR + SECOND, ClockState.STOPPED_LATE)]
    )
    def test_what_is_done_in_time_stays_so(self, passed: timedelta, expected: ClockState) -> None:
        clock = stop(start(ClockKind.ANSWER_REQUEST_URGENT, NOW), NOW + passed)

        assert state(clock, NOW + 1000 * HOUR) is expected

    def test_a_second_stop_changes_nothing(self) -> None:
        clock = stop(start(ClockKind.ANSWER_REQUEST, NOW), NOW + HOUR)

        assert stop(clock, NOW + 2 * HOUR) == clock


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(Malformed):
        start(ClockKind.ANSWER_REQUEST, datetime(2026, 3, 27))


def test_a_clock_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="in that order"):
        Clock(ClockKind.ANSWER_REQUEST, NOW, NOW - HOUR, NOW)
