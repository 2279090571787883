"""Messages between two partner nodes: in order, once, with receipts, and each other's log witnessed."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import logged
from tests.fakes.officers import ADMINISTRATOR, ANALYST, DATA_PROTECTION_OFFICER
from tests.fakes.partner_nodes import BELGIUM, FRANCE, NODE, SIGNERS, deliverer, two_nodes

from tournai.errors import Malformed, Refused, Unavailable, Unverified
from tournai.exchange.partners import sign_detached
from tournai.exchange.partners.envelopes import envelope_bytes, read_envelope
from tournai.exchange.partners.member_lists import write_member_list
from tournai.exchange.partners.receipts import Outcome, read_receipt
from tournai.node.duties.inbox import next_messages, take_over
from tournai.node.duties.outbox import LONGEST_WAIT, send_message
from tournai.node.duties.partner_ports import PartnerRefused
from tournai.node.duties.partners import EXCHANGE, import_partners, preview_partners, show_partners
from tournai.node.duties.recording import Duty
from tournai.oversight.cosigning import parse_cosigned, verify_cosignature
from tournai.oversight.events import Stream
from tournai.oversight.log import log_origin


@pytest.fixture
def pair(tmp_path, new_database, clock):
    with two_nodes(tmp_path, new_database, clock) as made:
        yield made


@pytest.fixture
def line(pair):
    return deliverer(pair)


def came(node) -> list[bytes]:
    with node.ports.look() as unit:
        return [message.content for message in next_messages(node.ports, unit, 1000)]


def kinds(node) -> list[str]:
    return [event.kind.value for event in logged(node, stream=Stream.EXCHANGE)]


def reasons(node) -> list[str]:
    refused = ("exchange:refused", "exchange:conflict")
    events = logged(node, stream=Stream.EXCHANGE)
    return [event.details["reason"] for event in events if event.kind.value in refused]


def outgoing(node, identifier):
    with node.ports.look() as unit:
        return unit.partners.outgoing(identifier)


def state(node, partner):
    with node.ports.look() as unit:
        return unit.partners.state(partner)


class TestDelivery:
    """Directive (EU) 2023/977, Art. 16; the exchange is exactly once."""

    def test_messages_come_in_order_and_leave_signed_receipts(self, pair, line):
        sent = [pair.ask(number) for number in range(3)]

        line[0].run_until_idle()

        rows = [outgoing(pair.belgium, identifier) for identifier in sent]
        assert came(pair.france) == [b'{"number":0}', b'{"number":1}', b'{"number":2}']
        assert [(row.state, read_receipt(row.receipt).sequence, row.sealed) for row in rows] == [
            ("delivered", 1, None), ("delivered", 2, None), ("delivered", 3, None),
        ]  # fmt: skip
        assert kinds(pair.belgium).count("exchange:delivered") == 3
        assert kinds(pair.france).count("exchange:received") == 3

    def test_message_is_not_readable_in_the_database(self, pair):
        identifier = pair.ask(1, b"a name that must not be read")

        assert b"a name" not in outgoing(pair.belgium, identifier).sealed

    def test_partner_that_is_down_for_days_gets_all_in_order(self, pair, line, clock):
        work, wire = line
        wire.is_cut = True
        for number in range(5):
            pair.ask(number)
            work.run_until_idle()
            clock.move(timedelta(hours=12))
        waiting = show_partners(pair.belgium.ports, ADMINISTRATOR).partners[0]

        wire.is_cut = False
        work.run_until_idle()

        assert (waiting.standing, waiting.waiting, waiting.last_failure) == ("silent", 5, "unreachable")
        assert came(pair.france) == [f'{{"number":{number}}}'.encode() for number in range(5)]
        assert show_partners(pair.belgium.ports, ADMINISTRATOR).partners[0].standing == "well"

    def test_waits_grow_up_to_five_minutes(self, pair, line, clock):
        work, wire = line
        wire.is_cut = True
        pair.ask(1)
        waits = []
        for _ in range(14):
            work.run_once()
            waits.append(state(pair.belgium, FRANCE).next_at - clock())
            clock.move(waits[-1])

        assert waits[:3] == [timedelta(seconds=0.25), timedelta(seconds=0.5), timedelta(seconds=1)]
        assert waits[-1] == LONGEST_WAIT

    def test_answer_that_was_lost_costs_no_second_copy(self, pair, line, clock):
        work, wire = line
        identifier = pair.ask(1)
        wire.loses_answers = True
        work.run_until_idle()
        first = outgoing(pair.belgium, identifier).state

        wire.loses_answers = False
        clock.move(timedelta(minutes=1))
        work.run_until_idle()

        assert (first, outgoing(pair.belgium, identifier).state) == ("waiting", "delivered")
        assert len(came(pair.france)) == 1
        assert kinds(pair.france).count("exchange:received") == 1

    def test_message_that_came_too_late_is_counted_and_handed_to_nobody(self, pair, line, clock):
        how = {"partner": FRANCE, "kind": "request", "content": b"{}"}
        late = send_message(pair.belgium.ports, NODE, life=timedelta(hours=8), **how)
        clock.move(timedelta(hours=9))
        line[0].run_until_idle()

        row = outgoing(pair.belgium, late)
        assert (row.state, read_receipt(row.receipt).outcome) == ("expired", Outcome.EXPIRED)
        assert came(pair.france) == []

    def test_process_that_died_frees_the_partner(self, pair, line, clock):
        pair.ask(1)
        with pair.belgium.ports.begin() as unit:
            held = msgspec.structs.replace(unit.partners.state(FRANCE), claimed_until=clock() + timedelta(minutes=2))
            unit.partners.put_state(held)
        meanwhile = line[0].run_until_idle()
        clock.move(timedelta(minutes=3))

        assert (meanwhile, line[0].run_until_idle()) == (0, 1)

    def test_desk_takes_a_message_over_once(self, pair, line, clock):
        identifier = pair.ask(1)
        line[0].run_until_idle()
        with pair.france.ports.begin() as unit:
            take_over(Duty(unit, clock(), NODE, EXCHANGE), BELGIUM, identifier)

        with pytest.raises(Unavailable), pair.france.ports.begin() as unit:
            take_over(Duty(unit, clock(), NODE, EXCHANGE), BELGIUM, identifier)
        assert came(pair.france) == []


class TestRefused:
    def changed(self, pair, delivery, **changes):
        """Return a delivery whose envelope is another one, signed by the sender."""
        envelope = envelope_bytes(msgspec.structs.replace(read_envelope(delivery.envelope), **changes))
        key = pair.belgium.ports.keys.exchange_key("messages")
        evidence = sign_detached(envelope, key.public_key(), key.sign)
        return msgspec.structs.replace(delivery, envelope=envelope, evidence=evidence)

    def carry(self, pair, wire, delivery, nonce="another-nonce-0001"):
        france = pair.members[1]
        with pytest.raises(PartnerRefused) as caught:
            wire.carry(france, delivery, nonce)
        return caught.value.code

    def test_request_that_came_before_is_a_replay(self, pair, line):
        pair.ask(1)
        line[0].run_until_idle()

        code = self.carry(pair, line[1], line[1].carried[0], nonce=f"nonce-{0:020}")

        assert (code, reasons(pair.france)) == ("replay", ["replay"])
        assert len(came(pair.france)) == 1

    def test_other_content_under_the_same_identifier_is_a_security_event(self, pair, line):
        pair.ask(1)
        line[0].run_until_idle()

        code = self.carry(pair, line[1], self.changed(pair, line[1].carried[0], kind="refusal"))

        assert code == "conflict"
        assert "exchange:conflict" in kinds(pair.france)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"sequence": 1, "message_id": "b" * 26}, "sequence-used"),
            ({"sequence": 3, "message_id": "b" * 26}, "sequence-gap"),
            ({"sender": "other.example"}, "other-sender"),
            ({"recipient": "other.example"}, "other-recipient"),
            ({"digest": bytes(32)}, "altered"),
        ],
    )
    def test_envelope_that_is_not_right_is_refused_and_logged(self, pair, line, changes, code):
        pair.ask(1)
        line[0].run_until_idle()

        found = self.carry(pair, line[1], self.changed(pair, line[1].carried[0], **changes))

        assert (found, reasons(pair.france)) == (code, [code])
        assert len(came(pair.france)) == 1

    def test_envelope_without_its_own_evidence_is_refused(self, pair, line):
        pair.ask(1)
        line[0].run_until_idle()
        delivery = line[1].carried[0]
        other = self.changed(pair, delivery, sequence=2, message_id="b" * 26)

        assert self.carry(pair, line[1], msgspec.structs.replace(other, evidence=delivery.evidence)) == "unverified"

    def test_receipt_that_proves_nothing_leaves_the_message_waiting(self, pair, line, monkeypatch):
        identifier = pair.ask(1)
        stranger = SIGNERS._keys[0]
        key = type("Key", (), {"sign": stranger.sign, "public_key": lambda: stranger.public_key().public_bytes_raw()})
        monkeypatch.setattr(pair.france.ports.keys, "exchange_key", lambda use: key)

        line[0].run_until_idle()

        assert outgoing(pair.belgium, identifier).state == "waiting"
        assert state(pair.belgium, FRANCE).last_failure == "unproven-answer"

    def test_nobody_sends_to_who_is_not_listed(self, pair):
        with pytest.raises(Malformed, match="no such partner"):
            send_message(pair.belgium.ports, NODE, partner="other.example", kind="request", content=b"{}")

    def test_analyst_sends_nothing(self, pair):
        with pytest.raises(Refused):
            send_message(pair.belgium.ports, ANALYST, partner=FRANCE, kind="request", content=b"{}")


class TestWitnessing:
    """Rule SYS-03; C2SP tlog-witness."""

    def cosigned(self, node, of):
        with node.ports.look() as unit:
            return list(unit.partners.cosigned(log_origin(of, Stream.EXCHANGE)))

    def test_each_side_cosigns_the_log_of_the_other(self, pair, line):
        for number in range(3):
            pair.ask(number)
        line[0].run_until_idle()

        last = self.cosigned(pair.belgium, BELGIUM)[-1]
        checkpoint, [cosignature] = parse_cosigned(last.note)
        verify_cosignature(checkpoint, cosignature, FRANCE, pair.members[1].witness_key)
        assert self.cosigned(pair.france, BELGIUM)[-1].size == last.size
        assert self.cosigned(pair.belgium, FRANCE)[-1].size == 1 + 3

    def test_partner_that_says_nothing_is_shown_the_log_every_five_minutes(self, pair, line, clock):
        pair.ask(1)
        line[0].run_until_idle()
        clock.move(timedelta(minutes=5))

        assert line[0].run_once() == 1
        assert line[0].run_once() == 0
        assert state(pair.belgium, FRANCE).our_cosigned_size == 3

    def test_log_that_was_rewritten_is_not_cosigned_and_leaves_an_event(self, pair, line, clock):
        pair.ask(1)
        line[0].run_until_idle()
        before = state(pair.france, BELGIUM).their_checkpoint
        delivery = line[1].carried[0]
        forged = delivery.witnessing.checkpoint.replace("\n2\n", "\n7\n").replace("\n1\n", "\n7\n")
        shown = msgspec.structs.replace(delivery.witnessing, checkpoint=forged)

        line[1].carry(pair.members[1], msgspec.structs.replace(delivery, witnessing=shown), "fresh-nonce-000001")

        assert "partner-log:broken" in kinds(pair.france)
        assert state(pair.france, BELGIUM).their_checkpoint == before

    def test_cosignature_of_a_stranger_is_not_kept(self, pair, line):
        pair.ask(1)
        line[0].run_until_idle()
        kept = len(self.cosigned(pair.france, FRANCE))
        delivery = line[1].carried[0]
        own = self.cosigned(pair.france, BELGIUM)[0].note
        shown = msgspec.structs.replace(delivery.witnessing, cosigned=own)

        line[1].carry(pair.members[1], msgspec.structs.replace(delivery, witnessing=shown), "fresh-nonce-000001")

        assert len(self.cosigned(pair.france, FRANCE)) == kept


class TestList:
    def test_import_tells_what_changes_and_is_logged(self, pair, clock):
        shorter = write_member_list(SIGNERS.sign(pair.members[:1], clock(), version=2))
        report = preview_partners(pair.belgium.ports, ADMINISTRATOR, data=shorter, trusted=SIGNERS.public_keys)

        import_partners(pair.belgium.ports, ADMINISTRATOR, data=shorter, trusted=SIGNERS.public_keys)

        assert [(change.node, change.change.value) for change in report.changes] == [(FRANCE, "removed")]
        assert kinds(pair.belgium).count("partners:imported") == 2
        assert show_partners(pair.belgium.ports, ADMINISTRATOR).partners == ()

    def test_list_of_other_signers_is_refused(self, pair, clock):
        data = write_member_list(SIGNERS.sign(pair.members, clock(), version=2))

        with pytest.raises(Unverified):
            import_partners(pair.belgium.ports, ADMINISTRATOR, data=data, trusted=(bytes(32),))

    def test_same_list_again_changes_nothing(self, pair, clock):
        data = write_member_list(SIGNERS.sign(pair.members, clock()))

        import_partners(pair.belgium.ports, ADMINISTRATOR, data=data, trusted=SIGNERS.public_keys)

        assert kinds(pair.belgium).count("partners:imported") == 1

    def test_who_checks_sees_partners_and_an_analyst_does_not(self, pair):
        assert len(show_partners(pair.belgium.ports, DATA_PROTECTION_OFFICER).partners) == 1
        with pytest.raises(Refused):
            show_partners(pair.belgium.ports, ANALYST)

    def test_list_that_ended_stops_the_exchange(self, pair, line, clock):
        pair.ask(1)
        clock.move(timedelta(days=31))
        line[0].run_until_idle()

        assert came(pair.france) == []
        assert state(pair.belgium, FRANCE).last_failure == "unreachable"
