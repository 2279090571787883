"""Any seal from the bytes of its barcode, or from what a person or a program writes for them."""

from tournai.documents.seals.two_d_doc import GS, RS, US, TwoDDoc, read_two_d_doc
from tournai.documents.seals.vds import MAGIC, VERSION_3, VERSION_4, MalformedSeal, VisibleSeal, read_seal
from tournai.documents.seals.vds_nc import VdsNc, read_vds_nc
from tournai.values.wordings import say

Seal = VisibleSeal | VdsNc | TwoDDoc

WRITTEN_SEPARATORS = {"<GS>": GS, "<RS>": RS, "<US>": US, "\u241d": GS, "\u241e": RS, "\u241f": US}
"""How separators are written where they cannot be typed."""


def read_any_seal(data: bytes) -> Seal:
    """Return the seal that the bytes of a barcode are, of whichever kind.

    Raises:
        MalformedSeal: They begin like no kind of seal.
        Malformed: They break the format of the kind that they begin like.
    """
    if data[:1] == bytes((MAGIC,)):
        return read_seal(data) if data[1:2] in (bytes((VERSION_3,)), bytes((VERSION_4,))) else read_two_d_doc(data)
    if data[:3] == b"DC0":
        return read_two_d_doc(data)
    if data.lstrip()[:1] == b"{":
        return read_vds_nc(data)
    raise MalformedSeal(say("a seal begins with DC or {brace}: scan it again", brace="{"), code="no-seal", offset=0)


def bytes_of_text(text: str) -> bytes:
    """Return the bytes that a text stands for: hexadecimal digits, or characters with separators written out.

    Raises:
        MalformedSeal: A character that no barcode of this kind holds.
    """
    written = text.strip()
    try:
        return bytes.fromhex(written)
    except ValueError:
        pass
    for name, separator in WRITTEN_SEPARATORS.items():
        written = written.replace(name, separator)
    try:
        return written.encode("utf-8" if written.startswith("{") else "latin-1")
    except UnicodeEncodeError as error:
        raise MalformedSeal(say("a character that no seal holds"), code="no-seal", offset=error.start) from error
