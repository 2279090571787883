"""`tournai document check`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from tournai.cli.document_mrz import IMAGES
from tournai.cli.extras import needing
from tournai.cli.files import read_file
from tournai.cli.speech import language, spoken, tell
from tournai.documents.chip.archive import ChipFiles, MalformedArchive, name_of, read_archive, read_files
from tournai.documents.chip.files import SOD
from tournai.documents.chip.files import read_file as read_chip_file
from tournai.documents.inspection import Challenge, Evidence, Inspection, inspect_document
from tournai.documents.trust import TrustStore
from tournai.documents.trust.reading import read_trust_file, store_of
from tournai.documents.verdict import Check, Step, Verdict, undetermined
from tournai.errors import Malformed, Unverified
from tournai.values.wordings import as_wording, say

WIDTH = 160


class CheckRequest(msgspec.Struct, frozen=True):
    """What the command was given; what is ``None`` or empty was not."""

    mrz: str | None = None
    chip: Path | None = None
    sod: Path | None = None
    trust: tuple[Path, ...] = ()
    at: datetime | None = None
    challenge: str = ""
    response: str = ""
    page: Path | None = None
    live: Path | None = None
    pdf: Path | None = None


def check(request: CheckRequest, *, as_json: bool) -> None:
    """Print the verdict on a document, step by step. It decides nothing: the exit code is 0 whatever it says.

    Raises:
        Malformed: A file cannot be read as what it was given for, or nothing was given.
        Unverified: A list's own signature does not hold.
    """
    at = request.at or datetime.now(UTC)
    evidence, doubts = _evidence(request, at)
    steps = (*doubts, *_of_holder(request, evidence))
    inspection = inspect_document(evidence, _store(request.trust), at, steps)
    verdict = inspection.verdict
    if request.pdf:
        _put_on_paper(request.pdf, request, inspection, evidence.chip)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(verdict)) + b"\n")
    else:
        _print(verdict)


def _evidence(request: CheckRequest, at: datetime) -> tuple[Evidence, tuple[Step, ...]]:
    """Return what is at hand, and what speaks against the reading of a picture."""
    if request.mrz is None and request.chip is None and request.sod is None:
        raise Malformed("give --mrz, --chip or --sod: there is nothing to check", code="option")
    chip = _read_chip(request.chip) if request.chip else None
    if request.sod:
        sod = read_chip_file(read_file(request.sod), SOD)
        chip = ChipFiles((chip.files if chip else {}) | {SOD: sod}, chip.unreadable if chip else {})
    challenge = None
    if request.challenge:
        challenge = Challenge(_hex(request.challenge), _hex(request.response) if request.response else None)
    mrz, doubts = _zone(request.mrz, at) if request.mrz is not None else (None, ())
    return Evidence(mrz, chip, is_lone=request.chip is None, challenge=challenge, is_sure=not doubts), doubts


def _of_holder(request: CheckRequest, evidence: Evidence) -> tuple[Step, ...]:
    """Return the steps of the holder's face; none where no picture was given beside the chip's."""
    pictures = {name: read_file(path) for name, path in _pictures(request).items()}
    if len(pictures) + (evidence.chip is not None) < 2:
        return ()
    with needing("biometrics"):
        from tournai.cli.document_holder import steps_of
    return steps_of(evidence.chip, pictures)


def _pictures(request: CheckRequest) -> dict[str, Path]:
    zone = request.mrz or ""
    page = request.page or (Path(zone) if _is_picture(zone) else None)
    return {name: path for name, path in {"page": page, "live": request.live}.items() if path}


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise Malformed("--challenge and --response are written in hexadecimal", code="option") from error


def _is_file(source: str) -> bool:
    return 0 < len(source) <= 255 and "\n" not in source and Path(source).is_file()


def _is_picture(source: str) -> bool:
    return _is_file(source) and read_file(Path(source)).startswith(IMAGES)


def _zone(source: str, at: datetime) -> tuple[str | None, tuple[Step, ...]]:
    """Return the zone's text: the argument itself, or what the file that it names holds; with doubts of a picture."""
    if not _is_picture(source):
        return read_file(Path(source)).decode("latin-1") if _is_file(source) else source, ()
    with needing("biometrics"):
        from tournai.documents.pages.reading import NoZone, read_page
        from tournai.documents.pages.recognising import Recogniser
    check, where = Check.MRZ_CONSISTENCY, "page"
    try:
        with Recogniser() as recogniser:
            found = read_page(read_file(Path(source)), at.date(), recogniser)
    except NoZone as error:
        why = as_wording(error.reason)
        return None, (undetermined(check, say("no zone was found on the page: {why}", why=why), where),)
    unsure = say("the zone read from the picture is not sure: compare it with the page")
    return "\n".join(found.zone.lines), () if found.sure else (undetermined(check, unsure, where),)


def _read_chip(path: Path) -> ChipFiles:
    if not path.is_dir():
        return read_archive(read_file(path))
    named = {entry.name: entry for entry in sorted(path.iterdir()) if entry.is_file() and name_of(entry.name)}
    if not named:
        raise MalformedArchive(say("{path}: no file of a chip is there", path=path), code="no-file")
    return read_files({name: read_file(entry) for name, entry in named.items()})


def _store(paths: tuple[Path, ...]) -> TrustStore:
    named = []
    for path in paths:
        file = read_trust_file(read_file(path))
        if file.is_bad:
            raise Unverified(say("{path}: the list's own signature does not hold; nothing is taken from it", path=path))
        named.append((path.name, file))
    return store_of(named)


def _put_on_paper(path: Path, request: CheckRequest, inspection: Inspection, chip: ChipFiles | None) -> None:
    from tournai.cli.node import operator
    from tournai.forms import typeset
    from tournai.node.duties.document_checks import face_of, findings_of
    from tournai.node.duties.document_prints import PrintedVerdict, reduced
    from tournai.node.web.verdict_form import verdict_form

    given = {name: read_file(path) for name, path in _pictures(request).items()} | {"portrait": face_of(chip)}
    printed = PrintedVerdict(
        findings_of(inspection, request.at or datetime.now(UTC)),
        reduced(given),
        operator().identifier,
        datetime.now(UTC),
    )
    path.write_bytes(typeset(verdict_form(printed, language(), UTC)))


def _print(verdict: Verdict) -> None:
    tell(say("verdict: {outcome}", outcome=say(verdict.verdict.value)))
    table = Table(*map(spoken, ("step", "outcome", "reason", "source", "TR-03135")), box=None, pad_edge=False)
    for step in verdict.steps:
        name = f"{spoken(step.step.value.replace('_', ' '))} {step.subject}".strip()
        table.add_row(name, spoken(step.outcome.value), spoken(step.wording), spoken(step.source), step.code)
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)
    for defect in verdict.defects:
        tell(say("{where}: {message}", where=defect.where, message=defect.wording))
