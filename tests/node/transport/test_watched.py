"""A watched folder with a folder for each carrier, under a real node: by file transfer, by mail, as a Type B file."""

import base64
import time

import msgspec
import pytest
from tests.acts import UNKNOWN_BOOKING, flights, selected_before, tables
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ADMINISTRATOR

from tournai.node.assembly import assemble
from tournai.node.duties.accounts import create_account
from tournai.node.transport.watched import SETTLED_SECONDS
from tournai.values import Role

BODY = pnrgov(UNKNOWN_BOOKING)
MAIL = b"""From: ops@xx.example
Subject: a push
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain

The push of XX 717 is attached.
--cut
Content-Type: application/edifact; name="push.edi"
Content-Transfer-Encoding: base64

%b
--cut--
"""
TYPE_B = b"\x01QD PRGCZ2X\r\n.BRUXXXX 300900\r\n\x02" + b"\r\n".join(
    BODY[at : at + 64] for at in range(0, len(BODY), 64)
) + b"\r\n\x03"  # fmt: skip


@pytest.fixture
def incoming(tmp_path):
    folder = tmp_path / "incoming"
    (folder / "xx" / "upload").mkdir(parents=True)
    (folder / "xx" / "Maildir" / "new").mkdir(parents=True)
    (folder / "xx" / "Maildir" / "tmp").mkdir()
    (folder / "nobody").mkdir()
    return folder


@pytest.fixture
def node(settings, clock, incoming):
    made = assemble(msgspec.structs.replace(settings, watched=incoming), clock)
    selected_before(made)
    create_account(made.ports, ADMINISTRATOR, account="xx", display_name="xx", role=Role.CARRIER, password="0123456789")
    create_account(
        made.ports, ADMINISTRATOR, account="ann", display_name="Ann", role=Role.ANALYST, password="0123456789"
    )
    yield made
    made.close()


def take(node, path, body):
    """Drop a file, let it settle, and have the node work."""
    path.write_bytes(body)
    time.sleep(SETTLED_SECONDS + 0.1)
    node.worker.run_until_idle()


def received(node):
    return [(row[1]) for row in tables(node, without=())["receipts"]]


@pytest.mark.parametrize(
    ("place", "body", "channel"),
    [
        ("xx/push.edi", BODY, "folder"),
        ("xx/upload/push.edi", BODY, "folder"),
        ("xx/upload/telegram.txt", TYPE_B, "folder"),
        ("xx/push.eml", MAIL % base64.encodebytes(BODY), "mail"),
        ("xx/Maildir/new/1700000000.M1P2.host", MAIL % base64.encodebytes(BODY), "mail"),
    ],
)
def test_file_in_a_carriers_folder_is_a_push_of_that_carrier(node, incoming, place, body, channel):
    take(node, incoming / place, body)

    [push] = flights(node)[0].pushes
    assert (push.channel, push.travellers) == (channel, 1)
    assert received(node) == ["xx"]
    assert not (incoming / place).exists()


def test_file_beside_the_carriers_folders_is_the_hosts(node, incoming):
    take(node, incoming / "push.edi", BODY)

    assert received(node) == ["folder"]


@pytest.mark.parametrize("owner", ["nobody", "ann"])
def test_file_in_a_folder_that_no_carrier_owns_is_set_aside(node, incoming, owner):
    (incoming / owner).mkdir(exist_ok=True)
    take(node, incoming / owner / "push.edi", BODY)

    assert [path.name for path in (incoming / owner).iterdir()] == [".refused-push.edi"]
    assert received(node) == []


def test_mail_that_is_not_yet_whole_is_left(node, incoming):
    take(node, incoming / "xx" / "Maildir" / "tmp" / "1700000000.M1P2.host", BODY)

    assert received(node) == []


def test_folder_that_is_a_link_is_left(node, incoming, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (incoming / "yy").symlink_to(tmp_path / "elsewhere")
    take(node, tmp_path / "elsewhere" / "push.edi", BODY)

    assert (tmp_path / "elsewhere" / "push.edi").exists()


def test_card_number_in_an_encoded_attachment_is_cut_before_it_is_spooled(node, incoming):
    payment = ("FOP", ("CC", "", "9.00", "AX", "378282246310005", "1230"))
    payer = Passenger("DEWINTERE", "FLEURTJE", extra=(("TKT", ("1234567890123", "T", "1")), payment))
    (incoming / "xx" / "push.eml").write_bytes(MAIL % base64.encodebytes(pnrgov(Booking("LOC7Q9", (payer,)))))
    time.sleep(SETTLED_SECONDS + 0.1)

    node.worker._take_in()

    [receipt] = node.ports.spool.pending()
    kept = node.ports.spool.read(receipt).body
    assert b"AX:378282XXXXX0005:1230" in kept
    assert b"24631" not in kept


def test_picture_in_a_mail_keeps_no_push_out(node, incoming):
    picture = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--cut"
    parts = b"Content-Type: text/plain\n\n" + BODY + b"\n--cut\n" + picture
    mail = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="cut"\n\n--cut\n' + parts + b"--\n"

    take(node, incoming / "xx" / "push.eml", mail)

    assert [push.channel for push in flights(node)[0].pushes] == ["mail"]
