"""Breaches: found and told to the carrier at once, acknowledged, judged by a person (rule PNR-32)."""

import csv
import io
from datetime import timedelta

import pytest
from tests.acts import UNKNOWN_BOOKING, deliver, logged
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST, CARRIER, DATA_PROTECTION_OFFICER, SENIOR

from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.api.carrier_notices import notice_text
from tournai.node.duties.accounts import create_account
from tournai.node.duties.breaches import (
    acknowledge_notice,
    export_breaches,
    review_breach,
    show_breaches,
    show_notices,
)
from tournai.node.duties.carrier_desk import tie_account
from tournai.node.duties.timetable import type_flight
from tournai.oversight.events import Stream
from tournai.values import Actor, Role

OTHER_MESSAGE = b"UNB+IATA:1+XX+GOV+261130:0900+R8'UNH+1+INVOIC:D:96A:UN'BGM+380'UNT+3+1'UNZ+1+R8'"
BROKEN = b"UNB+IATA:1+XX+GOV+261130:0900+R9'this is no message'"
OTHER_CARRIER = Actor("yy", Role.CARRIER)
TYPED = {
    "flight": "XX717", "from": "NCE", "to": "BRU", "first": "2026-12-01", "departure": "1100", "arrival": "1255",
}  # fmt: skip
PASSWORD = "long enough by far"


@pytest.fixture
def tied(node):
    """A node at which the account xx pushes for XX."""
    for account in ("xx", "yy"):
        create_account(
            node.ports, ADMINISTRATOR, account=account, display_name=account, role=Role.CARRIER, password=PASSWORD
        )
    tie_account(node.ports, ADMINISTRATOR, account="xx", carrier="XX")
    return node


def pass_time(node, clock, hours):
    clock.move(timedelta(hours=hours))
    node.worker.run_until_idle()


def made_late(node, clock):
    """Have the bookings in advance come two hours late; return the one breach."""
    clock.move(timedelta(hours=3))
    deliver(node, pnrgov(UNKNOWN_BOOKING))
    pass_time(node, clock, 1)
    [found] = show_breaches(node.ports, ANALYST, year=2026).breaches
    return found.breach


def kinds_of(node):
    return sorted(
        (one.breach.kind, one.breach.obligation) for one in show_breaches(node.ports, ANALYST, year=2026).breaches
    )


def decisions(node):
    return [one.decision for one in show_breaches(node.ports, ANALYST, year=2026).breaches]


class TestNotices:
    def test_late_push_is_told_with_flight_obligation_and_times(self, tied, clock):
        made_late(tied, clock)

        [notice] = show_notices(tied.ports, CARRIER)

        assert (notice.kind, notice.flight, notice.obligation) == ("late", "XX 717", "advance")
        assert (str(notice.due_by), str(notice.received_at)) == (
            "2026-11-30 10:00:00+00:00", "2026-11-30 12:00:00+00:00",
        )  # fmt: skip

    def test_what_is_late_and_then_missing_is_one_notice(self, tied, clock):
        deliver(tied, pnrgov(UNKNOWN_BOOKING))
        pass_time(tied, clock, 27.5)
        late = kinds_of(tied)
        pass_time(tied, clock, 1)

        assert late == [("missing", "closure"), ("missing", "list")]
        assert kinds_of(tied) == late

    def test_nothing_is_told_twice(self, tied, clock):
        made_late(tied, clock)
        pass_time(tied, clock, 1)

        assert len(logged(tied, "notice:made", Stream.NODE)) == 1

    def test_unreadable_body_is_told_to_the_account_that_sent_it(self, tied, clock):
        deliver(tied, BROKEN)
        pass_time(tied, clock, 1)

        [notice] = show_notices(tied.ports, CARRIER)

        assert (notice.kind, notice.carrier, notice.code) == ("malformed", "XX", "no-message")

    def test_body_in_a_wrong_format_is_told_as_such(self, tied, clock):
        """Directive (EU) 2016/681, Art. 14 and 16: the format counts by itself."""
        deliver(tied, OTHER_MESSAGE)
        pass_time(tied, clock, 1)

        [notice] = show_notices(tied.ports, CARRIER)

        assert (notice.kind, notice.code) == ("wrong format", "unknown-message")
        assert f"(receipt {notice.receipt}) is in none of the agreed formats" in notice_text(notice, "en")

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "XX 717, NCE-BRU, 2026-12-01 10:00 UTC: a push came 2026-11-28"),
            ("fr", "XX 717, NCE-BRU, 2026-12-01 10:00 UTC : une transmission est venue 2026-11-28"),
            ("nl", "XX 717, NCE-BRU, 2026-12-01 10:00 UTC: een doorgifte kwam 2026-11-28"),
            ("de", "XX 717, NCE-BRU, 2026-12-01 10:00 UTC: Eine Übermittlung kam 2026-11-28"),
        ],
    )
    def test_push_at_a_wrong_time_is_told_with_flight_day_and_receipt(self, tied, clock, language, text):
        clock.move(timedelta(days=-2))
        deliver(tied, pnrgov(UNKNOWN_BOOKING))
        pass_time(tied, clock, 1)

        [notice] = show_notices(tied.ports, CARRIER)

        assert notice.kind == "wrongly timed"
        assert (text in notice_text(notice, language), notice.receipt in notice_text(notice, language)) == (True, True)

    def test_carrier_reads_its_own_alone(self, tied, clock):
        notice = made_late(tied, clock)

        assert show_notices(tied.ports, OTHER_CARRIER) == []
        assert not acknowledge_notice(tied.ports, OTHER_CARRIER, notice.breach_id)

    def test_acknowledgement_is_kept_and_logged_once(self, tied, clock):
        notice = made_late(tied, clock)

        assert acknowledge_notice(tied.ports, CARRIER, notice.breach_id)
        assert acknowledge_notice(tied.ports, CARRIER, notice.breach_id)
        [found] = show_notices(tied.ports, CARRIER)
        assert (found.acknowledged_at, found.acknowledged_by) == (clock.now, "xx")
        assert len(logged(tied, "notice:acknowledged", Stream.NODE)) == 1

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "the push in advance came late"),
            ("fr", "transmission à l’avance reçue en retard"),
            ("nl", "doorgifte vooraf te laat ontvangen"),
            ("de", "Vorabübermittlung verspätet eingegangen"),
        ],
    )
    def test_text_stands_in_four_languages_and_names_nobody(self, tied, clock, language, text):
        notice = made_late(tied, clock)

        said = notice_text(notice, language)

        assert (text in said, "XX 717, NCE-BRU, 2026-12-01 10:00 UTC" in said) == (True, True)
        assert "DEWINTERE" not in said

    def test_notice_is_withdrawn_where_the_flight_was_cancelled(self, tied, clock):
        made_late(tied, clock)
        type_flight(tied.ports, ANALYST, TYPED)
        type_flight(tied.ports, ANALYST, TYPED | {"cancelled": "yes"})
        pass_time(tied, clock, 1)

        assert decisions(tied) == ["withdrawn"]
        assert len(logged(tied, "notice:withdrawn", Stream.NODE)) == 1


