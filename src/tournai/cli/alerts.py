"""`tournai alerts import`."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from tournai.cli.files import read_unpacked
from tournai.cli.node import opened, operator
from tournai.cli.speech import spoken, tell
from tournai.node.duties.alert_sources import import_alerts, preview_import
from tournai.node.duties.views import ImportReport
from tournai.values.wordings import as_wording, say

SHOWN_BAD_ROWS = 20


def import_list(
    files: list[Path], source: str, form: str, data: Path | None, database: str | None, *, preview: bool
) -> None:
    """Import a list, or show what an import would change."""
    content, *more = [read_unpacked(file) for file in files]
    with opened(data, database, is_new=not preview) as node:
        act = preview_import if preview else import_alerts
        report = act(node.ports, operator(), source=source, format=form, data=content, more=more)
    _print(report, preview=preview)


def _print(report: ImportReport, *, preview: bool) -> None:
    published = say(", published {day}", day=report.published_on) if report.published_on else ""
    tell(
        say(
            "{source} ({format}{published}): {count} persons",
            source=report.source,
            format=report.format,
            published=published,
            count=report.persons,
        )
    )
    heads = ("added", "changed", "withdrawn", "unchanged", "not persons", "bad rows")
    table = Table(*map(spoken, heads), box=None, pad_edge=False)
    numbers = (report.added, report.changed, report.withdrawn, report.unchanged, report.not_persons)
    table.add_row(*map(str, numbers), str(len(report.bad_rows)))
    Console().print(table)
    for row in report.bad_rows[:SHOWN_BAD_ROWS]:
        reference = row.reference or say("no reference")
        tell(
            say(
                "entry {number} ({reference}): {reason}",
                number=row.position,
                reference=reference,
                reason=as_wording(row.reason),
            )
        )
    if preview:
        tell("preview only: nothing was changed")
    elif not report.is_eligible:
        tell("travel data is not matched against this source: two persons approve it first (rule PNR-08)")
