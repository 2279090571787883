"""The commands of `tournai document`: each imports what it needs when it runs, as those of `main` do."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tournai.cli.extras import needing

document = typer.Typer(help="Travel documents: read them, prove them, compare the holder.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print a JSON object.")]


@document.command("mrz")
def mrz(
    source: Annotated[
        str, typer.Argument(help="An image of the page, the zone's text, or a file of it; - is standard input.")
    ],
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Read a machine-readable zone: every field, every check digit, every doubt. Stores nothing, mends nothing unsaid.

    Images: JPEG, PNG, TIFF, JPEG 2000; turned or askew they are read too.
    """
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


trust = typer.Typer(help="Whom a check relies on: master lists, revocation lists, defects.", no_args_is_help=True)
document.add_typer(trust, name="trust")


@document.command("check")
def check(
    mrz: Annotated[
        str | None,
        typer.Option(
            "--mrz", help="The printed zone: its text, a file of it, or a picture of the page.", show_default=False
        ),
    ] = None,
    chip: Annotated[
        Path | None,
        typer.Option("--chip", help="The chip's files: a folder or an archive of EF.*, DG*.", show_default=False),
    ] = None,
    sod: Annotated[
        Path | None, typer.Option("--sod", help="EF.SOD, by itself or for the chip.", show_default=False)
    ] = None,
    trust: Annotated[
        list[Path] | None,
        typer.Option("--trust", help="A master list, defect list, certificate or revocation list.", show_default=False),
    ] = None,
    at: Annotated[
        datetime | None, typer.Option("--at", help="Check as of this instant, UTC. Default: now.", show_default=False)
    ] = None,
    challenge: Annotated[
        str, typer.Option("--challenge", help="Active authentication: what was sent to the chip, in hexadecimal.")
    ] = "",
    response: Annotated[str, typer.Option("--response", help="What the chip answered, in hexadecimal.")] = "",
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Picture of the page, for its portrait; --mrz gives it too.", show_default=False),
    ] = None,
    live: Annotated[
        Path | None, typer.Option("--live", help="Picture of the person before the camera.", show_default=False)
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", help="Write the verdict as a form too: PDF/A, tagged.", show_default=False),
    ] = None,
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Check a document: printed zone, chip, signer, each against the others. Stores nothing.

    The verdict lists every step with its evidence; a person decides. The exit code is 0 whatever the verdict.
    """
    from tournai.cli.document_check import CheckRequest
    from tournai.cli.document_check import check as run

    when = at.replace(tzinfo=UTC) if at else None
    run(CheckRequest(mrz, chip, sod, tuple(trust or ()), when, challenge, response, page, live, pdf), as_json=json)


@document.command("specimens")
def specimens(
    folder: Annotated[Path, typer.Argument(help="Where to write; made where it is not there.")],
) -> None:
    """Write the demonstration's passports: one genuine, five forgeries, with page, chip, live picture and test CSCA.

    All are of the invented state of Utopia; no real person or document is in them.
    """
    with needing("biometrics"):
        from tournai.cli.document_specimens import run

    run(folder)


@trust.command("import")
def trust_import(
    file: Annotated[Path, typer.Argument(help="A master list, defect list, certificate, CRL; DER, PEM or LDIF.")],
    source: Annotated[
        str,
        typer.Option(
            "--source",
            help="Propose it to the node as the latest edition of this source: a second person approves it.",
            metavar="NAME",
        ),
    ] = "",
    seals: Annotated[  # noqa: FBT002  # an option of the command line
        bool, typer.Option("--seals", help="With --source: certificates of signers of seals, or the 2D-Doc list.")
    ] = False,
    json: Json = False,  # noqa: FBT002  # an option of the command line
    data: Annotated[Path | None, typer.Option("--data", help="With --source: the node's data.")] = None,
    database: Annotated[str | None, typer.Option("--database", help="With --source: postgresql://...")] = None,
) -> None:
    """Read a list of whom to trust: what it holds, whether its signatures hold. Exit code 5 where its own does not.

    Without --source nothing is stored.
    """
    from tournai.cli.document_trust import read as run

    if not seals:
        run(file, as_json=json)
    if source:
        from tournai.cli.document_trust import store

        store(file, source, data, database, used_for="seals" if seals else "documents", quiet=json)


@trust.command("compare")
def trust_compare(
    older: Annotated[Path, typer.Argument(help="The older list.")],
    newer: Annotated[Path, typer.Argument(help="The newer list.")],
    json: Json = False,  # noqa: FBT002  # an option of the command line
) -> None:
    """Show which certificates came and went from one list to another."""
    from tournai.cli.document_trust import compare as run

    run(older, newer, as_json=json)
