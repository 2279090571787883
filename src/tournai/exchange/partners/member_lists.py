"""The signed member list: how it is written, by whom it must be signed, and what a new version changes.

The list is JSON in one canonical form (RFC 8785, for the texts, whole numbers, lists and objects that it holds), and
each signature is evidence over exactly those bytes. Two different trusted keys must have signed (rule SYS-02).

Source: RFC 8785 (JCS); `tournai.exchange.partners.evidence`.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.exchange.partners.evidence import Sign, sign_detached, thumbprint, verify_detached
from tournai.exchange.partners.members import Member, MemberList
from tournai.values.wordings import say

SIGNERS = 2
MAXIMUM_LIST = 4 * 1024 * 1024
"""Bytes; a member has about 1,500."""


class SignedMemberList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member list with the evidence of those who signed it."""

    list: MemberList
    signatures: tuple[str, ...] = ()


class Change(Enum):
    """What became of a member from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class MemberChange(msgspec.Struct, frozen=True):
    """A member that came, went or changed, and which of its fields did."""

    node: str
    change: Change
    fields: tuple[str, ...] = ()


class OlderList(Unverified):
    """A member list that was replaced already: somebody plays an old one back."""


def list_bytes(members: MemberList) -> bytes:
    """Return the canonical bytes of a list, over which its signatures are."""
    return msgspec.json.encode(members, order="sorted")


def write_member_list(signed: SignedMemberList) -> bytes:
    """Return a list with its signatures as a file."""
    return msgspec.json.encode(signed, order="sorted") + b"\n"


def read_member_list(data: bytes) -> SignedMemberList:
    """Return the list of a file; its signatures are not verified here.

    Raises:
        Malformed: The file is no member list (code ``member-list``), or a member is not right (code ``member``).
    """
    if len(data) > MAXIMUM_LIST:
        raise Malformed(say("a member list has at most {most} bytes", most=MAXIMUM_LIST), code="member-list")
    try:
        return msgspec.json.decode(data, type=SignedMemberList)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, Malformed):
            raise error.__cause__ from error
        raise Malformed(say("no member list: {error}", error=str(error)), code="member-list") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("no member list: the file is not JSON", code="member-list") from error


def sign_member_list(signed: SignedMemberList, public_key: bytes, sign: Sign) -> SignedMemberList:
    """Return the list with one more signature."""
    evidence = sign_detached(list_bytes(signed.list), public_key, sign)
    return SignedMemberList(signed.list, (*signed.signatures, evidence))


def verify_member_list(
    signed: SignedMemberList, trusted: Sequence[bytes], *, now: datetime, in_force: MemberList | None = None
) -> MemberList:
    """Return the list when two trusted keys signed it, it is valid, and it follows the one in force.

    Raises:
        OlderList: It is of an earlier version than the one in force, or another of the same version.
        Unverified: It is of another network, not valid now, or fewer than two trusted keys signed it.
    """
    members = signed.list
    keys = {thumbprint(key): key for key in trusted}
    signers = {signer for each in signed.signatures if (signer := _signer(each, list_bytes(members), keys))}
    if len(signers) < SIGNERS:
        raise Unverified(say("{count} of the keys that this node trusts signed the list: two must", count=len(signers)))
    if not members.is_valid(now):
        raise Unverified("the member list is not valid at this time: import the one in force")
    if in_force is not None and members != in_force:
        if members.network != in_force.network:
            raise Unverified("the member list is of another network than the one in force")
        if members.version <= in_force.version:
            raise OlderList(say("version {version} of the member list is in force already", version=in_force.version))
    return members


def changes_between(before: MemberList | None, after: MemberList) -> tuple[MemberChange, ...]:
    """Return what a new version changes, by the names of the nodes."""
    old = {member.node: member for member in before.members} if before else {}
    new = {member.node: member for member in after.members}
    rows = [(node, _change(old.get(node), new.get(node))) for node in sorted(old | new)]
    return tuple(MemberChange(node, *change) for node, change in rows if change)


def _change(before: Member | None, after: Member | None) -> tuple[Change, tuple[str, ...]] | None:
    if before is None:
        return Change.ADDED, ()
    if after is None:
        return Change.REMOVED, ()
    fields = tuple(name for name in Member.__struct_fields__ if getattr(before, name) != getattr(after, name))
    return (Change.CHANGED, fields) if fields else None


def _signer(evidence: str, payload: bytes, keys: dict[str, bytes]) -> str:
    try:
        return verify_detached(evidence, payload, keys)
    except Unverified:
        return ""
