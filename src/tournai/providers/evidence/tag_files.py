"""The files of a bag that describe it: ``bagit.txt``, ``bag-info.txt`` and the manifests.

Source: RFC 8493 (2018), sections 2.1, 2.2 and 2.4.
"""

import re
from collections.abc import Iterator

import msgspec

from tournai.errors import Malformed
from tournai.providers.evidence.names import read_name
from tournai.values.wordings import say

DECLARATION = "bagit.txt"
INFORMATION = "bag-info.txt"
FETCH = "fetch.txt"
PAYLOAD = "data/"
MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9]{1,20})\.txt")
DECLARED = re.compile(rb"BagIt-Version: (0\.97|1\.0)\r?\nTag-File-Character-Encoding: [Uu][Tt][Ff]-8(?:\r?\n)?")
_LINE = re.compile(r"([0-9A-Fa-f]{32,128})[ \t]+\*?(.*)")
_LABEL = re.compile(r"([^\s:][^:\r\n]{0,99}):[ \t]*(.*)")
_OXUM = re.compile(r"([0-9]{1,18})\.([0-9]{1,9})")
_COUNT = re.compile(r"([1-9][0-9]{0,4}) of ([1-9][0-9]{0,4}|\?)")


class MalformedTagFile(Malformed):
    """A tag file that is not of its form."""


class Information(msgspec.Struct, frozen=True):
    """What ``bag-info.txt`` says.

    Attributes:
        identifier: ``External-Identifier``: the case identifier of the order.
        oxum: ``Payload-Oxum``: bytes and files of the payload; ``None`` where it is not said.
        part: ``Bag-Count``: the number of this bag, from 1, and how many there are (``None``: not known yet).
        group: ``Bag-Group-Identifier``: what the parts share.
    """

    identifier: str = ""
    oxum: tuple[int, int] | None = None
    part: tuple[int, int | None] | None = None
    group: str = ""


def read_lines(data: bytes) -> list[str]:
    """Return the lines of a tag file.

    Raises:
        MalformedTagFile: It is not UTF-8, or begins with a byte order mark.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise MalformedTagFile("a tag file has no byte order mark", code="byte-order-mark")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedTagFile("a tag file is UTF-8", code="not-utf-8", offset=error.start) from error
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[:-1] if lines and not lines[-1] else lines


def manifest_lines(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name and the hash, lower-case hexadecimal, of each line of a manifest.

    Raises:
        MalformedTagFile: A line is not a hash, white space and a name.
    """
    for number, line in enumerate(read_lines(data), 1):
        found = _LINE.fullmatch(line)
        if found is None or not found[2]:
            raise MalformedTagFile(say("line {line}: a hash and a file name were expected", line=number), code="line")
        yield read_name(found[2]), found[1].lower()


def read_information(data: bytes) -> Information:
    """Return what ``bag-info.txt`` says; labels that nobody reads are passed over.

    Raises:
        MalformedTagFile: A line has no label, or one of the labels that are read stands twice or has another form.
    """
    said: dict[str, str] = {}
    label = ""
    for number, line in enumerate(read_lines(data), 1):
        if line[:1] in (" ", "\t") and label:
            said[label] += " " + line.strip()
            continue
        found = _LABEL.fullmatch(line)
        if found is None:
            raise MalformedTagFile(say("line {line}: a label and a colon were expected", line=number), code="line")
        label = found[1].strip().lower()
        if label in _READ and label in said:
            raise MalformedTagFile(say("line {line}: the label stands twice", line=number), code="label-twice")
        said[label] = found[2].strip()
    return Information(
        said.get("external-identifier", ""),
        _oxum(said.get("payload-oxum")),
        _part(said.get("bag-count")),
        said.get("bag-group-identifier", ""),
    )


_READ = frozenset({"external-identifier", "payload-oxum", "bag-count", "bag-group-identifier"})


def _oxum(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = _OXUM.fullmatch(text)
    if found is None:
        raise MalformedTagFile("Payload-Oxum is a number of bytes, a point, a number of files", code="oxum")
    return int(found[1]), int(found[2])


def _part(text: str | None) -> tuple[int, int | None] | None:
    if text is None:
        return None
    found = _COUNT.fullmatch(text)
    if found is None:
        raise MalformedTagFile("Bag-Count is a number, “of”, and a number or a question mark", code="bag-count")
    number, count = int(found[1]), None if found[2] == "?" else int(found[2])
    if count is not None and number > count:
        raise MalformedTagFile("Bag-Count: the number of a part is above the number of parts", code="bag-count")
    return number, count
