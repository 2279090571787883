"""A person of a passenger list and the documents, while their groups are read.

Source: UN/EDIFACT PAXLST, groups 4 and 5.
"""

from datetime import date

import msgspec

from tournai.travel.records import Bag, Place, Seat, Ticket, TravelDocument, Traveller
from tournai.travel.service_requests import KINDS
from tournai.values import DocumentKind, PartialDate, Sex, StateCode


class DocumentDraft(msgspec.Struct, gc=False):
    """A document while its group is read."""

    type_code: str
    number: str
    place: Place
    issuing_state: StateCode | None = None
    date_of_expiry: date | None = None

    def freeze(self) -> TravelDocument:
        """Return the document."""
        return TravelDocument(
            kind=KINDS.get(self.type_code, DocumentKind.OTHER),
            type_code=self.type_code,
            number=self.number,
            issuing_state=self.issuing_state,
            date_of_expiry=self.date_of_expiry,
            source_code="DOC",
            place=self.place,
        )


class Entry(msgspec.Struct, gc=False):
    """A person of the list while the group is read."""

    surname: str
    given: str
    place: Place
    is_crew: bool
    is_transit: bool
    sex: Sex = Sex.UNKNOWN
    sex_place: Place | None = None
    date_of_birth: PartialDate | None = None
    birth_place: Place | None = None
    nationalities: list[StateCode] = msgspec.field(default_factory=list)
    nationality_place: Place | None = None
    unique_reference: str = ""
    record_locators: list[str] = msgspec.field(default_factory=list)
    ports: dict[str, str] = msgspec.field(default_factory=dict)
    capture_verified: bool | None = None
    documents: list[DocumentDraft] = msgspec.field(default_factory=list)
    seats: list[Seat] = msgspec.field(default_factory=list)
    bags: list[Bag] = msgspec.field(default_factory=list)
    tickets: list[Ticket] = msgspec.field(default_factory=list)
    count: int | None = None
    weight: str = ""
    weight_unit: str = ""
    measure_place: Place | None = None

    def freeze(self) -> Traveller:
        """Return the traveller."""
        return Traveller(
            surname=self.surname,
            given=self.given,
            unique_reference=self.unique_reference,
            is_crew=self.is_crew,
            is_transit=self.is_transit,
            date_of_birth=self.date_of_birth,
            birth_place=self.birth_place,
            sex=self.sex,
            sex_place=self.sex_place,
            nationalities=tuple(dict.fromkeys(self.nationalities)),
            nationality_place=self.nationality_place,
            documents=tuple(draft.freeze() for draft in self.documents),
            tickets=tuple(self.tickets),
            seats=tuple(self.seats),
            bags=self._bags(),
            capture_verified=self.capture_verified,
            record_locators=tuple(self.record_locators),
            first_port=self.ports.get("first_port", ""),
            journey_start=self.ports.get("journey_start", ""),
            journey_end=self.ports.get("journey_end", ""),
            place=self.place,
        )

    def _bags(self) -> tuple[Bag, ...]:
        if self.count is None and not self.weight:
            return tuple(self.bags)
        total = Bag(count=self.count, weight=self.weight, weight_unit=self.weight_unit, place=self.measure_place)
        return (total, *self.bags)
