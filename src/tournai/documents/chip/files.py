"""The files of a chip: their names, tags and short identifiers, and one file cut out of what a reader hands over.

Source: ICAO Doc 9303-10, 8th edition (2021), section 4.6 and table 38.
"""

import msgspec

from tournai.documents.tlv import Tlv, read_tlv
from tournai.errors import Malformed
from tournai.values.wordings import say

COM, SOD = "EF.COM", "EF.SOD"
TAGS = {COM: 0x60, SOD: 0x77} | {
    f"DG{number}": tag
    for number, tag in enumerate(
        (0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70), 1
    )
}
"""File -> the tag that it begins with."""
NAMES = {tag: name for name, tag in TAGS.items()}
DATA_GROUPS = {tag: int(name[2:]) for tag, name in NAMES.items() if name.startswith("DG")}
"""Tag -> number of the data group."""
PROTECTED = frozenset({3, 4})
"""Data groups that only a terminal with the issuing state's permission reads (extended access control)."""
MAXIMUM_BYTES = 4 * 1024 * 1024
"""Of one file: a chip holds far less."""


class MalformedFile(Malformed):
    """Bytes that are not the file of a chip that they claim to be."""


class ChipFile(msgspec.Struct, frozen=True):
    """A file of a chip: its name, its bytes with tag and length, and how many bytes followed it."""

    name: str
    data: bytes
    trailing: int = 0

    @property
    def element(self) -> Tlv:
        """The file as an element."""
        return read_tlv(self.data)


def read_file(data: bytes, name: str = "") -> ChipFile:
    """Return the file that some bytes begin with; its tag says which, and must be that of ``name`` where one is given.

    Raises:
        MalformedFile: Too large, of no file's tag, or of another file than named.
        MalformedTlv: It is cut off.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedFile(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    element = read_tlv(data)
    found = NAMES.get(element.tag)
    if found is None:
        raise MalformedFile(say("tag {tag} begins no file of a chip", tag=f"{element.tag:02X}"), code="tag", offset=0)
    if name and found != name:
        raise MalformedFile(say("{wanted} was expected; it begins as {found}", wanted=name, found=found), code="tag")
    return ChipFile(found, element.raw, len(data) - element.stop)
