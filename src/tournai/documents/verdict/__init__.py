"""The outcome of a document check, step by step, in the shape of BSI TR-03135."""

from tournai.documents.verdict.checks import SECTIONS, Check
from tournai.documents.verdict.steps import (
    RESULTS,
    Defect,
    Outcome,
    Step,
    Verdict,
    failed,
    not_done,
    overall,
    passed,
    undetermined,
    verdict_of,
)

__all__ = [
    "RESULTS",
    "SECTIONS",
    "Check",
    "Defect",
    "Outcome",
    "Step",
    "Verdict",
    "failed",
    "not_done",
    "overall",
    "passed",
    "undetermined",
    "verdict_of",
]
