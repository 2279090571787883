"""`tournai package verify`: is a delivery whole, signed, and what the order asked for?"""

import sys
from datetime import date
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.progress import DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from tournai.cli.document_seal import read_certificate
from tournai.cli.order_files import read_order_file
from tournai.cli.speech import spoken, tell
from tournai.errors import Malformed
from tournai.node.duties.package_signatures import check_signatures
from tournai.node.transport.evidence_files import opened_package
from tournai.providers.evidence.delivery import OpenOrder, Verdict, Verification, check_parts, verify_package
from tournai.providers.evidence.findings import Finding
from tournai.providers.evidence.opened_orders import open_order
from tournai.values.wordings import say

NOT_VERIFIED = 5


class FindingSaid(msgspec.Struct, frozen=True):
    """A finding in the answer; ``package``: which of those named it is about, empty: all together."""

    code: str
    message: str
    path: str
    package: str
    refuses: bool


class FileSaid(msgspec.Struct, frozen=True):
    """A payload file in the answer."""

    package: str
    name: str
    bytes: int
    hashes: dict[str, str]
    disposition: str


class Answer(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract."""

    verdict: str
    order: str
    findings: list[FindingSaid]
    files: int
    bytes: int
    payload: list[FileSaid]


def run(
    packages: list[Path], order: Path | None, certificates: list[Path], received: date | None, *, as_json: bool
) -> None:
    """Verify the parts of a delivery and print what was found.

    Raises:
        Malformed: Something named is no package, order or certificate.
        typer.Exit: With code 5, where a package is refused.
    """
    asked = _order_of(order)
    pinned = [read_certificate(path) for path in certificates]
    findings: list[tuple[str, Finding]] = []
    parts: list[tuple[str, Verification]] = []
    for path in packages:
        verification = _verify(path, asked, received)
        parts.append((path.name, verification))
        findings += [(path.name, one) for one in (*verification.findings, *check_signatures(verification, pinned))]
    findings += [("", one) for one in check_parts(tuple(one.information for _, one in parts))]
    answer = _answer(parts, findings)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer, enc_hook=str)) + b"\n")
    else:
        _print(answer, [one for _, one in findings])
    if answer.verdict == Verdict.REFUSED.value:
        raise typer.Exit(NOT_VERIFIED)


def _order_of(path: Path | None) -> OpenOrder | None:
    if path is None:
        return None
    held = read_order_file(path)
    form = held.rendering.form if held.rendering else held.carried.form if held.carried else None
    if form is None:
        raise Malformed(say("{path}: no order can be read in it", path=path.name), code="no-order")
    return open_order(form)


def _verify(path: Path, order: OpenOrder | None, received: date | None) -> Verification:
    columns = (TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress, opened_package(path) as package:
        task = progress.add_task(path.name, total=None)
        return verify_package(package, order, received, lambda size: progress.update(task, completed=size))


def _answer(parts: list[tuple[str, Verification]], findings: list[tuple[str, Finding]]) -> Answer:
    refused = any(one.refuses for _, one in findings)
    manifests = [one.manifest for _, one in parts if one.manifest]
    return Answer(
        (Verdict.REFUSED if refused else Verdict.VERIFIED).value,
        manifests[0].order_reference if manifests else "",
        [FindingSaid(one.code, one.message, one.path, name, one.refuses) for name, one in findings],
        sum(len(one.files) for _, one in parts),
        sum(one.size for _, one in parts),
        [
            FileSaid(name, file.name, file.size, file.hashes, file.disposition.value)
            for name, one in parts
            for file in one.files
        ],
    )


def _print(answer: Answer, findings: list[Finding]) -> None:
    console = Console(highlight=False, markup=False)
    for said, finding in zip(answer.findings, findings, strict=True):
        mark = spoken("refused") if finding.refuses else spoken("note")
        console.print(f"{mark}  {finding.code}: {said.path or said.package}: {spoken(finding.message)}", soft_wrap=True)
    tell(
        say(
            "{verdict}: {files} files, {bytes} bytes, order {order}",
            verdict=say(answer.verdict),
            files=answer.files,
            bytes=answer.bytes,
            order=answer.order or "-",
        )
    )
