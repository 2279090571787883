"""Where in a PNRGOV XML message something may hide: attributes, elements, comments, CDATA, instructions, namespaces.

What a booking, a traveller or a flight may hold is that of `tests.rooms.travel.xml.test_minimisation`, and more.
"""

from tests.journeys.places_in_edifact import Places
from tests.rooms.travel.xml.test_minimisation import BOOKING_PLACES, FLIGHT_PLACES, TRAVELLER_PLACES

NAMESPACE = "http://www.iata.org/IATA/2007/00"
SLOTS = ("prolog", "root", "originator", "leg", "head", "list", "between", "booking", "traveller", "flight", "after")

MESSAGE = (
    '<?xml version="1.0" encoding="UTF-8"?>{prolog}<IATA_PNRGOV_NotifRQ xmlns="' + NAMESPACE + '" '
    'TimeStamp="2026-11-30T09:00:00Z"{root}><Originator{originator}/>'
    '<FlightLeg CarrierCode="XX" FlightNumber="717" DepartureDateTime="2026-12-01T11:00:00" '
    'ArrivalDateTime="2026-12-01T12:55:00"{leg}><DepartureAirport LocationCode="NCE"/>'
    '<ArrivalAirport LocationCode="BRU"/>{head}</FlightLeg><PNRs{list}>{between}{pnrs}</PNRs></IATA_PNRGOV_NotifRQ>'
    "{after}"
)
PNR = (
    '<PNR><BookingRefID ID="LOC9X{ref}"><CompanyName Code="1A"/></BookingRefID>{booking}<Passenger RPH="1">'
    "<GivenName>FLEURTJE</GivenName><Surname>DEWINTERE</Surname>{traveller}</Passenger>"
    '<Flight DepartureDateTime="2026-12-01T11:00:00" FlightNumber="717"><DepartureAirport LocationCode="NCE"/>'
    '<ArrivalAirport LocationCode="BRU"/><MarketingAirline Code="XX"/></Flight>{flight}</PNR>'
)

FRAME: dict[str, tuple[str, str]] = {
    "comment before the root": ("prolog", "<!-- {} -->"),
    "instruction before the root": ("prolog", "<?xml-stylesheet {}?>"),
    "version": ("root", ' Version="{}"'),
    "transaction identifier": ("root", ' TransactionIdentifier="{}"'),
    "echo token": ("root", ' EchoToken="{}"'),
    "correlation": ("root", ' CorrelationID="{}"'),
    "part of a message": ("root", ' TransactionStatusCode="{}" SequenceNmbr="{}"'),
    "function": ("root", ' MessageFunction="{}"'),
    "target and language": ("root", ' Target="{}" PrimaryLangID="{}" AltLangID="{}" RetransmissionIndicator="{}"'),
    "unknown attribute of the message": ("root", ' Zz="{}" xsi="{}"'),
    "namespace of the message": ("root", ' xmlns:zz="urn:{}"'),
    "originator": ("originator", ' AirlineCode="{}" SystemCode="{}" AirlineContactInfo="{}" Zz="{}"'),
    "flight": ("leg", ' OperationalSuffix="{}" ResBookDesigCode="{}" DateChangeNbr="{}" Zz="{}"'),
    "text and elements of the flight": ("head", "{}<Equipment AirEquipType='{}'>{}</Equipment><Zz a='{}'>{}</Zz>"),
    "comment in the flight": ("head", "<!--{}--><![CDATA[{}]]><?z {}?>"),
    "number of bookings": ("list", ' NumberOfPnrs="{}" Zz="{}"'),
    "between bookings": ("between", "{}<Zz a='{}'>{}</Zz><!--{}--><?z {}?><![CDATA[{}]]>"),
    "after the message": ("after", "<!-- {} --><?z {}?>"),
}
"""Place -> where in `MESSAGE` it is, and what stands there."""

MORE: dict[str, tuple[str, str]] = {
    "CDATA of a booking": ("booking", "<![CDATA[{}]]><Remark><![CDATA[{}]]></Remark>"),
    "comment in a remark": ("booking", "<Remark>A<!--{}-->B<?z {}?></Remark>"),
    "namespace of an element": ("booking", "<zz:Zz xmlns:zz='urn:{}' zz:a='{}'>{}</zz:Zz>"),
    "deep in an unknown element": (
        "booking", "<Zz><Zy><Remark>{}</Remark><Passenger><Surname>{}</Surname></Passenger></Zy></Zz>",
    ),
    "history of services": (
        "booking", "<PNRHistory><SSR SSRCode='{}'><Text>{}</Text></SSR><OSI>{}</OSI></PNRHistory>",
    ),
    "name with a remark": (
        "booking", "<Passenger><GivenName>OSCAR MR/{}</GivenName><Surname>ANDERS({})</Surname></Passenger>",
    ),
    "other names": (
        "booking", "<Passenger><MiddleName>({})</MiddleName><SurnamePrefix/><Surname>ANDERS*{}</Surname></Passenger>",
    ),
    "attributes of a traveller": (
        "booking",
        "<Passenger RPH='{}' PTC='{}' SurnameRefNumber='{}' Zz='{}'><Surname>ANDERS</Surname></Passenger>",
    ),
    "meal of a traveller": ("traveller", "<SSR SSRCode='KSML' Zz='{}'><Text>{}</Text></SSR><Meal>{}</Meal>"),
    "CDATA of a service": ("traveller", "<SSR SSRCode='OTHS'><Text><![CDATA[{}]]></Text></SSR>"),
    "trailing attributes of a document": (
        "traveller", "<DOC_SSR SSRCode='DOCS' Zz='{}'><DOCS Zz='{}'>{}<Zy>{}</Zy></DOCS></DOC_SSR>",
    ),
    "remark in a document's name": (
        "traveller",
        "<DOC_SSR SSRCode='DOCS'><DOCS Surname='ANDERS' FirstGivenName='OSCAR({})' SecondGivenName='*{}'/></DOC_SSR>",
    ),
}  # fmt: skip
"""Place -> in what of a booking it is, and what stands there."""

OF_BOOKINGS = {
    name: text.removeprefix("<PNR>").removesuffix("</PNR>")
    for name, text in BOOKING_PLACES.items()
    if text.startswith("<PNR>")
}
INSIDE: dict[str, tuple[str, str]] = {
    **{name: ("booking", text) for name, text in OF_BOOKINGS.items()},
    **{f"{name} of a traveller": ("traveller", text) for name, text in TRAVELLER_PLACES.items()},
    **{f"{name}, beside others": ("flight", text) for name, text in FLIGHT_PLACES.items()},
    **MORE,
}


def compose_xml(filled: dict[str, str], *bookings: dict[str, str]) -> bytes:
    """Return a message: what is filled into its slots, and a booking for each dictionary of slots of its own."""
    pnrs = "".join(
        PNR.format_map(dict.fromkeys(SLOTS, "") | booking | {"ref": f"{number:02}"})
        for number, booking in enumerate(bookings or ({},))
    )
    return MESSAGE.format_map(dict.fromkeys(SLOTS, "") | filled | {"pnrs": pnrs}).encode()


def joined(places: dict[str, tuple[str, str]], written: Places) -> dict[str, str]:
    """Return slot -> all that stands in it, out of place -> what is written there."""
    slots: dict[str, str] = {}
    for name, (slot, _) in places.items():
        slots[slot] = slots.get(slot, "") + written[name]
    return slots
