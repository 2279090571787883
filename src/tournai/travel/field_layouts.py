"""What each kept code may look like: its alphabet and length. A value of another shape is text, and text is dropped.

Carriers put remarks into any field that takes characters, so a kept field is judged by its value, not by its name
(rules PNR-03, PNR-04). Names of persons alone are kept as they were sent.

Source: IATA/WCO/ICAO PNRGOV implementation guide, element layouts; IATA Resolutions 722 (tickets) and 740 (bag tags).
"""

import re

from tournai.travel.special_services import DROPPED_SERVICES

_LEVELS = "|".join((
    "BASIC", "BLACK", "BRONZE", "CLASSIC", "CRYSTAL", "DIAMOND", "ELITE", "ELITE PLUS", "EMERALD", "EXECUTIVE",
    "EXPLORER", "HON CIRCLE", "IVORY", "PEARL", "PLATINUM", "PREMIER", "PREMIUM", "PRESTIGE", "SAPPHIRE", "SENATOR",
    "SILVER", "TITANIUM", "ULTIMATE", "WHITE",
))  # fmt: skip
"""Levels of frequent flyers that are longer than a code: the names that programmes and alliances publish."""

LAYOUTS = {
    "access reference": r"[A-Z0-9]{2,8}/[0-9/]{4,20}|(?!.{0,4}[A-Z]{7})[A-Z0-9]{1,11}|[A-Z0-9]{2}[A-Z]?[0-9]{13,16}"
    r"|[0-9]{12,35}",
    "address part": r"[\w .,'’#&/()-]{1,70}",
    "agency number": r"[0-9]{5,9}",
    "airline number": r"[0-9]{3}",
    "airport": r"[A-Z]{3}",
    "amount": r"[0-9]{1,12}(?:[.,][0-9]{1,4})?",
    "bag tag": r"[A-Z0-9]{0,2}[0-9]{3,10}",
    "boarding number": r"(?:[A-Z]{3}-?)?[0-9]{1,5}",
    "booking class": r"[A-Z]",
    "card account": r"[0-9Xx*]{4,19}",
    "card expiry": r"[0-9]{4}",
    "carrier": r"[A-Z0-9]{2,3}",
    "clock": r"[0-9]{4}(?:[0-9]{2})?",
    "count": r"[0-9]{1,4}",
    "currency": r"[A-Z]{3}",
    "day or clock": r"[0-9]{4}(?:[0-9]{2})?",
    "document number": r"[A-Za-z]{4,9}"
    r"|(?=[^0-9]{0,19}[0-9])(?!.{0,13}[A-Za-z]{7}|.{0,14}[ /<-][A-Za-z]{5})[A-Za-z0-9][A-Za-z0-9 /<-]{1,19}",
    "document type": r"[A-Z0-9]{1,2}",
    "e-mail": r"[\w.+%-]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,18}",
    "equipment": r"[A-Z0-9]{3,4}",
    "fare basis": r"[A-Z][A-Z0-9]{0,7}(?:/[A-Z0-9]{1,6})?",
    "flight number": r"[0-9]{1,4}|OPEN",
    "flight suffix": r"[A-Z]",
    "form of payment": r"[A-Z]{2,4}",
    "frequent-flyer level": rf"[A-Z0-9]{{1,4}}|{_LEVELS}",
    "frequent-flyer number": r"[A-Z]{0,4}[0-9]{4,16}[A-Z]{0,2}",
    "history time": r"[0-9]{6}(?::[0-9]{4,6})?",
    "interchange reference": r"(?!.{0,4}[A-Z]{7})[A-Z0-9/-]{1,11}|[0-9]{12,14}",
    "locator": r"[A-Z0-9]{4,10}",
    "locator type": r"[A-Z0-9]|[0-9]{6}",
    "office": r"[A-Z0-9]{2,9}",
    "party": r"[A-Z0-9][A-Z0-9 .-]{0,10}",
    "percentage": r"[0-9]{1,3}",
    "person type": r"[A-Z]{1,3}",
    "phone": r"\+?[0-9(][0-9 ().-]{4,24}",
    "place of birth": r"[\w .,'’()/-]{1,60}",
    "pool reference": r"(?:[A-Z]{3}-?)?[0-9]{1,14}",
    "qualifier": r"[A-Z0-9]{1,3}",
    "reporting party": r"[\w .,'’&/-]{1,70}",
    "seat": r"0{0,2}[1-9][0-9]{0,2}[A-Z]",
    "sine": r"[A-Z0-9]{2,9}",
    "state": r"[A-Z]{1,3}",
    "status": r"[A-Z]{1,3}",
    "system": r"[A-Z0-9]{2,3}",
    "tax type": r"[A-Z0-9]{1,3}",
    "ticket number": r"[0-9]{10,15}",
    "transaction reference": r"(?=[^0-9]{0,34}[0-9])(?!.{0,28}[A-Z]{7})[A-Z0-9]{1,35}",
    "traveller reference": r"[A-Z0-9]{1,8}(?:\.[0-9]{1,3})?",
    "unique reference": r"[0-9A-F]{16}|(?=[^0-9]{0,19}[0-9])(?!.{0,15}[A-Z]{5})[0-9A-Z]{1,20}",
    "vendor": r"[A-Z]{2}",
    "weight": r"[0-9]{1,5}(?:\.[0-9]{1,2})?",
}

_CODES = "|".join(sorted(DROPPED_SERVICES))


def _guarded(layout: str) -> str:
    """Return the layout without the codes of services that are dropped, where it would let them pass."""
    if re.fullmatch(layout, "A WCHR B"):
        return rf"(?!.*\b(?=[A-Z]{{4}}\b)(?:{_CODES}))(?:{layout})"
    # The look at four letters that stand alone comes first: it spares most values the list of codes.
    return rf"(?!(?=[A-Z]{{4}}(?![A-Z0-9]))(?:{_CODES}))(?:{layout})" if re.fullmatch(layout, "WCHR") else layout


GUARDED = {field: _guarded(layout) for field, layout in LAYOUTS.items()}
"""Field -> its layout, which no code of a dropped service has."""

FIELD_LAYOUTS = {
    field: re.compile(layout, 0 if "\\w" in layout else re.ASCII).fullmatch for field, layout in GUARDED.items()
}
"""Field -> what says whether a value has its layout."""
