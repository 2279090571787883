"""The conditions under which an order stands: deadline, offence, controller, information of the user.

Source: Regulation (EU) 2023/1543, Art. 5(2) to 5(7), 6 and 13; Annex I, sections C, D, G and H; Annex IV.
"""

from datetime import date
from enum import Enum

import msgspec


class DeadlineChoice(Enum):
    """The box of section C."""

    TEN_DAYS = "ten_days_no_notification"
    TEN_DAYS_NOTIFIED = "ten_days_notified"
    EIGHT_HOURS = "eight_hours"


class EmergencyGround(Enum):
    """What the imminent threat is to: Art. 3(18)."""

    PERSON = "imminent_threat_life_integrity_safety"
    INFRASTRUCTURE = "imminent_threat_critical_infrastructure"


class Deadline(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section C; ``emergency_reasons``: why it is an emergency (Art. 5(5)(g))."""

    choice: DeadlineChoice | None = None
    emergency_ground: EmergencyGround | None = None
    emergency_reasons: str = ""
    other_deadlines: str = ""
    additional: str = ""


class EarlierKind(Enum):
    """What an earlier request was."""

    PRESERVATION = "preserved_under_earlier_request"
    PRODUCTION = "related_earlier_production"


class EarlierRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier request that this one follows: section D."""

    kind: EarlierKind
    authority: str = ""
    file_number: str = ""
    issued_on: date | None = None
    transmitted_on: date | None = None
    transmitted_to: str = ""
    addressee_file_number: str = ""


class Concern(Enum):
    """What the order serves: Art. 2(2)."""

    PROCEEDINGS = "criminal_proceedings"
    SENTENCE = "execution_of_sentence_min_4_months_not_in_absentia_absconded"


class Threshold(Enum):
    """A condition of Art. 5(4) for traffic and content data."""

    THREE_YEARS = "max_penalty_min_3_years"
    PAYMENT_FRAUD = "dir_2019_713_art_3_8"
    CHILD_ABUSE = "dir_2011_93_art_3_7"
    ATTACKS_ON_SYSTEMS = "dir_2013_40_art_3_8"
    TERRORISM = "dir_2017_541_art_3_12_14"

    @property
    def needs_information_system(self) -> bool:
        """Whether the offence counts only if committed, wholly or partly, by means of an information system."""
        return self in (Threshold.PAYMENT_FRAUD, Threshold.CHILD_ABUSE, Threshold.ATTACKS_ON_SYSTEMS)


class Sentence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The sentence that is executed: its length, how it was rendered, whether the person absconded."""

    months: int = 0
    was_in_absentia: bool = False
    has_absconded: bool = False


class ControllerRole(Enum):
    """As what the provider is addressed: Art. 5(6)."""

    CONTROLLER = "controller"
    CONTROLLER_UNKNOWN = "processor_controller_unidentifiable"
    CONTROLLER_WOULD_HARM = "processor_detrimental"

    @property
    def is_processor(self) -> bool:
        """Whether the provider is addressed as processor."""
        return self is not ControllerRole.CONTROLLER


class Conditions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section G. ``provision``: the applicable criminal provision; ``informs_controller``: ``None`` where not asked."""

    concerns: Concern | None = None
    proceedings: str = ""
    """The reference of the criminal proceedings."""
    offence: str = ""
    provision: str = ""
    thresholds: tuple[Threshold, ...] = ()
    by_information_system: bool = False
    sentence: Sentence | None = None
    controller: ControllerRole | None = None
    informs_controller: bool | None = None
    controller_justification: str = ""
    other: str = ""


class DelayGround(Enum):
    """Why informing the user waits: Directive (EU) 2016/680, Art. 13(3)."""

    INQUIRIES = "obstruct_inquiries"
    PREVENTION = "prejudice_prevention_detection"
    PUBLIC_SECURITY = "public_security"
    NATIONAL_SECURITY = "national_security"
    RIGHTS_OF_OTHERS = "rights_of_others"


class UserInformation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section H: the addressee never informs the user; the issuing authority does, at once or later."""

    is_delayed: bool = False
    grounds: tuple[DelayGround, ...] = ()
    justification: str = ""


ANNEX_IV: tuple[str, ...] = (
    "participation in a criminal organisation",
    "terrorism",
    "trafficking in human beings",
    "sexual exploitation of children and child pornography",
    "illicit trafficking in narcotic drugs and psychotropic substances",
    "illicit trafficking in weapons, munitions and explosives",
    "corruption",
    "fraud, including fraud that affects the Union's financial interests",
    "laundering of the proceeds of crime",
    "counterfeiting currency, including the euro",
    "computer-related crime",
    "environmental crime",
    "facilitation of unauthorised entry and residence",
    "murder or grievous bodily injury",
    "illicit trade in human organs and tissue",
    "kidnapping, illegal restraint or hostage-taking",
    "racism and xenophobia",
    "organised or armed robbery",
    "illicit trafficking in cultural goods",
    "swindling",
    "racketeering and extortion",
    "counterfeiting and piracy of products",
    "forgery of administrative documents and trafficking therein",
    "forgery of means of payment",
    "illicit trafficking in hormonal substances and other growth promoters",
    "illicit trafficking in nuclear or radioactive materials",
    "trafficking in stolen vehicles",
    "rape",
    "arson",
    "crimes within the jurisdiction of the International Criminal Court",
    "unlawful seizure of aircraft or ships",
    "sabotage",
)
"""Annex IV, in its order; an order names an offence by its number, from 1."""
