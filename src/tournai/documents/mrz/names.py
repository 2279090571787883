"""The name field: how a holder's name is read from it, written into it, and truncated.

Source: ICAO Doc 9303-3, 8th edition (2021), section 4.6; part 4, sections 4.2.2 and 4.2.3 (the same in parts 5 to 7).
"""

import msgspec

from tournai.documents.mrz.characters import FILLER

PARTS = FILLER * 2


class HolderName(msgspec.Struct, frozen=True, gc=False):
    """A name as a zone has it: parts parted by blanks. ``may_be_truncated`` where its last position holds a letter."""

    primary: str
    secondary: str = ""
    may_be_truncated: bool = False


def read_name(field: str) -> HolderName:
    """Return the name in a field.

    >>> read_name("VAN<DER<MUELLEN<<MARTIN<<<<<<<")
    HolderName(primary='VAN DER MUELLEN', secondary='MARTIN', may_be_truncated=False)
    """
    primary, _, secondary = field.partition(PARTS)
    return HolderName(whole_identifier(primary), whole_identifier(secondary), field[-1:].isalpha())


def whole_identifier(text: str) -> str:
    """Return the parts of an identifier, parted by blanks, however many fillers part them."""
    return " ".join(part for part in text.split(FILLER) if part)


def write_name(primary: str, secondary: str, width: int) -> str:
    """Return the field of a name whose parts are already letters of the zone, parted by blanks; truncated to fit.

    The last parts of the secondary identifier are shortened first, to initials where there is no other way; then those
    of the primary. A truncated field ends with a letter.

    >>> write_name("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", 39)
    'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'
    """
    first, second = primary.split(), secondary.split()
    whole = _joined(first, second)
    if len(whole) <= width:
        return whole.ljust(width, FILLER)
    # The least that must stay of the secondary identifier is its first letter, after two fillers.
    least = len(PARTS) + 1 if second else 0
    room = width - len(FILLER.join(_shortened(first, width - least))) - len(PARTS)
    given = _shortened(second, room)
    taken = len(PARTS) + len(FILLER.join(given)) if given else 0
    return _joined(_shortened(first, width - taken), given).ljust(width, FILLER)


def _joined(first: list[str], second: list[str]) -> str:
    return PARTS.join(FILLER.join(parts) for parts in (first, second) if parts)


def _shortened(parts: list[str], room: int) -> list[str]:
    """Return parts that fit: the last is cut first, to an initial; parts for which no initial fits are left out."""
    kept = parts[: max(1, (room + 1) // 2)]
    for at in reversed(range(len(kept))):
        excess = len(FILLER.join(kept)) - room
        if excess <= 0:
            break
        kept[at] = kept[at][: max(1, len(kept[at]) - excess)]
    return kept
