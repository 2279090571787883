"""The commands of `tournai order`: each imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

import typer

order = typer.Typer(help="Orders to service providers: check them, convert them.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print a JSON object.")]


@order.command("check")
def check(
    file: Annotated[
        Path, typer.Argument(help="An ETSI TS 103 120 message, or an order as exported; - is standard input.")
    ],
    cards: Annotated[
        Path | None, typer.Option("--cards", help="Provider cards (CSV). Default: those that come with the program.")
    ] = None,
    issuer: Annotated[
        Path | None, typer.Option("--issuer", help="The issuing authority's public key (Ed25519, PEM): verify with it.")
    ] = None,
    validator: Annotated[
        Path | None, typer.Option("--validator", help="The validating authority's public key: verify with it.")
    ] = None,
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Check an order against its rules, and a message against its schemas. Stores nothing.

    Each finding names its rule, its article and the field where it bites. The exit code is 4 where a rule refuses the
    order, 3 where the message breaks its schemas.
    """
    from tournai.cli.order_check import run

    run(file, cards, {"issuing": issuer, "validating": validator}, as_json=json)


@order.command("sign")
def sign(
    file: Annotated[Path, typer.Argument(help="Your own order, whole, as exported; - is standard input.")],
    key: Annotated[Path, typer.Option("--key", help="Your private key (Ed25519, PEM).")],
    part: Annotated[str, typer.Option("--as", help="issuing or validating.")],
    person: Annotated[str, typer.Option("--person", help="Your account: an identifier, not a name.")],
    cards: Annotated[
        Path | None, typer.Option("--cards", help="Provider cards (CSV). Default: those that come with the program.")
    ] = None,
) -> None:
    """Sign an order that its rules let pass, and write it to standard output.

    A judge signs alone. Where validation is asked for, issuer and validator sign, who are two persons.
    """
    from tournai.cli.order_sign import run

    run(file, key, part, person, cards)


@order.command("convert")
def convert(
    file: Annotated[
        Path, typer.Argument(help="An ETSI TS 103 120 message, or an order as exported; - is standard input.")
    ],
    form: Annotated[str, typer.Option("--as", help="etsi, or order (our own JSON).")],
    audience: Annotated[
        str,
        typer.Option(
            "--for", help="addressee, enforcing-authority or issuing-authority; never more than the file shows."
        ),
    ] = "addressee",
    sender: Annotated[str, typer.Option("--sender", help="Who sends an ETSI message: COUNTRY:IDENTIFIER.")] = "",
    receiver: Annotated[str, typer.Option("--receiver", help="Who receives it: COUNTRY:IDENTIFIER.")] = "",
) -> None:
    """Write an order in the other form, or for another audience, to standard output.

    For the addressee nothing of section M or of the case file is written; digests and signatures still verify.
    """
    from tournai.cli.order_convert import run

    run(file, form, audience, sender, receiver)


@order.command("print")
def print_(
    file: Annotated[
        Path, typer.Argument(help="An ETSI TS 103 120 message, or an order as exported; - is standard input.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Where to write the form: PDF/A, tagged.")],
    audience: Annotated[
        str,
        typer.Option(
            "--for", help="addressee, enforcing-authority or issuing-authority; never more than the file shows."
        ),
    ] = "addressee",
) -> None:
    """Write the form of an order as PDF, in the language that commands speak: Annex I or II, section by section.

    Section M stands only in the copy for the enforcing authority and in one's own; the case file is never printed.
    """
    from tournai.cli.order_print import run

    run(file, out, audience)


@order.command("routes")
def routes(
    wanted: Annotated[
        str,
        typer.Argument(
            help="subscriber_data, user_identification_only, traffic_data, content_data, preservation, "
            "removal or recipients."
        ),
    ],
    service: Annotated[str, typer.Option("--service", help="The service, as its card names it.")] = "",
    issuing_state: Annotated[str, typer.Option("--issuing-state", help="Whose authority asks: two letters.")] = "BE",
    represented_in: Annotated[
        list[str] | None, typer.Option("--represented-in", help="Where the provider has an addressee; may be repeated.")
    ] = None,
    cards: Annotated[
        Path | None, typer.Option("--cards", help="Provider cards (CSV). Default: those that come with the program.")
    ] = None,
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Say which instruments reach a provider for what is wanted, and what its card says that it can produce."""
    from tournai.cli.order_routes import run

    run(wanted, service, issuing_state, tuple(represented_in or ()), cards, as_json=json)
