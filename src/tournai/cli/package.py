"""The commands of `tournai package`: each imports what it needs when it runs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

package = typer.Typer(help="Evidence packages that providers deliver: verify them.", no_args_is_help=True)


@package.command("verify")
def verify(
    packages: Annotated[
        list[Path], typer.Argument(help="A folder, a zip or a tar archive; parts of one delivery as they arrived.")
    ],
    order: Annotated[
        Path | None, typer.Option("--order", help="The order: an ETSI TS 103 120 message, or as exported.")
    ] = None,
    certificates: Annotated[
        list[Path] | None, typer.Option("--certificate", help="A certificate of the provider: it must have signed.")
    ] = None,
    received: Annotated[
        datetime | None,
        typer.Option(
            "--received", help="The day on which it was fetched, held against its window.", formats=["%Y-%m-%d"]
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,  # noqa: FBT002  # an option
) -> None:
    """Verify that a package is whole, signed, and what the order asked for. Unpacks and stores nothing.

    What goes beyond the order is named, never shown. The exit code is 5 where a package is refused.
    """
    from tournai.cli.package_verify import run

    run(packages, order, certificates or [], received.date() if received else None, as_json=json)
