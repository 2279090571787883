"""Evaluations of screening: kept with the node, so that whoever answers for its matches can show how good it is.

Source: C-817/19, which weighs the processing by its false positives; Directive (EU) 2016/681, Art. 19, whose review
asks for the quality of the assessments.
"""

from datetime import datetime

import msgspec

from tournai.errors import Malformed
from tournai.node.duties.evaluation_rows import StoredEvaluation
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import ASSESSMENT, Ground, duty, look
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.screening.evaluation.report import Report
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS_VERSION
from tournai.values import Actor

SHOWN = 10
LONGEST_TITLE = 120


class EvaluationLine(msgspec.Struct, frozen=True):
    """An evaluation in the list of the last ones."""

    recorded_at: datetime
    title: str
    weights_version: str


class EvaluationView(msgspec.Struct, frozen=True):
    """The last evaluation, and what is in use now. ``report`` is ``None`` where none was recorded."""

    now: datetime
    weights_version: str
    threshold: float
    report: Report | None
    lines: tuple[EvaluationLine, ...]

    @property
    def is_of_these_weights(self) -> bool:
        """Whether the report was made with the weights in use."""
        return self.report is not None and self.report.weights_version == self.weights_version


def record_evaluation(ports: Ports, actor: Actor, *, title: str, report: Report) -> None:
    """Keep an evaluation; the log tells who recorded it, of which weights, and what it found.

    Raises:
        Refused: The actor may not record one.
        Malformed: No title, or too long a one.
    """
    if not 0 < len(title.strip()) <= LONGEST_TITLE:
        raise Malformed("name the labelled data in one short line", code="title")
    with duty(ports, actor, Action.RECORD_EVALUATION, ASSESSMENT) as recording:
        row = StoredEvaluation(
            evaluation_id=ports.identifier(),
            recorded_at=recording.now,
            recorded_by=actor.identifier,
            title=title.strip(),
            weights_version=report.weights_version,
            report=msgspec.json.encode(report).decode(),
        )
        recording.unit.evaluations.add(row)
        recording.record(
            EventKind.EVALUATION_RECORDED,
            row.evaluation_id,
            weights=report.weights_version,
            sought=report.sought,
            found=report.usual.recall.hits,
            others=report.others,
            false_matches=report.usual.false_matches.hits,
        )


def show_evaluation(ports: Ports, actor: Actor, ground: Ground = ASSESSMENT) -> EvaluationView:
    """Return the last evaluation.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_STATISTICS, ground) as looking:
        rows = looking.unit.evaluations.latest(SHOWN)
        return EvaluationView(
            now=looking.now,
            weights_version=WEIGHTS_VERSION,
            threshold=DEFAULT_THRESHOLD,
            report=msgspec.json.decode(rows[0].report, type=Report) if rows else None,
            lines=tuple(EvaluationLine(row.recorded_at, row.title, row.weights_version) for row in rows),
        )
