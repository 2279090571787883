"""A genuine passport of Utopia with its holder before the camera, and five forgeries, each of which fails at one step.

All of them are drawn, grown and signed here: no real state, document or person is in them, and each page says so.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from random import Random

import msgspec

from tournai.documents.verdict import Check
from tournai.simulate.documents.authorities import Holder, Request, certify, make_csca, make_signer, name_of, years
from tournai.simulate.documents.chip_answers import sign_challenge_on_curve
from tournai.simulate.documents.chips import make_chip, make_dg1, make_dg2, make_dg15
from tournai.simulate.documents.demonstration import passport_zone
from tournai.simulate.documents.passport_pages import draw_page, photograph_page
from tournai.simulate.documents.portraits import (
    HEIGHT,
    WIDTH,
    Pixels,
    Shot,
    cast_member,
    live_shot,
    photograph,
    write_jpeg,
)
from tournai.simulate.documents.signing_keys import SigningKey, elliptic_key

CHALLENGE = bytes.fromhex("5155455354494F4E")
PORTRAIT_QUALITY = 70
"""Of the JPEG in the chip: about 20 kB, as real ones are."""


class Forgery(StrEnum):
    """What was done to a document; the value is its name in the demonstration."""

    NONE = "genuine"
    BIRTH_DATE = "changed-birth-date"
    PORTRAIT = "swapped-portrait"
    FOREIGN_CSCA = "foreign-csca"
    COPIED_CHIP = "copied-chip"
    TWO_PEOPLE = "page-and-chip-of-two-people"


WHAT_TELLS: dict[Forgery, frozenset[Check]] = {
    Forgery.NONE: frozenset(),
    Forgery.BIRTH_DATE: frozenset({Check.MRZ_AND_DG1}),
    Forgery.PORTRAIT: frozenset({Check.PORTRAITS, Check.LIVE_FACE}),
    Forgery.FOREIGN_CSCA: frozenset({Check.DS_CERTIFICATE_SIGNATURE}),
    Forgery.COPIED_CHIP: frozenset({Check.DATA_GROUPS_DELIVERED}),
    Forgery.TWO_PEOPLE: frozenset({Check.MRZ_AND_DG1, Check.PORTRAITS}),
}
"""Forgery -> the checks that cannot pass."""


class Bearer(msgspec.Struct, frozen=True):
    """A person of the cast with what a passport says of them; dates are YYMMDD."""

    number: int
    surname: str
    given: str
    document_number: str
    birth: str
    sex: str
    expiry: str = "330228"

    @property
    def zone(self) -> str:
        """The zone, 88 characters."""
        name = f"{self.surname}<<{self.given}"
        return passport_zone(name, self.document_number, self.birth, self.sex, self.expiry)


ANNA = Bearer(0, "VERMEIRE", "ANNA<LOUISE", "UT0000017", "880314", "F")
BRAM = Bearer(4, "DELFOSSE", "BRAM", "UT0000025", "790902", "M")
FORGER = 6
"""The person of the cast who stands before the camera with what is not theirs."""


class Specimen(msgspec.Struct, frozen=True):
    """A document as it is laid down.

    Args:
        forgery: What was done to it.
        page: Picture of the data page, JPEG.
        zone: The zone that is printed on it, 88 characters.
        chip: The chip's files by name.
        live: Picture of the person before the camera, JPEG.
        challenge: What was sent to the chip.
        response: What it answered; ``None`` where it cannot.
        csca: Certificate of the country signing CA that a verifier trusts, DER.
        told_by: The checks that cannot pass.
    """

    forgery: Forgery
    page: bytes
    zone: str
    chip: dict[str, bytes]
    live: bytes
    challenge: bytes
    response: bytes | None
    csca: bytes
    told_by: frozenset[Check]


def make_specimen(forgery: Forgery) -> Specimen:
    """Return a document of the demonstration: the same each time."""
    return _MAKERS[forgery](forgery)


def _genuine(forgery: Forgery) -> Specimen:
    return _specimen(forgery, ANNA.zone, _passport_portrait(0), _chip_of(ANNA, _signer()), 0)


def _changed_birth_date(forgery: Forgery) -> Specimen:
    """Print another birth date, with check digits that fit; the chip still tells the true one."""
    made_older = msgspec.structs.replace(ANNA, birth="040314")
    return _specimen(forgery, made_older.zone, _passport_portrait(0), _chip_of(ANNA, _signer()), 0)


def _swapped_portrait(forgery: Forgery) -> Specimen:
    """Print the forger's portrait over the holder's; the chip still has the holder's."""
    return _specimen(forgery, ANNA.zone, _passport_portrait(FORGER), _chip_of(ANNA, _signer()), FORGER)


