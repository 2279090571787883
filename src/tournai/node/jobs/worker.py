"""The worker: takes in what was spooled, and does the jobs that are due.

It may die at any instant: a job is finished in the transaction of its work, a claim runs out by itself, and a spooled
body without a job is adopted. Several workers may run, in one process or in many.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from tournai.errors import TournaiError, Unavailable
from tournai.node.duties.alert_ends import end_alerts
from tournai.node.duties.applying import APPLY_CRITERIA, apply_to_flight, keep_criteria
from tournai.node.duties.border_alerts import build_border_index
from tournai.node.duties.breaches import keep_breaches
from tournai.node.duties.coming_travellers import (
    INDEX_TRAVELLERS,
    SEEK_ALERTS,
    index_travellers,
    keep_days,
    seek_alerts,
)
from tournai.node.duties.criterion_trials import TRY_CRITERION, run_trial
from tournai.node.duties.discreet_checks import end_discreet_checks
from tournai.node.duties.document_cases import end_document_cases
from tournai.node.duties.erasing import ERASE_FLIGHTS, erase_flights
from tournai.node.duties.expectations import keep_standings
from tournai.node.duties.indexing import BUILD_INDEX
from tournai.node.duties.information_taking import take_messages
from tournai.node.duties.ports import Ports
from tournai.node.duties.pushes import PROCESS_PUSH, adopt_spooled, end_quarantine, process_push
from tournai.node.duties.refusing import log_rests
from tournai.node.duties.register_questions import ASK_REGISTERS, ask_registers
from tournai.node.duties.request_desk import lapse_urgent_requests
from tournai.node.duties.rows import Job
from tournai.node.duties.screening import SCREEN_FLIGHT, build_current_index, screen_flight
from tournai.node.duties.timetable import extend_schedules
from tournai.node.duties.trials import end_trials

CLAIM = timedelta(minutes=3)
"""How long a claimed job is a worker's own. A killed worker's jobs wait as long; one that takes longer may be done
twice, which changes nothing."""
BATCH = 10
IDLE_SECONDS = 0.2
HOUSEKEEPING = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=5)

PASSING = (Unavailable, OSError)
"""What fails for a reason outside of the job: the database, the keys, the disk."""

log = logging.getLogger("tournai.worker")


class _Failure(msgspec.Struct, frozen=True):
    """A job that failed: by which kind of error, and whether that was the job's own fault."""

    job: Job
    kind: str
    counts: bool


class Worker:
    """Does a node's background work, in the calling thread or in one of its own."""

    def __init__(self, ports: Ports, *, take_in: Callable[[], int], sweep: Callable[[], None]) -> None:
        """Take what brings bodies in by other ways than the doors, and what clears up after processes that died."""
        self._ports = ports
        self._take_in = take_in
        self._sweep = sweep
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._kept_house_at: datetime | None = None
        self._failed: list[_Failure] = []

    def run_once(self) -> int:
        """Do what is due now; return how many jobs were done or tried."""
        self._give_back()
        self._keep_house()
        self._take_in()
        adopt_spooled(self._ports)
        take_messages(self._ports)
        now = self._ports.clock()
        with self._ports.begin() as unit:
            jobs = unit.intake.claim_jobs(now, until=now + CLAIM, limit=BATCH)
        for job in jobs:
            self._do(job)
        return len(jobs)

    def run_until_idle(self) -> int:
        """Do everything that is due; return how many jobs were done or tried."""
        done = 0
        while some := self.run_once():
            done += some
        return done

    def run(self) -> None:
        """Work until `stop`."""
        while not self._stopping.is_set():
            try:
                is_idle = not self.run_once()
            except TournaiError as error:
                log.warning("the worker waits: %s", error)
                is_idle = True
            except Exception as error:  # noqa: BLE001  # a door: nothing that comes in by a folder may end the work
                log.error("the worker goes on after %s", type(error).__name__)
                is_idle = True
            if is_idle:
                self._stopping.wait(IDLE_SECONDS)

    def start(self) -> None:
        """Work in a thread of its own until `stop`."""
        self._thread = threading.Thread(target=self.run, name="tournai-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the work after the job under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _do(self, job: Job) -> None:
        try:
            if job.kind == PROCESS_PUSH:
                process_push(self._ports, job.subject, job.attempts)
            elif job.kind == SCREEN_FLIGHT:
                screen_flight(self._ports, job.subject)
            elif job.kind == ERASE_FLIGHTS:
                erase_flights(self._ports, job.subject)
            elif job.kind == BUILD_INDEX:
                build_border_index(self._ports)
                build_current_index(self._ports, job.subject)
            elif job.kind == SEEK_ALERTS:
                seek_alerts(self._ports, job.subject)
            elif job.kind == INDEX_TRAVELLERS:
                index_travellers(self._ports, job.subject)
            elif job.kind == ASK_REGISTERS:
                ask_registers(self._ports, job.subject)
            elif job.kind == APPLY_CRITERIA:
                apply_to_flight(self._ports, job.subject)
            elif job.kind == TRY_CRITERION:
                run_trial(self._ports, job.subject)
        except Exception as error:  # noqa: BLE001  # a door: one job must not end the worker; it is tried again, then quarantined
            # Only the kind of error: its text might hold what the job worked on.
            log.warning("job %s %s failed: %s", job.kind, job.subject, type(error).__name__)
            # What is not there now is no fault of the job: it must not end in quarantine for it.
            self._failed.append(_Failure(job, type(error).__name__, counts=not isinstance(error, PASSING)))
            with contextlib.suppress(*PASSING):
                self._give_back()

    def _give_back(self) -> None:
        """Give failed jobs back; where the database takes nothing now, they are kept in mind until it does.

        A claim that only ran out would count as an attempt in which the worker died.
        """
        while self._failed:
            failed = self._failed[0]
            run_at = self._ports.clock() + min(timedelta(seconds=2**failed.job.attempts), LONGEST_WAIT)
            with self._ports.begin() as unit:
                unit.intake.fail_job(failed.job, run_at=run_at, failure=failed.kind, counts=failed.counts)
            self._failed.pop(0)

    def _keep_house(self) -> None:
        now = self._ports.clock()
        if self._kept_house_at is None or now - self._kept_house_at >= HOUSEKEEPING:
            self._kept_house_at = now
            end_quarantine(self._ports)
            end_trials(self._ports)
            end_document_cases(self._ports)
            end_discreet_checks(self._ports)
            end_alerts(self._ports)
            log_rests(self._ports)
            extend_schedules(self._ports)
            keep_standings(self._ports)
            keep_breaches(self._ports)
            keep_criteria(self._ports)
            lapse_urgent_requests(self._ports)
            keep_days(self._ports)
            self._sweep()
