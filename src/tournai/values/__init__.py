"""The words that every room shares: persons, partial dates, places, purposes."""

from tournai.values.partial_dates import PartialDate
from tournai.values.persons import (
    Document,
    DocumentKind,
    DocumentNumber,
    Name,
    NameKind,
    Person,
    Sex,
    StateCode,
    document_number,
)
from tournai.values.places import Airport, airport, state_code
from tournai.values.purposes import LegalBasis, Purpose, Reference

__all__ = [
    "Airport",
    "Document",
    "DocumentKind",
    "DocumentNumber",
    "LegalBasis",
    "Name",
    "NameKind",
    "PartialDate",
    "Person",
    "Purpose",
    "Reference",
    "Sex",
    "StateCode",
    "airport",
    "document_number",
    "state_code",
]
