"""A list of whom to trust comes in by two persons: one proposes it, another approves it, and only then it counts.

Whoever could add an issuing authority alone could make any forged passport genuine.

Source: ICAO Doc 9303-12, 8th edition (2021), sections 8 and 9; BSI TR-03135-1, version 2.5, 5.6.1.1; rule SYS-02.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

import msgspec

from tournai.documents.seals.signers import SealSigners, read_seal_signers
from tournai.documents.trust import Certificate, changed_certificates, judge_certificates
from tournai.documents.trust.crls import Crl
from tournai.documents.trust.issuers import SignatureState
from tournai.documents.trust.reading import TrustFile, read_trust_file, store_of
from tournai.errors import Malformed, Refused, Unverified
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ADMINISTRATION, Ground, duty, look
from tournai.node.duties.trust_rows import StoredTrust
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, check_two_persons, may
from tournai.values import Actor, Role
from tournai.values.wordings import say

AT_THE_DESK = frozenset({Role.BORDER_OFFICER, Role.SECOND_LINE_OFFICER})
LONGEST_SOURCE = 64
NEVER = datetime.min.replace(tzinfo=UTC)


class TrustUse(StrEnum):
    """What a list is relied on for: an authority of seals vouches for no passport."""

    DOCUMENTS = "documents"
    SEALS = "seals"


class EditionState(StrEnum):
    """Where an edition stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in force"
    REPLACED = "replaced"
    NOT_APPROVED = "not approved"


class TrustLine(msgspec.Struct, frozen=True):
    """A certificate that came or went."""

    country: str
    subject: str
    ends: datetime


class TrustReport(msgspec.Struct, frozen=True):
    """What an edition changes, or would. ``signature``: valid, or empty where the file is no signed list."""

    source: str
    used_for: str
    kinds: tuple[str, ...]
    certificates: int
    countries: int
    revoked: int
    signature: str
    signer: str
    signer_before: str
    """Who signed the edition before; empty where there is none."""
    self_signatures: dict[str, int]
    defects: int
    added: tuple[TrustLine, ...]
    removed: tuple[TrustLine, ...]
    digest: str


class EditionView(msgspec.Struct, frozen=True):
    """An edition: its report, where it stands, who proposed and who approved it and when."""

    edition_id: str
    state: str
    report: TrustReport
    imported_at: datetime
    imported_by: str
    approved_at: datetime | None
    approved_by: str
    may_decide: bool


def preview_trust(ports: Ports, actor: Actor, *, source: str, data: bytes, used_for: str = "documents") -> TrustReport:
    """Return what a file would change; nothing is stored.

    Raises:
        Refused: The actor may not import.
        Malformed: The file holds nothing that a trust store takes, or the source has no name.
        Unverified: The list's own signature does not hold.
    """
    with look(ports, actor, Action.IMPORT_TRUST, ADMINISTRATION) as looking:
        others = (*looking.unit.trust.in_force(), *looking.unit.trust.proposed())
        return _report(looking.unit, _edition(source, used_for, data), others)


def propose_trust(ports: Ports, actor: Actor, *, source: str, data: bytes, used_for: str = "documents") -> EditionView:
    """Propose a file as the latest edition of a source: it is not relied on until another person approves it.

    Raises:
        Refused: The actor may not import.
        Malformed: The file holds nothing that a trust store takes, or the source has no name.
        Unverified: The list's own signature does not hold.
    """
    with duty(ports, actor, Action.IMPORT_TRUST, ADMINISTRATION) as importing:
        proposed = _edition(source, used_for, data)
        others = (*importing.unit.trust.in_force(), *importing.unit.trust.proposed())
        report = _report(importing.unit, proposed, others)
        edition = msgspec.structs.replace(
            proposed,
            edition_id=ports.identifier(),
            imported_at=importing.now,
            imported_by=actor.identifier,
            signer=report.signer,
        )
        importing.unit.trust.propose(edition)
        importing.record(
            EventKind.TRUST_PROPOSED,
            report.source,
            used_for=report.used_for,
            certificates=report.certificates,
            added=len(report.added),
            removed=len(report.removed),
            revoked=report.revoked,
            digest=report.digest,
        )
        return _view(edition, report, actor)


def decide_trust(ports: Ports, actor: Actor, edition_id: str, *, approve: bool) -> EditionView:
    """Bring a proposed edition in force as a second person, or have it wait no more.

    What the edition before it held is relied on no more.

    Raises:
        Refused: The actor may not, or proposed it (SYS-02), or it waits no more.
        Malformed: There is no such edition.
        Unverified: A revocation list in it is signed by no CA that is relied on.
    """
    with duty(ports, actor, Action.APPROVE_TRUST, ADMINISTRATION) as deciding:
        edition = deciding.unit.trust.edition(edition_id)
        if edition is None:
            raise Malformed("there is no such edition", code="edition")
        if _state(edition) is not EditionState.PROPOSED:
            raise Refused("this edition waits no more: another one replaced it, or it was decided on", rule="SYS-02")
        check_two_persons(edition.imported_by, actor.identifier)
        report = _report(deciding.unit, edition, deciding.unit.trust.in_force() if approve else None)
        if approve:
            deciding.unit.trust.approve(edition, deciding.now, actor.identifier)
        else:
            deciding.unit.trust.refuse(edition, deciding.now)
        deciding.record(
            EventKind.TRUST_IMPORTED if approve else EventKind.TRUST_REFUSED,
            report.source,
            used_for=report.used_for,
            certificates=report.certificates,
            added=len(report.added),
            removed=len(report.removed),
            revoked=report.revoked,
            digest=report.digest,
        )
        decided = deciding.unit.trust.edition(edition_id)
        return _view(decided or edition, report, actor)


