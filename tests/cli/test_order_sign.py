"""`tournai order sign`: who may sign, and that `check` verifies what was signed."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tests.fakes.orders import JUDGE, PROSECUTOR, traffic_order, with_case_file, with_form, with_identification
from typer.testing import CliRunner, Result

from tournai.cli.main import app
from tournai.providers.orders import Audience, Order, SignedOrder, render, write

VALIDATED = with_case_file(
    with_form(traffic_order(), issuing=PROSECUTOR, validating=JUDGE), domestic_bases=("FR-CPP-99-3",)
)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    for number, name in enumerate(("judge", "prosecutor"), 1):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (tmp_path / f"{name}.pem").write_bytes(private)
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (tmp_path / f"{name}.pub").write_bytes(public)
    return tmp_path


def draft(folder: Path, order: Order) -> str:
    path = folder / "draft.json"
    path.write_bytes(write(render(SignedOrder(order=order), Audience.ISSUING_AUTHORITY)))
    return str(path)


def sign(source: str, folder: Path, key: str, part: str, person: str) -> Result:
    words = ("order", "sign", source, "--key", str(folder / f"{key}.pem"), "--as", part, "--person", person)
    return CliRunner().invoke(app, [*words])


def kept(folder: Path, result: Result) -> str:
    path = folder / "signed.json"
    path.write_text(result.stdout, encoding="utf-8")
    return str(path)


def check(source: str, *words: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(CliRunner().invoke(app, ["order", "check", source, "--json", *words]).stdout)
    return answer


def test_investigating_judge_signs_alone(keys: Path) -> None:
    signed = kept(keys, sign(draft(keys, traffic_order()), keys, "judge", "issuing", "r.lambert"))

    answer = check(signed, "--issuer", str(keys / "judge.pub"))

    assert (answer["valid"], answer["signatures"]) == (True, "verified")


def test_signature_holds_for_the_addressees_copy(keys: Path) -> None:
    signed = kept(keys, sign(draft(keys, traffic_order()), keys, "judge", "issuing", "r.lambert"))
    copy = keys / "message.json"
    copy.write_text(CliRunner().invoke(app, ["order", "convert", signed, "--as", "etsi"]).stdout, encoding="utf-8")

    answer = check(str(copy), "--issuer", str(keys / "judge.pub"))

    assert (answer["valid"], answer["signatures"]) == (True, "verified")


def test_prosecutor_and_judge_sign_one_content(keys: Path) -> None:
    issued = kept(keys, sign(draft(keys, VALIDATED), keys, "prosecutor", "issuing", "a.prosecutor"))
    signed = kept(keys, sign(issued, keys, "judge", "validating", "r.lambert"))

    answer = check(signed, "--issuer", str(keys / "prosecutor.pub"), "--validator", str(keys / "judge.pub"))

    assert (answer["valid"], answer["signatures"]) == (True, "verified")


def test_prosecutors_traffic_order_without_validation_is_not_signed(keys: Path) -> None:
    order = with_form(VALIDATED, validating=None)

    assert "PRV-02" in str(sign(draft(keys, order), keys, "prosecutor", "issuing", "a.prosecutor").exception)


def test_issuer_does_not_validate(keys: Path) -> None:
    issued = kept(keys, sign(draft(keys, VALIDATED), keys, "prosecutor", "issuing", "a.prosecutor"))

    assert "PRV-03" in str(sign(issued, keys, "judge", "validating", "a.prosecutor").exception)


@pytest.mark.parametrize(("text", "rule"), [("all users", "PRV-10"), ("the private keys", "PRV-20")])
def test_order_for_everybody_or_for_keys_is_not_signed(text: str, rule: str, keys: Path) -> None:
    order = with_identification(traffic_order(), additional=text)

    assert rule in str(sign(draft(keys, order), keys, "judge", "issuing", "r.lambert").exception)


def test_another_authoritys_key_does_not_verify(keys: Path) -> None:
    signed = kept(keys, sign(draft(keys, traffic_order()), keys, "judge", "issuing", "r.lambert"))

    answer = check(signed, "--issuer", str(keys / "prosecutor.pub"))

    assert (answer["valid"], answer["signatures"]) == (False, "not verified")


def test_signature_that_names_another_person_does_not_hold(keys: Path) -> None:
    signed = Path(kept(keys, sign(draft(keys, traffic_order()), keys, "judge", "issuing", "r.lambert")))
    signed.write_text(signed.read_text(encoding="utf-8").replace("r.lambert", "x.lambert"), encoding="utf-8")

    assert not check(str(signed), "--issuer", str(keys / "judge.pub"))["valid"]


def test_validator_whose_signature_is_missing_is_found(keys: Path) -> None:
    issued = kept(keys, sign(draft(keys, VALIDATED), keys, "prosecutor", "issuing", "a.prosecutor"))

    assert not check(issued)["valid"]


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_file_that_is_no_key_is_refused(content: bytes, keys: Path) -> None:
    (keys / "judge.pem").write_bytes(content)

    assert "Ed25519" in str(sign(draft(keys, traffic_order()), keys, "judge", "issuing", "r.lambert").exception)
