"""Evaluations of screening as they are stored, and what the duties need from the table that holds them."""

from datetime import datetime
from typing import Protocol

import msgspec


class StoredEvaluation(msgspec.Struct, frozen=True):
    """One evaluation: counts and shares of labelled data as JSON (`Report`), of no person."""

    evaluation_id: str
    recorded_at: datetime
    recorded_by: str
    title: str
    weights_version: str
    report: str


class EvaluationRows(Protocol):
    """Evaluations of screening."""

    def add(self, row: StoredEvaluation) -> None:
        """Store an evaluation. They are added, never changed."""

    def latest(self, count: int) -> list[StoredEvaluation]:
        """Return the newest, newest first."""