class TestFile:
    def test_person_excuses_a_breach_and_it_counts_no_more(self, tied, clock):
        breach = made_late(tied, clock)
        before = show_breaches(tied.ports, ANALYST, year=2026).totals

        review_breach(tied.ports, SENIOR, breach.breach_id, excuse="strike", reason="announced by the carrier")

        assert (before, show_breaches(tied.ports, ANALYST, year=2026).totals) == ({"XX": {"late": 1}}, {})
        assert decisions(tied) == ["excused"]
        [event] = logged(tied, "breach:reviewed", Stream.NODE)
        assert (event.actor, event.details) == ("s.martin", {"decision": "excused", "excuse": "strike"})

    def test_later_decision_stands_beside_the_earlier_one(self, tied, clock):
        breach = made_late(tied, clock)
        review_breach(tied.ports, SENIOR, breach.breach_id, excuse="strike", reason="announced")
        clock.move(timedelta(minutes=1))
        review_breach(tied.ports, SENIOR, breach.breach_id, excuse="", reason="there was none")

        [found] = show_breaches(tied.ports, ANALYST, year=2026).breaches
        assert (found.decision, len(found.reviews)) == ("upheld", 2)

    def test_nothing_is_excused_by_itself(self, tied, clock):
        made_late(tied, clock)
        pass_time(tied, clock, 100)

        assert "excused" not in decisions(tied)

    def test_decision_without_a_reason_is_not_taken(self, tied, clock):
        breach = made_late(tied, clock)

        with pytest.raises(Incomplete) as caught:
            review_breach(tied.ports, SENIOR, breach.breach_id, excuse="strike", reason=" ")

        assert caught.value.rule == "PNR-32"

    @pytest.mark.parametrize(("breach_id", "excuse"), [("none", ""), ("none", "weather")])
    def test_unknown_breach_or_excuse_is_malformed(self, tied, breach_id, excuse):
        with pytest.raises(Malformed):
            review_breach(tied.ports, SENIOR, breach_id, excuse=excuse, reason="known")

    @pytest.mark.parametrize("actor", [ANALYST, DATA_PROTECTION_OFFICER, CARRIER])
    def test_only_a_senior_analyst_decides(self, tied, actor):
        with pytest.raises(Refused):
            review_breach(tied.ports, actor, "none", excuse="", reason="known")

    def test_export_has_a_line_for_each_breach_and_is_logged(self, tied, clock):
        breach = made_late(tied, clock)
        review_breach(tied.ports, SENIOR, breach.breach_id, excuse="other", reason="=cmd()")

        [row] = csv.DictReader(io.StringIO(export_breaches(tied.ports, ANALYST, year=2026)))

        assert (row["carrier"], row["kind"], row["flight"], row["decision"]) == ("XX", "late", "XX 717", "excused")
        assert (row["due_by"], row["reason"]) == ("2026-11-30T10:00:00+00:00", "'=cmd()")
        assert len(logged(tied, "breaches:exported", Stream.NODE)) == 1

    def test_file_is_of_one_year(self, tied, clock):
        made_late(tied, clock)

        assert show_breaches(tied.ports, ANALYST, year=2025).breaches == ()
