"""Laws of envelopes and mails: what was written is read back; any bytes give an envelope or `Malformed`."""

from contextlib import suppress
from email.message import EmailMessage

from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.travel import read_travel_file, write_segments
from tournai.travel.type_b import DayTime, Envelope, plain_mail, read_envelopes, write_envelope

ADDRESSES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=7, max_size=7)
SURNAMES = st.text("ABCXYZ'+:? -", min_size=1, max_size=30)
TIMES = st.builds(DayTime, st.integers(1, 31), st.integers(0, 23), st.integers(0, 59))


@st.composite
def bodies(draw):
    people = [("NAD", "FL", "", "", (f"A{name}B", "ANNA")) for name in draw(st.lists(SURNAMES, max_size=8))]
    head = b"UNA:+.? 'UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'"
    return head + write_segments(people) + b"UNT+%d+1'UNZ+1+1'" % (len(people) + 3)


@st.composite
def envelopes(draw):
    return Envelope(
        draw(bodies()),
        draw(st.sampled_from(["", "QU", "QP", "QK", "QD", "SS"])),
        tuple(draw(st.lists(ADDRESSES, min_size=1, max_size=32))),
        draw(ADDRESSES),
        draw(st.none() | TIMES),
    )


def without_offset(envelope):
    return envelope.priority, envelope.addresses, envelope.origin, envelope.sent, envelope.body, envelope.debris


@given(envelope=envelopes(), line_length=st.integers(20, 69))
def test_written_envelope_is_read_back(envelope, line_length):
    (read,) = read_envelopes(write_envelope(envelope, line_length=line_length))

    assert without_offset(envelope) == without_offset(read)


@given(envelope=envelopes(), line_length=st.integers(20, 69))
def test_lines_broken_anywhere_lose_no_person(envelope, line_length):
    (enveloped,) = read_travel_file(write_envelope(envelope, line_length=line_length)).pushes
    (plain,) = read_travel_file(envelope.body).pushes

    assert [one.surname for one in plain.travellers] == [one.surname for one in enveloped.travellers]


@given(st.lists(envelopes(), min_size=1, max_size=3))
@settings(max_examples=40)
def test_every_message_of_a_file_is_read(several):
    read = read_envelopes(b"\r\n\x0c\r\n".join(write_envelope(one) for one in several))

    assert [one.body for one in several] == [one.body for one in read]


@given(body=bodies(), encoding=st.sampled_from(["base64", "quoted-printable", "8bit"]))
def test_mail_gives_the_persons_of_its_attachment(body, encoding):
    message = EmailMessage()
    message.set_content("See the list.")
    message.add_attachment(body.decode(), cte=encoding)

    (push,) = read_travel_file(message.as_bytes()).pushes
    (plain,) = read_travel_file(body).pushes

    assert [one.surname for one in plain.travellers] == [one.surname for one in push.travellers]


HEADERS = st.sampled_from(
    [
        b"",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n--x\n",
        b"Content-Transfer-Encoding: base64\n\n",
        b"Content-Transfer-Encoding: quoted-printable\n\n=",
        b"QU BRUXXXX\r\n.NCEXXXX 010900\r\n",
        b"UNB+UNOA:4+XX+GOV+301201:0900+1'",
    ]
)


@given(st.lists(HEADERS | st.binary(max_size=60), max_size=6).map(b"".join))
@settings(max_examples=300)
def test_any_bytes_give_envelopes_or_malformed(data):
    with suppress(Malformed):
        assert all(one.body for one in read_envelopes(data))


@given(st.lists(HEADERS | st.binary(max_size=60), max_size=6).map(b"".join))
def test_decoding_never_changes_the_length(data):
    assert len(plain_mail(data)) == len(data)
