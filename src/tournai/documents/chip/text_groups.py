"""EF.COM, DG1, DG5, DG7, DG11, DG12, DG13 and DG16: lists and texts of a chip.

Source: ICAO Doc 9303-10, 8th edition (2021), sections 4.6.1 and 4.7.1, 4.7.5, 4.7.7, 4.7.11 to 4.7.13, 4.7.16.
"""

import msgspec

from tournai.documents.chip.files import COM, DATA_GROUPS, ChipFile
from tournai.documents.tlv import MalformedTlv, Tlv
from tournai.errors import Malformed
from tournai.values.wordings import say

MAXIMUM_TEXT = 20_000


class MalformedGroup(Malformed):
    """A data group or EF.COM breaks its form."""


class Common(msgspec.Struct, frozen=True):
    """EF.COM: the versions of the structure and of Unicode, and the data groups that are said to be there."""

    lds_version: str
    unicode_version: str
    groups: frozenset[int]


class PersonalDetails(msgspec.Struct, frozen=True):
    """DG11: what more is said of the holder, as written; a name's ``<`` stand. ``None`` or empty where nothing is."""

    name: str | None = None
    other_names: tuple[str, ...] = ()
    personal_number: str | None = None
    date_of_birth: str | None = None
    place_of_birth: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    telephone: str | None = None
    profession: str | None = None
    title: str | None = None
    summary: str | None = None
    other_documents: tuple[str, ...] = ()
    custody: str | None = None
    has_proof_of_citizenship: bool = False


class DocumentDetails(msgspec.Struct, frozen=True):
    """DG12: what more is said of the document, as written; dates are YYYYMMDD."""

    issuing_authority: str | None = None
    date_of_issue: str | None = None
    other_persons: tuple[str, ...] = ()
    endorsements: str | None = None
    tax_requirements: str | None = None
    personalised_at: str | None = None
    personalisation_system: str | None = None
    has_front_image: bool = False
    has_rear_image: bool = False


class NotifiedPerson(msgspec.Struct, frozen=True):
    """DG16: a person to notify in an emergency."""

    recorded_on: str
    name: str
    telephone: str
    address: str


def read_common(file: ChipFile) -> Common:
    """Return EF.COM.

    Raises:
        MalformedGroup: It is no EF.COM, or has no list of tags.
        MalformedTlv: It is cut off or of other elements.
    """
    parts = _parts(file, COM)
    if 0x5C not in parts:
        raise MalformedGroup("EF.COM without its list of data groups")
    listed = {DATA_GROUPS[tag] for tag in parts[0x5C].value if tag in DATA_GROUPS}
    return Common(_text(parts.get(0x5F01)) or "", _text(parts.get(0x5F36)) or "", frozenset(listed))


def read_zone(file: ChipFile) -> str:
    """Return the machine-readable zone of DG1: its characters, 88, 72 or 90, one line after another.

    Raises:
        MalformedGroup: It is no DG1, or its zone is of no format's length or alphabet.
        MalformedTlv: It is cut off or of other elements.
    """
    parts = _parts(file, "DG1")
    if 0x5F1F not in parts:
        raise MalformedGroup("DG1 without a machine-readable zone")
    zone = parts[0x5F1F].value
    if len(zone) not in (72, 88, 90) or not all(0x30 <= each <= 0x5A or each == 0x3C for each in zone):
        raise MalformedGroup(say("a zone of {length} characters is of no format", length=len(zone)))
    return zone.decode("latin-1")


def read_displayed_portraits(file: ChipFile) -> tuple[bytes, ...]:
    """Return the pictures of DG5, the holder's portrait as it is printed.

    Raises:
        MalformedGroup: It is no DG5, or holds another number of pictures than it says.
        MalformedTlv: It is cut off or of other elements.
    """
    return _images(file, "DG5", 0x5F40)


def read_signature_images(file: ChipFile) -> tuple[bytes, ...]:
    """Return the pictures of DG7, the holder's signature or usual mark.

    Raises:
        MalformedGroup: It is no DG7, or holds another number of pictures than it says.
        MalformedTlv: It is cut off or of other elements.
    """
    return _images(file, "DG7", 0x5F43)


def _images(file: ChipFile, name: str, tag: int) -> tuple[bytes, ...]:
    _expect(file, name)
    children = file.element.children()
    images = tuple(child.value for child in children if child.tag == tag)
    counts = [child.integer() for child in children if child.tag == 0x02]
    if not images or (counts and counts[0] != len(images)):
        raise MalformedGroup(say("{name} holds another number of pictures than it says", name=name))
    return images


