"""What counts against a carrier: Art. 8 and 14 of Directive (EU) 2016/681; rules PNR-05, PNR-06, PNR-32."""

import pytest

from tournai.travel.conduct import BreachKind, breach_of_state, is_wrongly_timed


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("missing", BreachKind.MISSING),
        ("late", BreachKind.LATE),
        ("received late", BreachKind.LATE),
        ("on time", None),
        ("due", None),
        ("not due", None),
        ("not owed", None),
    ],
)
def test_only_absent_and_late_pushes_count(state, expected):
    assert breach_of_state(state) is expected


@pytest.mark.parametrize(
    ("format_", "function", "timing", "expected"),
    [
        ("PNRGOV", "full", "early", True),
        ("PNRGOV", "full", "between", True),
        ("PNRGOV", "full", "after arrival", True),
        ("PNRGOV", "update", "between", False),
        ("PAXLST", "full", "between", False),
        ("PAXLST", "full", "early", True),
        ("PNRGOV", "full", "advance", False),
        ("PNRGOV", "full", "closure", False),
        ("PNRGOV", "full", "late", False),
        ("PNRGOV", "full", "unknown", False),
    ],
)
def test_time_is_wrong_where_the_law_knows_none(format_, function, timing, expected):
    assert is_wrongly_timed(format_, function, timing) is expected


def test_push_that_was_asked_for_is_never_wrongly_timed():
    """Art. 8(5)."""
    assert not is_wrongly_timed("PNRGOV", "full", "between", was_requested=True)
