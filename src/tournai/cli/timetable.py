"""`tournai timetable import` and `tournai timetable show`."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from tournai.cli.files import read_unpacked
from tournai.cli.node import opened, operator
from tournai.cli.speech import spoken, tell
from tournai.errors import Malformed
from tournai.node.duties.boards import AHEAD, STANDINGS, BoardFilter, show_board
from tournai.node.duties.flight_views import BoardView
from tournai.node.duties.timetable import import_timetable, preview_timetable
from tournai.node.duties.timetable_views import TimetableReport
from tournai.values.wordings import as_wording, say

SHOWN_REMARKS = 20


def load(file: Path, source: str, data: Path | None, database: str | None, *, preview: bool) -> None:
    """Load a timetable, or show what it would change."""
    content = read_unpacked(file)
    with opened(data, database, is_new=not preview) as node:
        act = preview_timetable if preview else import_timetable
        report = act(node.ports, operator(), source=source, data=content)
    _print_report(report, preview=preview)


def show(standing: str, carrier: str, data: Path | None, database: str | None) -> None:
    """Print the coming flights and how their pushes stand."""
    if standing not in ("", *STANDINGS):
        raise Malformed(
            say("no such standing: {standing!r}; known: {known}", standing=standing, known=", ".join(STANDINGS)),
            code="standing",
        )
    with opened(data, database) as node:
        view = show_board(node.ports, operator(), chosen=BoardFilter(standing=standing, carrier=carrier.upper()))
    _print_board(view)


def _print_report(report: TimetableReport, *, preview: bool) -> None:
    tell(
        say(
            "{source} ({format}): {count} flights and periods of {carriers}",
            source=report.source,
            format=report.format,
            count=report.said,
            carriers=", ".join(report.carriers),
        )
    )
    if report.strange:
        carriers = ", ".join(report.strange)
        tell(say("the source {source} is not known to speak for: {carriers}", source=report.source, carriers=carriers))
    heads = ("added", "changed", "cancelled", "withdrawn", "unchanged", "bad lines")
    table = Table(*map(spoken, heads), box=None, pad_edge=False)
    numbers = (report.added, report.changed, report.cancelled, report.withdrawn, report.unchanged, report.bad_lines)
    table.add_row(*map(str, numbers))
    Console().print(table)
    for remark in report.remarks[:SHOWN_REMARKS]:
        reason = as_wording(remark.message)
        tell(say("line {line}, byte {offset}: {reason}", line=remark.line, offset=remark.offset, reason=reason))
    if preview:
        tell("preview only: nothing was changed")


def _print_board(view: BoardView) -> None:
    counted = ", ".join(f"{count} {spoken(word)}" for word, count in view.standings.items() if count)
    tell(
        say(
            "{total} flights under way or departing by {until} UTC; of all: {counted}",
            total=view.total,
            until=f"{view.now + AHEAD:%Y-%m-%d %H:%M}",
            counted=counted or say("none"),
        )
    )
    heads = ("flight", "route", "departs (UTC)", "advance", "closure", "list", "")
    table = Table(*map(spoken, heads), box=None, pad_edge=False)
    for flight in view.flights:
        route = f"{flight.departure_airport}-{flight.arrival_airport}"
        departs = f"{flight.departure_at:%Y-%m-%d %H:%M}" if flight.departure_at else spoken("not known")
        states = [spoken(standing.state) for standing in flight.standings]
        note = spoken("call the carrier" if flight.is_alarm else flight.exemption)
        table.add_row(flight.designator, route, departs, *states, note)
    Console().print(table)
