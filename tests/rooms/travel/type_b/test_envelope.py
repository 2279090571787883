"""Type B envelopes: heading, body and what stands around, read from real files and written."""

import base64
import quopri
from email.message import EmailMessage
from importlib.resources import files

import pytest

from tournai.errors import Malformed
from tournai.travel import read_travel_file
from tournai.travel.type_b import (
    DayTime,
    DebrisKind,
    Envelope,
    plain_mail,
    read_envelope,
    read_envelopes,
    write_envelope,
)

SAMPLES = files("tournai") / "simulate" / "samples" / "ediclean"
BODY = b"UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'UNT+3+1'UNZ+1+1'"
HEAD = Envelope(BODY, "QU", ("BRUXXXX",), "NCEXXXX", DayTime(1, 9, 0))


def sample(name):
    return SAMPLES.joinpath(name).read_bytes()


class TestRealFiles:
    """Two files of a public set, each with what cleaning must give (ediclean)."""

    @pytest.mark.parametrize("letter", ["A", "C"])
    def test_body_is_the_cleaned_message(self, letter):
        reference = sample(f"{letter}.reference.txt").replace(b"\r", b"").replace(b"\n", b"")

        assert read_envelope(sample(f"{letter}.original.txt")).body == reference

    def test_priority_addresses_and_origin_are_read(self):
        envelope = read_envelope(sample("C.original.txt"))

        assert (envelope.priority, envelope.addresses) == ("QP", ("MSWEFS2", "GTYESDF"))
        assert (envelope.origin, envelope.sent) == ("HERSDE2", DayTime(17, 0, 21))

    def test_line_that_is_no_address_is_debris(self):
        data = sample("A.original.txt")
        envelope = read_envelope(data)

        assert (envelope.priority, envelope.addresses, envelope.origin) == ("", (), "HDQCRA9")
        assert [(one.kind, data[one.offset : one.offset + one.length]) for one in envelope.debris] == [
            (DebrisKind.BEFORE, b"CICA"),
            (DebrisKind.AFTER, b"Email secured by UN Antivirus"),
        ]

    def test_time_stamps_after_the_message_are_debris(self):
        data = sample("C.original.txt")

        (debris,) = read_envelope(data).debris

        assert debris.kind is DebrisKind.AFTER
        assert data[debris.offset : debris.offset + debris.length].startswith(b"27AUG21 0031Z")


class TestHeading:
    """Heading, address and origin elements."""

    def test_addresses_stand_eight_a_line_and_are_thirty_two_at_most(self):
        lines = [" ".join(f"AAA{number:02}XX" for number in range(start, start + 8)) for start in range(0, 32, 8)]
        data = "\r\n".join(["QU " + lines[0], *lines[1:], ".BRUXXXX 010900", ""]).encode() + BODY

        assert len(read_envelope(data).addresses) == 32

    def test_marks_of_heading_and_text_are_taken_out(self):
        envelope = read_envelope(b"\x01QU BRUXXXX\r\n.NCEXXXX 010900\r\n\x02" + BODY + b"\r\n\x03")

        assert (envelope.addresses, envelope.origin, envelope.body) == (("BRUXXXX",), "NCEXXXX", BODY)
        assert envelope.debris == ()

    @pytest.mark.parametrize("signature", [" 320900", " 012460", ""])
    def test_time_that_cannot_be_is_none(self, signature):
        assert read_envelope(b"QU BRUXXXX\r\n.NCEXXXX" + signature.encode() + b"\r\n" + BODY).sent is None

    def test_message_without_a_heading_is_a_body_alone(self):
        assert read_envelope(BODY) == Envelope(BODY)

    def test_each_message_of_a_file_has_its_own_heading(self):
        first, second = (b"QU BRUXXXX\r\n." + origin + b" 010900\r\n" + BODY for origin in (b"NCEXXXX", b"LISXXXX"))

        envelopes = read_envelopes(first + b"\r\n\x0c" + second)

        assert [(one.origin, one.body) for one in envelopes] == [("NCEXXXX", BODY), ("LISXXXX", BODY)]

    def test_file_without_a_message_is_malformed(self):
        with pytest.raises(Malformed, match="no UNB"):
            read_envelope(b"QU BRUXXXX\r\n.NCEXXXX 010900\r\nHELLO")


