"""Identity documents as official lists describe them: kinds, numbers and expiry in free text."""

import re

from tournai.alerts.reading import Entry
from tournai.values import Document, DocumentKind, PartialDate, document_number
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

KIND_WORDS: tuple[tuple[str, DocumentKind], ...] = (
    (r"passport|passeport|pasaporte|laissez|travel document", DocumentKind.PASSPORT),
    (r"visa", DocumentKind.VISA),
    (r"\bresiden|immigration", DocumentKind.RESIDENCE_PERMIT),
    (r"seafarer|crew|pilot", DocumentKind.CREW),
    (r"birth|certificate|ration|driver|student|military|militar|serviceman|fiscal|social security|tax|ssn|other",
     DocumentKind.OTHER),
    (r"\bidenti|\bid\b|national number|tazkira|cedula|citizen's card|electora|voter|bundespersonal",
     DocumentKind.IDENTITY_CARD),
)  # fmt: skip
"""Words of a document's description, first match first, and the kind that they mean."""

_KINDS = tuple((re.compile(words, re.IGNORECASE), kind) for words, kind in KIND_WORDS)

NUMBER_AFTER_WORDS = re.compile(
    r".*?(?:\bno\b|\bn°|\bnumber\b|\bnum\b)[.:°]*\s*(?:n°)?\s*(?P<number>.*\d.*)", re.IGNORECASE
)
"""A number that is led by words, ``diplomatic passport no. D0000``: the part after the words is the number."""

EXPIRY = re.compile(r"(?:expir\w*|valid until)\W*(?:date|on)?\W*(?P<date>[\w .,-]{4,50})", re.IGNORECASE)
"""When a document expires, in a note: ``Expires on 7 Dec. 2016``, ``Expiration date: 2026-12-11``."""

AFTER_NUMBER = re.compile(r",\s|;|(?<=\d)\s?\(|\b(?:expir|issue|valid)", re.IGNORECASE)
"""What ends a number: a remark after it."""

MAX_PREFIX = 3
"""The longest word of letters alone that can be part of a number: ``AB 123456``, against ``Passport 123456``."""

MAX_DATE_WORDS = 8
"""The words of the longest date: ``circa 01 Jan 2020 to 05 Mar 2020``."""

MAX_TEXT = 500
"""The longest description or note, in characters, that is searched; the longest real one has about 200."""

MAX_NUMBER = 40
"""The longest number, in letters and digits, that is taken for a document's."""


def document_kind(*descriptions: str) -> DocumentKind:
    """Return the kind of the first description that says one, ``UNKNOWN`` where none does.

    >>> document_kind("Birth certificate", "National Identification Number")
    <DocumentKind.OTHER: 'O'>
    """
    for description in descriptions:
        for words, kind in _KINDS:
            if words.search(description[:MAX_TEXT]):
                return kind
    return DocumentKind.UNKNOWN


def read_document(
    entry: Entry, kind: DocumentKind, text: str, state: str, expiry: PartialDate | None
) -> Document | None:
    """Return the document whose number a text gives, or ``None``, noted, where it gives none.

    An expiry written after the number stands in for a missing one.
    """
    number = document_number(_number_in(text[:MAX_TEXT]))
    if not any(char.isdigit() for char in number) or len(number) > MAX_NUMBER:
        entry.note(say("an identity document has no number that can be compared"))
        return None
    return Document(number, kind, entry.state(state, "issuing state"), expiry or read_expiry(text))


def read_expiry(note: str) -> PartialDate | None:
    """Return the expiry that a free text gives; ``None`` where it gives none.

    >>> str(read_expiry("Issued 24 Oct. 2000; expires on 24 Oct. 2005"))
    '2005-10-24'
    """
    found = EXPIRY.search(note[:MAX_TEXT])
    words = found["date"].split() if found else []
    readings = (read_partial_date(" ".join(words[:count]).rstrip(" .,-")) for count in range(MAX_DATE_WORDS, 0, -1))
    return next((reading for reading in readings if reading), None)


def _number_in(text: str) -> str:
    """Return the part of a text that is the number: without the words that lead it and the remarks after it."""
    led = NUMBER_AFTER_WORDS.fullmatch(text)
    words = AFTER_NUMBER.split(led["number"] if led else text)[0].replace("(", " ").replace(")", " ").split()
    numbered = [place for place, word in enumerate(words) if len(word) <= MAX_PREFIX or any(map(str.isdigit, word))]
    return "".join(words[numbered[0] : numbered[-1] + 1]) if numbered else ""
