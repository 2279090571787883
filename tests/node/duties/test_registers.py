"""Registers of alerts are asked, not copied: what they answer lives for a day."""

from datetime import date, timedelta

import pytest
from tests.acts import approve, deliver, kinds, logged, queue
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST
from tests.fakes.wanted import ORLANDIC, alert

from tournai.alerts import NotEligible
from tournai.errors import Malformed
from tournai.node.duties.alert_sources import show_alerts
from tournai.node.duties.registers import ask_register, open_register
from tournai.simulate.registers import SimulatedRegister
from tournai.values import Document, DocumentNumber, Person

SOURCE = "simulated-sis"
OTHER = alert("S-2", "VANDERSTRAAT", "JORIS", date(1988, 8, 19))
REGISTER = SimulatedRegister(SOURCE, (ORLANDIC, OTHER))
BOOKING = Booking("LOC7Q1", (Passenger("ORLANDIC", "TIBOR", date(1971, 3, 4), "XK1234567", state="SVN"),))


def active(node) -> int:
    return sum(source.active for source in show_alerts(node.ports, ANALYST).sources)


@pytest.fixture
def asking(node):
    """A node that may match travel data with the register."""
    open_register(node.ports, ANALYST, SOURCE)
    approve(node, source=SOURCE)
    return node


def test_register_that_nobody_approved_is_not_asked(node):
    open_register(node.ports, ANALYST, SOURCE)

    with pytest.raises(NotEligible):
        ask_register(node.ports, ANALYST, REGISTER, ORLANDIC.person)

    assert "register:asked" not in kinds(node)


def test_answer_is_an_alert_that_finds_its_person(asking):
    assert ask_register(asking.ports, ANALYST, REGISTER, ORLANDIC.person) == 1

    deliver(asking, pnrgov(BOOKING))

    assert len(queue(asking)) == 1


def test_document_is_asked_without_a_name(asking):
    person = Person(names=(), documents=(Document(DocumentNumber("XK1234567")),))

    assert ask_register(asking.ports, ANALYST, REGISTER, person) == 1


def test_only_what_was_asked_for_is_kept(asking):
    ask_register(asking.ports, ANALYST, REGISTER, ORLANDIC.person)

    assert active(asking) == 1


def test_question_is_logged_without_the_person(asking):
    ask_register(asking.ports, ANALYST, REGISTER, ORLANDIC.person)

    (event,) = logged(asking, "register:asked")
    assert (event.subject, event.details) == (SOURCE, {})


def test_answer_is_destroyed_after_a_day(asking, clock):
    ask_register(asking.ports, ANALYST, REGISTER, ORLANDIC.person)

    clock.move(timedelta(hours=25))
    asking.worker.run_until_idle()

    assert active(asking) == 0


def test_name_of_a_source_is_taken_once(asking):
    with pytest.raises(Malformed, match="a source of this name"):
        open_register(asking.ports, ANALYST, SOURCE)
