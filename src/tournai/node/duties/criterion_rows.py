"""What the duties about criteria store and get back, and what they need from the store."""

from datetime import date, datetime
from typing import Protocol

import msgspec

from tournai.node.duties.rows import Flight, StoredApproval


class StoredVersion(msgspec.Struct, frozen=True):
    """A version of a criterion. ``version_id`` is its approval's; ``content`` the JSON of `criterion_locks.Content`.

    ``digest``: SHA-256 of the content. ``lock``: a keyed digest of content and approval, made at the approval, which
    nobody can make anew without the key store. ``applied_since``: since when coming travel is assessed by it; ``None``
    until it was queued for that.
    """

    version_id: str
    criterion_id: str
    number: int
    title: str
    content: str
    digest: str
    lock: bytes | None = None
    applied_since: datetime | None = None


class StoredAct(msgspec.Struct, frozen=True):
    """What was done with a version; added, never changed. ``act``: `life.Act`, or ``advise``; ``lock`` as above.

    ``outcome``: of advice ``no objection`` or ``objection``. ``review_by``: of a review, when the next one is due.
    """

    act_id: str
    version_id: str
    act: str
    outcome: str
    actor: str
    role: str
    reasons: str
    acted_at: datetime
    review_by: date | None
    lock: bytes


class StoredTrial(msgspec.Struct, frozen=True):
    """A trial of a version on the stored past. ``digest``: the version's when it was asked for; ``counts``: the JSON of
    `screening.criteria.TrialCounts`, empty until ``ended_at``."""

    trial_id: str
    version_id: str
    digest: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None = None
    counts: str = ""


class CriterionRows(Protocol):
    """Criteria, what was done with them, their trials, and how their matches ended (rule PNR-09)."""

    def add_version(self, version: StoredVersion) -> None:
        """Store a version."""

    def replace_version(self, version: StoredVersion) -> None:
        """Replace what may change of a version: its lock, and since when it is applied."""

    def versions(self) -> list[tuple[StoredVersion, StoredApproval]]:
        """Return all versions with their approvals, by criterion and number; none changes until the end."""

    def version(self, version_id: str) -> tuple[StoredVersion, StoredApproval] | None:
        """Return a version with its approval."""

    def add_act(self, act: StoredAct) -> None:
        """Store what was done."""

    def acts(self) -> list[StoredAct]:
        """Return everything that was done, oldest first."""

    def put_trial(self, trial: StoredTrial) -> None:
        """Store or replace a trial."""

    def trial(self, trial_id: str) -> StoredTrial | None:
        """Return a trial."""

    def trials(self) -> list[StoredTrial]:
        """Return all trials, newest first."""

    def matches(self) -> dict[tuple[str, str], int]:
        """Return (version, state) -> matches."""

    def past_flights(self, since: date, now: datetime) -> list[Flight]:
        """Return the flights that departed since a day and may not be assessed any more, by departure."""
