from datetime import UTC, date, datetime

from tournai.exchange.messages.answering import RefusalGround
from tournai.exchange.statistics import RequestRecord, StateRow, due_on, yearly

NIGHT = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
RECORDS = [
    RequestRecord("XBB", MARCH, sent=True, urgent=True),
    RequestRecord("XBB", MARCH, sent=False, urgent=True, answered=True),
    RequestRecord(
        "XBB",
        MARCH,
        sent=False,
        urgent=False,
        answered=True,
        refused=frozenset({RefusalGround.INACCURATE}),
        derogated=True,
    ),
    RequestRecord("XBB", MARCH, sent=False, urgent=False, refused=frozenset({RefusalGround.INACCURATE})),
    RequestRecord("XAA", MARCH, sent=False, urgent=False),
    RequestRecord("XBB", NIGHT, sent=False, urgent=False),
]


class TestArticle18:
    """Directive (EU) 2023/977, Art. 18: yearly counts, by 1 March of the year after."""

    def test_requests_are_counted_by_state_urgency_ground_and_derogation(self) -> None:
        assert yearly(RECORDS, 2026) == (
            StateRow("XAA", 0, 0, 1, 0, 0, 0, {}),
            StateRow("XBB", 1, 1, 2, 1, 1, 1, {RefusalGround.INACCURATE: 2}),
        )

    def test_the_order_of_the_records_changes_nothing(self) -> None:
        assert yearly(RECORDS[::-1], 2026) == yearly(RECORDS, 2026)

    def test_a_year_ends_at_midnight(self) -> None:
        assert [row.received_other for row in yearly(RECORDS, 2025)] == [1]

    def test_they_are_due_on_the_first_of_march(self) -> None:
        assert due_on(2026) == date(2027, 3, 1)
