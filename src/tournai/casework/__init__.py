"""Casework: reviews, approvals, reasoned requests and their clocks: states as tables, decisions by persons."""

from tournai.casework.approvals import Approval, ApprovalKind, Scope, require_approval
from tournai.casework.clocks import Clock, ClockKind
from tournai.casework.requests import ReasonedRequest, check_request
from tournai.casework.reviews import Decision, Ground, MatchState, Review, check_review

__all__ = [
    "Approval",
    "ApprovalKind",
    "Clock",
    "ClockKind",
    "Decision",
    "Ground",
    "MatchState",
    "ReasonedRequest",
    "Review",
    "Scope",
    "check_request",
    "check_review",
    "require_approval",
]
