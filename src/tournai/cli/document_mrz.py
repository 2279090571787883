"""`tournai document mrz`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from tournai.cli.extras import needing
from tournai.cli.files import read_file
from tournai.cli.speech import spoken, tell
from tournai.documents.mrz import CheckDigit, FieldReading, MalformedZone, Repair, Zone, propose_repairs, read_zone
from tournai.documents.mrz.formats import LAYOUTS
from tournai.documents.mrz.reading import MOST_CHARACTERS
from tournai.values.wordings import say

IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP  ",
    b"\xff\x4f\xff\x51",
)
"""How JPEG, PNG, TIFF and JPEG 2000 begin."""
WIDTH = 160
"""Columns of the table where it goes to a file."""


class FieldAnswer(msgspec.Struct, frozen=True):
    """A field: its characters as printed, its value (a date as YYYY-MM-DD, a month, a year), how it was found."""

    printed: str
    value: str | None
    outcome: str
    reason: str


class CheckDigitAnswer(msgspec.Struct, frozen=True):
    """A check digit: as printed, as expected, the rule used, how it came out."""

    outcome: str
    printed: str
    expected: str
    rule: str


class PictureAnswer(msgspec.Struct, frozen=True):
    """What is known of the picture: a confidence (0 to 99) for each character of each line, by how many degrees it is
    turned clockwise, and the zone's corners in it (x, y in pixels of an image of at most 3,000)."""

    confidence: tuple[tuple[int, ...], ...]
    turned: int
    corners: tuple[tuple[int, int], ...]


class MrzAnswer(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract.

    ``repairs`` are proposals, of which ``is_made`` says whether the lines hold it already. ``sure`` is false as soon as
    anything speaks against the reading.
    """

    lines: tuple[str, ...]
    format: str
    fields: dict[str, FieldAnswer]
    check_digits: dict[str, CheckDigitAnswer]
    repairs: tuple[Repair, ...]
    sure: bool
    picture: PictureAnswer | None = None


def read(source: str, *, as_json: bool) -> None:
    """Print what a zone says.

    Raises:
        Malformed: No zone was found, or it has not the lines of a format.
        Unavailable: It is an image, and what reads images is not installed.
    """
    answer = _answer(source)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer)) + b"\n")
    else:
        _print(answer)


def _answer(source: str) -> MrzAnswer:
    """Return the answer about an argument: the zone itself, else the file that it names."""
    characters = "".join(source.split())
    if len(characters) in {layout.lines * layout.width for layout in LAYOUTS.values()}:
        return _answer_to_text(source)
    data = read_file(Path(source))
    if data.startswith(IMAGES):
        return _answer_to_image(data)
    try:
        return _answer_to_text(data[: MOST_CHARACTERS + 1].decode("ascii"))
    except UnicodeDecodeError as error:
        raise MalformedZone(
            "neither the text of a zone nor a JPEG, PNG, TIFF or JPEG 2000 image", code="zone-character"
        ) from error


def _answer_to_text(text: str) -> MrzAnswer:
    zone = read_zone(text, datetime.now(UTC).date())
    repairs = propose_repairs(zone.lines)
    return answer_of(zone, repairs, sure=zone.passes_all_check_digits and zone.passes_all_fields and not repairs)


def _answer_to_image(data: bytes) -> MrzAnswer:
    with needing("biometrics"):
        from tournai.documents.pages.reading import read_page
        from tournai.documents.pages.recognising import Recogniser
    with Recogniser() as recogniser:
        page = read_page(data, datetime.now(UTC).date(), recogniser)
    picture = PictureAnswer(page.confidence, page.turned * 90, page.corners)
    return msgspec.structs.replace(answer_of(page.zone, page.repairs, sure=page.sure), picture=picture)


def answer_of(zone: Zone, repairs: tuple[Repair, ...], *, sure: bool) -> MrzAnswer:
    """Return the JSON answer about a zone."""
    fields = {field.name: _field(field) for field in zone.fields}
    whole = fields.get("name")
    if whole:
        parts = (("surname", zone.name.primary), ("given_names", zone.name.secondary))
        fields |= {name: msgspec.structs.replace(whole, value=value or None) for name, value in parts}
    checks = {check.name: _check(check) for check in zone.check_digits}
    return MrzAnswer(zone.lines, zone.format.value, fields, checks, repairs, sure)


def _field(field: FieldReading) -> FieldAnswer:
    return FieldAnswer(field.printed, field.value, field.outcome.value, field.reason)


def _check(check: CheckDigit) -> CheckDigitAnswer:
    return CheckDigitAnswer(check.outcome.value, check.printed, check.expected, check.rule)


def _print(answer: MrzAnswer) -> None:
    for line in answer.lines:
        sys.stdout.write(f"{line}\n")
    tell(say("format {format}; {sure}", format=answer.format, sure=say("sure" if answer.sure else "not sure")))
    table = Table(*map(spoken, ("field", "value", "outcome", "remark")), box=None, pad_edge=False)
    for name, field in answer.fields.items():
        table.add_row(spoken(_words(name)), field.value or "-", spoken(field.outcome), spoken(field.reason))
    for name, check in answer.check_digits.items():
        compared = say("check digit {printed}, expected {expected}", printed=check.printed, expected=check.expected)
        table.add_row(spoken(_words(name)), spoken(compared), spoken(check.outcome), spoken(check.rule))
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)
    for repair in answer.repairs:
        tell(_repair(repair))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _repair(repair: Repair) -> str:
    said = (
        "line {line}, position {position}: {read} was taken as {proposed}: {reason} ({alternatives} ways)"
        if repair.is_made
        else "line {line}, position {position}: {read} may be {proposed}: {reason} ({alternatives} ways)"
    )
    return say(
        said,
        line=repair.line,
        position=repair.position,
        read=repair.read or say("nothing"),
        proposed=repair.proposed,
        reason=say(repair.reason),
        alternatives=repair.alternatives,
    )
