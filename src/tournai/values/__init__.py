"""The words that every room shares: persons, partial dates, places, purposes."""

from tournai.values.instants import months_after, utc
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
from tournai.values.roles import Actor, Role, check_two_persons

__all__ = [
    "Actor",
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
    "Role",
    "Sex",
    "StateCode",
    "airport",
    "check_two_persons",
    "document_number",
    "months_after",
    "state_code",
    "utc",
]
