"""The fare calculation of a ticket (IFT 4:15), read into cities, carriers, amounts and fare bases; text is never kept.

``LHR DL X/JFK DL YVR GBP/IT END ROE0.618831`` names the cities, the carriers between them and what each part costs. A
word that fits none of these ends the reading with nothing: the field is typed by hand too, and then it is a remark.

Source: IATA Resolution 722f (fare calculation area); PNRGOV implementation guide, IFT 4:15.
"""

import re

from tournai.travel.records import FareComponent

_CITY = re.compile(r"(?:[XETRB]/)?([A-Z]{3})")
_CARRIER = re.compile(r"[A-Z0-9]{2}|/-|//")
_AMOUNT = re.compile(r"(?:M|[0-9]{1,2}M)?(?:Q[A-Z]{0,6})?([0-9]{1,7}\.[0-9]{2})([A-Z0-9]{2,8})?|M/?(?:IT|BT)")
_END = re.compile(r"(?:NUC|[A-Z]{3})?(?:[0-9]+(?:\.[0-9]+)?|/?IT)?END.*|END")
_TOTAL = re.compile(r"(?:NUC|[A-Z]{3})(?:[0-9]+(?:\.[0-9]{2})?|/?IT|/?BT)")
_BASIS = re.compile(r"[A-Z](?=[A-Z0-9]{0,7}[0-9])[A-Z0-9]{1,7}")
LONGEST = 400
"""Characters of a calculation; a longer one is damage."""


def read_fare_components(text: str) -> tuple[FareComponent, ...]:
    """Return the steps of a fare calculation; none where any word before its end is not of its grammar.

    >>> steps = read_fare_components("LHR DL X/JFK DL YVR GBP/IT END")
    >>> [(step.departure, step.carrier, step.arrival) for step in steps]
    [('LHR', 'DL', 'JFK'), ('JFK', 'DL', 'YVR')]
    """
    words = text[:LONGEST].split()
    if not words or (city := _CITY.fullmatch(words[0])) is None:
        return ()
    here, carrier, amount, basis = city[1], "", "", ""
    found: list[FareComponent] = []
    for word in words[1:]:
        if _END.fullmatch(word) or _TOTAL.fullmatch(word):
            return tuple(found)
        if not carrier and _CARRIER.fullmatch(word):
            carrier = word if word.isalnum() else "--"
        elif carrier and (city := _CITY.fullmatch(word)):
            found.append(FareComponent(here, city[1], "" if carrier == "--" else carrier))
            here, carrier = city[1], ""
        elif found and not carrier and (priced := _AMOUNT.fullmatch(word)):
            amount, basis = priced[1] or "", priced[2] or ""
            found[-1] = FareComponent(found[-1].departure, found[-1].arrival, found[-1].carrier, amount, basis)
        elif found and not carrier and _BASIS.fullmatch(word):
            last = found[-1]
            found[-1] = FareComponent(last.departure, last.arrival, last.carrier, last.amount, word)
        else:
            return ()
    return ()
