"""One order, whole: what the addressee gets, what only the enforcing authority gets, what stays in the case file.

Source: Regulation (EU) 2023/1543, Annexes I and II; Regulation (EU) 2022/2065, Art. 10; Regulation (EU) 2021/784,
Art. 3 and Annex I. A draft is an order too: what it lacks is empty, and the rules say so (`tournai.providers.rules`).
"""

from enum import Enum

import msgspec

from tournai.providers.orders.categories import DataCategory, categories_of
from tournai.providers.orders.conditions import Conditions, Deadline, DeadlineChoice, EarlierRequest, UserInformation
from tournai.providers.orders.identification import Identification, TimeRange
from tournai.providers.orders.parties import Addressee, Authority, Contact, EnforcingAuthority


class Instrument(Enum):
    """Which law the order is made under."""

    EPOC = "EPOC"
    """European Production Order (its certificate): Annex I."""
    EPOC_PR = "EPOC-PR"
    """European Preservation Order (its certificate): Annex II."""
    NATIONAL = "national production order"
    """To a provider on the issuing State's own territory: Art. 1(1)."""
    DSA = "DSA order to provide information"
    """Regulation (EU) 2022/2065, Art. 10."""
    TCO = "TCO removal order"
    """Regulation (EU) 2021/784, Art. 3."""

    @property
    def is_european(self) -> bool:
        """Whether it is an order of Regulation (EU) 2023/1543."""
        return self in (Instrument.EPOC, Instrument.EPOC_PR)


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section F: ticked boxes (codes of `BOXES`), what "other" means by box, what narrows the request."""

    boxes: tuple[str, ...] = ()
    specified: dict[str, str] = {}
    identification_range: TimeRange | None = None
    """The range of identification data, where it is not that of section E."""
    additional: str = ""


class Recipient(Enum):
    """To whom the data goes."""

    ISSUING = "issuing_authority"
    VALIDATING = "validating_authority"
    OTHER = "other_competent_authority"


class Transfer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section L."""

    recipient: Recipient | None = None
    contact: Contact | None = None
    means: str = ""


class Information(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an order to provide information has besides: Regulation (EU) 2022/2065, Art. 10(2)."""

    legal_basis: str = ""
    reasons: str = ""
    redress: str = ""
    scope: str = ""
    coordinator: str = ""
    """The Digital Services Coordinator that gets a copy."""


class Removal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a removal order has besides: Regulation (EU) 2021/784, Art. 3(4) and Annex I."""

    urls: tuple[str, ...] = ()
    location: str = ""
    material: str = ""
    """Which material of Art. 2(7) it is, and why."""
    assessment: str = ""
    """Why it is not journalism, education, art, research or counter-speech: Art. 1(3)."""
    redress: str = ""
    is_first_to_provider: bool = False
    procedures_told_hours_before: int | None = None
    emergency_reasons: str = ""
    """Why a first order does not wait twelve hours: Art. 3(2)."""


class Form(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the addressee gets: sections A to L of Annex I, and nothing of section M."""

    instrument: Instrument
    case_id: str
    issuing_state: str
    issuing: Authority
    version: int = 1
    language: str = "en"
    validating: Authority | None = None
    emergency_without_validation: bool = False
    addressee: Addressee = Addressee()
    deadline: Deadline = Deadline()
    earlier: tuple[EarlierRequest, ...] = ()
    identification: Identification = Identification()
    evidence: Evidence = Evidence()
    conditions: Conditions = Conditions()
    user_information: UserInformation = UserInformation()
    notified: EnforcingAuthority | None = None
    transfer: Transfer = Transfer()
    information: Information | None = None
    removal: Removal | None = None

    @property
    def categories(self) -> frozenset[DataCategory]:
        """The categories of what is asked for."""
        return categories_of(self.evidence.boxes)

    @property
    def is_intrusive(self) -> bool:
        """Whether traffic or content data is asked for."""
        return any(category.is_intrusive for category in self.categories)

    @property
    def is_emergency(self) -> bool:
        """Whether it is an emergency case."""
        return self.deadline.choice is DeadlineChoice.EIGHT_HOURS or self.deadline.emergency_ground is not None


class Further(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section M: to the notified enforcing authority, never to the addressee (Art. 5(5)(i)-(j), 9(2))."""

    necessity: str = ""
    case_summary: str = ""
    is_three_years: bool = False
    annex_iv: tuple[int, ...] = ()
    additional: str = ""


class Protection(Enum):
    """Whether the data may be under an immunity, a privilege or rules of press freedom: Art. 5(10)."""

    NOT_SUSPECTED = "not suspected"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled out"


class CaseFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stays with the issuing authority; neither rendering shows it."""

    domestic_bases: tuple[str, ...] = ()
    """The national provisions of a similar order (Art. 5(2)): codes of `BASES`, or text for a state without a list."""
    similar_domestic_order: bool = False
    emergency_domestic_basis: bool = False
    """A similar domestic order could be issued without prior validation (Art. 4(5))."""
    prosecutor_leads_inquiry: bool = False
    offence_in_issuing_state: bool = False
    resides_in_issuing_state: bool = False
    residence_grounds: str = ""
    """The reasonable grounds for both (Art. 8(2))."""
    protection: Protection = Protection.NOT_SUSPECTED
    consultation: str = ""
    """Whom the authority consulted about it, when, with what outcome."""
    is_public_infrastructure: bool = False
    public_authority_state: str = ""
    is_privileged_infrastructure: bool = False
    privileged_ground: str = ""
    """``resident``, ``detrimental`` or ``waived``: Art. 5(9)."""
    delay_reasons: str = ""
    controller_delay_reasons: str = ""
    unlikely_category_reasons: str = ""
    """Why data is asked for that the provider's card says it cannot produce."""
    provider: str = ""
    """The provider's card that was consulted."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A whole order, as the issuing authority holds it.

    ``blinds``: two random texts, handed in, of at least 32 hexadecimal digits each: they keep whoever sees the digests
    of section M and of the case file from testing a guess at them.
    """

    form: Form
    further: Further = Further()
    case_file: CaseFile = CaseFile()
    blinds: tuple[str, str] = ("", "")
