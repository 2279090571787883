"""What of a MISP event is an indicator: a closed table of attribute types; what is about a person is refused.

Source: the MISP core format (draft-dulaunoy-misp-core-format), attribute types; misp-objects, templates ``person``,
``identity``, ``interpol-notice`` and their kin. An indicator is a trace or a document, is kept apart from alerts, and
never becomes one: nobody is sought because of it (rule PNR-08).
"""

from enum import Enum

import msgspec

from tournai.exchange.markings import HandlingCode


class IndicatorKind(Enum):
    """What a value is."""

    DOMAIN = "domain"
    ADDRESS = "network address"
    URL = "URL"
    HASH = "hash"
    FILE_NAME = "file name"
    CERTIFICATE = "certificate"
    MALWARE_TRACE = "trace of malware"
    VULNERABILITY = "vulnerability"
    DOCUMENT = "document number"


_TYPES: dict[IndicatorKind, tuple[str, ...]] = {
    IndicatorKind.DOMAIN: ("domain", "hostname", "domain|ip"),
    IndicatorKind.ADDRESS: ("ip-src", "ip-dst", "ip-src|port", "ip-dst|port", "AS"),
    IndicatorKind.URL: ("url", "uri"),
    IndicatorKind.HASH: (
        "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "ssdeep", "imphash", "tlsh", "authentihash",
        "filename|md5", "filename|sha1", "filename|sha256", "filename|sha512",
    ),
    IndicatorKind.FILE_NAME: ("filename",),
    IndicatorKind.CERTIFICATE: (
        "x509-fingerprint-md5", "x509-fingerprint-sha1", "x509-fingerprint-sha256", "ja3-fingerprint-md5",
    ),
    IndicatorKind.MALWARE_TRACE: (
        "mutex", "named pipe", "regkey", "regkey|value", "user-agent", "pattern-in-file", "pattern-in-traffic", "yara",
        "snort", "sigma",
    ),
    IndicatorKind.VULNERABILITY: ("vulnerability", "cpe"),
    IndicatorKind.DOCUMENT: ("passport-number", "identity-card-number", "visa-number", "travel-document-number"),
}  # fmt: skip
KINDS = {name: kind for kind, names in _TYPES.items() for name in names}
"""MISP's attribute types that are indicators."""
CATEGORIES = {
    IndicatorKind.DOMAIN: "Network activity",
    IndicatorKind.ADDRESS: "Network activity",
    IndicatorKind.URL: "Network activity",
    IndicatorKind.HASH: "Payload delivery",
    IndicatorKind.FILE_NAME: "Payload delivery",
    IndicatorKind.CERTIFICATE: "Network activity",
    IndicatorKind.MALWARE_TRACE: "Artifacts dropped",
    IndicatorKind.VULNERABILITY: "External analysis",
    IndicatorKind.DOCUMENT: "Person",
}
"""MISP's category of what is written. ``Person`` is where MISP keeps document numbers: no name goes with them."""

PERSON_TYPES = frozenset(
    {
        "first-name", "middle-name", "last-name", "full-name", "date-of-birth", "place-of-birth", "gender",
        "nationality", "passport-country", "passport-expiration", "redress-number", "issue-date-of-the-visa",
        "primary-residence", "country-of-residence", "special-service-request", "frequent-flyer-number",
        "travel-details", "payment-details", "place-port-of-original-embarkation", "place-port-of-clearance",
        "place-port-of-onward-foreign-destination", "passenger-name-record-locator-number", "phone-number", "email",
        "email-src", "email-dst", "email-src-display-name", "email-dst-display-name", "target-user", "target-email",
        "whois-registrant-name", "whois-registrant-email", "whois-registrant-phone", "github-username",
        "twitter-id", "jabber-id", "iban", "bank-account-nr", "cc-number", "prtn", "birthday",
    }
)  # fmt: skip
"""Attribute types that are about a person: refused wherever they stand."""
PERSON_OBJECTS = frozenset(
    {
        "person", "identity", "interpol-notice", "passenger-flight", "passport", "user-account", "legal-entity",
        "intelligence-dissemination", "intelligence-source-assessment", "bank-account", "phone", "phone-number",
        "contact", "employee", "victim", "narrative", "social-media-group",
    }
)  # fmt: skip
"""Object templates that are about a person, or may hold one: refused whole, with whatever else stands in them."""

TLP_OF = {
    HandlingCode.H0: "tlp:amber",
    HandlingCode.H1: "tlp:amber",
    HandlingCode.H2: "tlp:amber+strict",
    HandlingCode.H3: "tlp:red",
}
"""How a handling code is told to those who know the traffic light protocol. Never green: it is still police data."""


class Indicator(msgspec.Struct, frozen=True):
    """One value: what it is, MISP's own type, the value, whether it is meant for detection, and its markings."""

    kind: IndicatorKind
    type: str
    value: str
    for_detection: bool = False
    markings: tuple[str, ...] = ()
