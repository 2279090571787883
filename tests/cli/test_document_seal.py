"""`tournai document seal`: the text, the picture and the JSON of an invented state's seal."""

import json
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from tests.rooms.documents.seals.seal_authority import CA, SIGNER, visa_seal
from typer.testing import CliRunner, Result

from tournai.cli.main import app


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "signer.der").write_bytes(SIGNER.der)
    (tmp_path / "ca.der").write_bytes(CA.der)
    return "--certificate", str(tmp_path / "signer.der"), "--trust", str(tmp_path / "ca.der")


def seal(*words: str) -> Result:
    return CliRunner().invoke(app, ["document", "seal", *words])


def test_json_holds_fields_and_steps(files: tuple[str, ...]) -> None:
    answer = json.loads(seal(visa_seal().hex(), *files, "--json").stdout)

    assert (answer["kind"], answer["document"], answer["issuing_state"]) == ("VDS", "visa", "UTO")
    assert {"name": "passport_number", "text": "XY1234567", "signed": True} in answer["fields"]
    assert (answer["verdict"], answer["defects"]) == ("passed", [])
    assert [step["step"] for step in answer["steps"]] == [
        "seal_readability",
        "seal_integrity",
        "seal_signer",
        "seal_signature",
        "seal_country",
    ]


def test_picture_is_read(tmp_path: Path, files: tuple[str, ...]) -> None:
    code = zxingcpp.create_barcode(visa_seal(), zxingcpp.BarcodeFormat.DataMatrix).to_image(scale=5)
    Image.fromarray(np.asarray(code)).save(tmp_path / "seal.png")

    answer = json.loads(seal(str(tmp_path / "seal.png"), *files, "--json").stdout)

    assert answer["verdict"] == "passed"


def test_picture_without_a_code_is_refused(tmp_path: Path) -> None:
    Image.fromarray(np.full((200, 200), 255, dtype=np.uint8)).save(tmp_path / "empty.png")

    assert seal(str(tmp_path / "empty.png")).exit_code != 0


def test_changed_seal_fails_in_words(files: tuple[str, ...]) -> None:
    altered = bytearray(visa_seal())
    altered[-1] ^= 1

    said = seal(altered.hex(), *files).stdout

    assert "failed  seal_signature" in said
    assert "seal: failed" in said
