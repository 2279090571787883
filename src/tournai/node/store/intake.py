"""Jobs and quarantine: `tournai.node.duties.ports.IntakeRows`."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from sqlalchemy import Connection, delete, func, or_, select, update

from tournai.node.duties.rows import Job, QuarantineRow, ReceiptRow
from tournai.node.store.dialect import insert_or_ignore, insert_or_replace, skip_locked
from tournai.node.store.rows import chunks, read, read_all, values_of
from tournai.node.store.schema import jobs, quarantine, receipts


class IntakeTables:
    """Jobs and quarantine in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_jobs(self, kind: str, subjects: Sequence[str], at: datetime) -> None:
        """Add jobs; those that are there already stay as they are."""
        row = {"kind": kind, "attempts": 0, "run_at": at, "claimed_until": None, "failure": ""}
        insert_or_ignore(self._connection, jobs, [{**row, "subject": subject} for subject in subjects])

    def claim_jobs(self, now: datetime, *, until: datetime, limit: int) -> list[Job]:
        """Claim due jobs that nobody holds; each claim counts as an attempt.

        A job that was claimed before is claimed alone: if its worker dies again, no other job shares the blame.
        """
        is_free = or_(jobs.c.claimed_until.is_(None), jobs.c.claimed_until < now)
        due = select(jobs.c.job_id, jobs.c.attempts).where(jobs.c.run_at <= now, is_free)
        ordered = due.order_by(jobs.c.run_at, jobs.c.job_id).limit(limit)
        free = self._connection.execute(skip_locked(ordered)).all()
        claimed = [job_id for job_id, _ in takewhile(lambda job: job[1] == 0, free)] or [
            job_id for job_id, _ in free[:1]
        ]
        if not claimed:
            return []
        held = update(jobs).where(jobs.c.job_id.in_(claimed))
        self._connection.execute(held.values(claimed_until=until, attempts=jobs.c.attempts + 1))
        found = select(jobs).where(jobs.c.job_id.in_(claimed)).order_by(jobs.c.run_at, jobs.c.job_id)
        return read_all(Job, self._connection.execute(found))

    def finish_job(self, kind: str, subject: str) -> None:
        """Remove a job that is done."""
        self._connection.execute(delete(jobs).where(jobs.c.kind == kind, jobs.c.subject == subject))

    def fail_job(self, job: Job, *, run_at: datetime, failure: str, counts: bool) -> None:
        """Give a claimed job back, to be run later; one that was claimed anew since then stays as it is.

        ``counts``: the attempt was one, for something of the job's own failed.
        """
        is_claimed = (jobs.c.job_id == job.job_id) & (jobs.c.subject == job.subject)
        failed = update(jobs).where(is_claimed, jobs.c.attempts == job.attempts)
        attempts = job.attempts - (0 if counts else 1)
        self._connection.execute(failed.values(claimed_until=None, run_at=run_at, failure=failure, attempts=attempts))

    def waiting(self) -> int:
        """Return how many jobs wait or run."""
        return self._connection.execute(select(func.count()).select_from(jobs)).scalar_one()

    def put_quarantine(self, row: QuarantineRow) -> None:
        """Store a defect of a body that could not be read."""
        insert_or_replace(self._connection, quarantine, ["receipt"], values_of([row]))

    def quarantined(self) -> list[QuarantineRow]:
        """Return the open quarantine entries, newest first."""
        found = select(quarantine).where(quarantine.c.ended_at.is_(None)).order_by(quarantine.c.receipt.desc())
        return read_all(QuarantineRow, self._connection.execute(found))

    def quarantined_body(self, receipt: str) -> QuarantineRow | None:
        """Return a quarantine entry, open or closed."""
        row = self._connection.execute(select(quarantine).where(quarantine.c.receipt == receipt)).first()
        return read(QuarantineRow, row) if row else None

    def put_receipt(self, row: ReceiptRow) -> None:
        """Record that a body was dealt with."""
        insert_or_replace(self._connection, receipts, ["receipt"], values_of([row]))

    def receipt(self, receipt: str) -> ReceiptRow | None:
        """Return what is known of a body that was dealt with."""
        row = self._connection.execute(select(receipts).where(receipts.c.receipt == receipt)).first()
        return read(ReceiptRow, row) if row else None

    def end_quarantine(self, ended: Sequence[str], at: datetime) -> None:
        """Close quarantine entries."""
        for some in chunks(ended):
            self._connection.execute(update(quarantine).where(quarantine.c.receipt.in_(some)).values(ended_at=at))
