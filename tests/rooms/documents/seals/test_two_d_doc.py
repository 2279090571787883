"""French 2D-Doc, against the codes of its specification."""

import base64
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.seals.c40 import encode_c40
from tournai.documents.seals.two_d_doc import MalformedTwoDDoc, TwoDDoc, read_two_d_doc
from tournai.documents.trust.elliptic_curves import CURVES, BadSignature, read_point, verify_plain

# The test key and the fourth version's example of the specification (version 3.3, chapter 16: FR00, 0001).
KEY = read_point(
    CURVES["secp256r1"],
    bytes.fromhex(
        "04a98f0d7ccd62808893bec4d436e79d1834a1d6e001d70f1c4cdccd9d9e2fe2"
        "29f7240514e8ddc0ca98d0c7440c9cc492849a0fbda73fc392f4da0ae07f84c23c"
    ),
)
VERSION_4 = (
    b"DC04FR0000011A5E1A5EB101FRBK18-ROSWFTHR-35B0CORINNE/NATACHA\x1dB2BERTHIER\x1dB3\x1dB712071973BB9654321785T\x1d\x1f"
    + base64.b32encode(
        bytes.fromhex(
            "CDCFA084624484FB5FFAC20B2601AEF7B4ED225E7BDE845186ABB641118BFC69"
            "E8209D12B2AD83B7F48B3D9C2F4097427A2A5E01C67C1375E46D1D05E889BED0"
        )
    ).rstrip(b"=")
)
BINARY = (
    bytes((0xDC, 4))
    + encode_c40("UTO")
    + encode_c40("FR000001 ")
    + bytes.fromhex("0f7134 ffffff 01 0001 62".replace(" ", ""))
    + bytes((4,))
    + encode_c40("DOE ")
    + b"\xff"
    + bytes(range(64))
)


def verifies(document: TwoDDoc) -> bool:
    return any(holds(zone, document.signature) for zone in document.signed)


def holds(zone: bytes, signature: bytes) -> bool:
    try:
        verify_plain(KEY, hashlib.sha256(zone).digest(), signature)
    except BadSignature:
        return False
    return True


def test_example_of_version_4_is_read_and_verifies_with_the_separator_that_it_leaves_out() -> None:
    document = read_two_d_doc(VERSION_4)

    assert (document.authority, document.certificate, document.country) == ("FR00", "0001", "FR")
    assert (document.document_type, document.issued) == ("B1", date(2018, 6, 25))
    assert [field.identifier for field in document.fields] == ["BK", "B0", "B2", "B3", "B7", "BB"]
    assert verifies(document)


@given(st.integers(0, 8 * len(VERSION_4) - 1))
def test_any_changed_bit_is_refused(bit: int) -> None:
    altered = bytearray(VERSION_4)
    altered[bit // 8] ^= 1 << bit % 8

    assert not is_accepted(bytes(altered))


def is_accepted(data: bytes) -> bool:
    try:
        document = read_two_d_doc(data)
        return len(document.signature) == 64 and verifies(document)
    except MalformedTwoDDoc:
        return False


def test_fields_after_the_signature_are_told_apart() -> None:
    document = read_two_d_doc(VERSION_4 + b"\x1d62DOE\x1d")

    assert [field.text for field in document.unsigned_fields] == ["DOE"]
    assert document.text("surname") is None


def test_field_that_was_cut_says_so() -> None:
    document = read_two_d_doc(b"DC02FR00000112341234" + b"06" + b"62VERYLONGNA\x1e61JANE\x1f" + b"A" * 104)

    assert [(field.name, field.is_cut) for field in document.fields] == [("surname", True), ("first_name", False)]


def test_first_version_has_its_signature_in_bytes() -> None:
    document = read_two_d_doc(b"DC01FR0000011234FFFF" + b"00" + b"26FR" + bytes(range(64)))

    assert (document.signature, document.signed) == (bytes(range(64)), (b"DC01FR0000011234FFFF0026FR",))
    assert document.signed_on is None


def test_binary_form_is_read_by_its_layout() -> None:
    document = read_two_d_doc(BINARY)

    assert (document.country, document.authority, document.certificate) == ("UTO", "FR00", "0001")
    assert (document.issued, document.signed_on) == (date(2020, 1, 1), None)
    assert document.text("surname") == "DOE "
    assert (document.signed, document.signature) == ((BINARY[:-65],), bytes(range(64)))


@given(st.sampled_from([VERSION_4, BINARY]), st.data())
def test_any_altered_bytes_are_a_document_or_malformed(code: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(code)))
    altered = code[:start] + data.draw(st.binary(max_size=8)) + code[start + data.draw(st.integers(0, 8)) :]

    assert isinstance(outcome(altered), TwoDDoc | MalformedTwoDDoc)


def outcome(data: bytes) -> TwoDDoc | MalformedTwoDDoc:
    try:
        return read_two_d_doc(data)
    except MalformedTwoDDoc as malformed:
        return malformed


@pytest.mark.parametrize(
    ("name", "is_valid"), [("v2_type00", True), ("v3_type00", True), ("v3_type06", True), ("v3_type01_altered", False)]
)
def test_public_code_is_read_and_its_signature_is_as_expected(shared: Path, name: str, *, is_valid: bool) -> None:
    codes = json.loads((shared / "documents" / "seals" / "2ddoc.json").read_text())["codes"]
    text = codes[name]["text"].replace("<GS>", "\x1d").replace("<US>", "\x1f")

    document = read_two_d_doc(text.encode())

    assert (verifies(document), document.authority) == (is_valid, "FR00")


@pytest.mark.parametrize(
    ("name", "issued", "signed"), [("v2_type00", "2012-11-15", "2012-11-13"), ("v3_type06", "2012-11-02", "2015-07-27")]
)
def test_dates_of_a_public_code_are_those_of_its_source(shared: Path, name: str, issued: str, signed: str) -> None:
    codes = json.loads((shared / "documents" / "seals" / "2ddoc.json").read_text())["codes"]

    document = read_two_d_doc(codes[name]["text"].replace("<GS>", "\x1d").replace("<US>", "\x1f").encode())

    assert (str(document.issued), str(document.signed_on)) == (issued, signed)
