"""Names by which the Union's profile calls what orders hold: both ways.

Source: ETSI TS 103 120 v1.23.1, tables 7.4 to 8.29; the names of the Union's profile (ETSI TS 104 144), whose text
was not at hand: they may differ from what is published. What the profile has no name for is in our own dictionary.
"""

from tournai.providers.orders.categories import BOXES, DataCategory
from tournai.providers.orders.conditions import DeadlineChoice
from tournai.providers.orders.identification import IdentifierKind
from tournai.providers.orders.order import Instrument, Recipient
from tournai.providers.orders.parties import JUDICIAL, AuthorityType

ETSI, EU, OWN = "ETSI", "EU", "tournai"
"""Owners of dictionaries."""
LEGAL_TYPES = {Instrument.EPOC: "EPOC", Instrument.EPOC_PR: "EPOCPR"}
PRIORITIES = {
    DeadlineChoice.TEN_DAYS: "TenDaysASAP",
    DeadlineChoice.TEN_DAYS_NOTIFIED: "TenDaysSubjectToEA",
    DeadlineChoice.EIGHT_HOURS: "EightHours",
}
DELIVERY_PROFILES = {
    Recipient.ISSUING: "IssuingAuthority",
    Recipient.VALIDATING: "ValidatingAuthority",
    Recipient.OTHER: "OtherCompetentAuthority",
}
ROLES = {
    **dict.fromkeys(JUDICIAL, "JudgeCourtOrInvestigatingJudge"),
    AuthorityType.PUBLIC_PROSECUTOR: "PublicProsecutor",
    AuthorityType.OTHER: "OtherCompetentAuthority",
}
TYPE_OF_ROLE = {
    "JudgeCourtOrInvestigatingJudge": AuthorityType.JUDGE,
    "PublicProsecutor": AuthorityType.PUBLIC_PROSECUTOR,
    "OtherCompetentAuthority": AuthorityType.OTHER,
}
"""The profile has one name for judge, court and investigating judge."""
DELAY_FLAG, NOTIFIED_FLAG, EMERGENCY_FLAG = "DelayInformingUser", "EnforcingAuthorityNotified", "IsEmergency"

FORMATS = {
    IdentifierKind.TELEPHONE: (ETSI, "InternationalE164"),
    IdentifierKind.EMAIL: (ETSI, "InternationalizedEmailAddress"),
    IdentifierKind.IMEI: (ETSI, "IMEI"),
    IdentifierKind.MAC_ADDRESS: (ETSI, "MACAddress"),
    IdentifierKind.USER: (ETSI, "ServiceAccessIdentifier"),
    IdentifierKind.OTHER: (OWN, "Other"),
}
IP_FORMATS = ((ETSI, "IPV4Address"), (ETSI, "IPV6Address"))
PORT_FORMAT = (OWN, "SourcePort")
KIND_OF_FORMAT = {
    **{name.casefold(): kind for kind, (_, name) in FORMATS.items()},
    **{name.casefold(): IdentifierKind.IP_ADDRESS for _, name in IP_FORMATS},
}

_SUBSCRIBER_SUBTYPES = {
    "identity_and_contact": "UserInformation",
    "registration_and_identity_verification": "RegistrationInformation",
    "type_and_duration_of_service_and_identifiers": "TypeOfServiceInformation",
    "profile_information": "ProfileInformation",
    "validation_of_use_of_service": "DataOnValidationOfUse",
    "payment_means": "DebitOrCreditCardInformation",
    "puk_codes": "PUKCodes",
    "other": "SubscriberDataOther",
}
SUBTYPES: dict[str, tuple[str, str, str]] = {
    **{code: (OWN, "RequestSubtype", code) for code in BOXES},
    **{
        f"{DataCategory.SUBSCRIBER.value}.{name}": (EU, "EPOCRequestSubtype", subtype)
        for name, subtype in _SUBSCRIBER_SUBTYPES.items()
    },
}
"""Box -> owner, dictionary and value."""
BOX_OF_SUBTYPE = {subtype: code for code, subtype in SUBTYPES.items()}

_S, _I, _T, _C = DataCategory.SUBSCRIBER, DataCategory.IDENTIFICATION, DataCategory.TRAFFIC, DataCategory.CONTENT
REQUEST_TYPES: dict[frozenset[DataCategory], str] = {
    frozenset({_S}): "SubscriberData",
    frozenset({_I}): "UserIdentifyingData",
    frozenset({_T}): "TrafficData",
    frozenset({_C}): "StoredContentData",
    frozenset({_S, _I}): "SubscriberDataAndUserIdentifyingData",
    frozenset({_T, _C}): "TrafficDataAndStoredContentData",
}
OTHER_REQUEST = "Other"
"""Any other mixture; the boxes say which."""
CATEGORIES_OF_REQUEST = {name: categories for categories, name in REQUEST_TYPES.items()}
OTHER_BOX = {
    _S: "subscriber_data.other",
    _I: "user_identification_only.other",
    _T: "traffic_data.other.other",
    _C: "content_data.other",
}
"""The box that stands for a category of which a message names no subtype."""
