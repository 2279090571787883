"""Envelopes and receipts: whose, which one of the row, and the same identifier with other content."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.exchange.partners.members_for_tests import BELGIUM, FRANCE, NOW, PARIS, STRANGER, envelope

from tournai.errors import Malformed, Unverified
from tournai.exchange.partners import check_content, check_envelope, check_receipt, envelope_digest, sign_detached
from tournai.exchange.partners.envelopes import (
    CLOCK_SKEW,
    EnvelopeRefused,
    Known,
    envelope_bytes,
    is_expired,
    is_repeated,
    read_envelope,
)
from tournai.exchange.partners.receipts import Outcome, read_receipt, receipt_bytes, receipt_for

ENVELOPE = envelope()


def code_of(act) -> str:
    with pytest.raises(EnvelopeRefused) as caught:
        act()
    return caught.value.code


class TestForm:
    def test_what_was_written_is_read(self):
        assert read_envelope(envelope_bytes(ENVELOPE)) == ENVELOPE

    @pytest.mark.parametrize("data", [b"", b"{}", b"[" * 9999, b" " + envelope_bytes(ENVELOPE), b"\xff"])
    def test_other_bytes_are_refused(self, data):
        with pytest.raises(Malformed):
            read_envelope(data)

    @given(st.binary(max_size=100))
    def test_any_bytes_are_refused_as_malformed(self, data):
        with pytest.raises(Malformed):
            read_envelope(data)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("message_id", "A" * 26),
            ("kind", "no kind"),
            ("sequence", 0),
            ("expires", NOW),
            ("expires", NOW + timedelta(days=61)),
            ("digest", b"short"),
        ],
    )
    def test_field_that_is_not_right_is_refused(self, field, value):
        with pytest.raises(Malformed):
            envelope(**{field: value})


class TestForWhom:
    def check(self, **fields: object) -> None:
        check_envelope(envelope(**fields), sender=BELGIUM.node, recipient=FRANCE.node, now=NOW)

    def test_message_of_the_partner_for_this_node_passes(self):
        self.check()

    def test_message_that_waited_for_weeks_passes(self):
        self.check(created=NOW - timedelta(days=40), expires=NOW + timedelta(days=1))

    def test_clock_that_is_off_within_the_bound_passes(self):
        self.check(created=NOW + CLOCK_SKEW)

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"sender": "other.example"}, "other-sender"),
            ({"recipient": "other.example"}, "other-recipient"),
            ({"created": NOW + CLOCK_SKEW + timedelta(seconds=1)}, "clock"),
        ],
    )
    def test_other_messages_are_refused(self, fields, code):
        assert code_of(lambda: self.check(**fields)) == code

    def test_content_must_be_what_the_envelope_says(self):
        check_content(ENVELOPE, b"{}")

        assert code_of(lambda: check_content(ENVELOPE, b"{ }")) == "altered"

    def test_message_expires(self):
        assert (is_expired(ENVELOPE, ENVELOPE.expires), is_expired(ENVELOPE, NOW)) == (True, False)


class TestOrder:
    def test_next_one_is_new(self):
        assert is_repeated(ENVELOPE, Known(last_sequence=0)) is False

    def test_same_one_again_is_a_repeat(self):
        assert is_repeated(ENVELOPE, Known(5, envelope_digest(ENVELOPE))) is True

    def test_same_identifier_with_another_digest_is_a_conflict(self):
        assert code_of(lambda: is_repeated(envelope(b"other"), Known(1, envelope_digest(ENVELOPE)))) == "conflict"

    @pytest.mark.parametrize(("last", "code"), [(1, "sequence-used"), (7, "sequence-used")])
    def test_number_of_another_message_is_refused(self, last, code):
        assert code_of(lambda: is_repeated(ENVELOPE, Known(last))) == code

    def test_number_after_a_gap_is_refused(self):
        assert code_of(lambda: is_repeated(envelope(sequence=3), Known(1))) == "sequence-gap"


class TestReceipts:
    RECEIPT = receipt_for(ENVELOPE, NOW, Outcome.STORED)
    EVIDENCE = sign_detached(receipt_bytes(RECEIPT), PARIS.public, PARIS.sign)

    def check(self, receipt=RECEIPT, evidence=EVIDENCE, sent=ENVELOPE) -> None:
        check_receipt(receipt, evidence, envelope=sent, recipient=FRANCE, now=NOW)

    def test_signed_receipt_of_the_message_is_evidence(self):
        self.check()

    def test_what_was_written_is_read(self):
        assert read_receipt(receipt_bytes(self.RECEIPT)) == self.RECEIPT

    def test_receipt_of_another_message_is_refused(self):
        with pytest.raises(Unverified, match="another message"):
            self.check(sent=envelope(b"other"))

    def test_receipt_of_another_key_is_refused(self):
        with pytest.raises(Unverified):
            self.check(evidence=sign_detached(receipt_bytes(self.RECEIPT), STRANGER.public, STRANGER.sign))

    def test_changed_receipt_is_refused(self):
        with pytest.raises(Unverified):
            self.check(receipt=msgspec.structs.replace(self.RECEIPT, received_at=NOW + timedelta(hours=1)))

    @given(st.binary(max_size=100))
    def test_any_bytes_are_refused_as_malformed(self, data):
        with pytest.raises(Malformed):
            read_receipt(data)
