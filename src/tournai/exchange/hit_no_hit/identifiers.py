"""Identifiers of things in the one form that is asked for: a number with a wrong check digit is refused, never asked.

Source: ISO 13616-1:2020 and ISO/IEC 7064 (IBAN); ISO 3779:2009 and 49 CFR 565.15(c) (VIN; its check digit is required
in North America alone); ITU-T E.164 (2010), section 6 (telephone numbers).
"""

import re

from tournai.errors import Malformed
from tournai.exchange.hit_no_hit.key_classes import KeyClass
from tournai.values import document_number, state_code
from tournai.values.transliteration import transliterate
from tournai.values.wordings import say

IBAN_FORM = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
VIN_FORM = re.compile("[0-9A-HJ-NPR-Z]{17}")
"""Letters and digits without I, O and Q, which look like digits (ISO 3779, section 4)."""
TELEPHONE_FORM = re.compile("[1-9][0-9]{6,14}")
"""At most 15 digits, the country code first (E.164, section 6.1)."""
PLAIN_FORM = re.compile("[0-9A-Z]{2,20}")
FEWEST_DOCUMENT, FEWEST_PLATE, FEWEST_WEAPON = 5, 2, 3
"""Characters of a number that can tell one thing from another."""

VIN_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_CHECKED = "12345"
"""First characters of vehicles made in North America, whose ninth character is a check digit."""


class MalformedIdentifier(Malformed):
    """A number that is none of its kind, or whose check digits are wrong."""

    def __init__(self, kind: KeyClass, expected: str) -> None:
        super().__init__(
            say("not a {kind}: expected {expected}", kind=say(kind.value), expected=say(expected)), code="identifier"
        )


def iban(text: str) -> str:
    """Return an IBAN without its spaces.

    >>> iban("BE68 5390 0754 7034")  # the example of the Belgian registry entry
    'BE68539007547034'
    """
    plain = _plain(text)
    moved = plain[4:] + plain[:4]
    if not IBAN_FORM.fullmatch(plain) or int("".join(str(int(sign, 36)) for sign in moved)) % 97 != 1:
        raise MalformedIdentifier(KeyClass.IBAN, "two letters, then digits and letters, remainder 1 by 97")
    return plain


def vin(text: str) -> str:
    """Return a vehicle identification number.

    >>> vin("1M8GDM9AXKP042788")  # the worked example of 49 CFR 565.15
    '1M8GDM9AXKP042788'
    """
    plain = _plain(text)
    if not VIN_FORM.fullmatch(plain):
        raise MalformedIdentifier(KeyClass.VIN, "17 digits and letters without I, O, Q")
    total = sum(int(VIN_LETTERS.get(sign, sign)) * weight for sign, weight in zip(plain, VIN_WEIGHTS, strict=True))
    if plain[0] in VIN_CHECKED and plain[8] != "0123456789X"[total % 11]:
        raise MalformedIdentifier(KeyClass.VIN, "a ninth character that is the check digit")
    return plain


def telephone(text: str) -> str:
    """Return a telephone number with its country code, digits only.

    >>> telephone("+32 (0)470 12 34 56"), telephone("0032 470 123456")
    ('32470123456', '32470123456')
    """
    spaced = text.strip().replace("(0)", "")
    international = spaced.startswith(("+", "00"))
    digits = re.sub("[ ./()-]", "", spaced.removeprefix("+") if spaced.startswith("+") else spaced.removeprefix("00"))
    if not international or not TELEPHONE_FORM.fullmatch(digits):
        raise MalformedIdentifier(KeyClass.TELEPHONE, "+ and the country code, 7 to 15 digits in all")
    return digits


def plate(text: str, state: str) -> str:
    """Return a vehicle's state and registration number.

    >>> plate("1-ABC-234", "BE")
    'BEL1ABC234'
    """
    return _with_state(KeyClass.PLATE, text, state, FEWEST_PLATE)


def document(text: str, state: str) -> str:
    """Return a document's issuing state and number, its O and I read as 0 and 1."""
    return _with_state(KeyClass.DOCUMENT, document_number(text).replace("O", "0").replace("I", "1"), state,
                       FEWEST_DOCUMENT)  # fmt: skip


def weapon(serial: str, maker: str) -> str:
    """Return a firearm's maker and serial number.

    >>> weapon("n 123-45", "Fabrique Nationale")
    'FABRIQUENATIONALE:N12345'
    """
    number, made_by = _plain(serial), _plain(maker)
    if not PLAIN_FORM.fullmatch(made_by) or not PLAIN_FORM.fullmatch(number) or len(number) < FEWEST_WEAPON:
        raise MalformedIdentifier(KeyClass.WEAPON, "a maker, and a serial number of 3 to 20 letters and digits")
    return f"{made_by}:{number}"


def _with_state(kind: KeyClass, text: str, state: str, fewest: int) -> str:
    code, number = state_code(state), _plain(text)
    if code is None or not PLAIN_FORM.fullmatch(number) or len(number) < fewest:
        raise MalformedIdentifier(kind, "a state, and a number of letters and digits")
    return f"{code}{number}"


def _plain(text: str) -> str:
    """Return the letters and digits of a text of at most 100 characters, as ASCII capitals; nothing of a longer one."""
    return re.sub("[^0-9A-Z]", "", transliterate(text)) if len(text) <= 100 else ""
