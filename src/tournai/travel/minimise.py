"""Minimisation while typing: what a push may leave behind, by a whitelist, and a count of all that was dropped.

Nothing outside the whitelist reaches a record: content is dropped before it has a name, and only its code or kind is
counted (rules PNR-03 and PNR-04).

Source: Directive (EU) 2016/681, Annex I, Art. 6(1) and 13(4), as read in C-817/19.
"""

import re

import msgspec

from tournai.travel.field_layouts import FIELD_LAYOUTS
from tournai.travel.special_services import KEPT_SERVICES

FREE_TEXT_KINDS = {
    "4:15": "IFT 4:15 fare calculation", "4:19": "IFT 4:19 history text", "4:28": "IFT 4:28 other service information",
    "4:43": "IFT 4:43 payer",
}  # fmt: skip
"""PNRGOV IFT: subject code -> how its dropping is counted. Of 4:28 a traveller's own contacts are kept."""

FARE_CALCULATION = FREE_TEXT_KINDS["4:15"]
OTHER_FREE_TEXT = "IFT other"

SERVICE_NOT_KEPT = "SSR outside Annex I"

_FORMER_DIGITS = 6
_LATTER_DIGITS = 4


MOST_TAGS_IN_RUNS = 100_000
"""Bag tags that runs add to one message: a few bytes of a run give a hundred tags, and memory must stay linear."""


OUT_OF_LAYOUT = {field: f"{field} out of layout" for field in FIELD_LAYOUTS}
"""Field -> how its dropping is counted."""


class Allowance(msgspec.Struct):
    """How many tags runs may still add to a message; its bookings share it."""

    left: int = MOST_TAGS_IN_RUNS


class Minimiser:
    """Decides what of one booking or list is kept, and counts what is not; ``whole`` is its message's."""

    def __init__(self, whole: "Minimiser | None" = None) -> None:
        self.dropped: dict[str, int] = {}
        self.drops = 0
        """How often something was dropped: tells whether a segment was kept whole."""
        self._runs: Allowance = whole._runs if whole else Allowance()

    def drop(self, kind: str, times: int = 1) -> None:
        """Count content that is not kept; ``kind`` names a code or a place in the grammar, never content."""
        self.dropped[kind] = self.dropped.get(kind, 0) + times
        self.drops += times

    def add(self, dropped: dict[str, int]) -> None:
        """Count what was dropped of a part of the whole."""
        whole = self.dropped
        for kind, times in dropped.items():
            whole[kind] = whole.get(kind, 0) + times
            self.drops += times

    def keep(self, field: str, value: str) -> str:
        """Return the value where it has its field's layout; otherwise count it as dropped and return ``""``."""
        if not value or FIELD_LAYOUTS[field](value):
            return value
        self.drop(OUT_OF_LAYOUT[field])
        return ""

    def write_out(self, run: list[str]) -> list[str]:
        """Return a run of bag tags, or its first alone where the message has had more runs than any real one holds."""
        self._runs.left -= len(run) - 1
        return run if self._runs.left >= 0 else run[:1]

    def keeps_service(self, code: str) -> bool:
        """Whether anything of an SSR of this code may be kept; counts it as dropped where not.

        The code is not named in the count: that somebody asked for a kosher meal or a wheelchair is what Art. 13(4)
        protects, and a code that no table knows could be content itself.
        """
        if code in KEPT_SERVICES:
            return True
        self.drop(SERVICE_NOT_KEPT)
        return False


def mask_account(account: str) -> str:
    """Return a card number with all but its first six and last four characters written as ``X``.

    >>> mask_account("4111111111111111")
    '411111XXXXXX1111'
    """
    plain = account.replace("*", "X").upper()
    hidden = len(plain) - _FORMER_DIGITS - _LATTER_DIGITS
    if hidden <= 0:
        return "X" * max(0, len(plain) - _LATTER_DIGITS) + plain[-_LATTER_DIGITS:]
    return plain[:_FORMER_DIGITS] + "X" * hidden + plain[-_LATTER_DIGITS:]


_CONTACT = re.compile(r"(?:[A-Z0-9]{2} )?(CTC[EMPHB]) ?/?(.+)")
_CONTACT_KINDS = {"CTCE": "e-mail", "CTCM": "phone", "CTCP": "phone", "CTCH": "phone", "CTCB": "phone"}
"""The traveller's own: mail, mobile, phone, home, business. CTCT is the agency's, CTCR a refusal: not kept."""
_LONGEST_CONTACT = 200
_NAME_SUFFIX = re.compile(r"(?:/[A-Z]{2})?(?:[-.][0-9]{0,2}[A-Z]+/[A-Z ]+)?$")


def read_contact(text: str) -> tuple[str, str] | None:
    """Return (kind, text) of a contact in service information (``CTCE A..B//EXAMPLE.ORG``), ``None`` where it is none.

    AIRIMP writes ``//`` for the at sign, ``..`` for an underscore and ``./`` for a hyphen.
    """
    match = _CONTACT.fullmatch(text.strip())
    if match is None:
        return None
    code, value = match.groups()
    kind, value = _CONTACT_KINDS[code], value.strip()
    if len(value) > _LONGEST_CONTACT:
        return None
    if "-" in value or value[-3:-2] == "/":
        value = _NAME_SUFFIX.sub("", value)
    if kind == "e-mail":
        value = value.replace("..", "_").replace("./", "-").replace("//", "@")
    return (kind, value) if FIELD_LAYOUTS[kind](value) else None
