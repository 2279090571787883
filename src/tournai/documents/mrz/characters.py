"""The characters of the machine-readable zone, their values, and the check digit.

Source: ICAO Doc 9303-3, 8th edition (2021), sections 4.3 and 4.9.
"""

from string import ascii_uppercase, digits

from tournai.errors import Malformed
from tournai.values.wordings import say

FILLER = "<"
LETTERS = frozenset(ascii_uppercase + FILLER)
DIGITS = frozenset(digits + FILLER)
CHARACTERS = frozenset(ascii_uppercase + digits + FILLER)
"""All that may be printed in a zone."""

VALUES = {char: value for value, char in enumerate(digits + ascii_uppercase)} | {FILLER: 0}
WEIGHTS = (7, 3, 1)


class MalformedZone(Malformed):
    """A text that is no machine-readable zone: too few, too many or unequal lines, or foreign characters."""


def check_digit(field: str) -> int:
    """Return the check digit, 0 to 9, of a field as printed, fillers included.

    Raises:
        MalformedZone: The field holds a character other than A-Z, 0-9 and ``<``.

    >>> check_digit("AB2134<<<"), check_digit("520727")  # the standard's own examples
    (5, 3)
    """
    try:
        values = [VALUES[char] for char in field]
    except KeyError as error:
        said = say("no such character in a zone: {character}; it has A-Z, 0-9 and <", character=repr(error.args[0]))
        raise MalformedZone(said, code="zone-character") from error
    return sum(WEIGHTS[at % 3] * value for at, value in enumerate(values)) % 10
