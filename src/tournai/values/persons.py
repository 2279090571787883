"""A person as records describe one: names, births, documents. What screening compares, whatever the record was."""

from enum import Enum
from typing import NewType

import msgspec

from tournai.values.partial_dates import PartialDate

StateCode = NewType("StateCode", str)
"""A state as ICAO Doc 9303-3 section 5 codes it: three letters, ``FRA``, ``D`` written ``DEU``, ``XXA`` stateless."""

DocumentNumber = NewType("DocumentNumber", str)
"""A document's number: upper case, letters and digits only (see `document_number`)."""


class Sex(Enum):
    """Sex as ICAO Doc 9303-4 has it; ``UNKNOWN`` where the record says nothing or ``U``."""

    FEMALE = "F"
    MALE = "M"
    UNSPECIFIED = "X"
    UNKNOWN = "U"


class NameKind(Enum):
    """What a name is to its record."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK_ALIAS = "weak alias"
    """An alias that its source marks as weak or of low quality: too common to identify a person alone."""
    FORMER = "former"
    ORIGINAL_SCRIPT = "original script"


class DocumentKind(Enum):
    """What a document is; the letters follow ICAO Doc 9303 and PNRGOV's DOCS."""

    PASSPORT = "P"
    IDENTITY_CARD = "I"
    VISA = "V"
    RESIDENCE_PERMIT = "R"
    CREW = "C"
    OTHER = "O"
    UNKNOWN = "?"


class Name(msgspec.Struct, frozen=True, gc=False):
    """A person's name, as the record spells it.

    ``surname`` is Doc 9303's primary identifier, ``given`` the secondary one. A source that does not say which is
    which puts all in ``surname``.
    """

    surname: str
    given: str = ""
    kind: NameKind = NameKind.PRIMARY

    @property
    def full(self) -> str:
        """The given names and the surname, in that order."""
        return f"{self.given} {self.surname}".strip()


class Document(msgspec.Struct, frozen=True, gc=False):
    """A travel or identity document that a record names; any part may be missing."""

    number: DocumentNumber
    kind: DocumentKind = DocumentKind.UNKNOWN
    issuing_state: StateCode | None = None
    date_of_expiry: PartialDate | None = None


class Person(msgspec.Struct, frozen=True):
    """What one record says of one person; every part may be empty, none is guessed."""

    names: tuple[Name, ...]
    births: tuple[PartialDate, ...] = ()
    sex: Sex = Sex.UNKNOWN
    nationalities: tuple[StateCode, ...] = ()
    birthplaces: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()


def document_number(text: str) -> DocumentNumber:
    """Return a document's number as it is compared: upper case, only letters and digits.

    >>> document_number("ab 123-456<")
    'AB123456'
    """
    return DocumentNumber("".join(char for char in text.upper() if char.isalnum()))
