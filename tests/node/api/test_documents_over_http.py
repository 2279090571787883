"""A gate asks a chip this node's questions and has the document checked; a copied chip cannot answer."""

import base64
import json
import zipfile
from datetime import timedelta
from io import BytesIO

import httpx
import pytest
from PIL import Image
from tests.acts import rely_on
from tests.fakes.border import OTHER, list_police, police
from tests.fakes.officers import ADMINISTRATOR, SECOND_LINE
from tests.node.web.stage import serving

from tournai.node.api import create_api
from tournai.node.duties.accounts import create_account
from tournai.node.duties.discreet_checks import show_discreet
from tournai.simulate.documents.authorities import make_csca, make_signer
from tournai.simulate.documents.chip_answers import answer_reader, sign_challenge_on_curve
from tournai.simulate.documents.chips import make_chip, make_dg1, make_dg2, make_dg14, make_dg15
from tournai.simulate.documents.demonstration import passport_zone
from tournai.simulate.documents.signing_keys import elliptic_key
from tournai.values import Role

PASSWORD = "correct horse battery staple"
ZONE = passport_zone("VERMEIRE<<ANNA<LOUISE", "UT0000017", "880314", "F", "330228")
HOLDER = "VERMEIRE,ANNA LOUISE,1988-03-14,F,UTO,UT0000017,UTO"
KEY = elliptic_key("chip at the gate")
PRIVATE = KEY.private.private_numbers().private_value
PROTOCOL = "0.4.0.127.0.7.2.2.3.2.2"
DG14 = make_dg14(KEY)


@pytest.fixture(scope="module")
def chip() -> dict[str, bytes]:
    signer = make_signer(make_csca("UT", elliptic_key("csca of utopia")), elliptic_key("document signer of utopia"))
    picture = BytesIO()
    Image.new("L", (36, 48), 128).save(picture, "JPEG")
    portrait = make_dg2(picture.getvalue(), (36, 48))
    return make_chip({1: make_dg1(ZONE), 2: portrait, 14: DG14, 15: make_dg15(KEY)}, signer)


@pytest.fixture
def gate(node):
    csca = make_csca("UT", elliptic_key("csca of utopia")).der
    rely_on(node, csca)
    for account, role in (("gate.1", Role.BORDER_GATE), ("xx", Role.CARRIER), ("b.claes", Role.BORDER_OFFICER)):
        create_account(node.ports, ADMINISTRATOR, account=account, display_name=account, role=role, password=PASSWORD)
    with serving(create_api(node.ports)) as address:
        yield lambda path, account="gate.1", **body: httpx.post(
            f"{address}/documents/{path}", json=encoded(body), auth=(account, PASSWORD), timeout=60
        )


def encoded(body):
    return {name: base64.b64encode(one).decode() if isinstance(one, bytes) else one for name, one in body.items()}


def archive(chip: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        [made.writestr(f"{name}.bin", data) for name, data in chip.items()]
    return packed.getvalue()


def checked(gate, chip, private=PRIVATE):
    asked = gate("challenges", dg14=DG14).json()
    point, challenge = (base64.b64decode(asked[name]) for name in ("ephemeral_point", "challenge"))
    return gate(
        "checks",
        zone=f"{ZONE[:44]}\n{ZONE[44:]}",
        chip=archive(chip),
        ticket=asked["ticket"],
        response=sign_challenge_on_curve(private, challenge),
        ephemeral_point=point,
        answer=answer_reader(private, "secp256r1", PROTOCOL, point),
    )


def outcomes(answer):
    return {step["step"]: step["outcome"] for step in answer.json()["steps"]}


def test_answer_is_taken_once(gate):
    ticket = gate("challenges").json()["ticket"]

    answers = [gate("checks", zone=ZONE, ticket=ticket).status_code for _ in range(2)]

    assert answers == [200, 403]


def test_discreet_alert_changes_no_byte_of_the_answer(gate, node):
    list_police(node, police("36", OTHER))
    without = gate("checks", zone=ZONE)
    list_police(node, police("36", HOLDER, action="note companions"), is_used=False)

    answer = gate("checks", zone=ZONE)

    assert answer.content == without.content
    assert [line.content.checked_by for line in show_discreet(node.ports, SECOND_LINE).checks] == ["gate.1"]


def test_chip_that_answers_passes(gate, chip):
    answer = checked(gate, chip)

    found = outcomes(answer)
    assert (found["active_authentication"], found["chip_authentication"]) == ("passed", "passed")
    assert [step["reason"] for step in answer.json()["steps"] if step["outcome"] == "failed"] == []


def test_copied_chip_fails_at_both_questions(gate, chip):
    answer = checked(gate, chip, private=PRIVATE + 1)

    found = outcomes(answer)
    assert answer.json()["verdict"] == "failed"
    assert (found["active_authentication"], found["chip_authentication"]) == ("failed", "failed")


def test_answer_names_nothing_of_the_holder(gate, chip):
    assert "VERMEIRE" not in json.dumps(checked(gate, chip).json())


def test_answer_that_comes_too_late_is_refused(gate, chip, clock):
    asked = gate("challenges").json()
    clock.move(timedelta(minutes=3))

    assert gate("checks", zone=ZONE, ticket=asked["ticket"]).status_code == 403


@pytest.mark.parametrize(("account", "status"), [("xx", 403), ("b.claes", 401), ("nobody", 401)])
def test_others_than_gates_are_turned_away(gate, account, status):
    assert gate("checks", account=account, zone=ZONE).status_code == status


@pytest.mark.parametrize(
    "body", [{}, {"zone": 5}, {"chip": "%%"}, {"chip": b"no archive"}, {"zone": "x", "ticket": "AAAA"}]
)
def test_bodies_that_are_none_are_refused(gate, body):
    assert gate("checks", **body).status_code == 400


def test_dg14_that_is_none_is_refused(gate):
    assert gate("challenges", dg14=b"no file").status_code == 400
