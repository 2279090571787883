"""A Typst template and the values that fill it become an archival, tagged PDF; nothing is written on the way.

A value is data, never markup: whatever a document or a person wrote stands in the form as it was written; a character
that the fonts do not have stands as its number, ``[U+6F22]``. Fonts are those of the library; the same form gives the
same bytes.

Source: ISO 19005-2:2011 (PDF/A-2, level A); ISO 14289-1:2014 (PDF/UA-1).
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from importlib.resources import files
from types import ModuleType

import msgspec

from tournai.errors import Unavailable
from tournai.values.wordings import say

EXTRA = "forms"
STANDARDS = ("a-2a", "ua-1")

_NOT_SHOWN = re.compile(
    "[^\n\t\x20-\x7e\xa0-\u024f\u0370-\u04ff\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u2040\u20a0-\u20bf\u2190-\u2212]"
)
"""What is neither Latin, Greek nor Cyrillic nor their punctuation, and marks that turn the direction of writing."""

_FRAME = "sheet.typ"
_VALUES = "values.json"


class Form(msgspec.Struct, frozen=True):
    """What a form is made of.

    ``template``: Typst; it begins with ``#import "sheet.typ": sheet``, reads ``values.json`` and shows ``sheet``.
    ``values``: what JSON holds, under the names that the template uses. ``language``: ISO 639-1. ``watermark``: in
    large across each page, empty for none; ``footer``: below it, and at the foot of each page.
    """

    title: str
    language: str
    template: str
    values: Mapping[str, object]
    watermark: str
    footer: str
    made_at: datetime


def typeset(form: Form) -> bytes:
    """Return a form as PDF.

    Raises:
        Unavailable: The extra ``forms`` is not installed.
    """
    compiler = _compiler()
    frame = {
        "title": form.title, "language": form.language, "watermark": form.watermark, "footer": form.footer,
    }  # fmt: skip
    values = _shown({**form.values, "frame": frame})
    sources = {
        "main.typ": form.template.encode(),
        _FRAME: files("tournai.forms").joinpath(_FRAME).read_bytes(),
        _VALUES: json.dumps(values).encode(),
    }
    made: bytes = compiler.compile(
        sources,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
        timestamp=int(form.made_at.timestamp()),
    )
    return made


def _shown(value: object) -> object:
    """Return a value with the characters of its texts that the fonts do not have written out."""
    if isinstance(value, str):
        return _NOT_SHOWN.sub(_number, "".join(map(_assigned, unicodedata.normalize("NFC", value))))
    if isinstance(value, Mapping):
        return {name: _shown(one) for name, one in value.items()}
    if isinstance(value, list | tuple) and not (value and isinstance(value[0], int)):
        return [_shown(one) for one in value]
    return value


def _assigned(character: str) -> str:
    return f"[U+{ord(character):04X}]" if unicodedata.category(character) == "Cn" else character


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def picture_of(jpeg: bytes, alternative: str) -> dict[str, object]:
    """Return a picture as a template takes it: with the words for who does not see it. Not a JPEG: an error of ours."""
    return {"data": list(jpeg), "alternative": alternative}


def _compiler() -> ModuleType:
    try:
        return import_module("typst")
    except ModuleNotFoundError as error:
        reason = say("this needs the extra {extra}: pip install 'tournai[{extra}]'", extra=EXTRA)
        raise Unavailable(reason) from error
