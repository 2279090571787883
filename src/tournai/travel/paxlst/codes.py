"""The codes of PAXLST, as tables: what a list is, who stands in it, and which of its data may be kept.

API data is a closed list (rule API-01): names, birth date, sex, nationality, the travel document's type, number, issuer
and expiry, locator, seat, bags, the code of the capture; of the flight its number, airports, local times and the
carrier's contact. What a list holds beyond that is recognised, dropped and counted by its kind.

Source: UN/EDIFACT directories D.02B, D.05B, D.12B and D.16B, PAXLST; WCO/IATA/ICAO PAXLST implementation guide 6.0
(2016), sections 6 (segments) and appendix A; CBP message implementation guideline 2099001 v4.2, BGM; Regulation (EU)
2025/13, Art. 4(2) and (3); Directive (EU) 2016/681, Annex I points 7, 13, 16 and 18.
"""

from tournai.travel.records import ListAction, ListSubject, MessageFunction

_PASSENGERS, _CREW, _MASTER = ListSubject.PASSENGERS, ListSubject.CREW, ListSubject.MASTER_CREW
_FLIGHT, _GATE = ListSubject.FLIGHT, ListSubject.GATE_PASSES
_REPORT, _CHANGE, _REMOVE = ListAction.REPORT, ListAction.CHANGE, ListAction.REMOVE

LISTS: dict[tuple[str, str], tuple[ListSubject, ListAction]] = {
    ("745", ""): (_PASSENGERS, _REPORT),
    ("745", "CP"): (_PASSENGERS, _CHANGE),
    ("745", "XR"): (_PASSENGERS, _REMOVE),  # a cancelled reservation
    ("745", "RP"): (_PASSENGERS, _REMOVE),  # a party made smaller
    ("745", "C"): (_PASSENGERS, _REPORT), ("745", "1"): (_PASSENGERS, _REPORT), ("745", "2"): (_PASSENGERS, _REPORT),
    ("745", "CI"): (_PASSENGERS, _REPORT), ("745", "DC"): (_PASSENGERS, _REPORT),  # UK: at check-in, at departure
    ("250", ""): (_CREW, _REPORT),
    ("250", "C"): (_CREW, _REPORT), ("250", "CC"): (_CREW, _CHANGE),
    ("250", "B"): (_CREW, _REPORT), ("250", "BC"): (_CREW, _CHANGE),  # of a cargo flight
    ("250", "A"): (_CREW, _REPORT), ("250", "D"): (_CREW, _REPORT),  # flying over: passenger, cargo flight
    ("250", "E"): (_CREW, _REPORT), ("250", "F"): (_CREW, _REPORT),  # going on inland: passenger, cargo flight
    ("250", "CI"): (_CREW, _REPORT), ("250", "DC"): (_CREW, _REPORT),
    ("336", ""): (_MASTER, _REPORT),
    ("336", "G"): (_MASTER, ListAction.ADD), ("336", "H"): (_MASTER, _REMOVE), ("336", "I"): (_MASTER, _CHANGE),
    ("266", ""): (_FLIGHT, ListAction.CLOSE),
    ("266", "CL"): (_FLIGHT, ListAction.CLOSE),
    ("266", "CLOB"): (_FLIGHT, ListAction.ABOARD), ("266", "CLNB"): (_FLIGHT, ListAction.NOT_ABOARD),
    ("266", "XF"): (_FLIGHT, ListAction.CANCEL_FLIGHT), ("266", "CF"): (_FLIGHT, ListAction.CHANGE_FLIGHT),
    ("655", ""): (_GATE, _REPORT),
}  # fmt: skip
"""BGM document name and function -> whom the list is about, and what it says of them. The first that says the same is
the one that is written."""

SUBJECTS = {
    "745": _PASSENGERS, "250": _CREW, "336": _MASTER, "266": _FLIGHT, "655": _GATE,
}  # fmt: skip
"""BGM document name -> whom the list is about, where the function is not known."""

FUNCTIONS: dict[tuple[ListSubject, ListAction], MessageFunction] = {
    (_PASSENGERS, _CHANGE): MessageFunction.UPDATE,
    (_PASSENGERS, _REMOVE): MessageFunction.CANCEL,
    (_MASTER, _REMOVE): MessageFunction.CANCEL,
    (_FLIGHT, ListAction.NOT_ABOARD): MessageFunction.CANCEL,
    (_FLIGHT, ListAction.CANCEL_FLIGHT): MessageFunction.CANCEL,
    (_FLIGHT, ListAction.CHANGE_FLIGHT): MessageFunction.UPDATE,
}
"""What a list does to what was sent before it, where its subject alone does not say it."""

SUBJECT_FUNCTIONS = {
    _PASSENGERS: MessageFunction.FULL, _CREW: MessageFunction.CREW, _MASTER: MessageFunction.CREW,
    _FLIGHT: MessageFunction.CLOSE,
}  # fmt: skip

NAMELESS = {ListAction.CLOSE, ListAction.ABOARD, ListAction.NOT_ABOARD, ListAction.CANCEL_FLIGHT}
"""Lists that name persons by references alone."""

PERSONS = {
    "FL": (False, False), "FM": (True, False), "DDU": (False, True), "DDT": (True, True), "ZZZ": (False, False),
}  # fmt: skip
"""NAD party qualifiers that begin a person -> whether crew, whether in transit."""

STAGES = {"20": False, "34": True}
"""TDT stage -> whether the state is only flown over; other stages are dropped."""

STOPS = {"125", "87", "92", "130"}
"""LOC of an itinerary: last departure before the border, first arrival after it, other calls, final destination."""

PORTS = {"22": "first_port", "178": "journey_start", "179": "journey_end"}
"""LOC of a person -> the traveller's field: border crossing point, start and end of the journey."""

NOT_KEPT = {
    ("LOC", "174"): "LOC state of residence", ("LOC", "180"): "LOC place of birth",
    ("RFF", "AEA"): "RFF agency reference", ("RFF", "CR"): "RFF customer reference",
    ("DTM", "182"): "DTM date of issue",
}  # fmt: skip
"""What a person's group may hold and the closed list does not -> the name under which its dropping is counted."""

DROPPED_TAGS = {"CTA", "EMP", "CPI", "QTY", "GID", "AUT", "ERC", "ERP"}
"""Segments of which no record keeps anything: contact persons, employment, charges, goods."""

CONTACTS = {"TE": "phone", "FX": "fax", "EM": "e-mail"}
"""COM: how the carrier's desk is reached."""

CAPTURES = {"173": True, "174": False}
"""GEI: the data were verified by a reader, or not (Regulation (EU) 2025/13, Art. 4(2)(h))."""

NO_TAGS = {"NULL", "NIL", "NONE"}
"""What senders write where a person has no bag tag."""

WEIGHT_UNITS = {"KGM": "KG", "LBR": "LB"}
