"""A zone's text read: its format, every field with a verdict, every check digit. Nothing is mended.

Source: ICAO Doc 9303, 8th edition (2021), parts 3 to 7.
"""

from collections.abc import Callable
from datetime import date

import msgspec

from tournai.documents.mrz.characters import CHARACTERS, FILLER, MalformedZone
from tournai.documents.mrz.check_digits import CheckDigit, check_all, long_number
from tournai.documents.mrz.dates import birth_date, expiry_date, issue_month
from tournai.documents.mrz.formats import FieldLayout, Layout, MrzFormat, layout_of
from tournai.documents.mrz.names import HolderName, read_name, whole_identifier
from tournai.documents.mrz.outcomes import Outcome
from tournai.values import state_code
from tournai.values.wordings import say

MOST_CHARACTERS = 400
"""The longest text that is looked at; the longest zone has 90 characters."""

WIDTHS = {90: 30, 72: 36, 88: 44}
"""Characters of a zone written without line breaks -> the width of its lines."""

WITHOUT_ISO_CODE = frozenset(("ANT", "NTZ", "IAO", "XES", "XDC", "EUE"))
"""Codes of Doc 9303-3, section 5, parts B, D, F and H that no list of states has."""


class FieldReading(msgspec.Struct, frozen=True):
    """A field: its characters as ``printed``, its ``value`` where one can be told, its verdict and the reason of it."""

    name: str
    printed: str
    value: str | None
    outcome: Outcome = Outcome.PASSED
    reason: str = ""


class Zone(msgspec.Struct, frozen=True):
    """What a zone's lines say. The lines are those that were given: a doubtful one is never changed."""

    format: MrzFormat
    lines: tuple[str, ...]
    fields: tuple[FieldReading, ...]
    check_digits: tuple[CheckDigit, ...]
    name: HolderName

    def value(self, name: str) -> str | None:
        """Return a field's value, ``None`` where the format has no such field or it holds none."""
        return next((field.value for field in self.fields if field.name == name), None)

    @property
    def passes_all_check_digits(self) -> bool:
        """Whether every check digit passed. Names, states and sex have none: passing does not prove them."""
        return all(check.outcome is Outcome.PASSED for check in self.check_digits)

    @property
    def passes_all_fields(self) -> bool:
        """Whether no field holds what it may not."""
        return all(field.outcome is not Outcome.FAILED for field in self.fields)


def read_zone(text: str, today: date) -> Zone:
    """Return what the text of a zone says; ``today`` decides the century of dates.

    Lines may be parted by any line break, or stand one after another; blanks and small letters are taken as what they
    stand for. A text with other characters is refused, not mended.

    Raises:
        MalformedZone: It has not the lines of a format.
    """
    return read_lines(lines_of(text), today)


