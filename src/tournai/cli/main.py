"""The commands and their options. What a command needs is imported when it runs: `tournai --help` answers at once.

Exit codes: 0 done; 1 something nobody foresaw; 2 the command was written wrong; 3 input that breaks its format; 4
refused by a rule; 5 a signature or log that does not hold; 6 not possible now, try again.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from tournai import __version__
from tournai.cli.document import document
from tournai.cli.exchange import exchange
from tournai.cli.order import order
from tournai.cli.package import package
from tournai.cli.speech import ask_for, spoken
from tournai.errors import Malformed, Refused, TournaiError, Unavailable, Unverified
from tournai.values.wordings import say

EXIT_CODES: tuple[tuple[type[TournaiError], int], ...] = (
    (Malformed, 3),
    (Refused, 4),
    (Unverified, 5),
    (Unavailable, 6),
    (TournaiError, 1),
)
"""Error family -> exit code; the first that fits."""

app = typer.Typer(
    name="tournai",
    help="The node that an authority runs to receive travel data, screen it and bring each match to a person.",
    epilog="Exit codes: 0 done, 2 wrong command, 3 broken input, 4 refused by a rule, 5 not verified, 6 try again.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
travel = typer.Typer(help="Read travel data: PNRGOV (EDIFACT, XML) and PAXLST.", no_args_is_help=True)
timetable = typer.Typer(help="Timetables: which flights carriers owe pushes for.", no_args_is_help=True)
alerts = typer.Typer(help="Alert sources: import official lists.", no_args_is_help=True)
screen = typer.Typer(help="Screen coming flights, or files of your own.", no_args_is_help=True)
log = typer.Typer(help="The event log: export it, prove that nobody rewrote it.", no_args_is_help=True)
accounts = typer.Typer(help="Accounts of officers and carriers.", no_args_is_help=True)
for name, group in (
    ("travel", travel),
    ("timetable", timetable),
    ("alerts", alerts),
    ("screen", screen),
    ("document", document),
    ("order", order),
    ("exchange", exchange),
    ("package", package),
    ("log", log),
    ("accounts", accounts),
):
    app.add_typer(group, name=name)

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Folder of the node's data: keys, spool, indexes, SQLite database. Default: ./tournai-data",
        show_default=False,
    ),
]
Database = Annotated[
    str | None,
    typer.Option("--database", help="postgresql://... in place of the SQLite database in --data.", show_default=False),
]
Files = Annotated[list[Path], typer.Argument(help="Files, read in the order given; - is standard input.")]


def main() -> None:
    """Run the command; an error of Tournai becomes one line on standard error and an exit code."""
    os.umask(0o077)  # what a command writes is for the node's own account
    try:
        app()
    except TournaiError as error:
        sys.stderr.write(f"tournai: {_spoken(error)}\n")
        sys.exit(next(code for family, code in EXIT_CODES if isinstance(error, family)))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _spoken(error: TournaiError) -> str:
    said = spoken(error.reason or str(error))
    return f"{said} ({spoken(say('rule {rule}', rule=error.rule))})" if isinstance(error, Refused) else said


def _show_version(is_asked: bool) -> None:  # noqa: FBT001  # typer calls it so
    if is_asked:
        typer.echo(f"tournai {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[  # noqa: FBT002  # an option of the command line
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    language: Annotated[
        str,
        typer.Option("--language", help="Speak en, fr, nl or de. Default: LC_ALL, LC_MESSAGES or LANG; else English."),
    ] = "",
) -> None:
    """Take the options of every command."""
    ask_for(language)


@app.command("demo")
def demo(
    data: Annotated[Path, typer.Option("--data", help="Folder of the demonstration; made anew at each start.")] = Path(
        "tournai-demo"
    ),
    database: Database = None,
    port: Annotated[int, typer.Option("--port", help="Port on the loopback interface.")] = 8015,
    seed: Annotated[int, typer.Option("--seed", help="Another seed plays another evening.")] = 2016,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Stay up and serve the pages.")] = True,  # noqa: FBT002  # an option of the command line
) -> None:
    """Play a synthetic evening at two airports and open the node on it.

    Carriers push real PNRGOV and PAXLST messages, with planted persons under changed spellings, and the public
    sample files; invented alerts come in official formats; the first page, the accounts and the recall are printed.
    """
    from tournai.cli.demo import play

    play(data, database, port=port, seed=seed, serve=serve)


@app.command("serve")
def serve(
    data: Data = None,
    database: Database = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; keep to the loopback behind a proxy.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", help="Port to listen on.")] = 8015,
    watch: Annotated[
        Path | None, typer.Option("--watch", help="Also take in files that are dropped into this folder.")
    ] = None,
    worker: Annotated[bool, typer.Option("--worker/--no-worker", help="Do the background work here too.")] = True,  # noqa: FBT002  # an option of the command line
    tls_certificate: Annotated[
        Path | None,
        typer.Option("--tls-certificate", help="Serve HTTPS with this certificate (PEM, its chain after it)."),
    ] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", help="The certificate's private key (PEM).")] = None,
    client_ca: Annotated[
        Path | None, typer.Option("--client-ca", help="Issuers of carriers' client certificates (PEM).")
    ] = None,
    certificate_only: Annotated[
        bool | None, typer.Option("--certificate-only", help="Carriers sign in by certificate, never by password.")
    ] = None,
) -> None:
    """Serve the officers' pages at / and the carriers' door at /api/pushes, and do the background work."""
    from tournai.cli.node import serve as run

    tls = {"tls_certificate": tls_certificate, "tls_key": tls_key, "client_ca": client_ca}
    run(data, database, host=host, port=port, watch=watch, worker=worker, certificate_only=certificate_only, **tls)


@app.command("work")
def work(
    data: Data = None,
    database: Database = None,
    watch: Annotated[
        Path | None, typer.Option("--watch", help="Also take in files that are dropped into this folder.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Do what is due, then end.")] = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Do background work in a process of its own: process pushes, screen flights, end quarantine."""
    from tournai.cli.node import work as run

    run(data, database, watch=watch, once=once)


