"""Mails that carry messages: encoded bodies and attachments decoded where they stand.

The file keeps its length: what decoding saves is filled with line ends, which no message holds, so that a defect's
offset still lies on the mail's own line.

Source: RFC 2045, section 6 (transfer encodings); RFC 2046, sections 5.1 and 5.2.1 (multipart, message); RFC 5322, 2.2.
"""

import binascii
import re
from itertools import islice

MOST_PARTS = 1_000
"""Parts of one mail that are looked at."""
MOST_DEPTH = 8
"""Parts within parts within parts; more is no mail that a carrier sends."""
MOST_FIELDS = 500
"""Header fields of one part."""

Fields = dict[bytes, bytes]

_FIELD = re.compile(rb"([!-9;-~]{1,100}):([^\r\n]{0,998}(?:\r?\n[ \t][^\r\n]{0,998}){0,200})(?:\r?\n|\r|\Z)")
"""A header field; a longer line is none, so that a message in one line costs nothing here."""
_ENVELOPE = re.compile(rb"From [^\r\n]*\r?\n")
"""The line that a mailbox puts before a mail."""
_BLANK_LINE = re.compile(rb"\r?\n|\r")
_BOUNDARY = re.compile(rb"boundary=(?:\"([^\"\r\n]{1,70})\"|([^\s;\"]{1,70}))", re.IGNORECASE)
_QUOTED_LINE = re.compile(rb"[^\r\n]*=[^\r\n]*")
_LINE = re.compile(rb"[^\r\n]+")
_SHORT_LINE = 20
"""Below this average the place within an encoded part is not kept: it would cost more than it tells."""
_OPAQUE = (b"image/", b"audio/", b"video/", b"font/")


def plain_mail(data: bytes) -> bytes:
    """Return a file with its mail's encoded parts decoded in place, as long as before; any other file as it is.

    Of alternatives the plain text is kept, the one in HTML blanked. What cannot be decoded stays as it stands.
    """
    start = len(data) - len(data.lstrip())
    mailbox = _ENVELOPE.match(data, start)
    fields, body = _fields(data, mailbox.end() if mailbox else start, len(data))
    if b"content-type" not in fields and b"content-transfer-encoding" not in fields:
        return data
    mail = _Mail(data)
    mail.decode(fields, body, len(data))
    return bytes(mail.plain)


def _fields(data: bytes, start: int, end: int) -> tuple[Fields, int]:
    """Return a part's header fields, names in lower case, and where its body begins."""
    fields: Fields = {}
    for _ in range(MOST_FIELDS):
        match = _FIELD.match(data, start, end)
        if match is None:
            break
        fields.setdefault(match[1].lower(), match[2].strip())
        start = match.end()
    blank = _BLANK_LINE.match(data, start, end)
    return fields, blank.end() if blank else start


class _Mail:
    """A mail while its parts are decoded in place, and how many of them may still be looked at."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.plain = bytearray(data)
        self.left = MOST_PARTS

    def decode(self, fields: Fields, start: int, end: int, depth: int = 0) -> None:
        kind = fields.get(b"content-type", b"text/plain").lower()
        if kind.startswith(b"multipart/"):
            if depth < MOST_DEPTH:
                self._decode_parts(fields, start, end, depth)
        elif kind.startswith(b"message/rfc822"):
            inner, body = _fields(self.data, start, end)
            if depth < MOST_DEPTH:
                self.decode(inner, body, end, depth + 1)
        elif not kind.startswith(_OPAQUE):
            encoding = fields.get(b"content-transfer-encoding", b"").lower()
            if encoding == b"quoted-printable":
                self.plain[start:end] = _from_quoted(self.data[start:end])
            elif encoding == b"base64":
                self.plain[start:end] = _from_base64(self.data[start:end])

    def _decode_parts(self, fields: Fields, start: int, end: int, depth: int) -> None:
        parts = self._parts(fields, start, end)
        is_choice = fields[b"content-type"].lower().startswith(b"multipart/alternative")
        has_text = any(_is(inner, b"text/plain") for inner, _, _ in parts)
        for inner, body, stop in parts:
            if is_choice and has_text and _is(inner, b"text/html"):
                self.plain[body:stop] = b"\n" * (stop - body)
            else:
                self.decode(inner, body, stop, depth + 1)

    def _parts(self, fields: Fields, start: int, end: int) -> list[tuple[Fields, int, int]]:
        """Return each part's header fields, and where its body begins and ends."""
        named = _BOUNDARY.search(fields[b"content-type"])
        if named is None:
            return []
        delimiter = re.compile(rb"^--" + re.escape(named[1] or named[2]) + rb"(?:--)?[ \t]*\r?$\n?", re.MULTILINE)
        found = islice(delimiter.finditer(self.data, start, end), self.left)
        cuts = [(match.start(), match.end()) for match in found]
        self.left -= len(cuts)
        ends = [cut for cut, _ in cuts[1:]] + [end]
        return [(*_fields(self.data, after, stop), stop) for (_, after), stop in zip(cuts, ends, strict=False)]


def _is(fields: Fields, kind: bytes) -> bool:
    return fields.get(b"content-type", b"text/plain").lower().startswith(kind)


def _from_quoted(encoded: bytes) -> bytes:
    """Return the decoded bytes line by line, each as long as it was; whole where lines are short."""
    if encoded.count(b"\n") * _SHORT_LINE > len(encoded):
        return binascii.a2b_qp(encoded).ljust(len(encoded), b"\n")
    return _QUOTED_LINE.sub(lambda line: binascii.a2b_qp(line[0]).ljust(len(line[0]), b"\n"), encoded)


def _from_base64(encoded: bytes) -> bytes:
    """Return the decoded bytes line by line, each as long as it was; whole where lines are short or no whole groups."""
    lines = _LINE.findall(encoded)
    try:
        if len(lines) * _SHORT_LINE <= len(encoded) and all(len(line) % 4 == 0 for line in lines[:-1]):
            return _LINE.sub(lambda line: binascii.a2b_base64(line[0]).ljust(len(line[0]), b"\n"), encoded)
        return binascii.a2b_base64(encoded).ljust(len(encoded), b"\n")
    except binascii.Error:
        return encoded