def _foreign_csca(forgery: Forgery) -> Specimen:
    """Make a whole passport for the forger, signed under a CA that says that it is Utopia's, by name and key."""
    forged = msgspec.structs.replace(ANNA, number=FORGER)
    true = _csca()
    name = name_of("UT", "Document Signer 1000")
    request = Request(name, elliptic_key("signer of a forger"), 1000, years(2024, 2036), key_id=true.key.key_id)
    signer = certify(request, true.certificate.subject, elliptic_key("csca of a forger"))
    return _specimen(forgery, ANNA.zone, _passport_portrait(FORGER), _chip_of(forged, signer), FORGER)


def _copied_chip(forgery: Forgery) -> Specimen:
    """Copy all that can be read of a chip: the key that it answers with cannot, so DG15 is held back."""
    copied = {name: data for name, data in _chip_of(ANNA, _signer()).items() if name != "DG15"}
    made = _specimen(forgery, ANNA.zone, _passport_portrait(0), copied, 0)
    return msgspec.structs.replace(made, response=None)


def _two_people(forgery: Forgery) -> Specimen:
    """Put the genuine chip of one passport into the genuine page of another."""
    return _specimen(forgery, ANNA.zone, _passport_portrait(0), _chip_of(BRAM, _signer()), 0)


_MAKERS: dict[Forgery, Callable[[Forgery], Specimen]] = {
    Forgery.NONE: _genuine,
    Forgery.BIRTH_DATE: _changed_birth_date,
    Forgery.PORTRAIT: _swapped_portrait,
    Forgery.FOREIGN_CSCA: _foreign_csca,
    Forgery.COPIED_CHIP: _copied_chip,
    Forgery.TWO_PEOPLE: _two_people,
}


def _specimen(forgery: Forgery, zone: str, printed: Pixels, chip: dict[str, bytes], person: int) -> Specimen:
    page = photograph_page(draw_page(printed, _fields(zone), zone), seed=person)
    return Specimen(
        forgery,
        page,
        zone,
        chip,
        _live(person),
        CHALLENGE,
        sign_challenge_on_curve(_active_number(), CHALLENGE),
        _csca().der,
        WHAT_TELLS[forgery],
    )


def _fields(zone: str) -> dict[str, str]:
    surname, _, given = zone[5:44].partition("<<")
    return {
        "Surname / Nom": surname.replace("<", " ").strip(),
        "Given names / Prenoms": given.replace("<", " ").strip(),
        "Nationality / Nationalite": "UTOPIAN",
        "Passport No / No du passeport": zone[44:53].strip("<"),
        "Date of birth / Date de naissance": f"{zone[61:63]} {zone[59:61]} {zone[57:59]}",
        "Sex / Sexe": zone[64],
        "Date of expiry / Date d'expiration": f"{zone[69:71]} {zone[67:69]} {zone[65:67]}",
    }


def _chip_of(bearer: Bearer, signer: Holder) -> dict[str, bytes]:
    portrait = write_jpeg(_passport_portrait(bearer.number), PORTRAIT_QUALITY)
    groups = {1: make_dg1(bearer.zone), 2: make_dg2(portrait, (WIDTH, HEIGHT)), 15: make_dg15(_active_key())}
    return make_chip(groups, signer)


def _csca() -> Holder:
    return make_csca("UT", elliptic_key("csca of utopia"))


def _signer() -> Holder:
    return make_signer(_csca(), elliptic_key("document signer of utopia"))


def _active_key() -> SigningKey:
    return elliptic_key("chip of the demonstration")


def _active_number() -> int:
    numbers = _active_key().private.private_numbers()
    return int(getattr(numbers, "private_value", 0))


@cache
def _passport_portrait(number: int) -> Pixels:
    return photograph(cast_member(number), Shot(), Random(number))  # noqa: S311  # a picture from a seed, no secret


def _live(number: int) -> bytes:
    chance = Random(100 + number)  # noqa: S311  # as above
    return write_jpeg(photograph(cast_member(number), live_shot(chance), chance))
