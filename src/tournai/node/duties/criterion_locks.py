"""What is locked when a criterion is approved, and whether what is stored is still that.

The digest says which content was approved. The lock is a keyed digest of content and approval, whose key is in the key
store outside of the database: who can write the database alone can change a criterion, and cannot make it run.

Source: Directive (EU) 2016/681, Art. 6(4); C-817/19 (criteria are pre-determined, and changed by people alone); rules
PNR-09, SYS-02.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from tournai.casework.approvals import Approval
from tournai.errors import Malformed
from tournai.node.duties.criterion_rows import StoredAct, StoredVersion
from tournai.node.duties.ports import Keys, Ports, Unit
from tournai.node.duties.rows import StoredApproval
from tournai.screening.criteria import Expression, parse_criterion
from tournai.screening.criteria.life import Act, Term, VersionState, version_state
from tournai.screening.criteria.printing import LANGUAGE

ADVISE = "advise"
OBJECTION, NO_OBJECTION = "objection", "no objection"


class Content(msgspec.Struct, frozen=True):
    """What a person writes and two others answer for: all of it is locked.

    ``text``: the criterion in its canonical form. ``knowledge``: from which cases it is drawn, why it is necessary and
    proportionate. ``against``: what speaks against a match, shown beside each.
    """

    text: str
    offence: str
    provision: str
    penalty_years: int
    air_link: str
    knowledge: str
    against: str
    starts: date
    ends: date
    review_by: date


class Version(msgspec.Struct, frozen=True):
    """A version as it stands: what is stored, read and checked."""

    stored: StoredVersion
    content: Content
    approval: Approval
    acts: tuple[StoredAct, ...]
    term: Term
    state: VersionState

    @property
    def criterion(self) -> Expression:
        """The criterion itself."""
        return parse_criterion(self.content.text)

    @property
    def advice(self) -> StoredAct | None:
        """The latest advice of the data protection officer."""
        return next((act for act in reversed(self.acts) if act.act == ADVISE), None)


def content_digest(version: StoredVersion) -> str:
    """Return the SHA-256 of what is locked, in hexadecimal: the content, which version it is, and of which language."""
    locked = [LANGUAGE, version.criterion_id, version.number, version.title, version.content]
    return hashlib.sha256(msgspec.json.encode(locked)).hexdigest()


def lock_of(keys: Keys, version: StoredVersion, approval: StoredApproval) -> bytes:
    """Return the lock of a version and its approval."""
    value = msgspec.json.encode([content_digest(version), approval.body]).decode()
    return keys.blind("criterion lock", version.version_id, value)


def lock_of_act(keys: Keys, act: StoredAct) -> bytes:
    """Return the lock of something that was done with a version."""
    value = msgspec.json.encode(msgspec.structs.replace(act, lock=b"")).decode()
    return keys.blind("criterion lock", act.act_id, value)


def next_act_id(ports: Ports, unit: Unit, version_id: str) -> str:
    """Return a new act's identifier: its place among those of the version, then random signs; so two acts of one
    instant keep their order."""
    place = sum(act.version_id == version_id for act in unit.criteria.acts())
    return f"{place:06}{ports.identifier()}"


def read_version(
    keys: Keys, pair: tuple[StoredVersion, StoredApproval], acts: Sequence[StoredAct], now: datetime
) -> Version:
    """Return a version as it stands; one whose content, approval or acts were altered stands as altered."""
    stored, asked = pair
    approval = msgspec.json.decode(asked.body, type=Approval)
    content = msgspec.json.decode(stored.content, type=Content)
    own = tuple(act for act in acts if act.version_id == stored.version_id)
    term = _term(content, approval, own)
    state = version_state(term, now) if _is_whole(keys, pair, approval, own) else VersionState.ALTERED
    return Version(stored, content, approval, own, term, state)


def read_versions(unit: Unit, keys: Keys, now: datetime) -> list[Version]:
    """Return all versions as they stand, by criterion and number."""
    acts = unit.criteria.acts()
    return [read_version(keys, pair, acts, now) for pair in unit.criteria.versions()]


def find_version(unit: Unit, keys: Keys, version_id: str, now: datetime) -> Version:
    """Return a version as it stands.

    Raises:
        Malformed: There is none.
    """
    pair = unit.criteria.version(version_id)
    if pair is None:
        raise Malformed("there is no such version of a criterion", code="no-criterion")
    return read_version(keys, pair, unit.criteria.acts(), now)


def _is_whole(
    keys: Keys, pair: tuple[StoredVersion, StoredApproval], approval: Approval, acts: Sequence[StoredAct]
) -> bool:
    version, asked = pair
    if content_digest(version) != version.digest:
        return False
    if approval.is_given and not hmac.compare_digest(version.lock or b"", lock_of(keys, version, asked)):
        return False
    return all(hmac.compare_digest(act.lock, lock_of_act(keys, act)) for act in acts)


def _term(content: Content, approval: Approval, acts: Sequence[StoredAct]) -> Term:
    reviews = [act.review_by for act in acts if act.act == Act.REVIEW.value and act.review_by is not None]
    known = {act.value: act for act in Act}
    return Term(
        starts=content.starts,
        ends=content.ends,
        review_by=reviews[-1] if reviews else content.review_by,
        is_given=approval.is_given,
        approved_until=approval.expires_at if approval.is_given else None,
        acts=tuple(known[act.act] for act in acts if act.act in known),
    )
