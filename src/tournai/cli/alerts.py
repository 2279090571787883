"""`tournai alerts import`."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from tournai.cli.files import read_unpacked
from tournai.cli.node import opened, operator
from tournai.cli.speech import spoken, tell
from tournai.node.duties.alert_sources import import_alerts, preview_import
from tournai.node.duties.registers import open_register
from tournai.node.duties.views import AlertLine, BadRowView, ImportReport
from tournai.values.wordings import Wording, as_wording, say

SHOWN_ROWS = 20


def import_list(
    files: list[Path],
    source: str,
    form: str,
    data: Path | None,
    database: str | None,
    *,
    preview: bool,
    keep_hours: int | None = None,
) -> None:
    """Import a list, or show what an import would change."""
    content, *more = [read_unpacked(file) for file in files]
    with opened(data, database, is_new=not preview) as node:
        act = preview_import if preview else import_alerts
        report = act(node.ports, operator(), source=source, format=form, data=content, more=more, keep_hours=keep_hours)
    _print(report, preview=preview)


def enter_register(name: str, data: Path | None, database: str | None) -> None:
    """Enter a register as a source of alerts."""
    with opened(data, database) as node:
        open_register(node.ports, operator(), name)
    tell(say("{source}: asked about no traveller until two persons approve it (rule PNR-08)", source=name))


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
    if preview:
        _print_changes(report)
    for row in report.bad_rows[:SHOWN_ROWS]:
        tell(_left_out(row))
    _print_warnings(report)
    if preview:
        tell("preview only: nothing was changed")
    elif not report.is_eligible:
        tell("travel data is not matched against this source: two persons approve it first (rule PNR-08)")


def _print_changes(report: ImportReport) -> None:
    for alert in report.added_alerts[:SHOWN_ROWS]:
        tell(say("added: {alert}", alert=_named(alert)))
    for alert in report.changed_alerts[:SHOWN_ROWS]:
        for change in alert.changes:
            tell(
                say(
                    "changed: {alert}: {field}: {gone} -> {new}",
                    alert=_named(alert),
                    field=say(change.field),
                    gone=_values(change.gone),
                    new=_values(change.new),
                )
            )
    for alert in report.withdrawn_alerts[:SHOWN_ROWS]:
        tell(say("withdrawn: {alert}", alert=_named(alert)))


def _print_warnings(report: ImportReport) -> None:
    if report.is_held:
        tell(
            say(
                "the file lacks {withdrawn} of {known} alerts and may have been cut short: they stay in force until a "
                "senior analyst decides, in the pages (rule SYS-02)",
                withdrawn=report.withdrawn,
                known=report.known,
            )
        )
    if report.ended:
        tell(say("past their last day, or linked to an alert that is gone, not taken: {count}", count=report.ended))
    if report.copy_ends_at:
        end = f"{report.copy_ends_at:%Y-%m-%d %H:%M}"
        tell(say("a copy of another authority's data: destroyed at {end} UTC", end=end))
    if report.note_count:
        tell(
            say(
                "parts of entries that could not be read: {count}; their alerts are taken without them",
                count=report.note_count,
            )
        )


def _named(alert: AlertLine) -> str:
    births = f" ({', '.join(alert.births)})" if alert.births else ""
    return f"{alert.reference} {alert.name}{births}"


def _values(values: tuple[str, ...]) -> str:
    return "; ".join(values) or "-"


def _left_out(row: BadRowView) -> Wording:
    reference = row.reference or say("no reference")
    if row.line is None:
        return say(
            "entry {number} ({reference}): {reason}",
            number=row.position,
            reference=reference,
            reason=as_wording(row.reason),
        )
    return say(
        "entry {number}, line {line} ({reference}): {reason}",
        number=row.position,
        line=row.line,
        reference=reference,
        reason=as_wording(row.reason),
    )
