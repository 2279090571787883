"""Refused sign-ins in the log: the first of a run by itself, the rest of its minute as a number.

Somebody without an account could otherwise make the signed log grow without bound. A run is of one account (or of none)
and one reason: there are as many as there are accounts. What waits to be counted is in memory; a process that is
killed loses the number of its last minute, never the first.
"""

import threading
from datetime import datetime, timedelta

import msgspec

from tournai.values import Actor

MINUTE = timedelta(minutes=1)


class Run(msgspec.Struct, frozen=True):
    """What refusals have in common that are counted together. ``certificate``: of one that is tied to an account."""

    actor: Actor
    reason: str = ""
    certificate: str = ""


class Rest(msgspec.Struct, frozen=True):
    """How many refusals followed the first of a run, and when that was."""

    run: Run
    since: datetime
    refusals: int


class RefusedRuns:
    """The runs of one process that are not over. Safe for several threads."""

    def __init__(self) -> None:
        self._runs: dict[Run, Rest] = {}
        self._lock = threading.Lock()

    def count(self, run: Run, now: datetime) -> bool:
        """Count a refusal of a run whose first is in the log; return whether there is such a run."""
        with self._lock:
            known = self._runs.get(run)
            if known is None or now - known.since >= MINUTE:
                return False
            self._runs[run] = msgspec.structs.replace(known, refusals=known.refusals + 1)
            return True

    def begin(self, run: Run, now: datetime) -> None:
        """Begin a run, once its first refusal is in the log."""
        with self._lock:
            self._runs.setdefault(run, Rest(run, now, 0))

    def ended(self, now: datetime, *, all_runs: bool = False) -> list[Rest]:
        """End the runs whose minute is over, or all, and return those with a rest: the caller logs it."""
        with self._lock:
            over = [rest for rest in self._runs.values() if all_runs or now - rest.since >= MINUTE]
            for rest in over:
                del self._runs[rest.run]
        return [rest for rest in over if rest.refusals]

    def take_back(self, rests: list[Rest]) -> None:
        """Take back rests that could not be logged."""
        with self._lock:
            for rest in rests:
                since = self._runs.get(rest.run, Rest(rest.run, rest.since, 0))
                self._runs[rest.run] = msgspec.structs.replace(rest, refusals=rest.refusals + since.refusals)
