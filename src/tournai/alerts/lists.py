"""One door for every format of official list."""

from collections.abc import Callable

from tournai.alerts.interchange import follow_the_money, gtas, lost_documents, police, senzing
from tournai.alerts.official import belgium, eu, eu_csv, france, ofac, ofac_csv, uk, un
from tournai.alerts.records import AlertList, ListFormat
from tournai.errors import Malformed
from tournai.values.wordings import say

MAX_BYTES = 512 * 2**20
"""The longest list that is read; the longest known is about 30 MB."""

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"

READERS: dict[ListFormat, Callable[[bytes], AlertList]] = {
    ListFormat.UN: un.read,
    ListFormat.OFAC: ofac.read,
    ListFormat.EU: eu.read,
    ListFormat.EU_CSV: eu_csv.read,
    ListFormat.UK: uk.read,
    ListFormat.FRANCE: france.read,
    ListFormat.BELGIUM: belgium.read,
    ListFormat.POLICE: police.read,
    ListFormat.DOCUMENTS: lost_documents.read,
    ListFormat.FOLLOW_THE_MONEY: follow_the_money.read,
    ListFormat.SENZING: senzing.read,
    ListFormat.GTAS: gtas.read,
}
"""The readers of formats that are one file."""


def read_list(form: ListFormat, data: bytes, *more: bytes) -> AlertList:
    """Return the persons of an official list, and what was left out and why.

    Args:
        form: The list's format.
        data: The list, unpacked; for ``OFAC_CSV`` the file ``SDN.CSV``.
        more: For ``OFAC_CSV`` the files ``ADD.CSV`` and ``ALT.CSV``, in any order.

    Raises:
        Malformed: The bytes are no list of that format, are packed, or exceed `MAX_BYTES`.
    """
    for file in (data, *more):
        _check(file)
    if form is ListFormat.OFAC_CSV:
        return ofac_csv.read(data, *more)
    if more:
        raise Malformed(
            say("a list of the format {form} is one file, {files} were given", form=form.value, files=1 + len(more)),
            code="files",
        )
    return READERS[form](data)


def _check(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Malformed(
            say("the list has {length} bytes, more than the {most} that are read", length=len(data), most=MAX_BYTES),
            code="too-long",
        )
    if data.startswith((GZIP_MAGIC, ZIP_MAGIC)):
        raise Malformed("the list is packed (gzip or zip): unpack it first", code="packed")
    if not data.strip():
        raise Malformed("the list is empty: fetch it again", code="empty")