def show_edition(ports: Ports, actor: Actor, edition_id: str) -> EditionView | None:
    """Return an edition and what it changed, or would; ``None`` where there is none.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_TRUST, ground_of_trust(actor)) as looking:
        edition = looking.unit.trust.edition(edition_id)
        return _view(edition, _report(looking.unit, edition, None), actor) if edition else None


def ground_of_trust(actor: Actor) -> Ground:
    """Return why an actor looks at whom checks rely on."""
    return BORDER if actor.role in AT_THE_DESK else ADMINISTRATION


def read_edition(edition: StoredTrust) -> TrustFile | SealSigners:
    """Return what an edition holds, read for what it is relied on."""
    return (
        read_seal_signers(edition.content) if edition.used_for == TrustUse.SEALS else read_trust_file(edition.content)
    )


def _edition(source: str, used_for: str, data: bytes) -> StoredTrust:
    name = source.strip()
    if not 0 < len(name) <= LONGEST_SOURCE:
        raise Malformed("name the source of the list in one short line", code="source")
    if used_for not in set(TrustUse):
        raise Malformed("a list is relied on for documents or for seals", code="use")
    return StoredTrust("", name, used_for, NEVER, "", sha256(data).hexdigest(), "", data)


def _report(unit: Unit, edition: StoredTrust, others: Iterable[StoredTrust] | None) -> TrustReport:
    file = read_edition(edition)
    _check(file, edition, others)
    before = unit.trust.before(edition)
    held = read_edition(before).certificates if before and before.used_for == edition.used_for else ()
    change = changed_certificates(held, file.certificates)
    states = judge_certificates(file.certificates)
    signer = _signer(file)
    return TrustReport(
        source=edition.source,
        used_for=edition.used_for,
        kinds=_kinds(file),
        certificates=len(file.certificates),
        countries=len({each.subject.country or "-" for each in file.certificates}),
        revoked=revoked_in(file),
        signature="valid" if signer else "",
        signer=signer,
        signer_before=before.signer if before else "",
        self_signatures={state.value: states.count(state) for state in SignatureState},
        defects=len(file.defects),
        added=_lines(change.added),
        removed=_lines(change.removed),
        digest=edition.digest,
    )


def _check(file: TrustFile | SealSigners, edition: StoredTrust, others: Iterable[StoredTrust] | None) -> None:
    """Refuse a list whose own signature does not hold, and revocations by a CA that no other brings, where asked."""
    if isinstance(file, SealSigners):
        return
    bad = next((each for each in file.signatures if each.state is not SignatureState.VALID), None)
    if bad is not None:
        raise Unverified(say("the list's own signature does not hold: {state}", state=say(bad.state.value)))
    if file.crls and others is not None:
        known = [(each.source, read_trust_file(each.content)) for each in others if each.used_for == TrustUse.DOCUMENTS]
        known = [(source, one) for source, one in known if source != edition.source]
        _check_crls(file.crls, [*known, (edition.source, file)])


def _check_crls(crls: tuple[Crl, ...], named: list[tuple[str, TrustFile]]) -> None:
    if any(crl in crls for crl in store_of(named).bad_crls):
        raise Unverified("no CA that is relied on signed the revocation list: import its country's certificates first")


def _kinds(file: TrustFile | SealSigners) -> tuple[str, ...]:
    return (file.kind,) if isinstance(file, SealSigners) else tuple(dict.fromkeys(kind.value for kind in file.kinds))


def _signer(file: TrustFile | SealSigners) -> str:
    if isinstance(file, SealSigners):
        return file.list_signer
    return file.signatures[0].signer if file.signatures else ""


def revoked_in(file: TrustFile | SealSigners) -> int:
    """Return how many certificates a file revokes."""
    return 0 if isinstance(file, SealSigners) else sum(len(crl.revoked) for crl in file.crls)


def _lines(certificates: Iterable[Certificate]) -> tuple[TrustLine, ...]:
    lines = [TrustLine(each.subject.country, each.subject.text, each.not_after) for each in certificates]
    return tuple(sorted(lines, key=lambda line: (line.country, line.subject, line.ends)))


def _state(edition: StoredTrust) -> EditionState:
    if edition.approved_at is None:
        return EditionState.PROPOSED if edition.replaced_at is None else EditionState.NOT_APPROVED
    return EditionState.IN_FORCE if edition.replaced_at is None else EditionState.REPLACED


def _view(edition: StoredTrust, report: TrustReport, actor: Actor) -> EditionView:
    state = _state(edition)
    is_second = edition.imported_by != actor.identifier and may(
        actor.role, Action.APPROVE_TRUST, ADMINISTRATION.purpose
    )
    return EditionView(
        edition_id=edition.edition_id,
        state=state.value,
        report=report,
        imported_at=edition.imported_at,
        imported_by=edition.imported_by,
        approved_at=edition.approved_at,
        approved_by=edition.approved_by,
        may_decide=is_second and state is EditionState.PROPOSED,
    )
