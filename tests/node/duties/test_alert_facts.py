"""What an officer sees of a police alert."""

from tests.acts import approve, deliver, queue
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ANALYST
from tests.node.duties.test_alert_ends import BOOKING, SOURCE, take

from tournai.node.duties.matches import open_match


def test_match_shows_what_is_to_be_done_and_until_when_the_alert_holds(node):
    """Rule SIS-04: the entitled officer must see the action, to carry it out unnoticed."""
    take(node)
    approve(node, source=SOURCE)
    deliver(node, pnrgov(BOOKING))
    (row,) = queue(node)

    facts = [(fact.label, fact.value) for fact in open_match(node.ports, ANALYST, row.match_id).alert.facts]

    assert facts[:3] == [("alert action", "discreet check"), ("alert decision", "D-1"), ("last day", "2026-12-05")]
