"""What the duties about carriers need from the store; see `tournai.node.duties.ports`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from tournai.node.duties.carrier_rows import (
    BreachReview,
    CarrierPush,
    Completeness,
    Owed,
    StoredBreach,
    StoredPull,
    StoredTrial,
)
from tournai.node.duties.rows import QuarantineRow, StoredApproval


class TrialRows(Protocol):
    """What carriers tried within the hour."""

    def add(self, trial: StoredTrial) -> None:
        """Store what is remembered of a trial."""

    def trials(self, account: str, *, after: datetime) -> list[StoredTrial]:
        """Return an account's trials that end after an instant, oldest first."""

    def over(self, at: datetime) -> list[StoredTrial]:
        """Return all trials that end at an instant or before."""

    def erase(self, trial_ids: Sequence[str]) -> None:
        """Delete trials."""


class CarrierRows(Protocol):
    """How carriers push: what was owed, what came, what could not be read."""

    def tie(self, account: str, carrier: str) -> None:
        """Store that an account pushes for a carrier (a designator); again changes nothing."""

    def untie(self, account: str, carrier: str) -> None:
        """Forget that an account pushes for a carrier."""

    def ties(self) -> dict[str, frozenset[str]]:
        """Return account -> the designators that it pushes for."""

    def owed(self, first: datetime, last: datetime, carrier: str = "", states: Sequence[str] = ()) -> list[Owed]:
        """Return what was owed for flights that left between two instants, by departure; of one carrier if named.

        ``states``: only what stands so.
        """

    def came(self, first: datetime, last: datetime, carrier: str = "") -> list[CarrierPush]:
        """Return what came between two instants, oldest first; about one carrier's flights if it is named."""

    def unreadable(self, first: datetime, last: datetime) -> list[QuarantineRow]:
        """Return the bodies that came between two instants and could not be read, open or closed, oldest first."""

    def completeness(self, first: datetime, last: datetime, carrier: str) -> Completeness:
        """Return what the current records of flights of a carrier that left between two instants came with."""

    def put_breach(self, breach: StoredBreach) -> None:
        """Store or replace a breach."""

    def breach(self, breach_id: str) -> StoredBreach | None:
        """Return a breach."""

    def breaches(self, first: datetime, last: datetime, carrier: str = "") -> list[StoredBreach]:
        """Return what was found between two instants, oldest first; of one carrier if it is named."""

    def notices(self, account: str, carriers: Collection[str], since: datetime) -> list[StoredBreach]:
        """Return what was found since an instant about an account's own bodies or about carriers, newest first."""

    def add_breach_review(self, review: BreachReview) -> None:
        """Store a review of a breach."""

    def breach_reviews(self, breach_ids: Sequence[str]) -> list[BreachReview]:
        """Return the reviews of breaches, oldest first."""

    def put_pull(self, pull: StoredPull) -> None:
        """Store or replace a pull request."""

    def pulls(self) -> list[tuple[StoredPull, StoredApproval]]:
        """Return all pull requests with their approvals, newest first."""

    def pulled_flights(self) -> dict[str, frozenset[str]]:
        """Return pull request -> the flights with pushes that it is about."""
