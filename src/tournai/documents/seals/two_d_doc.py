"""French 2D-Doc: signed barcodes of identity documents and of papers that prove an address, read in all their forms.

    DC04 FR00 0001 issue-date signature-date type perimeter country     header of version 4, as text
    identifier value [1D or 1E] ...                                     fields; 1D ends one, 1E one that was cut
    1F signature in Base32 [1D unsigned fields]

Source: ANTS, Spécifications techniques des codes à barres 2D-Doc, version 3.3, sections 3.3 to 3.5.
"""

import base64
import binascii
import re
from datetime import date, timedelta

import msgspec

from tournai.documents.seals.c40 import MalformedC40, decode_c40
from tournai.documents.seals.data_identifiers import FIXED_LENGTHS, NAMES
from tournai.errors import Malformed

GS, RS, US = "\x1d", "\x1e", "\x1f"
MOST_BYTES = 8192
MOST_FIELDS = 100

_DAY_ZERO = date(2000, 1, 1)
_HEADER = re.compile(
    r"DC(?:(?P<version>0[12])|(?P<version3>03)|(?P<version4>04))"
    r"(?P<authority>[A-Z0-9]{4})(?P<certificate>[A-Z0-9]{4})(?P<issued>[0-9A-F]{4})(?P<signed>[0-9A-F]{4})"
    r"(?P<type>[A-Z0-9]{2})(?(version)|(?P<perimeter>[A-Z0-9]{2}))(?(version4)(?P<country>[A-Z]{2}))"
)
_SIGNATURE = re.compile(r"([A-Z2-7]+)(?:\x1d(.*))?", re.DOTALL)
_BINARY_HEADER_LENGTH = 19
_BINARY_SIGNATURE = 0xFF
_P256_SIGNATURE_BYTES = 64


class MalformedTwoDDoc(Malformed):
    """What claims to be a 2D-Doc breaks its format."""


class Field(msgspec.Struct, frozen=True):
    """One field: its identifier, its meaning where it is one of an identity document, and its text as it stands."""

    identifier: str
    name: str | None
    text: str
    is_cut: bool = False


class TwoDDoc(msgspec.Struct, frozen=True):
    """A 2D-Doc. ``signed``: what the signature may cover, the likeliest first; ``signature``: r and s.

    ``authority`` and ``certificate`` name the signer. ``unsigned_fields`` stand after the signature: nothing proves
    them.
    """

    version: int
    is_binary: bool
    authority: str
    certificate: str
    issued: date | None
    signed_on: date | None
    document_type: str
    perimeter: str
    country: str
    fields: tuple[Field, ...]
    unsigned_fields: tuple[Field, ...]
    signed: tuple[bytes, ...]
    signature: bytes

    def text(self, name: str) -> str | None:
        """Return the text of a signed field by its name."""
        return next((field.text for field in self.fields if field.name == name), None)


