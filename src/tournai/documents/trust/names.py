"""Distinguished names, compared as sets: real signers write the parts of one name in different orders.

Source: RFC 5280, sections 4.1.2.4 and 7.1; ICAO Doc 9303-12, section 7.1 (country code in capitals).
"""

import msgspec

from tournai.documents.tlv import Tlv

COUNTRY = "2.5.4.6"
LABELS = {
    "2.5.4.3": "CN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "1.2.840.113549.1.9.1": "emailAddress",
}
_CODECS = {0x1E: "utf-16-be", 0x1C: "utf-32-be", 0x0C: "utf-8"}
"""Tag of a string -> how it is read where it is not Latin-1."""


class Name(msgspec.Struct, frozen=True):
    """A distinguished name: its attributes as (dotted type, value), in the order written, and its bytes."""

    attributes: tuple[tuple[str, str], ...]
    der: bytes

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What two names that are the same have in common: case, white space and order do not count."""
        return tuple(sorted((kind, " ".join(value.split()).casefold()) for kind, value in self.attributes))

    @property
    def country(self) -> str:
        """The country code in capitals; empty where the name has none."""
        return next((value.strip().upper() for kind, value in self.attributes if kind == COUNTRY), "")

    @property
    def text(self) -> str:
        """The name for a person to read, e.g. ``C=UT, O=Utopia, CN=CSCA``."""
        return ", ".join(f"{LABELS.get(kind, kind)}={value}" for kind, value in self.attributes)


def read_name(element: Tlv) -> Name:
    """Return a Name (SEQUENCE OF SET OF { type, value }).

    Raises:
        MalformedTlv: It is none.
    """
    attributes = []
    for relative in element.expect(0x30).children():
        for attribute in relative.expect(0x31).children():
            parts = attribute.expect(0x30).children()
            if len(parts) == 2:
                attributes.append((parts[0].oid(), _text(parts[1])))
    return Name(tuple(attributes), element.raw)


def _text(element: Tlv) -> str:
    return element.value.decode(_CODECS.get(element.tag, "latin-1"), "replace")
