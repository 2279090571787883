from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tournai.exchange.clocks.limits import Answer, answer_of, latest_at, limit_of, profile_of, target_at
from tournai.exchange.messages.answering import Accessibility

BRUSSELS = ZoneInfo("Europe/Brussels")
FRIDAY = datetime(2026, 3, 6, 15, 30, tzinfo=UTC)
DIRECT, INDIRECT = Accessibility.DIRECT, Accessibility.INDIRECT


def latest(state: str, accessibility: Accessibility | None, *, urgent: bool, start: datetime = FRIDAY) -> datetime:
    return latest_at(limit_of(answer_of(accessibility, urgent=urgent), state), start, BRUSSELS)


class TestDirective:
    """Directive (EU) 2023/977, Art. 5(1): 8 hours, three calendar days, seven calendar days, from receipt."""

    @pytest.mark.parametrize(
        ("accessibility", "urgent", "expected"),
        [
            (DIRECT, True, datetime(2026, 3, 6, 23, 30, tzinfo=UTC)),
            (None, True, datetime(2026, 3, 6, 23, 30, tzinfo=UTC)),
            (INDIRECT, True, datetime(2026, 3, 9, 15, 30, tzinfo=UTC)),
            (DIRECT, False, datetime(2026, 3, 13, 15, 30, tzinfo=UTC)),
            (INDIRECT, False, datetime(2026, 3, 13, 15, 30, tzinfo=UTC)),
        ],
    )
    def test_a_week_end_is_counted(self, accessibility: Accessibility | None, urgent: bool, expected: datetime) -> None:
        assert latest("FRA", accessibility, urgent=urgent) == expected

    def test_a_calendar_day_keeps_the_receivers_wall_clock_over_a_change_of_time(self) -> None:
        received = datetime(2026, 3, 27, 9, tzinfo=UTC)  # 10:00 in Brussels; summer time begins on the 29th

        assert latest("FRA", INDIRECT, urgent=True, start=received) == datetime(2026, 3, 30, 8, tzinfo=UTC)

    def test_eight_hours_are_hours_over_a_change_of_time(self) -> None:
        received = datetime(2026, 3, 28, 22, tzinfo=UTC)

        assert latest("FRA", DIRECT, urgent=True, start=received) == datetime(2026, 3, 29, 6, tzinfo=UTC)


class TestFrameworkDecision:
    """Framework Decision 2006/960/JHA, Art. 4: 8 hours, one week, 14 days; a State that has not transposed."""

    @pytest.mark.parametrize(
        ("accessibility", "urgent", "expected"),
        [
            (DIRECT, True, datetime(2026, 3, 6, 23, 30, tzinfo=UTC)),
            (DIRECT, False, datetime(2026, 3, 13, 15, 30, tzinfo=UTC)),
            (INDIRECT, False, datetime(2026, 3, 20, 15, 30, tzinfo=UTC)),
            (INDIRECT, True, datetime(2026, 3, 20, 15, 30, tzinfo=UTC)),
        ],
    )
    def test_its_own_limits_bind(self, accessibility: Accessibility, urgent: bool, expected: datetime) -> None:
        assert latest("BEL", accessibility, urgent=urgent) == expected

    def test_a_state_without_a_profile_has_the_strictest(self) -> None:
        assert latest("XAA", INDIRECT, urgent=False) == datetime(2026, 3, 13, 15, 30, tzinfo=UTC)

    def test_the_profile_says_on_what_it_rests(self) -> None:
        assert "2006/960/JHA" in profile_of("BEL").source


class TestOtherInstruments:
    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            (Answer.SIRENE, datetime(2026, 3, 7, 3, 30, tzinfo=UTC)),
            (Answer.CORE_DATA, datetime(2026, 3, 8, 15, 30, tzinfo=UTC)),
            (Answer.ORDER_RECEIPT, datetime(2026, 3, 13, 15, 30, tzinfo=UTC)),
            (Answer.ORDER_RECOGNITION, datetime(2026, 4, 5, 14, 30, tzinfo=UTC)),
        ],
    )
    def test_each_has_the_limit_of_its_article(self, answer: Answer, expected: datetime) -> None:
        assert latest_at(limit_of(answer, "FRA"), FRIDAY, BRUSSELS) == expected

    @pytest.mark.parametrize("answer", Answer)
    def test_the_target_lies_before_the_latest(self, answer: Answer) -> None:
        limit = limit_of(answer, "BEL")

        assert FRIDAY < target_at(limit, FRIDAY, BRUSSELS) <= latest_at(limit, FRIDAY, BRUSSELS)
