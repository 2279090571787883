"""Partner nodes: the signed list in force, and how the exchange with each stands.

Source: Directive (EU) 2023/977, Art. 13 and 16; Directive (EU) 2016/680, Art. 29.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from tournai.errors import Malformed, Unavailable
from tournai.exchange.partners import Member, MemberList, read_member_list, verify_member_list
from tournai.exchange.partners.member_lists import MemberChange, changes_between
from tournai.node.duties.partner_rows import PartnerState, StoredMemberList
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ADMINISTRATION, Ground, duty, look
from tournai.oversight.cosigning import parse_cosigned
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, LegalBasis, Purpose, Role
from tournai.values.wordings import say

EXCHANGE = Ground(Purpose.CRIMINAL_OFFENCES, LegalBasis.INFORMATION_EXCHANGE)
SOON = timedelta(days=30)
"""Within which the end of a certificate or of the list is told beforehand."""


class PartnersReport(msgspec.Struct, frozen=True):
    """What an import of the member list changes, or would."""

    network: str
    version: int
    valid_until: datetime
    members: int
    changes: tuple[MemberChange, ...]


class PartnerLine(msgspec.Struct, frozen=True):
    """A partner: who it is, what waits for it, and how the last exchanges with it went.

    ``standing``: ``silent`` (last attempts failed), ``waiting``, ``well``, ``new`` (nothing was exchanged yet).
    """

    node: str
    name: str
    country: str
    kind: str
    standing: str
    waiting: int
    waiting_since: datetime | None
    failures: int
    last_failure: str
    last_contact_at: datetime | None
    last_receipt_at: datetime | None
    certificate_ends_at: datetime | None
    certificate_ends_soon: bool
    sent: int
    received: int
    cosigned_by_us: int
    cosigned_by_them: int
    log_broken_at: datetime | None


class PartnersPage(msgspec.Struct, frozen=True):
    """The partners of this node. ``version`` is 0 where no list is in force."""

    now: datetime
    network: str
    version: int
    valid_until: datetime | None
    ends_soon: bool
    is_member: bool
    partners: tuple[PartnerLine, ...]


def members_of(unit: Unit) -> MemberList:
    """Return the member list in force; it was verified when it was imported.

    Raises:
        Unavailable: There is none.
    """
    stored = unit.partners.list_in_force()
    if stored is None:
        raise Unavailable("no list of partner nodes is in force: import one, tournai exchange partners import")
    return read_member_list(stored.content).list


def partner_of(members: MemberList, node: str, now: datetime) -> Member:
    """Return a partner out of the list.

    Raises:
        Malformed: The list has no such node (code ``partner``).
        Unavailable: The list is not valid any more.
    """
    if not members.is_valid(now):
        raise Unavailable("the list of partner nodes is not valid any more: import the next one")
    found = members.member(node)
    if found is None:
        raise Malformed(say("no such partner node: {node}", node=node), code="partner")
    return found


def preview_partners(ports: Ports, actor: Actor, *, data: bytes, trusted: Sequence[bytes]) -> PartnersReport:
    """Return what importing a member list would change; nothing is stored.

    Raises:
        Refused: The actor may not import.
        Malformed: The file is no member list.
        Unverified: Fewer than two trusted keys signed it, it is not valid now, or older than the one in force.
    """
    with look(ports, actor, Action.IMPORT_PARTNERS, ADMINISTRATION) as looking:
        return _report(looking.unit, data, trusted, looking.now)


def import_partners(ports: Ports, actor: Actor, *, data: bytes, trusted: Sequence[bytes]) -> PartnersReport:
    """Bring a member list into force; the same one again changes nothing.

    Raises:
        Refused: The actor may not import.
        Malformed: The file is no member list.
        Unverified: Fewer than two trusted keys signed it, it is not valid now, or older than the one in force.
    """
    with duty(ports, actor, Action.IMPORT_PARTNERS, ADMINISTRATION) as importing:
        report = _report(importing.unit, data, trusted, importing.now)
        in_force = importing.unit.partners.list_in_force()
        if in_force is not None and in_force.version == report.version:
            return report
        digest = sha256(data).digest()
        edition = StoredMemberList(report.version, report.network, importing.now, actor.identifier, digest, data)
        importing.unit.partners.put_list(edition)
        nodes = [member.node for member in read_member_list(data).list.members if member.node != ports.node_name]
        importing.unit.partners.add_partners(nodes)
        importing.record(
            EventKind.PARTNERS_IMPORTED,
            report.network,
            version=report.version,
            members=report.members,
            changes=len(report.changes),
            digest=digest.hex(),
        )
        return report


def show_partners(ports: Ports, actor: Actor) -> PartnersPage:
    """Return the partners and how the exchange with each stands.

    Raises:
        Refused: The actor may not see them.
    """
    ground = EXCHANGE if actor.role is Role.SPOC_OFFICER else ADMINISTRATION
    with look(ports, actor, Action.VIEW_PARTNERS, ground) as looking:
        stored, now = looking.unit.partners.list_in_force(), looking.now
        if stored is None:
            return PartnersPage(now, "", 0, None, ends_soon=False, is_member=False, partners=())
        members = read_member_list(stored.content).list
        states = {state.partner: state for state in looking.unit.partners.states()}
        waiting = looking.unit.partners.waiting()
        others = [member for member in members.members if member.node != ports.node_name]
        lines = [
            _line(member, states.get(member.node, PartnerState(member.node)), waiting.get(member.node), now)
            for member in others
        ]
        return PartnersPage(
            now=now,
            network=members.network,
            version=members.version,
            valid_until=members.valid_until,
            ends_soon=members.valid_until < now + SOON,
            is_member=len(others) < len(members.members),
            partners=tuple(lines),
        )


def _report(unit: Unit, data: bytes, trusted: Sequence[bytes], now: datetime) -> PartnersReport:
    stored = unit.partners.list_in_force()
    before = read_member_list(stored.content).list if stored else None
    members = verify_member_list(read_member_list(data), trusted, now=now, in_force=before)
    return PartnersReport(
        network=members.network,
        version=members.version,
        valid_until=members.valid_until,
        members=len(members.members),
        changes=changes_between(before, members),
    )


def _line(member: Member, state: PartnerState, waits: tuple[int, datetime] | None, now: datetime) -> PartnerLine:
    count, since = waits or (0, None)
    ends = state.certificate_ends_at
    return PartnerLine(
        node=member.node,
        name=member.name,
        country=member.country,
        kind=member.kind.value,
        standing=_standing(state, count),
        waiting=count,
        waiting_since=since,
        failures=state.failures,
        last_failure=state.last_failure,
        last_contact_at=state.last_contact_at,
        last_receipt_at=state.last_receipt_at,
        certificate_ends_at=ends,
        certificate_ends_soon=ends is not None and ends < now + SOON,
        sent=state.sent,
        received=state.received,
        cosigned_by_us=parse_cosigned(state.their_checkpoint)[0].head.size if state.their_checkpoint else 0,
        cosigned_by_them=state.our_cosigned_size,
        log_broken_at=state.log_broken_at,
    )


def _standing(state: PartnerState, waiting: int) -> str:
    if state.failures:
        return "silent"
    if waiting:
        return "waiting"
    return "well" if state.last_contact_at else "new"