def read_personal_details(file: ChipFile) -> PersonalDetails:
    """Return DG11.

    Raises:
        MalformedGroup: It is no DG11, or a text is none.
        MalformedTlv: It is cut off or of other elements.
    """
    parts = _parts(file, "DG11")
    return PersonalDetails(
        name=_text(parts.get(0x5F0E)),
        other_names=_nested(parts, 0x5F0F),
        personal_number=_text(parts.get(0x5F10)),
        date_of_birth=_date(parts.get(0x5F2B)),
        place_of_birth=_pieces(parts.get(0x5F11)),
        address=_pieces(parts.get(0x5F42)),
        telephone=_text(parts.get(0x5F12)),
        profession=_text(parts.get(0x5F13)),
        title=_text(parts.get(0x5F14)),
        summary=_text(parts.get(0x5F15)),
        other_documents=_pieces(parts.get(0x5F17)),
        custody=_text(parts.get(0x5F18)),
        has_proof_of_citizenship=0x5F16 in parts,
    )


def read_document_details(file: ChipFile) -> DocumentDetails:
    """Return DG12.

    Raises:
        MalformedGroup: It is no DG12, or a text is none.
        MalformedTlv: It is cut off or of other elements.
    """
    parts = _parts(file, "DG12")
    return DocumentDetails(
        issuing_authority=_text(parts.get(0x5F19)),
        date_of_issue=_date(parts.get(0x5F26)),
        other_persons=_nested(parts, 0x5F1A),
        endorsements=_text(parts.get(0x5F1B)),
        tax_requirements=_text(parts.get(0x5F1C)),
        personalised_at=_date(parts.get(0x5F55)),
        personalisation_system=_text(parts.get(0x5F56)),
        has_front_image=0x5F1D in parts,
        has_rear_image=0x5F1E in parts,
    )


def read_optional_details(file: ChipFile) -> bytes:
    """Return DG13, whose content each issuing state decides.

    Raises:
        MalformedGroup: It is no DG13.
    """
    _expect(file, "DG13")
    return file.element.value


def read_notified_persons(file: ChipFile) -> tuple[NotifiedPerson, ...]:
    """Return DG16.

    Raises:
        MalformedGroup: It is no DG16, or a text is none.
        MalformedTlv: It is cut off or of other elements.
    """
    _expect(file, "DG16")
    found = []
    for template in file.element.children():
        if template.is_constructed:
            parts = {child.tag: child for child in template.children()}
            texts = (_date(parts.get(0x5F50)), *(_text(parts.get(tag)) for tag in (0x5F51, 0x5F52, 0x5F53)))
            found.append(NotifiedPerson(*(text or "" for text in texts)))
    return tuple(found)


def _expect(file: ChipFile, name: str) -> None:
    if file.name != name:
        raise MalformedGroup(say("{wanted} was expected, not {found}", wanted=name, found=file.name))


def _parts(file: ChipFile, name: str) -> dict[int, Tlv]:
    _expect(file, name)
    return {child.tag: child for child in file.element.children()}


def _text(element: Tlv | None) -> str | None:
    if element is None:
        return None
    value = element.value
    if len(value) > MAXIMUM_TEXT:
        raise MalformedGroup(say("a text of {length} bytes", length=len(value)))
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        # Some states write Latin-1 here; the standard asks for UTF-8.
        return value.decode("latin-1")


def _date(element: Tlv | None) -> str | None:
    """Return a date as digits: eight, or packed two a byte, as old documents have it."""
    if element is None or len(element.value) != 4:
        return _text(element)
    return element.value.hex()


def _pieces(element: Tlv | None) -> tuple[str, ...]:
    text = _text(element)
    return tuple(piece.strip() for piece in text.split("<") if piece.strip()) if text else ()


def _nested(parts: dict[int, Tlv], tag: int) -> tuple[str, ...]:
    """Return the texts of a tag within the template A0, which counts them."""
    template = parts.get(0xA0)
    if template is None:
        return ()
    children = template.children()
    if any(child.tag == 0x02 and child.integer() != sum(each.tag == tag for each in children) for child in children):
        raise MalformedTlv("a template holds another number of texts than it says", offset=template.start)
    return tuple(_text(child) or "" for child in children if child.tag == tag)
