"""The order that a message of ETSI TS 103 120 carries.

A message of ours carries the whole form in a document; its authorisation and tasks must say the same. Of another
system's message only what authorisation and tasks say is read: what only the form says is then unknown, and rules
that need it are not applied.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from datetime import datetime

import msgspec

from tournai.errors import Malformed
from tournai.providers.etsi.message import Json, Message, items_at, kind, objects, text_at
from tournai.providers.etsi.names import (
    BOX_OF_SUBTYPE,
    CATEGORIES_OF_REQUEST,
    DELAY_FLAG,
    KIND_OF_FORMAT,
    LEGAL_TYPES,
    NOTIFIED_FLAG,
    OTHER_BOX,
    PORT_FORMAT,
    PRIORITIES,
    TYPE_OF_ROLE,
)
from tournai.providers.etsi.writing import CONTENT_TYPE, flags, request_details
from tournai.providers.orders.conditions import Deadline, DeadlineChoice, EmergencyGround, UserInformation
from tournai.providers.orders.identification import Identification, Identifier, IdentifierKind, TimeRange
from tournai.providers.orders.order import Evidence, Form, Instrument
from tournai.providers.orders.parties import Addressee, Authority, AuthorityType, EnforcingAuthority
from tournai.providers.orders.renderings import Rendering, read
from tournai.providers.orders.signing import SigningPart

TASKS = ("LDTaskObject", "LPTaskObject")


class OrderRead(msgspec.Struct, frozen=True):
    """What a message carries: a rendering where it has a form of ours, else the form as far as its objects say it.

    ``disagreements``: paths within the message at which an object says otherwise than the form does.
    """

    form: Form
    rendering: Rendering | None = None
    has_other_form: bool = False
    """A document is there whose format is not read."""
    disagreements: tuple[str, ...] = ()


class NoOrder(Malformed):
    """A message that carries no order: no authorisation."""


def read_order(message: Message) -> OrderRead:
    """Return the order that a message carries.

    Raises:
        NoOrder: It has no authorisation.
        Malformed: Its document is broken, or was altered.
    """
    held = list(objects(message))
    authorisation = next((one for one in held if kind(one) == "AuthorisationObject"), None)
    if authorisation is None:
        raise NoOrder("the message carries no authorisation: there is no order in it", code="no-order")
    documents = [one for one in held if kind(one) == "DocumentObject"]
    for document in documents:
        if text_at(document, "doc:DocumentBody", "doc:ContentType") == CONTENT_TYPE:
            rendering = read(_body(document))
            return OrderRead(rendering.form, rendering, disagreements=tuple(_disagreements(rendering.form, held)))
    tasks = [one for one in held if kind(one) in TASKS]
    return OrderRead(_form(authorisation, tasks), has_other_form=bool(documents))


def asks_interception(message: Message) -> bool:
    """Whether a message has a task of live interception: refused by type (rule PRV-20)."""
    return any(kind(one) == "LITaskObject" for one in objects(message))


def _body(document: Json) -> bytes:
    body = document["doc:DocumentBody"]
    try:
        data = base64.b64decode(text_at(body, "doc:Contents"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("the document's contents are not base64", code="document") from error
    if hashlib.sha256(data).hexdigest() != text_at(body, "doc:Checksum"):
        raise Malformed("the document does not fit its checksum", code="document")
    return data


def _disagreements(form: Form, held: list[Json]) -> Iterable[str]:
    """Yield where authorisation and tasks say otherwise than the form."""
    for one in held:
        if kind(one) == "AuthorisationObject":
            if text_at(one, "auth:AuthorisationReference") != form.case_id:
                yield "auth:AuthorisationReference"
            if _values(items_at(one, "auth:AuthorisationFlags", "auth:AuthorisationFlag")) != _values(flags(form)):
                yield "auth:AuthorisationFlags"
    details = [one.get("task:RequestDetails") for one in held if kind(one) in TASKS]
    if details != [request_details(form, one) for one in form.identification.identifiers]:
        yield "task:RequestDetails"


def _values(entries: list[Json]) -> list[str]:
    return sorted(text_at(one, "common:Value") for one in entries)


def _form(authorisation: Json, tasks: list[Json]) -> Form:
    approvals = [one for one in items_at(authorisation, "auth:AuthorisationApprovalDetails") if isinstance(one, dict)]
    shown = _values(items_at(authorisation, "auth:AuthorisationFlags", "auth:AuthorisationFlag"))
    provider: Json = next(iter(items_at(authorisation, "auth:AuthorisationCSPID", "auth:CSPID")), {})
    state = text_at(provider, "CountryCode")
    status = text_at(authorisation, "auth:AuthorisationStatus", "common:Value")
    return Form(
        instrument=_instrument(authorisation, tasks),
        case_id=text_at(authorisation, "auth:AuthorisationReference"),
        issuing_state=text_at(authorisation, "CountryCode"),
        issuing=_authority(approvals, SigningPart.ISSUING) or Authority(type=AuthorityType.OTHER),
        validating=_authority(approvals, SigningPart.VALIDATING),
        emergency_without_validation=status == "EmergencyApproval",
        addressee=Addressee(name=text_at(provider, "UniqueIdentifier"), state=state),
        deadline=_deadline(text_at(authorisation, "auth:AuthorisationPriority", "common:Value")),
        identification=Identification(
            identifiers=tuple(one for task in tasks for one in _identifiers(task)), time_range=_range(tasks)
        ),
        evidence=Evidence(boxes=tuple(dict.fromkeys(code for task in tasks for code in _boxes(task)))),
        user_information=UserInformation(is_delayed=DELAY_FLAG in shown),
        notified=EnforcingAuthority(state=state) if NOTIFIED_FLAG in shown else None,
    )


def _instrument(authorisation: Json, tasks: list[Json]) -> Instrument:
    said = text_at(authorisation, "auth:AuthorisationLegalType", "common:Value")
    named = next((one for one, name in LEGAL_TYPES.items() if name == said), None)
    is_preservation = any(kind(one) == "LPTaskObject" for one in tasks)
    return named or (Instrument.EPOC_PR if is_preservation else Instrument.EPOC)


def _authority(approvals: list[Json], part: SigningPart) -> Authority | None:
    """Return the authority of a part: by the type of approval, else the first issues and the second validates."""
    by_type = [one for one in approvals if text_at(one, "common:ApprovalType").casefold() == part.value]
    place = 0 if part is SigningPart.ISSUING else 1
    untyped = [one for one in approvals if not text_at(one, "common:ApprovalType")]
    found = next(iter(by_type), None) or (untyped[place] if len(untyped) > place else None)
    if found is None:
        return None
    details = found.get("common:ApproverDetails")
    contact: Json = next(iter(items_at(details, "common:ApproverContactDetails")), {})
    return Authority(
        type=TYPE_OF_ROLE.get(text_at(details, "common:ApproverRole"), AuthorityType.OTHER),
        name=text_at(details, "common:ApproverName"),
        representative=text_at(contact, "common:Name"),
        post=text_at(contact, "common:Role"),
        file_number=text_at(found, "common:ApprovalReference"),
        address=text_at(contact, "common:Address"),
        telephone=text_at(contact, "common:PhoneNumber"),
        email=text_at(contact, "common:EmailAddress"),
        languages=tuple(
            text_at(one, "common:ISO639Set1LanguageIdentifier") for one in items_at(contact, "common:Languages")
        ),
    )


def _deadline(priority: str) -> Deadline:
    choice = next((one for one, name in PRIORITIES.items() if name == priority), None)
    # The profile's one priority for an emergency does not say what the threat is to.
    ground = EmergencyGround.PERSON if choice is DeadlineChoice.EIGHT_HOURS else None
    return Deadline(choice=choice, emergency_ground=ground)


def _identifiers(task: Json) -> Iterable[Identifier]:
    details = task.get("task:RequestDetails")
    values = items_at(details, "task:RequestValues", "task:RequestValue")
    named = [(text_at(one, "task:FormatType", "task:FormatName"), text_at(one, "task:Value")) for one in values]
    port = next((text for name, text in named if name == PORT_FORMAT[1] and text.isdecimal()), "")
    for name, text in named:
        if name != PORT_FORMAT[1]:
            found = KIND_OF_FORMAT.get(name.casefold(), IdentifierKind.OTHER)
            # A format that is not known is kept as part of the value: it may ask for what no order asks for.
            value = text if name.casefold() in KIND_OF_FORMAT else f"{name}: {text}"
            observed = _instant(text_at(details, "task:ObservedTime"))
            yield Identifier(kind=found, value=value, timestamp=observed, port=int(port[:6]) if port else None)


def _boxes(task: Json) -> Iterable[str]:
    details = task.get("task:RequestDetails")
    subtypes = items_at(details, "task:Subtype", "task:RequestSubtype")
    keys = [tuple(text_at(one, f"common:{name}") for name in ("Owner", "Name", "Value")) for one in subtypes]
    boxes = [BOX_OF_SUBTYPE.get((owner, name, value), value) for owner, name, value in keys]
    if boxes:
        return boxes
    asked = CATEGORIES_OF_REQUEST.get(text_at(details, "task:Type", "common:Value"), frozenset())
    return [OTHER_BOX[category] for category in sorted(asked, key=lambda one: one.value)]


def _range(tasks: list[Json]) -> TimeRange | None:
    for task in tasks:
        ends = [_instant(text_at(task, "task:RequestDetails", name)) for name in ("task:StartTime", "task:EndTime")]
        if any(ends):
            return TimeRange(start=ends[0], end=ends[1])
    return None


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
