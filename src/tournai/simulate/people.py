"""Invented people: a name out of a naming practice, a birth, a state and a passport, drawn from a seeded generator."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import msgspec

from tournai.simulate.name_parts import PRACTICES, Practice
from tournai.values import DocumentNumber, Sex, StateCode

LETTERS = {
    "Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "Ø": "OE", "Æ": "AE", "Å": "AA", "Ñ": "N", "Đ": "D", "Ł": "L",
    "ı": "I", "İ": "I", "Ş": "S", "Ğ": "G", "Ç": "C",
}  # fmt: skip
"""Letters that messages cannot carry, and what is put for them. Source: ICAO Doc 9303-3, section 6.A."""

TURKISH = {"Ö": "O", "Ü": "U"}
"""Turkish carriers leave the dots out where others write OE and UE."""

FIRST_BIRTH = date(1946, 1, 1)
ADULT_BIRTH_DAYS = 58 * 365
RARE_SHARE = 0.75
"""The share of people whose surname is not a common one."""
DOCUMENT_SHAPES = {"BEL": "LL999999", "FRA": "99LL99999", "DEU": "L99L99999", "NLD": "LL9L99999", "TUR": "L99999999"}
"""How a state's passport numbers look: a letter for L, a digit for 9. Other states: `OTHER_SHAPES`."""
OTHER_SHAPES = ("L99999999", "999999999", "LL9999999", "L9999999")
DOCUMENT_LETTERS = "ABCEFGHKLMNPRSTVXZ"


class Identity(msgspec.Struct, frozen=True):
    """A person as documents name him; ``surname`` and ``given`` with the letters of his practice, in title case."""

    surname: str
    given: str
    sex: Sex
    born: date | None
    nationality: StateCode
    document: DocumentNumber
    expires: date
    practice: str
    title: str = ""
    """What the booking puts behind the given names, glued (``MR``) or apart (`` MR``)."""


def draw_person(
    rng: Random, practices: Sequence[Practice] = PRACTICES, *, surname: str = "", born: date | None = None
) -> Identity:
    """Return a person of one of the practices; ``surname`` and ``born`` are drawn where they are not given."""
    practice = rng.choice(practices)
    sex = rng.choice((Sex.MALE, Sex.MALE, Sex.FEMALE))
    firsts = practice.men if sex is Sex.MALE else practice.women
    given = _some(rng, firsts, practice.second_given)
    drawn = _surname(rng, practice)
    birth = FIRST_BIRTH + timedelta(days=rng.randrange(ADULT_BIRTH_DAYS))
    state = rng.choice(practice.states)
    return Identity(
        surname=surname or drawn,
        given=given,
        sex=sex,
        born=born or birth,
        nationality=state,
        document=draw_document(rng, state),
        expires=date(2027, 1, 1) + timedelta(days=rng.randrange(3000)),
        practice=practice.name,
    )


def draw_document(rng: Random, state: StateCode) -> DocumentNumber:
    """Return a passport number in the shape of a state's own."""
    shape = DOCUMENT_SHAPES.get(state) or rng.choice(OTHER_SHAPES)
    drawn = (rng.choice(DOCUMENT_LETTERS) if sign == "L" else rng.choice("0123456789") for sign in shape)
    return DocumentNumber("".join(drawn))


def message_name(name: str, practice: str = "") -> str:
    """Return a name as reservations write it: capitals A to Z and blanks, hyphens as blanks, apostrophes gone.

    >>> message_name("Jörg Süßkind"), message_name("Anne-Sophie D'Hondt"), message_name("Özgür", "Turkey")
    ('JOERG SUESSKIND', 'ANNE SOPHIE DHONDT', 'OZGUR')
    """
    table = LETTERS | TURKISH if practice == "Turkey" else LETTERS
    spelled = "".join(table.get(sign, table.get(sign.upper(), sign)) for sign in unicodedata.normalize("NFC", name))
    plain = unicodedata.normalize("NFD", spelled.upper().replace("-", " ").replace("'", ""))
    return " ".join("".join(sign for sign in plain if sign.isascii()).split())


def compose_surname(beginning: str, ending: str) -> str:
    """Return a surname of two parts: ``Van den Akker``, ``Beaumont``."""
    return beginning + (ending.capitalize() if beginning.endswith(" ") else ending.lower())


def _surname(rng: Random, practice: Practice) -> str:
    common = _some(rng, practice.surnames, practice.second_surname)
    rare = compose_surname(rng.choice(practice.beginnings), rng.choice(practice.endings))
    if rng.random() >= RARE_SHARE:
        return common
    second = common.split()[-1] if practice.second_surname and " " in common else ""
    return f"{rare} {second}".rstrip()


def _some(rng: Random, parts: tuple[str, ...], share_of_two: float) -> str:
    """Return one part, or two different ones; draws the same number of times either way."""
    first, second = rng.sample(parts, 2)
    return f"{first} {second}" if rng.random() < share_of_two else first
