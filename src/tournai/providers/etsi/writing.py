"""An order as a message of ETSI TS 103 120, in the Union's profile.

One EPOC: an authorisation, a disclosure task (LDTask) for each identifier, and a document that carries the form; an
EPOC-PR has preservation tasks (LPTask). Removal orders have no message: the schema of the core (v1.23.1) has no place
for the take-down task (TDTask) that the schema of tasks defines. Identifiers of objects are derived from case,
version and place (UUID version 8, RFC 9562, section 5.8), so that the same order gives the same message.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from tournai.errors import Malformed
from tournai.providers.etsi.message import Json, Message
from tournai.providers.etsi.names import (
    DELAY_FLAG,
    DELIVERY_PROFILES,
    EMERGENCY_FLAG,
    ETSI,
    EU,
    FORMATS,
    IP_FORMATS,
    LEGAL_TYPES,
    NOTIFIED_FLAG,
    OTHER_REQUEST,
    PORT_FORMAT,
    PRIORITIES,
    REQUEST_TYPES,
    ROLES,
    SUBTYPES,
)
from tournai.providers.orders.conditions import EarlierKind
from tournai.providers.orders.identification import Identifier, IdentifierKind
from tournai.providers.orders.order import Form, Instrument
from tournai.providers.orders.parties import Authority
from tournai.providers.orders.renderings import Rendering, rendered_hash, write
from tournai.providers.orders.signing import Signature, SigningPart

ETSI_VERSION, PROFILE_VERSION = "V1.22.1", "v1.3.1"
CONTENT_TYPE = "application/json; profile=tournai-order/1"
PRESERVED_FOR = timedelta(days=60)
NAMESPACES = {
    "@xmlns": "http://uri.etsi.org/03120/common/2019/10/Core",
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xmlns:common": "http://uri.etsi.org/03120/common/2016/02/Common",
    "@xmlns:task": "http://uri.etsi.org/03120/common/2020/09/Task",
    "@xmlns:auth": "http://uri.etsi.org/03120/common/2020/09/Authorisation",
    "@xmlns:doc": "http://uri.etsi.org/03120/common/2020/09/Document",
}
_TASK = "{http://uri.etsi.org/03120/common/2020/09/Task}"


class Endpoint(msgspec.Struct, frozen=True, gc=False):
    """Who sends or receives: country (ISO 3166-1 alpha-2) and an identifier unique within it."""

    country: str
    identifier: str


class NoProfile(Malformed):
    """The profile has no message for orders under this instrument."""


def write_order(rendering: Rendering, sender: Endpoint, receiver: Endpoint, now: datetime) -> Message:
    """Return the message that carries a rendering of an order.

    Raises:
        NoProfile: An order under another law.
    """
    form = rendering.form
    if not form.instrument.is_european:
        raise NoProfile("the profile has messages for EPOC and EPOC-PR only", code="no-profile")
    held = _objects(rendering, sender, receiver, now)
    return request_of("CREATE", held, header(sender, receiver, rendered_hash(rendering), now))


def request_of(verb: str, held: list[Json], head: Json) -> Message:
    """Return the message that does one thing with each of its objects."""
    actions = [{"ActionIdentifier": place, verb: {"HI1Object": one}} for place, one in enumerate(held)]
    payload = {"RequestPayload": {"ActionRequests": {"ActionRequest": actions}}}
    return Message({**NAMESPACES, "Header": head, "Payload": payload})


def header(sender: Endpoint, receiver: Endpoint, content: str, now: datetime) -> Json:
    """Return the header of a message in the Union's profile; its transaction is derived from content and time."""
    return {
        "SenderIdentifier": _endpoint(sender),
        "ReceiverIdentifier": _endpoint(receiver),
        "TransactionIdentifier": object_id(f"{content} {now.isoformat()}"),
        "Timestamp": f"{now:%Y-%m-%dT%H:%M:%S.%f}Z",
        "Version": {
            "ETSIVersion": ETSI_VERSION,
            "NationalProfileOwner": EU,
            "NationalProfileVersion": PROFILE_VERSION,
        },
    }


def object_id(text: str) -> str:
    """Return the UUID (version 8) of a text's SHA-256."""
    digits = hashlib.sha256(f"tournai {text}".encode()).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def request_values(one: Identifier) -> list[Json]:
    """Return the request values of an identifier; telephone numbers as digits alone, as the format has them."""
    if one.kind is IdentifierKind.IP_ADDRESS:
        owner, name = IP_FORMATS[":" in one.value]
    else:
        owner, name = FORMATS[one.kind]
    is_telephone = one.kind is IdentifierKind.TELEPHONE
    values = [_value(owner, name, re.sub(r"\D", "", one.value) if is_telephone else one.value)]
    return values if one.port is None else [*values, _value(*PORT_FORMAT, str(one.port))]


