"""Registers of alerts are asked, not copied: what they answer lives for a day."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.acts import UNKNOWN, approve, deliver, kinds, logged, queue
from tests.fakes.carrier import Booking, Flight, Passenger, pnrgov
from tests.fakes.officers import ANALYST
from tests.fakes.wanted import ORLANDIC, alert

from tournai.alerts import NotEligible
from tournai.errors import Malformed, Unavailable
from tournai.node.assembly import assemble
from tournai.node.duties.alert_sources import show_alerts
from tournai.node.duties.registers import ask_register, open_register
from tournai.node.jobs import Worker
from tournai.simulate.registers import SimulatedRegister
from tournai.values import Document, DocumentNumber, Person

SOURCE = "simulated-sis"
OTHER = alert("S-2", "VANDERSTRAAT", "JORIS", date(1988, 8, 19))
REGISTER = SimulatedRegister(SOURCE, (ORLANDIC, OTHER))
BOOKING = Booking("LOC7Q1", (Passenger("ORLANDIC", "TIBOR", date(1971, 3, 4), "XK1234567", state="SVN"),))


PAST = Flight(departs="010126:1100", arrives="010126:1255")


class SilentRegister:
    """A register whose line is down."""

    source = SOURCE

    def ask(self, person):
        raise Unavailable("the register does not answer")


class CountingRegister(SimulatedRegister):
    """A register that counts its questions."""

    def __init__(self, source, alerts):
        super().__init__(source, alerts)
        self.asked = []

    def ask(self, person):
        self.asked.append(person)
        return super().ask(person)


def with_registers(node, *registers):
    """Return the node as if its settings named these registers."""
    ports = msgspec.structs.replace(node.ports, registers=registers)
    worker = Worker(ports, take_in=lambda: 0, sweep=lambda: None)
    return msgspec.structs.replace(node, ports=ports, worker=worker)


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


class TestAtIntake:
    """The registers that the settings name are asked about the travellers of each push."""

    def test_traveller_whom_the_register_knows_is_a_match(self, asking):
        node = with_registers(asking, REGISTER)

        deliver(node, pnrgov(BOOKING))

        assert [match.source for match in queue(node)] == [SOURCE]

    def test_question_is_logged_by_push_without_a_person(self, asking):
        node = with_registers(asking, REGISTER)

        deliver(node, pnrgov(BOOKING, Booking("LOC7Q2", (UNKNOWN,))))

        [event] = logged(node, "register:asked")
        push = event.details.pop("push")
        assert event.details == {"travellers": 2, "alerts": 1, "unheeded": 0}
        assert push in {one.subject for one in logged(node, "push:stored")}

    def test_register_that_nobody_approved_is_not_asked(self, node):
        register = CountingRegister(SOURCE, (ORLANDIC,))
        open_register(node.ports, ANALYST, SOURCE)
        node = with_registers(node, register)

        deliver(node, pnrgov(BOOKING))

        assert register.asked == []
        assert queue(node) == []

    def test_nobody_is_asked_about_who_has_arrived(self, asking):
        register = CountingRegister(SOURCE, (ORLANDIC,))
        node = with_registers(asking, register)

        deliver(node, pnrgov(BOOKING, flight=PAST))

        assert register.asked == []

    def test_answer_is_destroyed_within_a_day(self, asking, clock):
        node = with_registers(asking, REGISTER)
        deliver(node, pnrgov(BOOKING))

        clock.move(timedelta(hours=24))
        node.worker.run_until_idle()

        assert active(node) == 0

    def test_push_is_stored_while_the_register_is_silent_and_asked_about_later(self, asking, clock):
        deliver(with_registers(asking, SilentRegister()), pnrgov(BOOKING))
        assert len(logged(asking, "push:stored")) == 1

        clock.move(timedelta(minutes=6))
        node = with_registers(asking, REGISTER)
        node.worker.run_until_idle()

        assert len(queue(node)) == 1


def test_setting_that_names_no_adapter_is_refused(settings):
    with pytest.raises(Malformed, match=r"tournai\.registers"):
        assemble(msgspec.structs.replace(settings, registers="sis-national"))
