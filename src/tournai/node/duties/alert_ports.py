"""What the duties about alerts and matches need from the store; see `tournai.node.duties.ports`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tournai.node.duties.rows import (
    AlertExtension,
    NewAlert,
    StoredAlert,
    StoredApproval,
    StoredEligibility,
    StoredMatch,
    StoredReview,
    StoredSource,
)


class AlertRows(Protocol):
    """Alert sources, alerts, eligibilities."""

    def sources(self) -> list[StoredSource]:
        """Return all sources, by name."""

    def put_source(self, source: StoredSource) -> None:
        """Store or replace a source."""

    def digests(self, source: str) -> dict[str, str]:
        """Return reference -> digest of the active alerts of a source."""

    def put_alerts(self, alerts: Sequence[NewAlert]) -> None:
        """Store alerts or replace those of the same source and reference."""

    def withdraw(self, source: str, references: Sequence[str], at: datetime) -> None:
        """Mark alerts as withdrawn by their source."""

    def mark_missing(self, source: str, references: Sequence[str], at: datetime) -> None:
        """Mark the active alerts that the latest edition lacks, and no others of the source."""

    def missing(self, source: str) -> list[str]:
        """Return the references of the active alerts that the latest edition lacks."""

    def named(self, source: str, references: Sequence[str]) -> dict[str, StoredAlert]:
        """Return reference -> active alert of a source."""

    def linked_to(self, source: str, references: Sequence[str]) -> list[str]:
        """Return the references of the active alerts that end with those named."""

    def ending(self, now: datetime) -> list[StoredAlert]:
        """Return the active alerts that end by themselves by now: their own end, or that of their source's copy."""

    def count_ending(self, now: datetime) -> int:
        """Return how many alerts `ending` would give."""

    def end(self, ended: Mapping[int, tuple[str, bytes]], at: datetime) -> None:
        """End alerts: number -> reference and body of what is left of them."""

    def extend(self, extension: AlertExtension, ends_at: datetime) -> None:
        """Store an assessment, and when the alert ends from now on."""

    def extensions(self, alert_id: int) -> list[AlertExtension]:
        """Return an alert's assessments, oldest first."""

    def active_alerts(self, source: str, category: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source; of one category where ``category`` is not empty."""

    def alerts_on_persons(self, source: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source but for those that the table of listed documents finds."""

    def alerts_on_documents(self, source: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source that the table of listed documents finds."""

    def alerts_listing(self, documents: Sequence[int]) -> list[StoredAlert]:
        """Return the active alerts on documents with these hashes."""

    def changed_since(self, source: str, since: datetime | None, *, limit: int) -> list[StoredAlert]:
        """Return at most so many alerts of a source that were put or withdrawn since; all of it for ``None``."""

    def alert(self, alert_id: int) -> StoredAlert | None:
        """Return an alert."""

    def alert_of(self, source: str, reference: str) -> StoredAlert | None:
        """Return the alert of a source by its reference there."""

    def alerts(self, alert_ids: Sequence[int]) -> dict[int, StoredAlert]:
        """Return alerts by number."""

    def page(self, source: str, *, offset: int, limit: int) -> tuple[list[StoredAlert], int]:
        """Return one page of a source's alerts and how many there are."""

    def categories(self, source: str) -> dict[str, int]:
        """Return category -> active alerts of a source."""

    def withdrawn(self, source: str) -> int:
        """Return how many alerts of a source were withdrawn."""

    def add_eligibility(self, eligibility: StoredEligibility) -> None:
        """Store what an approval of eligibility is about."""

    def end_eligibility(self, approval_id: str, *, at: datetime, by: str) -> None:
        """End an eligibility."""

    def eligibilities(self) -> list[tuple[StoredEligibility, StoredApproval]]:
        """Return all eligibilities with their approvals, newest first."""


class MatchRows(Protocol):
    """Matches and reviews."""

    def matches_of_flight(self, flight_id: str) -> list[StoredMatch]:
        """Return the matches of a flight."""

    def flights_matched(self, alert_ids: Sequence[int]) -> list[str]:
        """Return the flights that have matches with these alerts."""

    def alerts_matched(self, alert_ids: Sequence[int]) -> list[int]:
        """Return those of the alerts that have matches."""

    def add_matches(self, matches: Sequence[StoredMatch]) -> None:
        """Store new matches."""

    def replace_match(self, match: StoredMatch) -> None:
        """Replace what may change of a match: traveller, score, values, state, claim."""

    def match(self, match_id: str) -> StoredMatch | None:
        """Return a match."""

    def matches(self, states: Sequence[str]) -> list[StoredMatch]:
        """Return the matches in these states, the most urgent first: by ``due_at``, then by score."""

    def counts(self) -> dict[str, int]:
        """Return state -> matches."""

    def matches_of_travellers(self, traveller_ids: Sequence[str]) -> list[StoredMatch]:
        """Return the matches of travellers."""

    def add_review(self, review: StoredReview) -> None:
        """Store a review."""

    def decided_at(self, match_ids: Sequence[str]) -> dict[str, datetime]:
        """Return match -> when it was last reviewed; one that nobody reviewed is absent."""

    def reviews(self, match_id: str) -> list[StoredReview]:
        """Return a match's reviews, oldest first."""