def request_details(form: Form, one: Identifier) -> Json:
    """Return what a task asks for about one identifier: category, range of time, values, subtypes."""
    span = form.identification.time_range
    details: Json = {
        "task:Type": entry(ETSI, "RequestType", REQUEST_TYPES.get(form.categories, OTHER_REQUEST)),
        "task:StartTime": instant(span.start) if span else None,
        "task:EndTime": instant(span.end) if span else None,
        "task:ObservedTime": instant(one.timestamp) if form.instrument is Instrument.EPOC else None,
        "task:RequestValues": {"task:RequestValue": request_values(one)},
        "task:Subtype": {
            "task:RequestSubtype": [entry(*SUBTYPES[code]) for code in form.evidence.boxes if code in SUBTYPES]
        },
    }
    if not details["task:Subtype"]["task:RequestSubtype"]:
        details["task:Subtype"] = None
    return _without_none(details)


def flags(form: Form) -> list[Json]:
    """Return the flags of an order's authorisation."""
    shown = []
    if form.user_information.is_delayed:
        shown.append(entry(EU, "EPOCAuthorisationFlag", DELAY_FLAG))
    if form.notified is not None:
        shown.append(entry(EU, "EPOCAuthorisationFlag", NOTIFIED_FLAG))
    if form.is_emergency:
        shown.append(entry(ETSI, "AuthorisationFlag", EMERGENCY_FLAG))
    return shown


def entry(owner: str, name: str, value: str) -> Json:
    """Return an entry of a dictionary."""
    return {"common:Owner": owner, "common:Name": name, "common:Value": value}


def _objects(rendering: Rendering, sender: Endpoint, receiver: Endpoint, now: datetime) -> list[Json]:
    form = rendering.form
    case = f"{form.case_id} {form.version}"
    authorisation, document = object_id(f"{case} authorisation"), object_id(f"{case} document")
    common = {"CountryCode": form.issuing_state, "OwnerIdentifier": sender.identifier}
    made = [_without_none({**_head("auth", authorisation), **common, **_authorisation(rendering, receiver)})]
    for place, task in enumerate(_tasks(form, sender, receiver, now), 1):
        made.append(
            {
                "@xsi:type": task.pop("@xsi:type"),
                "ObjectIdentifier": object_id(f"{case} task {place}"),
                **common,
                "ExternalIdentifier": f"{form.case_id}-{place}",
                "AssociatedObjects": {"AssociatedObject": [authorisation, document]},
                **_without_none(task),
            }
        )
    associated = {"AssociatedObjects": {"AssociatedObject": [authorisation]}}
    return [*made, {**_head("doc", document), **common, **associated, **_document(rendering)}]


def _head(prefix: str, identifier: str) -> Json:
    name = {"auth": "Authorisation", "doc": "Document"}[prefix]
    kind = f"{{http://uri.etsi.org/03120/common/2020/09/{name}}}{name}Object"
    return {"@xsi:type": kind, "ObjectIdentifier": identifier}


def _authorisation(rendering: Rendering, receiver: Endpoint) -> Json:
    form = rendering.form
    legal, priority = LEGAL_TYPES[form.instrument], form.deadline.choice
    status = "EmergencyApproval" if form.emergency_without_validation else "Approved"
    shown = flags(form)
    return {
        "auth:AuthorisationReference": form.case_id,
        "auth:AuthorisationLegalType": entry(EU, "EPOCLegalType", legal),
        "auth:AuthorisationPriority": entry(EU, "EPOCPriority", PRIORITIES[priority]) if priority else None,
        "auth:AuthorisationStatus": entry(ETSI, "AuthorisationStatus", status),
        "auth:AuthorisationDesiredStatus": entry(ETSI, "AuthorisationDesiredStatus", "SubmittedToCSP"),
        "auth:AuthorisationCSPID": {"auth:CSPID": [_endpoint(receiver)]},
        "auth:AuthorisationApprovalDetails": list(_approvals(rendering)),
        "auth:AuthorisationFlags": {"auth:AuthorisationFlag": shown} if shown else None,
        "auth:AuthorisationJurisdiction": form.issuing_state,
    }


def _approvals(rendering: Rendering) -> Iterable[Json]:
    form = rendering.form
    for part, authority in ((SigningPart.ISSUING, form.issuing), (SigningPart.VALIDATING, form.validating)):
        if authority is not None:
            signature = next((one for one in rendering.signatures if one.part is part), None)
            yield _approval(form, part, authority, signature)


