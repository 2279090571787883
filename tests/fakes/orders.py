"""Invented orders that pass every rule: a Belgian prosecutor, a French investigating judge, an Irish addressee."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec

from tournai.providers.orders import CaseFile, Form, Further, Instrument, Order, Signature
from tournai.providers.orders.canonical import content_hash, digests
from tournai.providers.orders.conditions import (
    Concern,
    Conditions,
    ControllerRole,
    Deadline,
    DeadlineChoice,
    DelayGround,
    Threshold,
    UserInformation,
)
from tournai.providers.orders.identification import Identification, Identifier, IdentifierKind, TimeRange
from tournai.providers.orders.order import Evidence, Recipient, Transfer
from tournai.providers.orders.parties import (
    Addressee,
    AddresseeType,
    Authority,
    AuthorityType,
    EnforcingAuthority,
)
from tournai.providers.orders.signing import SigningPart
from tournai.providers.rules import DirectoryEntry, Dossier

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BRUSSELS = timezone(timedelta(hours=1))
PROSECUTOR = Authority(
    type=AuthorityType.PUBLIC_PROSECUTOR,
    name="Parket van Doornik",
    representative="A. Verstraete",
    post="deputy public prosecutor",
    file_number="TN.20.2026.17",
    address="Place 1, 7500 Doornik",
    telephone="+32 69 000 001",
    email="parket@doornik.example",
    languages=("nl", "fr"),
)
INVESTIGATING_JUDGE = Authority(
    type=AuthorityType.INVESTIGATING_JUDGE,
    name="Tribunal judiciaire de Lille",
    representative="B. Caron",
    post="juge d'instruction",
    file_number="JI-2026-41",
    address="Avenue 2, 59000 Lille",
    telephone="+33 3 00 00 00 02",
    email="instruction@lille.example",
    languages=("fr", "en"),
)
JUDGE = msgspec.structs.replace(
    INVESTIGATING_JUDGE,
    type=AuthorityType.JUDGE,
    representative="C. Delattre",
    post="juge des libertés et de la détention",
    file_number="JLD-2026-9",
)
POLICE = msgspec.structs.replace(PROSECUTOR, type=AuthorityType.OTHER, name="Politie Doornik", representative="D. Maes")
ADDRESSEE = Addressee(
    name="Courrier Ireland Ltd", type=AddresseeType.DESIGNATED_ESTABLISHMENT, state="IE", provider="Courrier"
)
DIRECTORY = (DirectoryEntry(ADDRESSEE.name, ADDRESSEE.type, "IE", "Courrier", ("en", "fr")),)
ENFORCER = EnforcingAuthority(name="High Court, invented list", state="IE", email="enforcing@ie.example")
TELEPHONE = Identifier(kind=IdentifierKind.TELEPHONE, value="+32470000017")
RANGE = TimeRange(start=datetime(2026, 10, 1, tzinfo=BRUSSELS), end=datetime(2026, 11, 1, tzinfo=BRUSSELS))
BLINDS = ("11" * 16, "22" * 16)
FURTHER = Further(
    necessity="No other source tells who was in contact; the range is a month.",
    case_summary="Preparation of an attack, an invented case.",
    is_three_years=True,
    annex_iv=(2,),
)


def subscriber_order() -> Order:
    """A Belgian prosecutor's order for subscriber data of a number, alone."""
    form = Form(
        instrument=Instrument.EPOC,
        case_id="EPOC-BE-IE-2026-11-24-0001-7",
        issuing_state="BE",
        issuing=PROSECUTOR,
        addressee=ADDRESSEE,
        deadline=Deadline(choice=DeadlineChoice.TEN_DAYS),
        identification=Identification(identifiers=(TELEPHONE,), service_names=("Courrier",)),
        evidence=Evidence(boxes=("subscriber_data.identity_and_contact", "subscriber_data.profile_information")),
        conditions=Conditions(
            concerns=Concern.PROCEEDINGS,
            proceedings="TN.20.2026.17",
            offence="participation in a terrorist group",
            provision="Code pénal, art. 140",
            controller=ControllerRole.CONTROLLER,
        ),
        transfer=Transfer(recipient=Recipient.ISSUING),
    )
    case_file = CaseFile(domestic_bases=("BE-CIC-46bis",), similar_domestic_order=True, provider="Signal")
    return Order(form=form, further=FURTHER, case_file=case_file, blinds=BLINDS)


