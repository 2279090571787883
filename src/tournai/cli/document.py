"""The commands of `tournai document`: each imports what it needs when it runs, as those of `main` do."""

from typing import Annotated

import typer

document = typer.Typer(help="Travel documents: read them, prove them, compare the holder.", no_args_is_help=True)


@document.command("mrz")
def mrz(
    source: Annotated[str, typer.Argument(help="The zone's lines, or a file that holds them; - is standard input.")],
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Read a machine-readable zone: every field, every check digit, proposed repairs. Stores nothing, mends nothing."""
    from tournai.cli.document_mrz import read as run

    run(source, as_json=json)