def read_two_d_doc(data: bytes) -> TwoDDoc:
    """Return the 2D-Doc that a barcode's bytes are; its signature is not verified.

    Raises:
        MalformedTwoDDoc: No 2D-Doc, a form or version that is not known, no signature, or a field that cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise MalformedTwoDDoc(f"a 2D-Doc takes at most {MOST_BYTES} bytes, here {len(data)}", code="too-long")
    return _read_binary(data) if data[:1] == b"\xdc" else _read_text(data)


def _read_text(data: bytes) -> TwoDDoc:
    text = data.decode("latin-1")
    header = _HEADER.match(text)
    if header is None:
        raise MalformedTwoDDoc("a 2D-Doc begins with DC01 to DC04 and its header: scan it again", code="no-header")
    zone, signature, annex = _split(data, header.end(), text[2:4])
    message = zone[header.end() :].decode("latin-1")
    fields, ends = _read_fields(message)
    return TwoDDoc(
        version=int(text[2:4]),
        is_binary=False,
        authority=header["authority"],
        certificate=header["certificate"],
        issued=_days(header["issued"]),
        signed_on=_days(header["signed"]),
        document_type=header["type"],
        perimeter=header["perimeter"] or "01",
        country=header["country"] or "FR",
        fields=fields,
        unsigned_fields=_read_fields(annex)[0],
        signed=_candidates(zone, header.end(), ends),
        signature=signature,
    )


def _split(data: bytes, start: int, version: str) -> tuple[bytes, bytes, str]:
    """Return the signed zone, the signature and what follows it."""
    if version == "01":
        # Version 1 puts r and s behind the fields as they are; it was signed on P-256 only.
        if len(data) < start + _P256_SIGNATURE_BYTES:
            raise MalformedTwoDDoc("no signature follows the fields", code="no-signature", offset=len(data))
        return data[:-_P256_SIGNATURE_BYTES], data[-_P256_SIGNATURE_BYTES:], ""
    zone, mark, rest = data.partition(US.encode())
    found = _SIGNATURE.fullmatch(rest.decode("latin-1"))
    if not mark or found is None or len(zone) < start:
        raise MalformedTwoDDoc("no signature in Base32 follows the fields", code="no-signature", offset=len(zone))
    return zone, _base32(found[1], len(zone) + 1), found[2] or ""


def _base32(text: str, place: int) -> bytes:
    padded = text + "=" * (-len(text) % 8)
    try:
        signature = base64.b32decode(padded)
    except binascii.Error as error:
        raise MalformedTwoDDoc("the signature is not in Base32", code="no-signature", offset=place) from error
    if base64.b32encode(signature).decode() != padded:
        raise MalformedTwoDDoc("the signature in Base32 has bits to spare", code="no-signature", offset=place)
    return signature


def _days(text: str) -> date | None:
    return None if text == "FFFF" else _DAY_ZERO + timedelta(days=int(text, 16))


def _read_fields(message: str) -> tuple[tuple[Field, ...], list[int]]:
    """Return the fields, and where those of fixed length end that stand right before another."""
    fields: list[Field] = []
    ends: list[int] = []
    place = 0
    while place < len(message):
        if len(fields) == MOST_FIELDS:
            raise MalformedTwoDDoc(f"a 2D-Doc has at most {MOST_FIELDS} fields here", code="too-many-fields")
        identifier, start = message[place : place + 2], place + 2
        length = FIXED_LENGTHS.get(identifier)
        end = _end_of_field(message, start) if length is None else start + length
        if not identifier.isalnum() or len(identifier) < 2 or end > len(message):
            raise MalformedTwoDDoc("a field is cut off or has no identifier", code="no-field", offset=place)
        mark = message[end : end + 1]
        fields.append(Field(identifier, NAMES.get(identifier), message[start:end], is_cut=mark == RS))
        if mark and mark not in (GS, RS):
            ends.append(end)
        place = end + (mark in (GS, RS) and bool(mark))
    return tuple(fields), ends


def _end_of_field(message: str, start: int) -> int:
    return min((end for end in (message.find(GS, start), message.find(RS, start)) if end >= 0), default=len(message))


def _candidates(zone: bytes, start: int, ends: list[int]) -> tuple[bytes, ...]:
    """Return the zone as it stands, and with the separator that may be left out before the optional fields (3.5)."""
    return (zone, *(zone[: start + end] + GS.encode() + zone[start + end :] for end in ends))


def _read_binary(data: bytes) -> TwoDDoc:
    if len(data) < _BINARY_HEADER_LENGTH or data[1] != 4:
        raise MalformedTwoDDoc("a 2D-Doc in binary has version 4 and a header of 19 bytes", code="no-header")
    try:
        country, signer = decode_c40(data[2:4]).strip(), decode_c40(data[4:10])
    except MalformedC40 as error:
        raise MalformedTwoDDoc("the country or the signer cannot be read", code="no-header", offset=2) from error
    fields, end = _read_binary_fields(data)
    signature = data[end + 1 :]
    if len(signature) % 2 and signature[0] == len(signature) - 1:
        signature = signature[1:]
    return TwoDDoc(
        version=4,
        is_binary=True,
        authority=signer[:4],
        certificate=signer[4:].strip(),
        issued=_binary_date(data[10:13], 10),
        signed_on=_binary_date(data[13:16], 13),
        document_type=f"{data[16]:02X}",
        perimeter=data[17:19].hex().upper(),
        country=country,
        fields=fields,
        unsigned_fields=(),
        signed=(data[:end],),
        signature=signature,
    )


def _binary_date(data: bytes, place: int) -> date | None:
    if data == b"\xff\xff\xff":
        return None
    month_and_day, year = divmod(int.from_bytes(data, "big"), 10_000)
    try:
        return date(year, month_and_day // 100, month_and_day % 100)
    except ValueError as error:
        raise MalformedTwoDDoc("a date of the header is none", code="no-such-date", offset=place) from error


def _read_binary_fields(data: bytes) -> tuple[tuple[Field, ...], int]:
    """Return the fields, and where the signature's mark stands."""
    fields: list[Field] = []
    place = _BINARY_HEADER_LENGTH
    while place < len(data) and data[place] != _BINARY_SIGNATURE:
        start = place + 2
        length = int.from_bytes(data[place + 1 : start], "big")
        if length == 0xFF:
            length, start = int.from_bytes(data[start : start + 2], "big"), start + 2
        if start + length > len(data) or len(fields) == MOST_FIELDS:
            raise MalformedTwoDDoc("a field is cut off, or there are too many", code="no-field", offset=place)
        identifier = f"{data[place]:02X}"
        fields.append(Field(identifier, NAMES.get(identifier), _binary_text(data[start : start + length])))
        place = start + length
    if place >= len(data):
        raise MalformedTwoDDoc("no signature follows the fields", code="no-signature", offset=place)
    return tuple(fields), place


def _binary_text(value: bytes) -> str:
    try:
        return decode_c40(value)
    except MalformedC40:
        return value.hex()
