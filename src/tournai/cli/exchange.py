"""`tournai exchange`: partner nodes, the door that they call at, and what proves the exchange with them."""

from pathlib import Path
from typing import Annotated

import typer

from tournai.errors import Malformed

exchange = typer.Typer(help="Exchange with partner nodes of other authorities.", no_args_is_help=True)
partners = typer.Typer(help="Who is a partner node: the signed member list.", no_args_is_help=True)
exchange.add_typer(partners, name="partners")

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the node's data. Default: ./tournai-data", show_default=False),
]
Database = Annotated[
    str | None,
    typer.Option("--database", help="postgresql://... in place of the SQLite database in --data.", show_default=False),
]


@exchange.command("serve")
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on.")] = 8016,
    deliver: Annotated[bool, typer.Option("--deliver/--no-deliver", help="Deliver what waits from here too.")] = True,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Serve the partners' door (TLS 1.3, members only), and deliver what waits for partners.

    Certificate, key and issuers: TOURNAI_EXCHANGE_CERTIFICATE, TOURNAI_EXCHANGE_KEY, TOURNAI_EXCHANGE_CA.
    """
    from tournai.cli.exchange_partners import serve as run

    run(data, database, host=host, port=port, deliver=deliver)


@exchange.command("cosigned")
def cosigned(
    node: Annotated[str, typer.Argument(help="The node whose checkpoints are wanted: this one's, or a partner's.")],
    file: Annotated[Path, typer.Argument(help="Where to write; an existing file is not overwritten.")],
    data: Data = None,
    database: Database = None,
) -> None:
    """Write the cosigned checkpoints of a node's log of exchanges, for a supervisor's verify_log.py --witness."""
    from tournai.cli.exchange_partners import write_cosigned_of as run

    run(node, file, data, database)


@exchange.command("drill")
def drill(
    exchanges: Annotated[int, typer.Option("--exchanges", help="Messages, half of them each way.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="Of the faults and attacks.")] = 2023,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Run two fresh nodes through kills, cut lines, wrong clocks, replays and altered bytes; count what became of all.

    Two processes with databases, keys and TLS sockets of their own, in a temporary folder, with invented messages. Exit
    code 5 where anything was lost, came twice, or was not refused and logged.
    """
    from tournai.cli.exchange_drill.command import run

    run(exchanges, seed, as_json=json)


@partners.command("own")
def own(
    name: Annotated[str, typer.Option("--name", help="The authority's name.")],
    country: Annotated[str, typer.Option("--country", help="Three letters, e.g. BEL.")],
    kind: Annotated[str, typer.Option("--kind", help="e.g. 'single point of contact', police, prosecutor, court.")],
    address: Annotated[str, typer.Option("--address", help="Where partners reach it: https://host:port.")],
    certificate: Annotated[Path, typer.Option("--certificate", help="The certificate that it shows them (PEM).")],
    languages: Annotated[str, typer.Option("--languages", help="e.g. en,fr,nl; English is among them.")] = "en",
    data: Data = None,
    database: Database = None,
) -> None:
    """Print this node's entry for the member list: names, keys, the certificate's pin. Nothing of it is secret."""
    from tournai.cli.exchange_partners import print_own as run

    facts = {"name": name, "country": country.upper(), "address": address}
    run(facts, kind, languages, certificate, data, database)


@partners.command("draft")
def draft(
    entries: Annotated[list[Path], typer.Argument(help="Entries, as `partners own` printed them.")],
    network: Annotated[str, typer.Option("--network", help="The network's name, the same in each version.")],
    version: Annotated[int, typer.Option("--version", help="One more than that of the list before.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the list; it is not signed yet.")],
    days: Annotated[int, typer.Option("--days", help="For how long it is valid.")] = 180,
) -> None:
    """Put entries together into a member list, to be signed by two persons. Needs no node."""
    from tournai.cli.exchange_partners import draft as run

    run(entries, network, version, out, days)


