"""Data groups of the shared set: specimens and reference files (../shared/data/documents/SOURCES.md)."""

from pathlib import Path

import pytest

from tournai.documents.chip.biometric_templates import read_templates
from tournai.documents.chip.faces import MalformedFace, read_faces
from tournai.documents.chip.files import ChipFile, read_file
from tournai.documents.chip.security_infos import read_active_key, read_security_infos
from tournai.documents.chip.text_groups import (
    read_common,
    read_document_details,
    read_personal_details,
    read_signature_images,
    read_zone,
)
from tournai.documents.tlv import encoded

pytestmark = pytest.mark.shared


@pytest.fixture
def documents(shared: Path) -> Path:
    return shared / "documents"


def group(documents: Path, name: str) -> ChipFile:
    return read_file((documents / f"{name}.bin").read_bytes())


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        (
            "DG1_TD3_UTO",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ),
        ("DG1_TD2_UTO", "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6"),
        (
            "DG1_TD1_NLD",
            "I<NLDXI85935F86999999990<<<<<<7208148F1108268NLD<<<<<<<<<<<4VAN<DER<STEEN<<MARIANNE<LOUISE",
        ),
    ],
)
def test_dg1_holds_the_zone_of_each_format(documents: Path, name: str, zone: str) -> None:
    assert read_zone(group(documents, f"data-groups/{name}")) == zone


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("data-groups/DG2_19794-5_jpeg", ("JPEG", 148, 70, "ISO/IEC 19794-5", ("picture-format",))),
        ("data-groups/DG2_39794-5_mandatory_fields", ("JPEG 2000", 413, 531, "ISO/IEC 39794-5", ())),
        ("chip-etsi/EF_DG2", ("JPEG 2000", 413, 531, "ISO/IEC 19794-5", ("picture-size",))),
    ],
)
def test_dg2_gives_the_portrait_as_it_is_and_what_its_record_says_otherwise(
    documents: Path, name: str, expected: tuple[object, ...]
) -> None:
    (face,) = read_faces(group(documents, name))

    assert (face.format, face.width, face.height, face.encoding, face.differences) == expected


def test_a_portrait_that_is_no_picture_is_refused(documents: Path) -> None:
    block = (documents / "data-groups/39794-5_invalid_image.bin").read_bytes()
    template = encoded(0x7F60, encoded(0xA1, b"\x88\x02\x00\x2a") + encoded(0x7F2E, block))
    dg2 = read_file(encoded(0x75, encoded(0x7F61, b"\x02\x01\x01" + template)))

    with pytest.raises(MalformedFace, match="neither JPEG nor JPEG 2000"):
        read_faces(dg2)


def test_dg3_holds_two_finger_images(documents: Path) -> None:
    templates = read_templates(group(documents, "chip-etsi/EF_DG3"))

    assert [(each.kind, each.format, each.data[:3]) for each in templates] == [(8, 7, b"FIR")] * 2


def test_dg7_holds_a_picture_of_the_signature(documents: Path) -> None:
    (image,) = read_signature_images(group(documents, "data-groups/DG7_signature"))

    assert image.startswith(b"\xff\xd8\xff")


def test_dg11_of_the_standards_example(documents: Path) -> None:
    details = read_personal_details(group(documents, "data-groups/DG11_ICAO_example"))

    assert details.name == "SMITH<<JOHN<J"
    assert details.place_of_birth == ("ANYTOWN", "MN")
    assert details.address == ("123 MAPLE RD", "ANYTOWN", "MN")
    assert details.telephone == "16125551212"


def test_dg12_of_the_standards_example(documents: Path) -> None:
    details = read_document_details(group(documents, "data-groups/DG12_ICAO_example"))

    assert (details.personalised_at, details.personalisation_system) == ("20161115013612", "N-4962")


def test_ef_com_lists_versions_and_data_groups(documents: Path) -> None:
    common = read_common(group(documents, "chip-etsi/EF_COM"))

    assert (common.lds_version, common.unicode_version, common.groups) == ("0107", "040000", {1, 2, 3, 14})


@pytest.mark.parametrize(
    ("name", "curve"),
    [
        ("data-groups/DG14_AT", "EC brainpoolP256r1"),
        ("data-groups/DG14_FR", "EC secp256r1"),
        ("chip-etsi/EF_DG14", "EC brainpoolP224r1"),
    ],
)
def test_dg14_holds_a_key_with_explicit_parameters(documents: Path, name: str, curve: str) -> None:
    (key,) = read_security_infos(group(documents, name)).keys

    assert (key.key.name, key.key.is_explicit) == (curve, True)


@pytest.mark.parametrize(("name", "expected"), [("data-groups/DG15_NZ", "RSA 1792"), ("chip-etsi/EF_DG15", "RSA 1024")])
def test_dg15_holds_an_rsa_key(documents: Path, name: str, expected: str) -> None:
    assert read_active_key(group(documents, name)).name == expected
