"""Passenger data: EDIFACT and XML in, typed and minimised records out; and both out, for simulators and replies.

>>> from tournai.travel import read_travel_file, summarise
>>> summarise(read_travel_file(b"UNB+IATA:1+XX++301201:0900+1'UNH+1+PNRGOV:13:1:IA'UNT+2+1'UNZ+1+1'")).pnrs
0
"""

from tournai.travel.edifact import Interchange, Segment, read_interchanges
from tournai.travel.pnrgov_writer import write_pnrgov
from tournai.travel.reading import read_travel_file
from tournai.travel.records import (
    Agency,
    Bag,
    Change,
    ChangedName,
    CheckIn,
    Contact,
    Defect,
    Fare,
    FareComponent,
    FrequentFlyer,
    Leg,
    ListAction,
    ListSubject,
    Locator,
    MessageFormat,
    MessageFunction,
    MessageSyntax,
    Payment,
    Place,
    Pnr,
    Pricing,
    Push,
    Seat,
    SplitBooking,
    Tax,
    Ticket,
    TravelDocument,
    TravelFile,
    Traveller,
)
from tournai.travel.service_strings import DEFAULT, Separators
from tournai.travel.summaries import Summary, summarise
from tournai.travel.write import Unwritable, close_interchange, close_message, write_interchange, write_segments
from tournai.travel.xml import write_pnrgov_xml

__all__ = [
    "DEFAULT",
    "Agency",
    "Bag",
    "Change",
    "ChangedName",
    "CheckIn",
    "Contact",
    "Defect",
    "Fare",
    "FareComponent",
    "FrequentFlyer",
    "Interchange",
    "Leg",
    "ListAction",
    "ListSubject",
    "Locator",
    "MessageFormat",
    "MessageFunction",
    "MessageSyntax",
    "Payment",
    "Place",
    "Pnr",
    "Pricing",
    "Push",
    "Seat",
    "Segment",
    "Separators",
    "SplitBooking",
    "Summary",
    "Tax",
    "Ticket",
    "TravelDocument",
    "TravelFile",
    "Traveller",
    "Unwritable",
    "close_interchange",
    "close_message",
    "read_interchanges",
    "read_travel_file",
    "summarise",
    "write_interchange",
    "write_pnrgov",
    "write_pnrgov_xml",
    "write_segments",
]
