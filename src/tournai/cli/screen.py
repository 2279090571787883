"""`tournai screen match`: travellers of a file against the alerts of a file, without a node, nothing stored."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import msgspec
import typer

from tournai.cli.speech import spoken, tell
from tournai.cli.table_files import TableRow, TableWriter, read_table, write_table
from tournai.errors import Malformed
from tournai.screening import Feature, Index, MatchBatch, batch_of, build_index, screen
from tournai.screening.calibration import Births, births_of, false_per_10k, threshold_of
from tournai.screening.person_rows import (
    ALERT_COLUMNS,
    NEEDED_OF_ALERTS,
    NEEDED_OF_TRAVELLERS,
    TRAVELLER_COLUMNS,
    Alerts,
    PersonRow,
    read_alert_row,
    read_traveller_row,
)
from tournai.values.wordings import say

MATCH_COLUMNS: dict[str, type] = {
    "traveller_id": str,
    "alert_id": str,
    "score": float,
    "false_per_10k": float,
    "reasons": str,
}
REJECT_COLUMNS: dict[str, type] = {"file": str, "line": str, "reason": str, "row": str}
TRAVELLERS_A_BATCH = 8_192
MOST_MATCHES = 100
"""Matches of one traveller that are written."""
SHOWN_REJECTS = 20
SECONDS_BETWEEN_NEWS = 5.0
BROKEN = 3


class Rejects:
    """Rows that were left out, or used in part: shown, counted, and written beside the output."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, str]] = []
        self.left_out = 0

    def add(self, path: Path, row: TableRow, reason: str, *, left_out: bool) -> None:
        """Note a row; the first are shown at once, by line and reason only."""
        self.left_out += left_out
        self.rows.append((path.name, str(row.line), reason, ";".join(row.values)))
        if len(self.rows) <= SHOWN_REJECTS:
            warn(say("{path}: line {line}: {reason}", path=path, line=row.line, reason=reason))

    def write(self, path: Path) -> None:
        """Write the rows beside the output; where there are none, remove what an earlier run left."""
        if not self.rows:
            path.unlink(missing_ok=True)
            return
        with write_table(path, REJECT_COLUMNS) as writer:
            writer.write(self.rows)
        used = len(self.rows) - self.left_out
        warn(say("{count} rows left out, {used} used in part: see {path}", count=self.left_out, used=used, path=path))


def warn(message: str) -> None:
    """Print a sentence to standard error, in the language in which commands speak."""
    typer.echo(spoken(message), err=True)


class News:
    """How far long work has come, told on standard error now and then."""

    def __init__(self, what: str) -> None:
        self._what, self._count = what, 0
        self._started = self._told = time.monotonic()

    def more(self, count: int) -> None:
        """Count what was done."""
        self._count += count
        now = time.monotonic()
        if now - self._told >= SECONDS_BETWEEN_NEWS:
            self._told = now
            rate = f"{self._count / (now - self._started):,.0f}"
            warn(say("{count} {what}, {rate} a second", count=f"{self._count:,}", what=say(self._what), rate=rate))


def match(alerts: Path, travellers: Path, out: Path, at_most_false: float) -> None:
    """Write the matches of a file of travellers with a file of alerts; exit code 3 where rows were left out.

    Raises:
        Malformed: A file cannot be read or lacks its columns, or the output is one of them. Nothing is written then.
    """
    if not 0 < at_most_false <= 10_000:
        raise Malformed("--at-most-false: more than 0 and at most 10,000 of 10,000 travellers", code="option")
    if out.resolve() in (alerts.resolve(), travellers.resolve()):
        raise Malformed(say("{path}: is read too; name another file for the matches", path=out), code="option")
    rejects = Rejects()
    gathered = gather_alerts(alerts, rejects)
    index = build_index(gathered.batch(), version=alerts.name)
    ids = list(gathered.ids)
    warn(say("{count} alerts read and indexed", count=f"{len(ids):,}"))
    found = read_persons(travellers, TRAVELLER_COLUMNS, NEEDED_OF_TRAVELLERS, read_traveller_row, rejects)
    with ExitStack() as finished:
        writer = finished.enter_context(write_table(out, MATCH_COLUMNS))
        counted = _match_all(index, ids, found, writer, at_most_false)
        rejects.write(out.with_name(f"{out.name}.rejects.csv"))
    numbers = {name: f"{getattr(counted, name):,}" for name in counted.__struct_fields__}
    tell(say("{matches} matches of {matched} of {travellers} travellers: {path}", path=out, **numbers))
    if rejects.left_out:
        raise typer.Exit(BROKEN)


def gather_alerts(path: Path, rejects: Rejects) -> Alerts:
    """Return the alerts of a file.

    Raises:
        Malformed: The file cannot be read, or holds none.
    """
    alerts, news = Alerts(), News("rows of alerts")
    for row in read_persons(path, ALERT_COLUMNS, NEEDED_OF_ALERTS, read_alert_row, rejects):
        alerts.add(row)
        news.more(1)
    if not len(alerts):
        raise Malformed(say("{path}: no alert in it", path=path), code="no-alert")
    return alerts


def read_persons(
    path: Path,
    columns: Sequence[str],
    needed: Sequence[str],
    read: Callable[[Sequence[str]], PersonRow],
    rejects: Rejects,
) -> Iterator[PersonRow]:
    """Yield the rows of a file that can be used; the others, and those used in part, are noted."""
    for row in read_table(path, columns, needed):
        if row.problem:
            rejects.add(path, row, row.problem, left_out=True)
            continue
        try:
            person = read(row.values)
        except Malformed as error:
            rejects.add(path, row, error.reason, left_out=True)
            continue
        if person.remarks:
            first, *more = person.remarks
            rejects.add(path, row, "; ".join((first, *more)) if more else first, left_out=False)
        yield person


class Counted(msgspec.Struct):
    """What came of it."""

    travellers: int = 0
    matched: int = 0
    matches: int = 0


def _match_all(
    index: Index, ids: list[str], travellers: Iterator[PersonRow], writer: TableWriter, at_most_false: float
) -> Counted:
    counted, news = Counted(), News("travellers")
    births = births_of(index.alerts)
    threshold = threshold_of(at_most_false, births)
    while rows := list(islice(travellers, TRAVELLERS_A_BATCH)):
        batch = batch_of((key, row.person) for key, row in enumerate(rows))
        found = screen(index, batch, threshold=threshold, limit=MOST_MATCHES)
        writer.write(list(_match_rows(found, rows, ids, births)))
        counted.travellers += len(rows)
        counted.matched += len(set(found.traveller.tolist()))
        counted.matches += len(found)
        news.more(len(rows))
    return counted


def _match_rows(
    found: MatchBatch, rows: list[PersonRow], ids: list[str], births: Births
) -> Iterator[tuple[object, ...]]:
    for traveller, alert, score, features in zip(
        found.traveller.tolist(), found.alert.tolist(), found.score.tolist(), found.features, strict=True
    ):
        false = float(f"{false_per_10k(score, births):.3g}")
        yield rows[traveller].id, ids[alert], round(score, 2), false, reasons_of(features)


def reasons_of(features: Sequence[Feature]) -> str:
    """Return a match's features as one readable text, what counts most first."""
    ordered = sorted(features, key=lambda feature: -abs(feature.weight))
    return "; ".join(map(_reason, ordered))


def _reason(feature: Feature) -> str:
    values = " ~ ".join(value for value in (feature.found, feature.sought) if value)
    return f"{feature.name} {feature.weight:+.1f}: {values}" if values else f"{feature.name} {feature.weight:+.1f}"
