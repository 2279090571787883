"""Visible digital seals: ICAO Doc 9303-13 and BSI TR-03137-1."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.seals.c40 import encode_c40
from tournai.documents.seals.profiles import PROFILES
from tournai.documents.seals.vds import (
    Header,
    MalformedSeal,
    VisibleSeal,
    append_signature,
    read_seal,
    write_unsigned,
)

SHARED_SEALS = ("residentPermit", "addressStickerPassport", "visa_224bitSig", "socialInsurance", "arrivalAttestation")
HEADER = Header("UTO", "UTTS", "5B", date(2024, 2, 29), date(2024, 3, 1), 0x5D, 0x01)
VISA = "VCUTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<" + "AB12345<<2UTO8502283F2612317"
FEATURES = ((2, encode_c40(VISA)), (4, bytes((90, 0, 0))), (5, encode_c40("XY1234567")))


def sealed(features: tuple[tuple[int, bytes], ...], signature: bytes = bytes(64), header: Header = HEADER) -> bytes:
    return append_signature(write_unsigned(header, features), signature)


def test_features_are_read_as_the_kind_of_seal_codes_them() -> None:
    seal = read_seal(sealed(FEATURES))

    assert (seal.kind, seal.issuing_state, seal.signer, seal.certificate_reference) == ("visa", "UTO", "UTTS", "5B")
    assert (seal.issued, seal.signed_on) == (date(2024, 2, 29), date(2024, 3, 1))
    assert seal.text("mrz") == "VCUTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<\nAB12345<<2UTO8502283F2612317<<<<<<<<"
    assert seal.text("duration_of_stay") == "90 days, 0 months, 0 years"
    assert seal.text("passport_number") == "XY1234567"
    assert seal.defects == ()


def test_signature_covers_all_before_its_mark() -> None:
    seal = read_seal(sealed(FEATURES))

    assert seal.signed == write_unsigned(HEADER, FEATURES)
    assert seal.signature == bytes(64)


@pytest.mark.parametrize(
    ("features", "code"),
    [
        (FEATURES[:2], "missing-feature"),
        (FEATURES[1:], "missing-feature"),
        ((*FEATURES, FEATURES[2]), "repeated-feature"),
        ((*FEATURES[:2], (5, b"\xff\xff")), "feature-form"),
    ],
)
def test_what_breaks_the_rules_of_its_kind_is_a_defect(features: tuple[tuple[int, bytes], ...], code: str) -> None:
    assert code in [defect.code for defect in read_seal(sealed(features)).defects]


def test_unknown_feature_is_kept_and_is_no_defect() -> None:
    seal = read_seal(sealed((*FEATURES, (99, b"\x01"))))

    assert (seal.features[-1].name, seal.features[-1].value, seal.defects) == (None, b"\x01", ())


@given(
    st.sampled_from(sorted(PROFILES)),
    st.lists(st.tuples(st.integers(0, 254), st.binary(max_size=127)), max_size=6).map(tuple),
    st.binary(max_size=132),
    st.dates(),
)
def test_what_was_written_is_read_back(
    kind: tuple[int, int], features: tuple[tuple[int, bytes], ...], signature: bytes, day: date
) -> None:
    header = Header("D", "DETS", "00A7F", day, day, *kind)

    seal = read_seal(sealed(features, signature, header))

    assert tuple((feature.tag, feature.value) for feature in seal.features) == features
    assert (seal.signature, seal.issued, seal.certificate_reference) == (signature, day, "00A7F")


@given(st.binary(max_size=80))
def test_any_bytes_are_a_seal_or_malformed(data: bytes) -> None:
    assert isinstance(outcome(b"\xdc\x03" + data), VisibleSeal | MalformedSeal)


def outcome(data: bytes) -> VisibleSeal | MalformedSeal:
    try:
        return read_seal(data)
    except MalformedSeal as malformed:
        return malformed


@given(st.integers(0, len(sealed(FEATURES)) - 1))
def test_cut_seal_is_malformed(length: int) -> None:
    with pytest.raises(MalformedSeal):
        read_seal(sealed(FEATURES)[:length])


def test_bytes_after_the_signature_are_malformed() -> None:
    with pytest.raises(MalformedSeal, match="after the signature"):
        read_seal(sealed(FEATURES) + b"\0")


@pytest.mark.parametrize("name", SHARED_SEALS)
def test_public_seal_is_read(shared: Path, name: str) -> None:
    vector = json.loads((shared / "documents" / "seals" / "vds.json").read_text())[name]

    seal = read_seal(bytes.fromhex(vector["hex"]))

    features = {str(feature.tag): feature.value.hex() for feature in seal.features}
    assert (features, len(seal.signature)) == (vector["tags"], vector["signature_length"])
    assert (seal.issuing_state, seal.version - 1) == (vector["issuing_country"], vector["header_version_byte"])
    assert (str(seal.issued), str(seal.signed_on)) == (vector["issued"], vector["signed"])
    assert vector["signer_and_certificate_reference"].startswith(seal.signer)
    assert vector["signer_and_certificate_reference"].endswith(seal.certificate_reference)
    assert (seal.definition, seal.document_type) == (vector["feature_definition"], vector["document_type"])
    assert seal.defects == ()
