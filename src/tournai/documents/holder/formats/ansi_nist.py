"""ANSI/NIST files: fingerprints, faces, scars and irises with their descriptions, as police services exchange them.

    record 1     lists the others in 1.003            text: T.NNN:value GS T.NNN:item US item RS item US item ... FS
    records 3-8  length and header in binary          T.999 of a record of text holds a picture as it is

Source: ANSI/NIST-ITL 1-2011, update 2015 (NIST SP 500-290), clauses 5.3, 7.1 and 8; the older 1-2000 and 1-2007 differ
in nothing that is read here.
"""

import re

import msgspec

from tournai.documents.holder.formats.octets import MalformedRecord, Octets

FS, GS, RS, US = b"\x1c", b"\x1d", b"\x1e", b"\x1f"
MOST_BYTES = 64 << 20
MOST_RECORDS = 1000
MOST_FIELDS = 5000

_TAG = re.compile(rb"([0-9]{1,2})\.([0-9]{1,9}):")
_FINGER_IMAGES = frozenset({3, 4, 5, 6})
_DATA_ONLY, _SIGNATURE = 7, 8
_PICTURE = 999
_NO_FINGER = 255


class TaggedField(msgspec.Struct, frozen=True):
    """A field of text: its number within the record, its subfields and their items."""

    number: int
    subfields: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The first item of the first subfield; most fields have no other."""
        return self.subfields[0][0]


class BinaryHeader(msgspec.Struct, frozen=True):
    """What stands before the picture of a record in binary; ``None`` and empty where its type has no such field.

    ``positions``: finger positions (table 8); ``is_native``: scanned at another resolution than 500 dots an inch.
    """

    width: int
    height: int
    compression: int
    impression: int | None = None
    positions: tuple[int, ...] = ()
    is_native: bool = False


class Record(msgspec.Struct, frozen=True):
    """One record: its type, its number in the file, and its fields or its header, with the picture where it has one."""

    kind: int
    idc: int
    fields: tuple[TaggedField, ...] = ()
    header: BinaryHeader | None = None
    picture: bytes = b""

    def field(self, number: int) -> TaggedField | None:
        """Return the field of a number, e.g. 3 for ``T.003``."""
        return next((field for field in self.fields if field.number == number), None)


def read_ansi_nist(data: bytes) -> tuple[Record, ...]:
    """Return the records, the description of the file (type 1) first.

    Raises:
        MalformedRecord: No such file; lengths, marks or the list of records do not agree with what is there; more
            than ``MOST_BYTES``, ``MOST_RECORDS`` or ``MOST_FIELDS``.
    """
    if len(data) > MOST_BYTES:
        raise MalformedRecord(f"a file takes at most {MOST_BYTES} bytes, here {len(data)}", code="too-long")
    octets = Octets(data)
    first = _read_tagged(octets, 1)
    listed = _list_of_records(first)
    records = [first, *(_read_record(octets, kind) for kind, _ in listed)]
    if octets.left:
        message = f"{octets.left} bytes stand after the last record that 1.003 lists"
        raise MalformedRecord(message, code="records-differ", offset=octets.place)
    if [(record.kind, record.idc) for record in records[1:]] != listed:
        raise MalformedRecord("1.003 lists other record numbers than the records have", code="records-differ")
    return tuple(records)


def _list_of_records(first: Record) -> list[tuple[int, int]]:
    field = first.field(3)
    try:
        (own, count), *listed = [(int(kind), int(number)) for kind, number in (field.subfields if field else ())]
    except ValueError as error:
        raise MalformedRecord("1.003 does not list the records as pairs of numbers", code="no-list") from error
    if own != 1 or count != len(listed) or count > MOST_RECORDS:
        message = f"1.003 counts {count} records and lists {len(listed)}, of at most {MOST_RECORDS}"
        raise MalformedRecord(message, code="records-differ")
    return listed


def _read_record(octets: Octets, kind: int) -> Record:
    if kind in _FINGER_IMAGES:
        return _read_finger_image(octets, kind)
    if kind == _SIGNATURE:
        return _read_signature(octets)
    if kind == _DATA_ONLY:
        body = _binary_body(octets, 5)
        return Record(kind, body.number(1, "the record number"), picture=body.take(body.left, "the data"))
    return _read_tagged(octets, kind)


def _binary_body(octets: Octets, least: int) -> Octets:
    """Return what follows the length of a record in binary, to its end."""
    start = octets.place
    length = octets.number(4, "the length of a record")
    if length < least:
        message = f"a record of this type takes {least} bytes at least, this one says {length}"
        raise MalformedRecord(message, code="wrong-length", offset=start)
    return Octets(octets.take(length - 4, "a record"))


def _read_finger_image(octets: Octets, kind: int) -> Record:
    body = _binary_body(octets, 18)
    idc, impression = body.take(2, "the header")
    positions = tuple(position for position in body.take(6, "the finger positions") if position != _NO_FINGER)
    native = body.number(1, "the resolution")
    width, height = body.number(2, "the width"), body.number(2, "the height")
    compression = body.number(1, "the compression")
    header = BinaryHeader(width, height, compression, impression, positions, is_native=native == 1)
    return Record(kind, idc, header=header, picture=body.take(body.left, "the picture"))


def _read_signature(octets: Octets) -> Record:
    body = _binary_body(octets, 12)
    idc, _kind, representation, native = body.take(4, "the header")
    width, height = body.number(2, "the width"), body.number(2, "the height")
    header = BinaryHeader(width, height, representation, is_native=native == 1)
    return Record(_SIGNATURE, idc, header=header, picture=body.take(body.left, "the picture"))


def _read_tagged(octets: Octets, kind: int) -> Record:
    start = octets.place
    body = octets.take(_tagged_length(octets, kind), f"record {kind}")
    if body[-1:] != FS:
        message = f"record {kind} does not end with its mark: its length or its bytes were changed"
        raise MalformedRecord(message, code="no-end", offset=start + len(body))
    fields, picture = _read_fields(body, kind, start)
    idc = 0 if kind == 1 else _idc(fields, start)
    return Record(kind, idc, fields, picture=picture)


def _tagged_length(octets: Octets, kind: int) -> int:
    """Return the length that field 1 tells, without moving on."""
    place = octets.place
    found = re.match(rb"0*%d\.0*1:([0-9]{1,9})\x1d" % kind, octets.take(min(octets.left, 32), "the first field"))
    octets.place = place
    if found is None or int(found[1]) < len(found[0]):
        message = f"record {kind} does not begin with its length: send an ANSI/NIST file with fields of text"
        raise MalformedRecord(message, code="no-record", offset=place)
    return int(found[1])


def _read_fields(body: bytes, kind: int, start: int) -> tuple[tuple[TaggedField, ...], bytes]:
    fields: list[TaggedField] = []
    place, end = 0, len(body) - 1
    while place < end:
        tag = _TAG.match(body, place)
        if tag is None or int(tag[1]) != kind or len(fields) == MOST_FIELDS:
            message = f"a field of record {kind} has no number, or there are more than {MOST_FIELDS}"
            raise MalformedRecord(message, code="no-field", offset=start + place)
        if int(tag[2]) == _PICTURE:
            return tuple(fields), body[tag.end() : end]
        stop = body.find(GS, tag.end())
        stop = end if stop < 0 else stop
        fields.append(TaggedField(int(tag[2]), _subfields(body[tag.end() : stop])))
        place = stop + 1
    return tuple(fields), b""


def _subfields(value: bytes) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_text(item) for item in subfield.split(US)) for subfield in value.split(RS))


def _text(item: bytes) -> str:
    try:
        return item.decode()
    except UnicodeDecodeError:
        return item.decode("latin-1")


def _idc(fields: tuple[TaggedField, ...], start: int) -> int:
    text = next((field.text for field in fields if field.number == 2), "")
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise MalformedRecord("field 2 is not the number of the record", code="no-number", offset=start)
    return int(text)
