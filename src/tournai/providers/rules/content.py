"""What an order must say: rules PRV-01, PRV-07, PRV-09, PRV-10 and PRV-20.

Source: Regulation (EU) 2023/1543, Art. 2(2), 5(2), 5(5) and 6(4); Annexes I and II. The fields that a form must have
are a table, so that whoever knows the form can check them.
"""

import re
from collections.abc import Iterable
from ipaddress import ip_address

import msgspec

from tournai.providers.orders.categories import BOXES
from tournai.providers.orders.conditions import ANNEX_IV
from tournai.providers.orders.identification import Identifier, IdentifierKind, TimeRange
from tournai.providers.orders.order import Form, Instrument
from tournai.providers.orders.renderings import Audience
from tournai.providers.rules.findings import Bite, Dossier, missing
from tournai.values.wordings import say

_AUTHORITY = (
    ("name", "name of the authority"),
    ("representative", "name of its representative"),
    ("post", "post held"),
    ("file_number", "file number"),
    ("address", "address"),
    ("telephone", "telephone number"),
    ("email", "e-mail address"),
    ("languages", "languages spoken"),
)
_COMMON = (
    ("case_id", "case identifier"),
    ("issuing_state", "issuing State"),
    *((f"issuing.{name}", label) for name, label in _AUTHORITY),
    ("addressee.name", "addressee"),
)
_CRIMINAL = (
    ("evidence.boxes", "data that is asked for"),
    ("conditions.concerns", "what the order concerns"),
    ("conditions.offence", "nature of the offence"),
    ("conditions.provision", "applicable statutory provision"),
)
REQUIRED: dict[Instrument, tuple[tuple[str, str], ...]] = {
    Instrument.EPOC: (
        *_COMMON,
        *_CRIMINAL,
        ("addressee.state", "State of the addressee"),
        ("deadline.choice", "deadline"),
        ("conditions.controller", "controller or processor"),
        ("transfer.recipient", "authority that gets the data"),
    ),
    Instrument.EPOC_PR: (*_COMMON, *_CRIMINAL, ("addressee.state", "State of the addressee")),
    Instrument.NATIONAL: (*_COMMON, *_CRIMINAL, ("transfer.recipient", "authority that gets the data")),
    Instrument.DSA: (
        *_COMMON,
        ("information.legal_basis", "legal basis"),
        ("information.reasons", "statement of reasons"),
        ("information.redress", "redress for provider and recipient"),
        ("information.scope", "what is asked for"),
    ),
    Instrument.TCO: (
        *_COMMON,
        ("removal.urls", "exact address of the content"),
        ("removal.material", "kind of terrorist content"),
        ("removal.assessment", "why it is not journalism, education, art, research or counter-speech"),
        ("removal.redress", "redress for provider and recipient"),
    ),
}
"""What a form must state, by instrument: the field's path and its name."""
FURTHER: dict[Instrument, tuple[tuple[str, str], ...]] = {
    Instrument.EPOC: (
        ("necessity", "grounds of necessity and proportionality"),
        ("case_summary", "summary of the case"),
    ),
    Instrument.EPOC_PR: (("necessity", "grounds of necessity and proportionality"),),
}
"""What section M must state: Art. 5(5)(i) and (j), 6(4)(g)."""

