"""DG2, DG3 and DG4: templates of biometric data, each with its header.

Source: ICAO Doc 9303-10, 8th edition (2021), section 4.7.2 (CBEFF patron format of ISO/IEC 7816-11).
"""

import msgspec

from tournai.documents.chip.files import ChipFile
from tournai.documents.tlv import MalformedTlv, Tlv
from tournai.errors import Malformed
from tournai.values.wordings import say

GROUPS = ("DG2", "DG3", "DG4")
MOST_TEMPLATES = 20
_GROUP_TEMPLATE, _TEMPLATE, _HEADER, _BLOCKS = 0x7F61, 0x7F60, 0xA1, (0x5F2E, 0x7F2E)


class MalformedTemplate(Malformed):
    """A data group of biometric data breaks its form."""


class BiometricTemplate(msgspec.Struct, frozen=True):
    """One biometric data block. ``kind`` and ``format`` are the header's codes; ``is_nested``: it is made of elements.

    ``kind``: 0x02 face, 0x08 finger, 0x10 iris, ``None`` where the header does not say; ``subtype``: which finger or
    eye; ``format``: 0x0008 face (ISO/IEC 19794-5), 0x0007 finger image (19794-4), 0x0009 iris, 0x002A face (39794-5).
    """

    kind: int | None
    subtype: int | None
    format: int | None
    data: bytes
    is_nested: bool


def read_templates(file: ChipFile) -> tuple[BiometricTemplate, ...]:
    """Return the templates of DG2, DG3 or DG4; DG3 and DG4 may hold none.

    Raises:
        MalformedTemplate: It is no such group, or holds another number of templates than it says.
        MalformedTlv: It is cut off or of other elements.
    """
    if file.name not in GROUPS:
        raise MalformedTemplate(say("a group of biometric data was expected, not {name}", name=file.name))
    children = file.element.only().expect(_GROUP_TEMPLATE).children()
    counts = [child.integer() for child in children if child.tag == 0x02]
    templates = [child for child in children if child.tag == _TEMPLATE]
    if len(templates) > MOST_TEMPLATES or (counts and counts[0] != len(templates)):
        raise MalformedTemplate(say("it holds {count} templates; it says another number", count=len(templates)))
    return tuple(_template(element) for element in templates)


def _template(element: Tlv) -> BiometricTemplate:
    children = element.children()
    header = next((child for child in children if child.tag == _HEADER), None)
    block = next((child for child in children if child.tag in _BLOCKS), None)
    if block is None:
        raise MalformedTlv("a biometric template without its data", offset=element.start)
    fields = {child.tag: int.from_bytes(child.value[:4], "big") for child in header.children()} if header else {}
    is_nested = block.tag == _BLOCKS[1] and block.value[:1] == b"\xa1"
    return BiometricTemplate(fields.get(0x81), fields.get(0x82), fields.get(0x88), block.value, is_nested)
