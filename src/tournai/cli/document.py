"""The commands of `tournai document`: each imports what it needs when it runs, as those of `main` do."""

from pathlib import Path
from typing import Annotated

import typer

from tournai.cli.extras import needing

document = typer.Typer(help="Travel documents: read them, prove them, compare the holder.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print a JSON object.")]


@document.command("mrz")
def mrz(
    source: Annotated[str, typer.Argument(help="The zone's lines, or a file that holds them; - is standard input.")],
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Read a machine-readable zone: every field, every check digit, proposed repairs. Stores nothing, mends nothing."""
    from tournai.cli.document_mrz import read as run

    run(source, as_json=json)


@document.command("faces")
def faces(
    first: Annotated[Path, typer.Argument(help="The reference: the chip's or the page's portrait.")],
    second: Annotated[Path, typer.Argument(help="The probe: a picture of the person.")],
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Compare the largest faces of two pictures: score, threshold, quality.

    One reference, one probe; nothing is kept. What a score means: docs/reference/biometric-models.md.
    """
    with needing("biometrics"):
        from tournai.cli.document_faces import run

    run(first, second, as_json=json)


@document.command("fingers")
def fingers(
    first: Annotated[
        Path, typer.Argument(help="The reference: a picture, ISO/IEC 19794-2 template or 19794-4 record.")
    ],
    second: Annotated[Path, typer.Argument(help="The probe, of the same kinds.")],
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Compare two prints of fingers: score, threshold, quality.

    One reference, one probe; nothing is kept. What a score means: docs/reference/biometric-models.md.
    """
    with needing("biometrics"):
        from tournai.cli.document_fingers import run

    run(first, second, as_json=json)


@document.command("seal")
def seal(
    source: Annotated[str, typer.Argument(help="A picture of the seal, a file of its bytes, or its text.")],
    certificate: Annotated[list[Path] | None, typer.Option(help="A signer's certificate; may be repeated.")] = None,
    trust: Annotated[
        list[Path] | None,
        typer.Option(help="A master list, a 2D-Doc trust list or a CA's certificate; may be repeated."),
    ] = None,
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Read and verify a seal: ICAO visible digital seals, VDS-NC, French 2D-Doc. Stores nothing."""
    from tournai.cli.document_seal import run

    run(source, certificate or [], trust or [], as_json=json)
