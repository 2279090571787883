"""The life of a version: only one in force is applied (rule PNR-09)."""

from datetime import UTC, datetime, timedelta

import pytest

from tournai.errors import Refused
from tournai.screening.criteria.life import ACTS, Act, Term, VersionState, check_act, version_state

NOW = datetime(2027, 3, 10, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
TERM = Term(TODAY, TODAY + 60 * DAY, TODAY + 30 * DAY, is_given=True, approved_until=NOW + 90 * DAY)


def state(*acts: Act, now: datetime = NOW, **changes: object) -> VersionState:
    values = {"starts": TERM.starts, "ends": TERM.ends, "review_by": TERM.review_by, "is_given": True,
              "approved_until": TERM.approved_until}  # fmt: skip
    return version_state(Term(**(values | changes), acts=acts), now)


class TestStates:
    """From the approval and the days alone."""

    def test_nobody_decided_yet(self):
        assert state(is_given=None) is VersionState.PROPOSED

    def test_refused(self):
        assert state(is_given=False) is VersionState.REFUSED

    def test_in_force_on_its_first_and_on_its_last_day(self):
        last = datetime.combine(TERM.ends, datetime.min.time(), UTC)

        assert state() is VersionState.IN_FORCE
        assert state(now=last, review_by=TERM.ends) is VersionState.IN_FORCE

    def test_day_after_its_last_it_has_expired(self):
        assert state(now=NOW + 61 * DAY) is VersionState.EXPIRED

    def test_approval_that_ran_out_ends_it_earlier(self):
        assert state(approved_until=NOW) is VersionState.EXPIRED

    def test_before_its_first_day_it_is_to_come(self):
        assert state(starts=TODAY + DAY) is VersionState.COMING

    def test_missed_review_stops_it(self):
        assert state(review_by=TODAY - DAY) is VersionState.REVIEW_MISSED

    @pytest.mark.parametrize(
        ("acts", "expected"),
        [
            ((Act.SUSPEND,), VersionState.SUSPENDED),
            ((Act.SUSPEND, Act.RESUME), VersionState.IN_FORCE),
            ((Act.SUSPEND, Act.REVIEW), VersionState.SUSPENDED),
            ((Act.WITHDRAW,), VersionState.WITHDRAWN),
            ((Act.REPLACE,), VersionState.REPLACED),
            ((Act.LOCK,), VersionState.ALTERED),
            ((Act.LOCK, Act.RESUME), VersionState.ALTERED),
        ],
    )
    def test_acts_lead_to_states(self, acts, expected):
        assert expected is state(*acts)


class TestActs:
    """The table is the rule."""

    @pytest.mark.parametrize("act", list(Act))
    @pytest.mark.parametrize(
        "ended", [VersionState.ALTERED, VersionState.WITHDRAWN, VersionState.REPLACED, VersionState.EXPIRED]
    )
    def test_nothing_leads_back_from_an_end(self, act, ended):
        assert ended not in ACTS[act]

    def test_act_out_of_turn_is_refused_with_its_rule(self):
        with pytest.raises(Refused) as caught:
            check_act(Act.RESUME, VersionState.IN_FORCE)

        assert caught.value.rule == "PNR-09"
