"""Who may receive travel data: the register of listed authorities, and the conditions of each kind of recipient.

Source: Directive (EU) 2016/681, Art. 7(1) to 7(3) (listed competent authorities), 9 (units of other States), 10
(Europol), 11 (third countries). Rules PNR-14, PNR-21, PNR-25, PNR-26.
"""

import re
from enum import Enum

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.values.purposes import LegalBasis
from tournai.values.wordings import say

RULE = "PNR-14"
MAXIMUM_TEXT = 300
_CODE = re.compile(r"[A-Z0-9]{2,}(-[A-Z0-9]+)*")
LONGEST_CODE = 24
_STATE = re.compile(r"[A-Z]{3}")


class RecipientKind(Enum):
    """What kind of recipient: each has an article and conditions of its own."""

    AUTHORITY = "competent authority"
    """An authority that its State has listed (Art. 7(1) and (3))."""
    UNIT = "passenger information unit"
    """The unit of another Member State (Art. 9)."""
    EUROPOL = "Europol"
    """Europol, through its national unit alone (Art. 10)."""
    THIRD_COUNTRY = "third country"
    """An authority of a State outside of the Union (Art. 11)."""


class KindRule(msgspec.Struct, frozen=True, gc=False):
    """Under what a kind of recipient receives. ``tells_officer``: the data protection officer is told each time."""

    legal_basis: LegalBasis
    rule: str
    tells_officer: bool = False


KINDS: dict[RecipientKind, KindRule] = {
    RecipientKind.AUTHORITY: KindRule(LegalBasis.DISSEMINATION, "PNR-14"),
    RecipientKind.UNIT: KindRule(LegalBasis.EXCHANGE_BETWEEN_UNITS, "PNR-21"),
    RecipientKind.EUROPOL: KindRule(LegalBasis.EUROPOL, "PNR-25", tells_officer=True),
    RecipientKind.THIRD_COUNTRY: KindRule(LegalBasis.THIRD_COUNTRY, "PNR-26", tells_officer=True),
}
"""Each kind with its article and rule."""


class Recipient(msgspec.Struct, frozen=True):
    """An entry of the register.

    ``code`` is the register's own, e.g. ``BE-FJP``; ``state`` three letters (ISO 3166-1), empty for Europol alone;
    ``listing`` where it is listed, e.g. the Official Journal; ``unit`` the Europol national unit that it is reached by.
    """

    code: str
    kind: RecipientKind
    name: str
    state: str
    listing: str
    contact: str
    unit: str = ""


def check_recipient(recipient: Recipient) -> None:
    """Return when an entry may be proposed for the register.

    Raises:
        Incomplete: No code, name, contact, State or listing (PNR-14), no national unit for Europol (PNR-25).
    """
    if not _CODE.fullmatch(recipient.code) or len(recipient.code) > LONGEST_CODE:
        raise Incomplete("a code is capital letters and digits with hyphens, e.g. BE-FJP", rule=RULE)
    for what, text in (("name", recipient.name), ("contact", recipient.contact)):
        if not text.strip() or len(text) > MAXIMUM_TEXT:
            raise Incomplete(
                say("give its {what}, in at most {most} characters", what=say(what), most=MAXIMUM_TEXT), rule=RULE
            )
    is_of_state = recipient.kind is not RecipientKind.EUROPOL
    if is_of_state != bool(_STATE.fullmatch(recipient.state)):
        raise Incomplete("name its State by three letters (ISO 3166-1), none for Europol", rule=RULE)
    if not recipient.listing.strip() or len(recipient.listing) > MAXIMUM_TEXT:
        raise Incomplete("say where it is listed: an authority that no State has listed receives nothing", rule=RULE)
    if recipient.kind is RecipientKind.EUROPOL and not recipient.unit.strip():
        raise Incomplete("Europol is reached through its national unit: name it", rule="PNR-25")


class Transfer(msgspec.Struct, frozen=True):
    """What must hold before data goes to Europol or a third country; each answer is the officer's own.

    ``necessity``: why it is necessary in this case. ``is_strictly_necessary``: Art. 10(2) and 11(1). For third
    countries: ``has_assurance`` that it is used for Art. 1(2) alone and passed on only with consent;
    ``has_consent`` of the State that the data came from, or ``is_urgent`` and essential where that cannot be had.
    """

    necessity: str
    is_strictly_necessary: bool = False
    has_assurance: bool = False
    has_consent: bool = False
    is_urgent: bool = False


def check_transfer(kind: RecipientKind, transfer: Transfer) -> None:
    """Return when data may go to a recipient of that kind.

    Raises:
        Refused: A condition of the kind is missing. Rule PNR-25 for Europol, PNR-26 for a third country.
    """
    rule = KINDS[kind].rule
    if not KINDS[kind].tells_officer:
        return
    if not transfer.necessity.strip() or not transfer.is_strictly_necessary:
        raise Refused("say why it is strictly necessary in this case, and confirm it", rule=rule)
    if kind is not RecipientKind.THIRD_COUNTRY:
        return
    if not transfer.has_assurance:
        raise Refused("the third country assures that it uses and passes the data on for Art. 1(2) alone", rule=rule)
    if not (transfer.has_consent or transfer.is_urgent):
        raise Refused("the State that the data came from consents, or it is essential and too urgent to ask", rule=rule)
