"""The formats of the machine-readable zone as tables: where each field and each check digit stands.

Sources: ICAO Doc 9303, 8th edition (2021): part 4 (TD3), 5 (TD1), 6 (TD2) and 7 (MRV-A, MRV-B), each section 4.2.2. The
French identity card of 1988 to 2021 has a layout of its own, published by no standard; verified on its specimen.
"""

from enum import Enum

import msgspec

from tournai.documents.mrz.characters import CHARACTERS, DIGITS, LETTERS


class MrzFormat(Enum):
    """A layout of the zone; the words are a fixed contract of the JSON."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRVA"
    MRV_B = "MRVB"
    FRENCH_CARD = "FRID"


class Span(msgspec.Struct, frozen=True, gc=False):
    """Characters of one line, ``first`` to ``last`` as the standard counts them: from 1, both included."""

    line: int
    first: int
    last: int

    def of(self, lines: tuple[str, ...]) -> str:
        """Return the characters."""
        return lines[self.line - 1][self.first - 1 : self.last]


class FieldLayout(msgspec.Struct, frozen=True):
    """A field: its name, where it stands, which characters it may hold."""

    name: str
    span: Span
    characters: frozenset[str]


class CheckLayout(msgspec.Struct, frozen=True):
    """A check digit: its name, where it stands, over which characters; ``may_be_filler`` where that is empty."""

    name: str
    at: Span
    over: tuple[Span, ...]
    may_be_filler: bool = False


class Layout(msgspec.Struct, frozen=True):
    """A format: the number and width of its lines, its fields and its check digits, the composite one last."""

    format: MrzFormat
    lines: int
    width: int
    fields: tuple[FieldLayout, ...]
    checks: tuple[CheckLayout, ...]

    def field(self, name: str) -> FieldLayout | None:
        """Return a field by its name."""
        return next((field for field in self.fields if field.name == name), None)

    def characters_at(self, line: int, position: int) -> frozenset[str]:
        """Return what may stand at a position, both counted from 1."""
        return self.alphabets[line - 1][position - 1]

    @property
    def alphabets(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """What may stand at each position of each line."""
        return ALPHABETS[self.format]


SEXES = frozenset("MFX<")
NUMERALS = frozenset("0123456789")
COMPOSITE = "composite"


def _field(name: str, line: int, first: int, last: int, characters: frozenset[str] = CHARACTERS) -> FieldLayout:
    return FieldLayout(name, Span(line, first, last), characters)


def _check(name: str, at: tuple[int, int], *over: tuple[int, int, int], may_be_filler: bool = False) -> CheckLayout:
    line, position = at
    return CheckLayout(name, Span(line, position, position), tuple(Span(*span) for span in over), may_be_filler)


def _upper_line(width: int) -> tuple[FieldLayout, ...]:
    return (
        _field("document_code", 1, 1, 2),
        _field("issuing_state", 1, 3, 5, LETTERS),
        _field("name", 1, 6, width, LETTERS),
    )


_LOWER_LINE = (
    _field("document_number", 2, 1, 9),
    _field("nationality", 2, 11, 13, LETTERS),
    _field("date_of_birth", 2, 14, 19, DIGITS),
    _field("sex", 2, 21, 21, SEXES),
    _field("date_of_expiry", 2, 22, 27, DIGITS),
)
_LOWER_CHECKS = (
    _check("document_number", (2, 10), (2, 1, 9)),
    _check("date_of_birth", (2, 20), (2, 14, 19)),
    _check("date_of_expiry", (2, 28), (2, 22, 27)),
)

LAYOUTS = {
    layout.format: layout
    for layout in (
        Layout(
            MrzFormat.TD3,
            2,
            44,
            (*_upper_line(44), *_LOWER_LINE, _field("optional_data", 2, 29, 42)),
            (
                *_LOWER_CHECKS,
                _check("optional_data", (2, 43), (2, 29, 42), may_be_filler=True),
                _check(COMPOSITE, (2, 44), (2, 1, 10), (2, 14, 20), (2, 22, 43)),
            ),
        ),
        Layout(
            MrzFormat.TD2,
            2,
            36,
            (*_upper_line(36), *_LOWER_LINE, _field("optional_data", 2, 29, 35)),
            (*_LOWER_CHECKS, _check(COMPOSITE, (2, 36), (2, 1, 10), (2, 14, 20), (2, 22, 35))),
        ),
        Layout(
            MrzFormat.TD1,
            3,
            30,
            (
                _field("document_code", 1, 1, 2),
                _field("issuing_state", 1, 3, 5, LETTERS),
                _field("document_number", 1, 6, 14),
                _field("optional_data", 1, 16, 30),
                _field("date_of_birth", 2, 1, 6, DIGITS),
                _field("sex", 2, 8, 8, SEXES),
                _field("date_of_expiry", 2, 9, 14, DIGITS),
                _field("nationality", 2, 16, 18, LETTERS),
                _field("optional_data_2", 2, 19, 29),
                _field("name", 3, 1, 30, LETTERS),
            ),
            (
                _check("document_number", (1, 15), (1, 6, 14)),
                _check("date_of_birth", (2, 7), (2, 1, 6)),
                _check("date_of_expiry", (2, 15), (2, 9, 14)),
                _check(COMPOSITE, (2, 30), (1, 6, 30), (2, 1, 7), (2, 9, 15), (2, 19, 29)),
            ),
        ),
        Layout(
            MrzFormat.MRV_A,
            2,
            44,
            (*_upper_line(44), *_LOWER_LINE, _field("optional_data", 2, 29, 44)),
            _LOWER_CHECKS,
        ),
        Layout(
            MrzFormat.MRV_B,
            2,
            36,
            (*_upper_line(36), *_LOWER_LINE, _field("optional_data", 2, 29, 36)),
            _LOWER_CHECKS,
        ),
        Layout(
            MrzFormat.FRENCH_CARD,
            2,
            36,
            (
                _field("document_code", 1, 1, 2),
                _field("issuing_state", 1, 3, 5, LETTERS),
                _field("surname", 1, 6, 30, LETTERS),
                _field("department", 1, 31, 33),
                _field("office", 1, 34, 36),
                _field("date_of_issue", 2, 1, 4, DIGITS),
                _field("document_number", 2, 1, 12),
                _field("given_names", 2, 14, 27, LETTERS),
                _field("date_of_birth", 2, 28, 33, DIGITS),
                _field("sex", 2, 35, 35, SEXES),
            ),
            (
                _check("document_number", (2, 13), (2, 1, 12)),
                _check("date_of_birth", (2, 34), (2, 28, 33)),
                _check(COMPOSITE, (2, 36), (1, 1, 36), (2, 1, 35)),
            ),
        ),
    )
}
"""Format -> its layout."""

LONG_NUMBERS = {MrzFormat.TD1: "optional_data", MrzFormat.TD2: "optional_data"}
"""Formats in which a number of more than nine characters goes on in the optional data (9303-5 and -6, note j)."""


def layout_of(lines: tuple[str, ...]) -> Layout | None:
    """Return the layout that lines of equal width have, by their number, width and first letters."""
    shape = (len(lines), len(lines[0]) if lines else 0)
    if shape == (3, 30):
        return LAYOUTS[MrzFormat.TD1]
    if shape == (2, 44):
        return LAYOUTS[MrzFormat.MRV_A if lines[0][0] == "V" else MrzFormat.TD3]
    if shape == (2, 36):
        return LAYOUTS[_of_two_short_lines(lines)]
    return None


def _of_two_short_lines(lines: tuple[str, ...]) -> MrzFormat:
    # A French card gives its holder's sex last but one; a TD2 of France would have a check digit or filler there.
    if lines[0].startswith("IDFRA") and lines[1][34] in "MF":
        return MrzFormat.FRENCH_CARD
    return MrzFormat.MRV_B if lines[0][0] == "V" else MrzFormat.TD2


def _alphabets(layout: Layout) -> tuple[tuple[frozenset[str], ...], ...]:
    found = [[CHARACTERS] * layout.width for _ in range(layout.lines)]
    for field in layout.fields:
        for position in range(field.span.first, field.span.last + 1):
            found[field.span.line - 1][position - 1] &= field.characters
    for check in layout.checks:
        may_lack = check.may_be_filler or (check.name == "document_number" and layout.format in LONG_NUMBERS)
        found[check.at.line - 1][check.at.first - 1] = DIGITS if may_lack else NUMERALS
    # A document's first letter is a letter; its second may be anything: the cards of the United States have C1 and C2.
    found[0][0] &= LETTERS - {"<"}
    return tuple(tuple(line) for line in found)


ALPHABETS = {kind: _alphabets(layout) for kind, layout in LAYOUTS.items()}
