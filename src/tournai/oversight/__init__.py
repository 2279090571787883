"""Oversight: events and their log, permissions, retention: what lets others check that the node keeps the law."""

from tournai.oversight.events import Event, EventKind, Operation, Stream, canonical, parse_event
from tournai.oversight.log import BrokenLog, Checkpoint, Fault, LogEntry, TreeHead
from tournai.oversight.verify import LogVerdict, verify_log

__all__ = [
    "BrokenLog",
    "Checkpoint",
    "Event",
    "EventKind",
    "Fault",
    "LogEntry",
    "LogVerdict",
    "Operation",
    "Stream",
    "TreeHead",
    "canonical",
    "parse_event",
    "verify_log",
]