class TestWriting:
    def test_written_envelope_has_the_layout_of_the_format(self):
        assert write_envelope(HEAD, line_length=40).split(b"\r\n")[:3] == [
            b"QU BRUXXXX",
            b".NCEXXXX 010900",
            BODY[:40],
        ]

    @pytest.mark.parametrize(
        "envelope",
        [
            Envelope(BODY, "QU", (), "NCEXXXX"),
            Envelope(BODY, "QU", ("BRUXXXX",) * 33, "NCEXXXX"),
            Envelope(BODY, "QU", ("BRUXXXXX",), "NCEXXXX"),
            Envelope(BODY, "QU", ("BRUXXXX",), ""),
            Envelope(BODY, "NOW", ("BRUXXXX",), "NCEXXXX"),
        ],
    )
    def test_heading_that_the_network_refuses_is_not_written(self, envelope):
        with pytest.raises(Malformed):
            write_envelope(envelope)


def mail(*, line_end):
    message = EmailMessage()
    message["Subject"] = "PAXLST"
    message.set_content("The list is attached.")
    message.add_attachment(write_envelope(HEAD), maintype="application", subtype="octet-stream", filename="list.txt")
    return message.as_bytes().replace(b"\n", line_end)


class TestMail:
    """RFC 2045, section 6; RFC 2046, section 5.1."""

    @pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
    def test_attachment_in_base64_is_read(self, line_end):
        data = mail(line_end=line_end)

        envelope = read_envelope(data)

        assert (envelope.body, envelope.origin) == (BODY, "NCEXXXX")
        assert len(read_travel_file(data).pushes) == 1

    def test_body_in_quoted_printable_is_read(self):
        head = b"From: desk@example.org\nMIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n"
        encoded = quopri.encodestring(BODY).replace(b"+", b"=2B")

        (push,) = read_travel_file(head + encoded).pushes

        assert push.version == "D.05B"
        assert read_envelope(head + encoded).body == BODY

    def test_decoded_mail_is_as_long_as_the_mail(self):
        data = mail(line_end=b"\r\n")

        assert len(plain_mail(data)) == len(data)

    def test_defect_lies_on_the_line_of_the_mail_that_holds_it(self):
        head = b"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
        body = BODY.replace(b"UNT+3", b"UNT+9")
        data = head + base64.encodebytes(body)

        (push,) = read_travel_file(data).pushes
        (offset,) = [defect.offset for defect in push.defects if defect.code == "unt-count"]

        line = data[:offset].count(b"\n") - head.count(b"\n")
        assert b"UNT+9" in base64.b64decode(data.splitlines()[line + head.count(b"\n")])

    def test_of_two_alternatives_the_plain_text_is_read_once(self):
        message = EmailMessage()
        message.set_content(BODY.decode())
        message.add_alternative(f"<p>{BODY.decode()}</p>", subtype="html")

        assert len(read_travel_file(message.as_bytes()).pushes) == 1

    def test_mail_in_a_mail_is_read(self):
        message = EmailMessage()
        message.set_content(BODY.decode(), cte="base64")
        outer = EmailMessage()
        outer.set_content("forwarded")
        outer.add_attachment(message)

        assert read_envelope(outer.as_bytes()).body == BODY

    @pytest.mark.parametrize("data", [BODY, b"QU BRUXXXX\r\n.NCEXXXX 010900\r\n" + BODY, b"Subject: x\n\n" + BODY])
    def test_file_that_is_no_encoded_mail_stays_as_it_is(self, data):
        assert plain_mail(data) is data

    def test_part_that_cannot_be_decoded_stays_as_it_stands(self):
        data = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nabcde"

        assert plain_mail(data) == data