@partners.command("new-key")
def new_key(
    file: Annotated[Path, typer.Argument(help="Where to keep the private key; nobody else may read it.")],
) -> None:
    """Make a key that signs member lists, and print its public key for TOURNAI_EXCHANGE_SIGNERS. Needs no node."""
    from tournai.cli.exchange_partners import new_key as run

    run(file)


@partners.command("sign")
def sign(
    file: Annotated[Path, typer.Argument(help="The member list; the signature is added to it.")],
    key: Annotated[Path, typer.Option("--key", help="The private key that `partners new-key` made.")],
) -> None:
    """Show a member list and sign it. Two persons with two keys must. Needs no node."""
    from tournai.cli.exchange_partners import sign as run

    run(file, key)


@partners.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The member list, signed by two of TOURNAI_EXCHANGE_SIGNERS.")],
    preview: Annotated[bool, typer.Option("--preview", help="Show what would change; change nothing.")] = False,  # noqa: FBT002  # an option of the command line
    data: Data = None,
    database: Database = None,
) -> None:
    """Bring a signed member list into force: who came, who went, what changed."""
    from tournai.cli.exchange_partners import import_list as run

    run(file, data, database, preview=preview)


@partners.command("show")
def show(data: Data = None, database: Database = None) -> None:
    """Show the partners: what waits for each, the last receipt, when its certificate ends."""
    from tournai.cli.exchange_partners import show as run

    run(data, database)


@exchange.command("index")
def exchange_index(
    file: Annotated[Path, typer.Argument(help="A list: the columns of `screen match --alerts`; CSV or Parquet.")],
    out: Annotated[Path, typer.Option("--out", help="A new folder for the set and its secrets.")],
    priority: Annotated[  # noqa: FBT002  # an option of the command line
        bool, typer.Option("--priority", help="A short list for which one agreeing name and a birth are a hit.")
    ] = False,
    processes: Annotated[int, typer.Option("--processes", help="0: one a processor.", min=0)] = 0,
) -> None:
    """Make of a list the set that a partner could look its private queries up in, without a node.

    Rows that cannot be read are shown and written to OUT/rejects.csv; the exit code is then 3.
    """
    from tournai.cli.exchange_index import index as run

    run(file, out, processes, priority=priority)


@exchange.command("query")
def exchange_query(
    index: Annotated[Path, typer.Option("--index", help="The folder that `exchange index` wrote.")],
    surname: Annotated[str, typer.Option("--surname", help="The whole name, where it is not parted.")] = "",
    given_names: Annotated[str, typer.Option("--given-names")] = "",
    birth_date: Annotated[str, typer.Option("--birth-date", help="1972-03-01, or 1972.")] = "",
    document_number: Annotated[str, typer.Option("--document-number")] = "",
    document_country: Annotated[str, typer.Option("--document-country", help="The State that issued it.")] = "",
    travellers: Annotated[
        Path | None, typer.Option("--travellers", help="In place of one person: a file.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="With --travellers: where to write answers.", show_default=False)
    ] = None,
    seal: Annotated[
        Path | None,
        typer.Option("--seal", help="Keep here what opens the question to an auditor.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Ask an index for a person, as one authority asks another: no hit, possible or strong.

    Both sides run here, through the same protocol: keys are blinded, evaluated with a proof, and looked up.
    """
    from tournai.cli.exchange_index import Question, query, query_file

    if travellers is None:
        asked = Question(surname, given_names, birth_date, document_number, document_country)
        query(index, asked, as_json=json, seal=seal)
    elif out is None:
        raise Malformed("--travellers needs --out", code="option")
    else:
        query_file(index, travellers, out)


@exchange.command("open")
def exchange_open(
    file: Annotated[Path, typer.Argument(help="The sealed question, as `exchange query --seal` wrote it.")],
    digest: Annotated[str, typer.Option("--digest", help="The batch's digest in the asked side's log.")],
) -> None:
    """Prove to an auditor that a sealed question is the one that the asked side logged (exit code 5: it is not)."""
    from tournai.cli.exchange_index import open_question

    open_question(file, digest)