def read_lines(lines: tuple[str, ...], today: date) -> Zone:
    """Return what the lines of a zone say.

    Raises:
        MalformedZone: They are not those of a format.
    """
    layout = layout_of(lines)
    if layout is None:
        raise MalformedZone(
            "no zone: expected 3 lines of 30 characters, or 2 of 36 or 44; copy every character, fillers too",
            code="zone-lines",
        )
    readers = {"name": _name, "given_names": _name, "surname": _name, **_DATES, **_OTHERS}
    fields = [
        readers.get(field.name, _text)(_Printed(layout, field, lines, field.span.of(lines), today))
        for field in layout.fields
    ]
    return Zone(layout.format, lines, tuple(fields), check_all(layout, lines), _holder(layout, lines))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines that a text holds, all of one width.

    Raises:
        MalformedZone: A foreign character, or lines of no format.
    """
    if len(text) > MOST_CHARACTERS:
        raise MalformedZone(say("longer than {most} characters: no zone", most=MOST_CHARACTERS), code="zone-length")
    lines = ["".join(line.split()).upper() for line in text.splitlines()]
    lines = [line for line in lines if line]
    for number, line in enumerate(lines, 1):
        at = next((at for at, char in enumerate(line, 1) if char not in CHARACTERS), 0)
        if at:
            said = say("line {line}, character {position}: expected A-Z, 0-9 or <", line=number, position=at)
            raise MalformedZone(said, code="zone-character", offset=at - 1)
    joined = "".join(lines)
    width = WIDTHS.get(len(joined), 0)
    if not width or (len(lines) > 1 and {len(line) for line in lines} != {width}):
        raise MalformedZone(
            say(
                "lines of {lengths} characters: expected 3 of 30, or 2 of 36 or 44; copy every character, fillers too",
                lengths=", ".join(str(len(line)) for line in lines) or "0",
            ),
            code="zone-lines",
        )
    return tuple(joined[start : start + width] for start in range(0, len(joined), width))


class _Printed(msgspec.Struct, frozen=True):
    """A field as its reader gets it."""

    layout: Layout
    field: FieldLayout
    lines: tuple[str, ...]
    text: str
    today: date

    def as_read(self, value: str | None, outcome: Outcome = Outcome.PASSED, reason: str = "") -> FieldReading:
        return FieldReading(self.field.name, self.text, value, outcome, reason)

    def failed(self, reason: str) -> FieldReading:
        return self.as_read(None, Outcome.FAILED, reason)


def _holder(layout: Layout, lines: tuple[str, ...]) -> HolderName:
    name = layout.field("name")
    if name is not None:
        return read_name(name.span.of(lines))
    surname, given = _span(layout, "surname", lines), _span(layout, "given_names", lines)
    # On a French card each field is one identifier, whose parts may be parted by two fillers.
    return HolderName(
        whole_identifier(surname), whole_identifier(given), surname[-1:].isalpha() or given[-1:].isalpha()
    )


def _span(layout: Layout, name: str, lines: tuple[str, ...]) -> str:
    field = layout.field(name)
    return field.span.of(lines) if field else ""


def _foreign(printed: _Printed) -> int:
    """Return the first position of a field, from 1, that holds what it may not; 0 where there is none."""
    return next((at for at, char in enumerate(printed.text, 1) if char not in printed.field.characters), 0)


def _text(printed: _Printed) -> FieldReading:
    return printed.as_read(printed.text.rstrip(FILLER) or None)


def _name(printed: _Printed) -> FieldReading:
    at = _foreign(printed)
    if at:
        return printed.failed(say("character {position}: a name has letters and fillers only", position=at))
    name = read_name(printed.text)
    if not name.primary:
        return printed.failed("no name")
    if name.may_be_truncated:
        return printed.as_read(_shown(name), reason="the last position holds a letter: the name may be truncated")
    return printed.as_read(_shown(name))


def _shown(name: HolderName) -> str:
    return f"{name.primary}, {name.secondary}" if name.secondary else name.primary


def _date(read: Callable[[str, date], object], printed: _Printed) -> FieldReading:
    try:
        day = read(printed.text, printed.today)
    except ValueError:
        return printed.failed("no date: expected YYMMDD, with fillers for what is unknown")
    if day is None:
        return printed.as_read(None, Outcome.UNDETERMINED, "the date is unknown")
    return printed.as_read(str(day))


def _birth(printed: _Printed) -> FieldReading:
    return _date(birth_date, printed)


def _expiry(printed: _Printed) -> FieldReading:
    return _date(expiry_date, printed)


def _issue(printed: _Printed) -> FieldReading:
    return _date(issue_month, printed)


def _state(printed: _Printed) -> FieldReading:
    code = printed.text.rstrip(FILLER)
    at = _foreign(printed)
    if at or FILLER in code:
        return printed.failed("a state is three letters, or D and two fillers")
    if not code:
        return printed.failed("no state")
    known = state_code(code) if len(code) == 3 or code == "D" else None
    if known is None and code not in WITHOUT_ISO_CODE:
        return printed.as_read(code, Outcome.UNDETERMINED, "no state has this code in Doc 9303-3, section 5")
    return printed.as_read(known or code)


def _sex(printed: _Printed) -> FieldReading:
    if printed.text not in printed.field.characters:
        return printed.failed("expected M, F, X or <")
    return printed.as_read("X" if printed.text == FILLER else printed.text)


def _document_code(printed: _Printed) -> FieldReading:
    if printed.text[0] not in printed.layout.characters_at(1, 1):
        return printed.failed("a document code begins with a letter")
    return printed.as_read(printed.text.rstrip(FILLER))


def _number(printed: _Printed) -> FieldReading:
    number = long_number(printed.layout, printed.lines)
    value = number.principal + number.rest if number else printed.text.rstrip(FILLER)
    return printed.as_read(value) if value else printed.failed("no number")


def _optional(printed: _Printed) -> FieldReading:
    number = long_number(printed.layout, printed.lines)
    if number is None:
        return _text(printed)
    rest = printed.text[len(number.rest) + 1 :].strip(FILLER)
    return printed.as_read(rest or None, reason="begins with the rest of the document number and its check digit")


_DATES: dict[str, Callable[[_Printed], FieldReading]] = {
    "date_of_birth": _birth,
    "date_of_expiry": _expiry,
    "date_of_issue": _issue,
}
_OTHERS: dict[str, Callable[[_Printed], FieldReading]] = {
    "document_code": _document_code,
    "issuing_state": _state,
    "nationality": _state,
    "sex": _sex,
    "document_number": _number,
    "optional_data": _optional,
}
