"""`tournai alerts import`."""

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from tournai.cli.files import read_unpacked
from tournai.cli.node import opened, operator
from tournai.node.duties.alert_sources import import_alerts, preview_import
from tournai.node.duties.views import ImportReport

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
    published = f", published {report.published_on}" if report.published_on else ""
    typer.echo(f"{report.source} ({report.format}{published}): {report.persons} persons")
    table = Table("added", "changed", "withdrawn", "unchanged", "not persons", "bad rows", box=None, pad_edge=False)
    numbers = (report.added, report.changed, report.withdrawn, report.unchanged, report.not_persons)
    table.add_row(*map(str, numbers), str(len(report.bad_rows)))
    Console().print(table)
    for row in report.bad_rows[:SHOWN_BAD_ROWS]:
        typer.echo(f"entry {row.position} ({row.reference or 'no reference'}): {row.reason}")
    if preview:
        typer.echo("preview only: nothing was changed")
    elif not report.is_eligible:
        typer.echo("travel data is not matched against this source: two persons approve it first (rule PNR-08)")