@app.command("ingest")
def ingest(
    files: Files,
    carrier: Annotated[
        str, typer.Option("--carrier", help="The carrier's account that they come from.", show_default=False)
    ] = "",
    protocol: Annotated[
        str, typer.Option("--protocol", help="What a gateway received them by: as4, mq or type-b.", show_default=False)
    ] = "",
    fallback: Annotated[bool, typer.Option("--fallback", help="The agreed way had failed: mark them so.")] = False,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Take carriers' files in: spool, process, store and screen each; what cannot be read goes to quarantine."""
    from tournai.cli.node import ingest as run

    run(files, data, database, carrier=carrier, protocol=protocol, fallback=fallback)


@travel.command("parse")
def parse(
    files: Files,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON array, one object a file.")] = False,  # noqa: FBT002  # an option of the command line
    summary: Annotated[bool, typer.Option("--summary", help="With --json: counts and defects, no records.")] = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Read PNRGOV (EDIFACT, XML) and PAXLST files and show counts, records, located defects. Stores nothing.

    Type B envelopes, mails and line breaks around the messages are no obstacle.

    Records are minimised as the node does it: only what Annex I of Directive (EU) 2016/681 allows.
    """
    from tournai.cli.travel import parse as run

    run(files, as_json=json, summary=summary)


@travel.command("write")
def write(
    file: Annotated[Path, typer.Argument(help="A file with PNRGOV or PAXLST messages; - is standard input.")],
    form: Annotated[str, typer.Option("--as", help="pnrgov, pnrgov-xml or paxlst.")],
) -> None:
    """Read a file and write its messages anew, in the same or the other syntax, to standard output.

    What is written is what the reader kept: minimised, without damage, counts and references right. Carriers compare
    it with what they sent, or test their own reader with it.
    """
    from tournai.cli.travel import write as run

    run(file, form)


@timetable.command("import")
def timetable_import(
    file: Annotated[Path, typer.Argument(help="An SSIM data set, an SSM or ASM message, or a table (CSV); .gz too.")],
    source: Annotated[str, typer.Option("--source", help="Who sent it, e.g. the carrier's designator.")],
    preview: Annotated[bool, typer.Option("--preview", help="Show what would change; change nothing.")] = False,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Load a timetable as a diff: flights added, moved, cancelled, withdrawn; lines that cannot be read are shown."""
    from tournai.cli.timetable import load as run

    run(file, source, data, database, preview=preview)


@timetable.command("show")
def timetable_show(
    standing: Annotated[
        str,
        typer.Option("--standing", help="alarm, missing, late, expected, 'on time', cancelled. Default: all."),
    ] = "",
    carrier: Annotated[str, typer.Option("--carrier", help="Only this carrier's flights.")] = "",
    data: Data = None,
    database: Database = None,
) -> None:
    """Show the coming flights and how their pushes stand, those about which to call the carrier first."""
    from tournai.cli.timetable import show as run

    run(standing, carrier, data, database)


@alerts.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(help="The list, as published; .gz is unpacked. ofac-csv: SDN.CSV, then ADD.CSV and ALT.CSV."),
    ],
    source: Annotated[str, typer.Option("--source", help="The source's name on this node, e.g. un or ofac.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="un, ofac, ofac-csv, eu, eu-csv, uk, france, belgium, police, documents, ftm, senzing, gtas. "
            "Default: the source's name.",
            show_default=False,
        ),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would change; change nothing.")] = False,  # noqa: FBT002  # an option of the command line
    keep_hours: Annotated[
        int | None,
        typer.Option(
            "--keep-hours",
            help="Hours until a copy of another authority's data is destroyed; 0 for alerts of your own. "
            "Default: 48 for police and documents, none for official lists.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    database: Database = None,
) -> None:
    """Import a list as a diff: added, changed field by field, withdrawn; rows that cannot be read are shown.

    A withdrawal so large that the file may have been cut short waits for a second person, in the pages.

    Travel data is not matched against a new source until two persons approve it in the pages (rule PNR-08).
    """
    from tournai.cli.alerts import import_list as run

    run(files, source, form or source, data, database, preview=preview, keep_hours=keep_hours)


@alerts.command("register")
def alerts_register(
    name: Annotated[str, typer.Argument(help="The register's name, as its adapter and TOURNAI_REGISTERS have it.")],
    data: Data = None,
    database: Database = None,
) -> None:
    """Enter a register that is asked and not copied (SIS, INTERPOL) as a source, so that matching can be approved."""
    from tournai.cli.alerts import enter_register as run

    run(name, data, database)


@screen.command("run")
def screen_run(
    source: Annotated[
        str, typer.Option("--source", help="Refuse unless this source may be matched.", show_default=False)
    ] = "",
    data: Data = None,
    database: Database = None,
) -> None:
    """Screen all coming flights against the alerts in force; the stored past is never screened from here."""
    from tournai.cli.node import screen as run

    run(source, data, database)


@screen.command("match")
def screen_match(
    alerts: Annotated[Path, typer.Option("--alerts", help="Alerts: CSV or Parquet, by the file's ending.")],
    travellers: Annotated[Path, typer.Option("--travellers", help="Travellers: CSV or Parquet.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the matches: CSV or Parquet.")],
    at_most_false: Annotated[
        float, typer.Option("--at-most-false", help="False matches per 10,000 travellers of the reference population.")
    ] = 10,
) -> None:
    """Compare a file of travellers with a file of alerts, without a node; nothing is stored but the matches.

    Rows that cannot be read are shown and written to OUT.rejects.csv; the exit code is then 3.
    """
    from tournai.cli.screen import match as run

    run(alerts, travellers, out, at_most_false)


@screen.command("evaluate")
def screen_evaluate(
    alerts: Annotated[Path | None, typer.Option("--alerts", help="Alerts: CSV or Parquet.", show_default=False)] = None,
    travellers: Annotated[
        Path | None, typer.Option("--travellers", help="Travellers: CSV or Parquet.", show_default=False)
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option("--truth", help="Who is on which alert: traveller_id, alert_id; kind, script, origin, regime."),
    ] = None,
    synthetic: Annotated[
        int | None, typer.Option("--synthetic", help="In place of files: so many synthetic alerts.", show_default=False)
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option("--names", help="With --synthetic: the folder of attested names and lists.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the report: HTML, SVG, JSON, CSV.", show_default=False)
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Of the report: en, fr, nl or de.")] = "en",
    record: Annotated[
        str,
        typer.Option("--record", help="Keep it with the node under this title.", metavar="TITLE", show_default=False),
    ] = "",
    data: Data = None,
    database: Database = None,
) -> None:
    """Tell how many of those sought are found, and how many travellers are shown for nothing, on labelled data."""
    from tournai.cli.screen_evaluation import Files, Keeping, evaluate_files, evaluate_synthetic

    keeping = Keeping(out, language, record, data, database)
    if synthetic is not None:
        evaluate_synthetic(synthetic, names, keeping)
    elif alerts and travellers and truth:
        evaluate_files(Files(alerts, travellers, truth), keeping)
    else:
        raise Malformed("give --alerts, --travellers and --truth, or --synthetic", code="option")


@log.command("verify")
def log_verify(
    file: Annotated[
        Path | None, typer.Argument(help="An exported log. Default: this node's own log.", show_default=False)
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", help="The log's public key in hex, from a source you trust.")
    ] = None,
    data: Data = None,
    database: Database = None,
) -> None:
    """Prove that no event was changed, removed, added or moved; name the first bad entry otherwise (exit code 5)."""
    from tournai.cli.log import verify as run

    run(file, key, data, database)


@log.command("export")
def log_export(
    file: Annotated[Path, typer.Argument(help="Where to write; an existing file is not overwritten.")],
    stream: Annotated[str, typer.Option("--stream", help="pnr or node.")] = "pnr",
    data: Data = None,
    database: Database = None,
) -> None:
    """Export a stream of the log with its signed checkpoints, to be verified anywhere."""
    from tournai.cli.log import export as run

    run(file, stream, data, database)


@accounts.command("add")
def accounts_add(
    account: Annotated[str, typer.Argument(help="The account: 2 to 32 of a-z, 0-9, dot and hyphen.")],
    role: Annotated[str, typer.Option("--role", help="e.g. analyst, 'senior analyst', carrier.")],
    name: Annotated[str, typer.Option("--name", help="The person's or carrier's name, as shown.")] = "",
    language: Annotated[str, typer.Option("--language", help="en, fr, nl or de.")] = "en",
    router: Annotated[  # noqa: FBT002  # an option of the command line
        bool, typer.Option("--router", help="The eu-LISA router's account; its role is carrier.")
    ] = False,
    data: Data = None,
    database: Database = None,
) -> None:
    """Create an account; its password is asked for, or read from standard input when that is no terminal."""
    from tournai.cli.node import add_account as run

    run(account, role, name or account, language, data, database, router=router)


@accounts.command("carrier")
def accounts_carrier(
    account: Annotated[str, typer.Argument(help="The account of the carrier's system.")],
    carrier: Annotated[str, typer.Argument(help="The carrier's designator, e.g. BA.")],
    remove: Annotated[bool, typer.Option("--remove", help="It pushes for the carrier no more.")] = False,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Say for which carrier an account pushes: its unreadable bodies and its notices are that carrier's, and what it
    pushes about flights that none of its carriers operates or sells goes to quarantine."""
    from tournai.cli.node import tie_carrier as run

    run(account, carrier, data, database, remove=remove)


@accounts.command("recipient")
def accounts_recipient(
    account: Annotated[str, typer.Argument(help="The account, of role investigator, of the recipient's desk.")],
    recipient: Annotated[str, typer.Argument(help="The recipient's code in the register, e.g. BE-FJP.")],
    remove: Annotated[bool, typer.Option("--remove", help="It opens the recipient's post no more.")] = False,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Let an account open a recipient's post: what was sent to that authority, to acknowledge and answer it."""
    from tournai.cli.node import open_post as run

    run(account, recipient, data, database, remove=remove)


@accounts.command("certificate")
def accounts_certificate(
    account: Annotated[str, typer.Argument(help="The carrier's account.")],
    file: Annotated[Path, typer.Argument(help="The client certificate (PEM); - is standard input.")],
    revoke: Annotated[bool, typer.Option("--revoke", help="It stands for the account no more.")] = False,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Have a client certificate stand for a carrier's account; several may, so that one follows another."""
    from tournai.cli.node import tie as run

    run(account, file, data, database, revoke=revoke)