def _approval(form: Form, part: SigningPart, authority: Authority, signature: Signature | None) -> Json:
    contact = {
        "common:Name": authority.representative or None,
        "common:Role": authority.post or None,
        "common:EmailAddress": authority.email if re.fullmatch(r"[^@\s]+@[^@\s]+", authority.email) else None,
        "common:PhoneNumber": _digits(authority.telephone),
        "common:FaxNumber": _digits(authority.fax),
        "common:Address": authority.address or None,
        "common:Languages": [
            {"common:ISO639Set1LanguageIdentifier": code}
            for code in authority.languages
            if re.fullmatch("[a-z]{2}", code)
        ],
    }
    return _without_none(
        {
            "common:ApprovalType": part.value,
            "common:ApprovalReference": authority.file_number or None,
            "common:ApproverDetails": {
                "common:ApproverName": authority.name,
                "common:ApproverRole": ROLES[authority.type],
                "common:ApproverIdentity": {
                    "common:NationalApproverIdentity": {"common:CountryCode": form.issuing_state}
                },
                "common:ApproverContactDetails": [_without_none(contact)],
            },
            "common:ApprovalTimestamp": instant(signature.signed_at) if signature else None,
            "common:ApprovalIsEmergency": form.emergency_without_validation,
        }
    )


def _tasks(form: Form, sender: Endpoint, receiver: Endpoint, now: datetime) -> Iterable[Json]:
    for place, one in enumerate(form.identification.identifiers, 1):
        if form.instrument is Instrument.EPOC:
            yield _disclosure(form, one, f"{form.issuing_state}-{sender.identifier}-{form.case_id}-{place}", receiver)
        else:
            yield _preservation(form, one, receiver, now)


def _disclosure(form: Form, one: Identifier, reference: str, receiver: Endpoint) -> Json:
    profile = DELIVERY_PROFILES.get(form.transfer.recipient) if form.transfer.recipient else None
    earlier = [item for item in form.earlier if item.kind is EarlierKind.PRESERVATION and item.file_number]
    return {
        "@xsi:type": f"{_TASK}LDTaskObject",
        "task:Reference": reference,
        "task:Status": entry(ETSI, "LDTaskStatus", "AwaitingDisclosure"),
        "task:DesiredStatus": entry(ETSI, "LDTaskDesiredStatus", "AwaitingDisclosure"),
        "task:RequestDetails": request_details(form, one),
        "task:DeliveryDetails": (
            {"task:LDDeliveryDestination": [{"task:LDDeliveryProfile": entry(EU, "EPOCDeliveryProfile", profile)}]}
            if profile
            else None
        ),
        "task:CSPID": _endpoint(receiver),
        "task:Flags": {"task:LDTaskFlag": [entry(ETSI, "LDTaskFlag", "IsEmergency")]} if form.is_emergency else None,
        "task:AlternativePreservationReferences": (
            {"task:AlternativePreservationReference": [{"task:ReferenceValue": item.file_number} for item in earlier]}
            if earlier
            else None
        ),
    }


def _preservation(form: Form, one: Identifier, receiver: Endpoint, now: datetime) -> Json:
    return {
        "@xsi:type": f"{_TASK}LPTaskObject",
        "task:Status": entry(ETSI, "LPTaskStatus", "AwaitingPreservation"),
        "task:DesiredStatus": entry(ETSI, "LPTaskDesiredStatus", "AwaitingPreservation"),
        "task:RequestDetails": request_details(form, one),
        "task:DesiredPreservationExpiration": instant(now + PRESERVED_FOR),
        "task:CSPID": _endpoint(receiver),
    }


def _document(rendering: Rendering) -> Json:
    form, body = rendering.form, write(rendering)
    return {
        "doc:DocumentReference": f"{form.case_id} version {form.version}",
        "doc:DocumentName": form.instrument.value,
        "doc:DocumentStatus": entry(ETSI, "DocumentStatus", "Approved"),
        "doc:DocumentType": entry(ETSI, "DocumentType", "Warrant"),
        "doc:DocumentBody": {
            "doc:Contents": base64.b64encode(body).decode(),
            "doc:ContentType": CONTENT_TYPE,
            "doc:Checksum": hashlib.sha256(body).hexdigest(),
            "doc:ChecksumType": "SHA-256",
        },
    }


def _value(owner: str, name: str, value: str) -> Json:
    return {"task:FormatType": {"task:FormatOwner": owner, "task:FormatName": name}, "task:Value": value}


def _endpoint(one: Endpoint) -> Json:
    return {"CountryCode": one.country, "UniqueIdentifier": one.identifier}


def _digits(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    return digits if 0 < len(digits) <= 15 else None


def instant(moment: datetime | None) -> str | None:
    """Return an instant as the schemas want it: whole seconds, with its zone; without a zone there is none."""
    if moment is None or moment.tzinfo is None:
        return None
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _without_none(held: dict[str, Any]) -> Json:
    return {name: value for name, value in held.items() if value is not None and value != []}
