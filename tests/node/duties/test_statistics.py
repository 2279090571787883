"""The yearly statistics: counts that single out nobody (Directive (EU) 2016/681, Art. 20; rules PNR-33, SYS-08)."""

from datetime import date

from tests.acts import SOUGHT, confirm, deliver, list_recipient, prepare_alerts, queue
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST, DATA_PROTECTION_OFFICER

from tournai.node.duties.disseminating import Proposal, send_dissemination
from tournai.node.duties.disseminations import record_outcome, record_receipt
from tournai.node.duties.statistics import show_statistics
from tournai.values import Reference

OTHERS = tuple(Passenger("DEWINTERE", f"FLEUR{letter}", date(1990, 5, 6), f"EN555000{letter}") for letter in "ABCDE")


def table(node, name, year=2026):
    page = show_statistics(node.ports, ANALYST, year=year)
    return next(dict(one.rows) for one in page.tables if one.name == name)


def prepared(node, *others):
    list_recipient(node)
    prepare_alerts(node)
    deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT, *others))))
    [match] = queue(node)
    confirm(node, match.match_id)
    return match.match_id


def test_travellers_are_counted_once_a_flight(node):
    prepared(node, *OTHERS)
    deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT, *OTHERS)), reference="R2"))

    assert show_statistics(node.ports, ANALYST, year=2026).travellers == 6


def test_one_hit_of_a_year_is_not_told(node):
    prepared(node)

    page = show_statistics(node.ports, ANALYST, year=2026)

    assert (page.travellers, page.identified, page.refuted_share) == (None, None, None)
    assert table(node, "matches")["confirmed"] is None


def test_another_year_counts_nothing_of_this_one(node):
    prepared(node)

    assert table(node, "matches", 2025)["confirmed"] == 0


def test_outcomes_are_counted(node):
    reference = Reference("match", prepared(node))
    for _ in range(5):
        proposal = Proposal(reference, "", "BE-FPS", ("name",), (), "needed")
        sent = send_dissemination(node.ports, ANALYST, proposal)
        record_receipt(node.ports, ANALYST, sent, receipt="")
        record_outcome(node.ports, ANALYST, sent, outcome="useful")

    assert table(node, "outcomes") == {
        "useful": 5, "arrest": 0, "measure taken": 0, "nothing": 0, "mistaken": 0, "open": 0
    }  # fmt: skip
    assert table(node, "recipients")["competent authority"] == 5


def test_year_to_come_is_this_one(node):
    assert show_statistics(node.ports, ANALYST, year=3000).year == node.ports.clock().year


def test_officer_of_data_protection_sees_them(node):
    assert show_statistics(node.ports, DATA_PROTECTION_OFFICER).tables
