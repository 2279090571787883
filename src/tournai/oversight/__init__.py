"""Oversight: events and their log, permissions, retention: what lets others check that the node keeps the law."""

from tournai.oversight.events import Event, EventKind, Operation, Stream, canonical, parse_event
from tournai.oversight.log import BrokenLog, Checkpoint, Fault, LogEntry, TreeHead
from tournai.oversight.permissions import Action, NotPermitted, check
from tournai.oversight.retention import Kept, due
from tournai.oversight.verify import LogVerdict, verify_log

__all__ = [
    "Action",
    "BrokenLog",
    "Checkpoint",
    "Event",
    "EventKind",
    "Fault",
    "Kept",
    "LogEntry",
    "LogVerdict",
    "NotPermitted",
    "Operation",
    "Stream",
    "TreeHead",
    "canonical",
    "check",
    "due",
    "parse_event",
    "verify_log",
]
