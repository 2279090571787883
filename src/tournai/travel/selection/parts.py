"""The parts of a selection: airports, routes and travel patterns, as officers write them, one a line.

``MAD`` is every intra-EU flight that calls at Madrid; ``MAD-BRU`` the flights that carry travellers from Madrid to
Brussels; a carrier and days of operation after either make it a pattern: ``MAD-BRU XX 57`` is carrier XX on Fridays and
Sundays. Source: C-817/19 ("certain routes or travel patterns or certain airports"); Regulation (EU) 2025/13, Art. 13;
the days 1 (Monday) to 7 as in IATA SSIM, chapter 2.
"""

import re

import msgspec

from tournai.errors import Malformed
from tournai.travel.selection.territory import is_between_two_states, member_state_of
from tournai.values.wordings import say

MAXIMUM_PARTS = 200
CODE = "selection-part"
_PART = re.compile(r"([A-Z]{3})(?:-([A-Z]{3}))?(?: +((?![0-9]{2})[A-Z0-9]{2}))?(?: +([1-7]{1,7}))?")


class Part(msgspec.Struct, frozen=True, gc=False):
    """One line of a selection. Without ``arrival_airport`` it is about every flight that calls at ``airport``.

    ``days``: of departure, 1 (Monday) to 7; empty is every day. ``carrier``: empty is every carrier.
    """

    airport: str
    arrival_airport: str = ""
    carrier: str = ""
    days: tuple[int, ...] = ()

    def __str__(self) -> str:
        route = f"{self.airport}-{self.arrival_airport}" if self.arrival_airport else self.airport
        return " ".join(filter(None, (route, self.carrier, "".join(map(str, self.days)))))


def parse_part(line: str) -> Part:
    """Return the part that a line names.

    Raises:
        Malformed: It is no airport, route or pattern, or names no airport of a Member State, or a route within one
            state (code ``selection-part``).

    >>> parse_part("mad-bru XX 57")
    Part(airport='MAD', arrival_airport='BRU', carrier='XX', days=(5, 7))
    """
    match = _PART.fullmatch(" ".join(line.upper().split()))
    if match is None:
        raise Malformed(
            say("no airport, route or pattern: {line!r}; write MAD, MAD-BRU or MAD-BRU XX 57", line=line.strip()[:40]),
            code=CODE,
        )
    part = Part(match[1], match[2] or "", match[3] or "", tuple(sorted({int(day) for day in match[4] or ""})))
    for code in filter(None, (part.airport, part.arrival_airport)):
        if member_state_of(code) is None:
            raise Malformed(
                say("{code} is no known airport of a Member State: extra-EU flights need no selection", code=code),
                code=CODE,
            )
    if part.arrival_airport and not is_between_two_states(part.airport, part.arrival_airport):
        raise Malformed(
            say(
                "{airport}-{arrival_airport} stays within one Member State: no law keeps it",
                airport=part.airport,
                arrival_airport=part.arrival_airport,
            ),
            code=CODE,
        )
    return part


def parse_parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a selection, one a line or separated by commas; empty lines are left out.

    Raises:
        Malformed: A line is no part, or there are more than `MAXIMUM_PARTS`.
    """
    lines = [line for line in text.replace(",", "\n").splitlines() if line.strip()]
    if len(lines) > MAXIMUM_PARTS:
        raise Malformed(
            say(
                "{count} parts: a selection names at most {most}; make several",
                count=len(lines),
                most=MAXIMUM_PARTS,
            ),
            code=CODE,
        )
    return tuple(dict.fromkeys(parse_part(line) for line in lines))
