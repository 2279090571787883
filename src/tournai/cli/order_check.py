"""`tournai order check`: what the rules and the schemas say of an order in a file."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import typer

from tournai.cli.order_files import OrderFile, cards_of, read_order_file
from tournai.cli.order_sign import public_key
from tournai.cli.speech import spoken, tell
from tournai.errors import Unverified
from tournai.providers.cards import Card
from tournai.providers.etsi import schema_findings, stand_ins
from tournai.providers.etsi.message import Message
from tournai.providers.etsi.names import EU
from tournai.providers.etsi.reading import asks_interception
from tournai.providers.orders import Audience, Order, Rendering
from tournai.providers.orders.proofs import verify
from tournai.providers.orders.renderings import order_of, rendered_hash
from tournai.providers.orders.signing import SigningPart
from tournai.providers.rules import RULES, Dossier, Finding, Weight, check_order
from tournai.values.wordings import say

SCHEMA_RULE = "ETSI-SCHEMA"
ONLY_OBJECTS = ("PRV-02", "PRV-03", "PRV-04", "PRV-09", "PRV-10", "PRV-15", "PRV-19", "PRV-20")
"""Rules that a message's authorisation and tasks suffice for, where its form cannot be read."""
SCHEMA_BROKEN, RULE_REFUSES = 3, 4


class Schemas(msgspec.Struct, frozen=True):
    """Whether a message is valid against the schemas, and which of them are stand-ins of ours."""

    valid: bool
    stand_ins: tuple[str, ...]


class OrderChecked(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract."""

    valid: bool
    kind: str
    instrument: str | None
    case_id: str | None
    audience: str | None
    findings: tuple[Finding, ...]
    not_applied: tuple[str, ...]
    schemas: Schemas | None
    signatures: str
    """``verified``, ``not verified`` (no key was given) or ``none``."""


def run(path: Path, cards: Path | None, signers: dict[str, Path | None], *, as_json: bool) -> None:
    """Check an order and print what was found.

    Raises:
        Malformed: Neither a message nor an order, an order that was altered, or a key that is none.
    """
    keys = {SigningPart(part): public_key(file) for part, file in signers.items() if file}
    answer = check_file(read_order_file(path), cards_of(cards), keys, datetime.now(UTC))
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer, enc_hook=str)) + b"\n")
    else:
        _print(answer)
    if not answer.valid:
        is_schema = answer.schemas is not None and not answer.schemas.valid
        raise typer.Exit(SCHEMA_BROKEN if is_schema else RULE_REFUSES)


def check_file(held: OrderFile, cards: tuple[Card, ...], keys: dict[SigningPart, bytes], now: datetime) -> OrderChecked:
    """Return what schemas, rules and signatures say of what a file holds."""
    found = _unproven(held.rendering, keys)
    not_applied: tuple[str, ...] = ()
    form = held.rendering.form if held.rendering else held.carried.form if held.carried else None
    if held.message is not None:
        found += _schema(held.message)
    if held.rendering is not None:
        checked = check_order(_dossier(held.rendering, cards, now))
        found += checked.findings
        not_applied = checked.not_applied
    elif held.message is not None:
        objects, not_applied = _objects(held, held.message, now)
        found += objects
    if held.carried is not None:
        found += _disagreements(held.carried.disagreements)
    return OrderChecked(
        valid=all(one.weight is not Weight.REFUSED for one in found),
        kind="order" if held.message is None else "ETSI TS 103 120",
        instrument=form.instrument.value if form else None,
        case_id=form.case_id if form else None,
        audience=held.rendering.audience.value if held.rendering else None,
        findings=tuple(found),
        not_applied=not_applied,
        schemas=_schemas(held.message, found),
        signatures=_standing(held.rendering, keys),
    )


def _unproven(rendering: Rendering | None, keys: dict[SigningPart, bytes]) -> list[Finding]:
    try:
        verify(rendering.signatures if rendering else (), keys)
    except Unverified as error:
        return [_finding("PRV-03", "signatures", error.reason)]
    return []


def _standing(rendering: Rendering | None, keys: dict[SigningPart, bytes]) -> str:
    """Return whether every signature was verified: one whose key was not given was not."""
    signatures = rendering.signatures if rendering else ()
    if not signatures:
        return "none"
    is_proven = all(one.part in keys for one in signatures) and not _unproven(rendering, keys)
    return "verified" if is_proven else "not verified"


def _dossier(rendering: Rendering, cards: tuple[Card, ...], now: datetime) -> Dossier:
    """Return what a check of a file looks at: the file, the cards and the clock; nothing that only a node has.

    A draft need not be signed; what left the house must be (Art. 9(1)).
    """
    is_draft = rendering.audience is Audience.ISSUING_AUTHORITY and not rendering.signatures
    return Dossier(
        order=order_of(rendering),
        now=now,
        audience=rendering.audience,
        signatures=None if is_draft else rendering.signatures,
        content_hash=rendered_hash(rendering),
        cards=cards,
    )


def _objects(held: OrderFile, message: Message, now: datetime) -> tuple[list[Finding], tuple[str, ...]]:
    """Apply the rules that authorisation and tasks suffice for; to a message of the Union's profile only."""
    if asks_interception(message):
        return [_finding("PRV-20", "LITaskObject", say("no order asks for live interception"))], ()
    if held.carried is None:
        weight = Weight.REFUSED if message.profile == EU else Weight.WARNING
        return [_finding(SCHEMA_RULE, "Payload", held.problem, weight)], tuple(rule.identifier for rule in RULES)
    checked = check_order(Dossier(order=Order(form=held.carried.form), now=now, audience=Audience.ADDRESSEE))
    applied = ONLY_OBJECTS if message.profile == EU else ("PRV-20",)
    found = [one for one in checked.findings if one.rule in applied]
    if message.profile == EU and not held.carried.has_other_form:
        found.append(_finding("PRV-01", "DocumentObject", say("the message carries no form of the order")))
    return found, tuple(rule.identifier for rule in RULES if rule.identifier not in applied)


def _schema(message: Message) -> list[Finding]:
    return [
        _finding(SCHEMA_RULE, one.path, say("breaks its schema: {keyword}", keyword=one.keyword))
        for one in schema_findings(message.content)
    ]


def _disagreements(paths: tuple[str, ...]) -> list[Finding]:
    return [_finding("PRV-22", path, say("says otherwise than the form that was signed")) for path in paths]


def _finding(rule: str, field: str, message: str, weight: Weight = Weight.REFUSED) -> Finding:
    article = next((one.article for one in RULES if one.identifier == rule), "ETSI TS 103 120 v1.23.1")
    return Finding(rule, article, field, weight, message)


def _schemas(message: Message | None, found: list[Finding]) -> Schemas | None:
    if message is None:
        return None
    is_valid = all(one.rule != SCHEMA_RULE or one.field == "Payload" for one in found)
    return Schemas(is_valid, stand_ins())


def _print(answer: OrderChecked) -> None:
    for one in answer.findings:
        weight = spoken(say(one.weight.value))
        typer.echo(f"{weight}  {one.rule} ({one.article})  {one.field}: {spoken(one.message)}")
    if answer.not_applied:
        tell(say("not applied, for want of material: {rules}", rules=", ".join(answer.not_applied)))
    if answer.schemas is not None:
        tell(say("schemas that are stand-ins: {names}", names=", ".join(answer.schemas.stand_ins)))
    tell(say("signatures: {outcome}", outcome=say(answer.signatures)))
    tell(say("order: {outcome}", outcome=say("valid" if answer.valid else "not valid")))
