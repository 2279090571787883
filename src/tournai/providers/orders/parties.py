"""Who issues, validates, receives and is notified of an order.

Source: Regulation (EU) 2023/1543, Art. 3(6), 3(7), 3(15) to 3(17), 4 and 7; Annex I, sections A, B, I, J and K.
States are ISO 3166-1 alpha-2, as the form and the case identifier write them.
"""

from enum import Enum

import msgspec

BOUND_STATES = frozenset(
    "AT BE BG CY CZ DE EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905  # a table
)
"""The Member States that the Regulation binds: all but Denmark (recitals 100 and 101)."""


class AuthorityType(Enum):
    """What an issuing or validating authority is."""

    JUDGE = "judge"
    COURT = "court"
    INVESTIGATING_JUDGE = "investigating_judge"
    PUBLIC_PROSECUTOR = "public_prosecutor"
    OTHER = "other_competent_authority"
    """Any other investigating authority that the issuing State defined: Art. 4(1)(b)."""

    @property
    def is_judicial(self) -> bool:
        """Whether it is a judge, a court or an investigating judge."""
        return self in JUDICIAL


JUDICIAL = frozenset({AuthorityType.JUDGE, AuthorityType.COURT, AuthorityType.INVESTIGATING_JUDGE})


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How somebody is reached."""

    name: str = ""
    address: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""


class Authority(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The issuing or the validating authority, with whoever acts for it; ``languages`` are ISO 639-1."""

    type: AuthorityType
    name: str = ""
    representative: str = ""
    post: str = ""
    file_number: str = ""
    address: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    contact_point: Contact | None = None
    """Whoever answers questions, where it is somebody else, e.g. a central authority."""


class AddresseeType(Enum):
    """What the addressee is to the provider."""

    DESIGNATED_ESTABLISHMENT = "designated_establishment"
    LEGAL_REPRESENTATIVE = "legal_representative"
    OTHER_ESTABLISHMENT = "other_establishment"
    """Only in an emergency, once the designated one did not react: Art. 7(2)."""


class Addressee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom the order is sent to: section B."""

    name: str = ""
    type: AddresseeType = AddresseeType.DESIGNATED_ESTABLISHMENT
    state: str = ""
    is_emergency_fallback: bool = False
    """The designated one did not react within the deadlines, or none was designated in time."""
    address: str = ""
    contact: Contact | None = None
    file_number: str = ""
    provider: str = ""
    """The service provider concerned, where it is not the addressee itself."""
    other: str = ""


class EnforcingAuthority(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who is notified in the enforcing State: section K."""

    name: str = ""
    state: str = ""
    address: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