EVERYBODY = re.compile(
    r"\b(all|every|any) (the )?(users?|subscribers?|customers?|members?|participants?)\b(?!.?(name|id))"
    r"|\beverybody\b|\beveryone\b|\ball accounts\b(?! (of|with|registered|linked))"
    r"|\btou(s|te|tes) les (utilisateurs|utilisatrices|abonnés|clients|membres)\b"
    r"|\balle (gebruikers|abonnees|klanten|leden)\b|\biedereen\b"
    r"|\b(alle|sämtliche)n? (nutzer|benutzer|teilnehmer|kunden|mitglieder)n?\b",
    re.IGNORECASE,
)
"""Words that ask for everybody, in the four languages: rule PRV-10."""
WEAKENING = re.compile(
    r"\bkeys\b|\b(encryption|decryption|cryptographic|private|session|master|secret|signing|account|recovery)[- ]key\b"
    r"|\bpass(word|phrase|code)s?\b|\b(de|un)crypt|\bback[- ]?door|\bwire-?tap|\bclient[- ]side scan"
    r"|\b(live|real[- ]time) (interception|monitoring|capture)"
    r"|\bmots? de passe\b|(?<!mots[ -])\bclés\b(?! usb)|\bclé (de |privée|secrète|cryptographique)|\bdéchiffre"
    r"|\bporte dérobée|\binterception en (direct|temps réel)|\bécoutes? téléphonique"
    r"|\bwachtwoord|\bsleutels?\b|sleutels?\b|\bontsleutel|\bontcijfer|\bachterdeur|\b(live|realtime)[- ]interceptie"
    r"|\baftap|\bpassw(ort|örter)|\bkennw(ort|örter)|schlüsseln?\b|\bentschlüssel|\bhintertür"
    r"|\bechtzeit-?überwachung|\btelefonüberwachung",
    re.IGNORECASE,
)
"""Words that ask for keys, passwords, decryption, weakening or live interception: rule PRV-20."""
_SHAPES = {
    IdentifierKind.TELEPHONE: re.compile(r"\+?[0-9][0-9 ().-]{2,24}"),
    IdentifierKind.EMAIL: re.compile(r"[^@\s]+@[^@\s]+"),
    IdentifierKind.IMEI: re.compile(r"[0-9]{14,16}"),
    IdentifierKind.MAC_ADDRESS: re.compile(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"),
}


def check_fields(dossier: Dossier) -> Iterable[Bite]:
    """PRV-01: every field of Art. 5(5) or 6(4), and of the form, that must be stated is stated."""
    form = dossier.order.form
    for path, name in REQUIRED[form.instrument]:
        if _is_empty(_at(form, path)):
            yield missing(path, name)
    if form.validating is not None:
        for path, name in _AUTHORITY:
            if _is_empty(getattr(form.validating, path)):
                yield missing(f"validating.{path}", name)
    if form.is_emergency and not form.deadline.emergency_reasons.strip():
        yield missing("deadline.emergency_reasons", "reasons of the emergency")
    if dossier.audience is not Audience.ADDRESSEE:
        for path, name in FURTHER.get(form.instrument, ()):
            if _is_empty(getattr(dossier.order.further, path)):
                yield missing(f"further.{path}", name)
    if any(not 1 <= number <= len(ANNEX_IV) for number in dossier.order.further.annex_iv):
        yield Bite("further.annex_iv", say("an offence of Annex IV has a number from 1 to {last}", last=len(ANNEX_IV)))


def check_proceedings(dossier: Dossier) -> Iterable[Bite]:
    """PRV-07: an order names the criminal proceedings, or the execution of the sentence, that it serves."""
    conditions = dossier.order.form.conditions
    if not conditions.proceedings.strip():
        yield Bite("conditions.proceedings", "no order outside criminal proceedings: name their reference")


def check_identifiers(dossier: Dossier) -> Iterable[Bite]:
    """PRV-09: the user or a unique identifier is named; an IP address with its time and time zone."""
    form = dossier.order.form
    identification = form.identification
    if not identification.identifiers:
        yield Bite("identification.identifiers", "name the user or another unique identifier")
    if identification.only_to_identify_the_user and form.is_intrusive:
        yield Bite(
            "identification.only_to_identify_the_user",
            "traffic and content data are not asked for the sole purpose of identifying the user",
        )
    for place, one in enumerate(identification.identifiers):
        yield from _check_identifier(f"identification.identifiers[{place}]", one)


def check_range(dossier: Dossier) -> Iterable[Bite]:
    """PRV-10: a range of time that is closed and past; nobody asks for everybody."""
    form = dossier.order.form
    span = form.identification.time_range
    if form.is_intrusive and (span is None or span.start is None or span.end is None):
        yield Bite("identification.time_range", "traffic and content data need a range of time with start and end")
    for path, one in (
        ("identification.time_range", span),
        ("evidence.identification_range", form.evidence.identification_range),
    ):
        if one is not None:
            yield from _check_span(path, one, dossier)
    for path, text in _texts(form):
        if EVERYBODY.search(text):
            yield Bite(path, "an order never asks for all users of a service: name the one it is about")
    for place, one_identifier in enumerate(form.identification.identifiers):
        if _is_block(one_identifier):
            yield Bite(f"identification.identifiers[{place}]", "a block of addresses or a pattern is no identifier")


def check_weakening(dossier: Dossier) -> Iterable[Bite]:
    """PRV-20: there is no order for keys, passwords, decryption, a weaker service or live interception."""
    form = dossier.order.form
    for place, code in enumerate(form.evidence.boxes):
        if code not in BOXES:
            yield Bite(f"evidence.boxes[{place}]", "the form has no such box: nothing else can be asked for")
    for path, text in _texts(form):
        if WEAKENING.search(text):
            yield Bite(path, "no order asks for keys, passwords, decryption, a weaker service or live interception")


def _texts(form: Form) -> Iterable[tuple[str, str]]:
    """Yield the free texts by which more can be asked than boxes say."""
    for place, one in enumerate(form.identification.identifiers):
        if one.kind in (IdentifierKind.OTHER, IdentifierKind.USER):
            yield f"identification.identifiers[{place}]", one.value
    yield "identification.additional", form.identification.additional
    yield "evidence.additional", form.evidence.additional
    for code, text in sorted(form.evidence.specified.items()):
        yield f"evidence.specified.{code}", text
    yield "addressee.other", form.addressee.other
    yield "deadline.additional", form.deadline.additional
    yield "transfer.means", form.transfer.means
    yield "conditions.other", form.conditions.other
    if form.information is not None:
        yield "information.scope", form.information.scope


def _check_identifier(path: str, one: Identifier) -> Iterable[Bite]:
    if one.kind is IdentifierKind.IP_ADDRESS:
        if one.timestamp is None or one.timestamp.tzinfo is None:
            yield Bite(path, "an IP address needs the date, time and time zone at which it was used")
        if not _is_block(one) and not _is_ip(one.value):
            yield Bite(path, say("not a well-formed {kind}", kind=say("IP address")))
    shape = _SHAPES.get(one.kind)
    if not one.value.strip() or (shape is not None and shape.fullmatch(one.value) is None):
        yield Bite(path, say("not a well-formed {kind}", kind=say(one.kind.value.replace("_", " "))))
    if one.port is not None and not 0 <= one.port <= 65535:
        yield Bite(path, "a source port is a number from 0 to 65535")


def _check_span(path: str, span: TimeRange, dossier: Dossier) -> Iterable[Bite]:
    ends = [one for one in (span.start, span.end) if one is not None]
    if any(one.tzinfo is None for one in ends):
        yield Bite(path, "state the time zone of the range of time")
        return
    if len(ends) < 2:
        yield Bite(path, "a range of time needs start and end")
    elif ends[0] >= ends[1]:
        yield Bite(path, "a range of time ends after it starts")
    if any(one > dossier.now for one in ends):
        yield Bite(path, "only data that is stored on receipt is ordered: the range of time must be past")


def _is_block(one: Identifier) -> bool:
    has_network = one.kind is IdentifierKind.IP_ADDRESS and "/" in one.value
    return has_network or (one.kind is not IdentifierKind.OTHER and ("*" in one.value or "%" in one.value))


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _at(form: Form, path: str) -> object:
    value: object = form
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, tuple | msgspec.Struct) and not value)
