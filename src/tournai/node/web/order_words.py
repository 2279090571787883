"""The words of an order's form for its codes; each is said in the reader's language by the catalogue of sentences."""

from enum import Enum

from tournai.providers.orders.conditions import (
    Concern,
    ControllerRole,
    DeadlineChoice,
    DelayGround,
    EarlierKind,
    EmergencyGround,
    Threshold,
)
from tournai.providers.orders.identification import IdentifierKind
from tournai.providers.orders.order import Instrument, Recipient
from tournai.providers.orders.parties import AddresseeType, AuthorityType

TITLES = {
    Instrument.EPOC: "European Production Order Certificate (EPOC)",
    Instrument.EPOC_PR: "European Preservation Order Certificate (EPOC-PR)",
    Instrument.NATIONAL: "National production order",
    Instrument.DSA: "Order to provide information",
    Instrument.TCO: "Removal order",
}
WORDS: dict[Enum, str] = {
    **{one: one.value.replace("_", " ") for enum in (AuthorityType, AddresseeType, IdentifierKind) for one in enum},
    DeadlineChoice.TEN_DAYS: "within 10 days, no notification",
    DeadlineChoice.TEN_DAYS_NOTIFIED: "at the end of 10 days, or once the enforcing authority confirms",
    DeadlineChoice.EIGHT_HOURS: "within 8 hours, emergency",
    EmergencyGround.PERSON: "life, physical integrity or safety of a person",
    EmergencyGround.INFRASTRUCTURE: "critical infrastructure",
    EarlierKind.PRESERVATION: "preserved under an earlier request",
    EarlierKind.PRODUCTION: "related to an earlier production",
    Concern.PROCEEDINGS: "criminal proceedings",
    Concern.SENTENCE: "execution of a sentence of at least four months",
    Threshold.THREE_YEARS: "maximum penalty of at least three years",
    Threshold.PAYMENT_FRAUD: "Directive (EU) 2019/713, Art. 3 to 8",
    Threshold.CHILD_ABUSE: "Directive 2011/93/EU, Art. 3 to 7",
    Threshold.ATTACKS_ON_SYSTEMS: "Directive 2013/40/EU, Art. 3 to 8",
    Threshold.TERRORISM: "Directive (EU) 2017/541, Art. 3 to 12 and 14",
    ControllerRole.CONTROLLER: "controller",
    ControllerRole.CONTROLLER_UNKNOWN: "processor: the controller cannot be identified",
    ControllerRole.CONTROLLER_WOULD_HARM: "processor: addressing the controller might harm the investigation",
    DelayGround.INQUIRIES: "not to obstruct inquiries",
    DelayGround.PREVENTION: "not to prejudice prevention, detection or prosecution",
    DelayGround.PUBLIC_SECURITY: "public security",
    DelayGround.NATIONAL_SECURITY: "national security",
    DelayGround.RIGHTS_OF_OTHERS: "rights and freedoms of others",
    Recipient.ISSUING: "issuing authority",
    Recipient.VALIDATING: "validating authority",
    Recipient.OTHER: "other competent authority",
}
"""What the form says for a code."""