def traffic_order() -> Order:
    """A French investigating judge's order for traffic data, notified in Ireland, the user informed later."""
    base = subscriber_order()
    form = msgspec.structs.replace(
        base.form,
        case_id="EPOC-FR-IE-2026-11-24-0001-3",
        issuing_state="FR",
        issuing=INVESTIGATING_JUDGE,
        deadline=Deadline(choice=DeadlineChoice.TEN_DAYS_NOTIFIED),
        identification=Identification(identifiers=(TELEPHONE,), service_names=("Courrier",), time_range=RANGE),
        evidence=Evidence(boxes=("traffic_data.internet.date_and_time", "traffic_data.internet.routing_information")),
        conditions=msgspec.structs.replace(base.form.conditions, thresholds=(Threshold.TERRORISM,)),
        user_information=UserInformation(
            is_delayed=True, grounds=(DelayGround.INQUIRIES,), justification="The inquiry is covert."
        ),
        notified=ENFORCER,
    )
    case_file = CaseFile(
        domestic_bases=("FR-CPP-99-3",),
        similar_domestic_order=True,
        provider="Signal",
        delay_reasons="Arrests are planned.",
    )
    return msgspec.structs.replace(base, form=form, case_file=case_file)


def preservation_order() -> Order:
    """A Belgian prosecutor's order to preserve whatever a number has."""
    base = subscriber_order()
    form = msgspec.structs.replace(
        base.form,
        instrument=Instrument.EPOC_PR,
        case_id="EPOCPR-BE-IE-2026-11-24-0001-7",
        identification=msgspec.structs.replace(base.form.identification, time_range=RANGE),
        evidence=Evidence(boxes=("traffic_data.internet.date_and_time", "subscriber_data.profile_information")),
        deadline=Deadline(),
        transfer=Transfer(),
    )
    return msgspec.structs.replace(
        base, form=form, case_file=msgspec.structs.replace(base.case_file, domestic_bases=("BE-CIC-39quinquies",))
    )


def with_form(order: Order, **changed: Any) -> Order:
    """Return an order with other fields of its form."""
    return msgspec.structs.replace(order, form=msgspec.structs.replace(order.form, **changed))


def with_case_file(order: Order, **changed: Any) -> Order:
    """Return an order with other fields of its case file."""
    return msgspec.structs.replace(order, case_file=msgspec.structs.replace(order.case_file, **changed))


def with_conditions(order: Order, **changed: Any) -> Order:
    """Return an order with other fields of section G."""
    return with_form(order, conditions=msgspec.structs.replace(order.form.conditions, **changed))


def with_identification(order: Order, **changed: Any) -> Order:
    """Return an order with other fields of section E."""
    return with_form(order, identification=msgspec.structs.replace(order.form.identification, **changed))


def signed_by(order: Order, person: str, part: SigningPart, authority: AuthorityType) -> Signature:
    """Return a signature on an order's present content."""
    return Signature(
        part=part,
        person=person,
        authority=authority,
        signed_at=NOW,
        content_hash=content_hash(digests(order)),
        algorithm="Ed25519",
        value=b"invented",
    )


def issued_by_judge(order: Order) -> tuple[Signature, ...]:
    """Return the signature of the investigating judge who issues an order alone."""
    return (signed_by(order, "judge", SigningPart.ISSUING, AuthorityType.INVESTIGATING_JUDGE),)


def dossier(order: Order, **more: Any) -> Dossier:
    """Return what a check looks at, for an order of today."""
    return Dossier(order=order, now=NOW, **more)


EARLIER_DAY = date(2026, 11, 10)
