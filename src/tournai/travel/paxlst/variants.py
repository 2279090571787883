"""How single states want their passenger lists written: what differs from the guide, as data.

Only form differs here. What a state also asks for and the law of the Union does not list (addresses, places of birth)
is not written. Some states tell senders to write ``M`` where the sex is not known: that is not done either.

Source: WCO/IATA/ICAO PAXLST implementation guide 6.0 (2016); CBP message implementation guideline 2099001 v4.2 (US);
for CN, CZ, DE, TR and UK what a public departure-control system (ASTRA, ``apis_creator.h``) sends to each.
"""

import msgspec

from tournai.travel.records import Leg, ListAction


class Variant(msgspec.Struct, frozen=True):
    """The form of a list.

    ``flight_reference`` is the pattern of UNH's access reference: ``{0}`` the carrier, ``{1}`` the number, the local
    arrival by the codes of `strftime`. ``agency`` are the components after a document's type; ``document_types`` the
    types that may be written, ``None`` for any: another document is written without its type. ``functions`` are BGM
    functions for which the state has words of its own, as components.
    """

    name: str
    version: str = "D.05B"
    association: str = "IATA"
    application: str = "APIS"
    has_group: bool = True
    agency: tuple[str, ...] = ("110", "111")
    flight_reference: str = "{0}{1}/%y%m%d/%H%M"
    joins_given_names: bool = False
    document_types: frozenset[str] | None = None
    functions: dict[ListAction, tuple[str, ...]] = {}


STANDARD = Variant("guide")

VARIANTS = {
    variant.name: variant
    for variant in (
        STANDARD,
        Variant("CN", agency=("110", "ZZZ"), joins_given_names=True),
        Variant("CZ", version="D.02B", flight_reference="{0}{1:0>4}/%y%m%d/%H%M"),
        Variant(
            "DE", version="D.02B", has_group=False, flight_reference="{0}{1}%y%m%d%H%M%S",
            document_types=frozenset({"P", "I", "V"}),
        ),
        Variant("TR", version="D.12B", agency=("110", "ZZZ"), joins_given_names=True),
        Variant(
            "UK", application="UKBAOP", agency=("110", "109"), flight_reference="{0}{1}%Y%m%d%H%M",
            functions={ListAction.REPORT: ("CI", "1.0")},
        ),
        Variant("US", version="D.02B", association="CBP"),
    )
}  # fmt: skip
"""Name (``guide``, or a state's two letters) -> the form."""


def flight_reference(leg: Leg, variant: Variant = STANDARD) -> str:
    """Return the access reference (UNH) of a list about a leg: the flight and its local time of arrival, or of
    departure where that is not known; ``""`` where neither is.

    >>> from datetime import datetime
    >>> leg = Leg("XX", "1", "NCE", "BRU", datetime(2030, 12, 2, 9), datetime(2030, 12, 2, 11))
    >>> flight_reference(leg), flight_reference(leg, VARIANTS["CZ"]), flight_reference(leg, VARIANTS["UK"])
    ('XX1/301202/1100', 'XX0001/301202/1100', 'XX1203012021100')
    """
    time = leg.arrival or leg.departure
    return time.strftime(variant.flight_reference).format(leg.carrier, leg.number) if time else ""
