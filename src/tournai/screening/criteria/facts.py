"""The travel facts that a criterion may name, and one traveller's facts: the whole vocabulary of the language.

A fact is something that a booking or a passenger list of Annex I says about the conduct of a journey. What says who
somebody is (see `grounds`) is no fact, and so no criterion can name it.

Source: Directive (EU) 2016/681, Annex I, Art. 6(3)(b) and 6(4); C-817/19: criteria are targeted, proportionate and
specific, and rest on no protected ground, directly or through a proxy. Rule PNR-09.
"""

from datetime import date
from enum import Enum

import msgspec


class Kind(Enum):
    """What may be said of a fact."""

    ROUTE = "route"
    DAY = "day"
    DURATION = "duration"
    """Minutes; written in minutes, hours or days."""
    COUNT = "count"
    CHOICE = "choice"
    CODE = "code"


class Weight(Enum):
    """What a fact tells of a traveller."""

    CONDUCT = "conduct"
    """How somebody booked, paid and travels."""
    SECOND_LOOK = "second look"
    """It may stand for where somebody comes from or how old they are: never enough by itself, never negated, and
    whoever approves the criterion is told."""


class Fact(msgspec.Struct, frozen=True):
    """A fact of the language. ``values``: the words of a choice. ``least`` and ``most``: what any journey has, in
    minutes or as a count. ``layout``: a code as a regular expression."""

    name: str
    kind: Kind
    annex: str
    meaning: str
    weight: Weight = Weight.CONDUCT
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    layout: str = ""
    why: str = ""
    """Why it asks for a second look."""

    @property
    def field(self) -> str:
        """The name of its value in `TravelFacts`."""
        return self.name.replace(" ", "_")


DAY = 24 * 60
"""Minutes."""
LONGEST_AHEAD = 400 * DAY
"""Carriers sell flights less than a year ahead."""

_ROUTE_WHY = "an airport may stand for the nationality or origin of those who fly from it"
_LOOK = Weight.SECOND_LOOK

_TABLE = (
    Fact("routing", Kind.ROUTE, "7", "the airports of the booking, in their order", _LOOK, why=_ROUTE_WHY),
    Fact(
        "departure date", Kind.DAY, "3", "the local day on which the flight leaves", _LOOK,
        why="with a routing, a day may stand for a feast or a pilgrimage",
    ),
    Fact("lead time", Kind.DURATION, "2, 3", "from the booking to the departure", most=LONGEST_AHEAD),
    Fact(
        "ticket lead time", Kind.DURATION, "2, 3, 13", "from the issue of the first ticket to the departure",
        most=LONGEST_AHEAD,
    ),
    Fact("last change", Kind.DURATION, "3, 19", "from the last change of the booking to the departure",
         most=LONGEST_AHEAD),
    Fact("changes", Kind.COUNT, "19", "how many changes the booking's history has", most=500),
    Fact("flight changes", Kind.COUNT, "19", "how many of them changed flights", most=500),
    Fact("name changes", Kind.COUNT, "19", "how many of them changed who travels; never the names", most=500),
    Fact(
        "journey", Kind.CHOICE, "7",
        "return: the booking comes back to where it began; one-way: it does not",
        values=("one-way", "return"),
    ),
    Fact("stay", Kind.DURATION, "7", "on a return: the longest time between two flights", most=LONGEST_AHEAD),
    Fact(
        "payment", Kind.CHOICE, "6", "the forms of payment of the tickets",
        values=("cash", "card", "cheque", "voucher", "account", "other"),
    ),
    Fact(
        "billing address", Kind.CHOICE, "5, 6",
        "own: the payer's address is one of the booking's; other: it is none of them", values=("own", "other"),
    ),
    Fact(
        "payment card", Kind.CHOICE, "6", "shared: a card of the booking pays for another booking of the flight too",
        values=("own", "shared"),
    ),
    Fact(
        "contact", Kind.CHOICE, "5",
        "shared: a telephone, e-mail or address stands in another booking of the flight; one of more than five is an "
        "agency's own and tells nothing",
        values=("own", "shared"),
    ),
    Fact(
        "payment currency", Kind.CODE, "13", "the currency of the ticket", _LOOK, layout="[A-Z]{3}",
        why="a currency stands for the country of payment, and that for where the payer comes from",
    ),
    Fact("party size", Kind.COUNT, "17", "how many travel in the booking", least=1, most=500),
    Fact(
        "booking", Kind.CHOICE, "11", "split: it was divided from another booking, or another one from it",
        values=("whole", "split"),
    ),
    Fact("bags", Kind.COUNT, "16", "the traveller's checked bags, where the message speaks of baggage", most=99),
    Fact(
        "agency", Kind.CODE, "9", "the number of the travel agency", _LOOK, layout="[0-9]{7,8}",
        why="the customers of one agency may share an origin or a neighbourhood",
    ),
    Fact(
        "document", Kind.CHOICE, "18", "what the traveller travels on", _LOOK,
        values=("passport", "identity-card"),
        why="whoever may travel on an identity card is, on most routes, a citizen of the Union",
    ),
    Fact("document age", Kind.DURATION, "18", "from the document's issue to the departure", most=30 * 366 * DAY),
    Fact("document validity", Kind.DURATION, "18", "from the departure to the document's expiry", most=30 * 366 * DAY),
    Fact(
        "minor", Kind.CHOICE, "12", "whether the booking says that an unaccompanied minor travels", _LOOK,
        values=("unaccompanied", "none"), why="it tells an age, which alone says nothing of conduct",
    ),
)  # fmt: skip

FACTS: dict[str, Fact] = {fact.name: fact for fact in _TABLE}
"""Every fact by its name. This table is the language: the reader, the judge and the manual are drawn from it."""


class TravelFacts(msgspec.Struct, frozen=True, gc=False):
    """One traveller's facts on one flight; ``None``: not known. Names are those of `FACTS`, durations in minutes.

    A choice or code has every value that the data gives, e.g. two forms of payment.
    """

    routing: tuple[str, ...] | None = None
    departure_date: date | None = None
    lead_time: int | None = None
    ticket_lead_time: int | None = None
    last_change: int | None = None
    changes: int | None = None
    flight_changes: int | None = None
    name_changes: int | None = None
    journey: tuple[str, ...] | None = None
    stay: int | None = None
    payment: tuple[str, ...] | None = None
    billing_address: tuple[str, ...] | None = None
    payment_card: tuple[str, ...] | None = None
    contact: tuple[str, ...] | None = None
    payment_currency: tuple[str, ...] | None = None
    party_size: int | None = None
    booking: tuple[str, ...] | None = None
    bags: int | None = None
    agency: tuple[str, ...] | None = None
    document: tuple[str, ...] | None = None
    document_age: int | None = None
    document_validity: int | None = None
    minor: tuple[str, ...] | None = None
