"""Every check digit of a zone, with the rule by which it was compared.

Sources: ICAO Doc 9303-3, 8th edition (2021), section 4.9; parts 4 to 7, section 4.2.4; parts 5 and 6, note j (numbers
of more than nine characters). Belgian cards reckon the check digit of such a number in two ways, seen on genuine
specimens of both: as note j says, or with the filler that stands for the check digit.
"""

import msgspec

from tournai.documents.mrz.characters import FILLER, check_digit
from tournai.documents.mrz.formats import LONG_NUMBERS, CheckLayout, Layout
from tournai.documents.mrz.outcomes import Outcome

OWN_FIELD = "own field"
EMPTY_FIELD = "empty field, filler"
LONG_NUMBER = "long number"
LONG_NUMBER_WITH_FILLER = "long number with filler"
NATIONAL_NUMBER = "national_number"
BELGIAN = "national number of Belgium"
FROM_2000 = "2"
"""What is set before the nine digits of somebody born in 2000 or later."""


class CheckDigit(msgspec.Struct, frozen=True):
    """One check digit: what it is of, as ``printed``, as ``expected``, the ``rule`` used, and how it came out.

    It refuses to be used as a boolean.
    """

    name: str
    outcome: Outcome
    printed: str
    expected: str
    rule: str = OWN_FIELD

    def __bool__(self) -> bool:
        raise TypeError("a check digit has an outcome; compare it")


class LongNumber(msgspec.Struct, frozen=True, gc=False):
    """A number of more than nine characters: its parts, and the check digit that follows it."""

    principal: str
    rest: str
    printed: str


def long_number(layout: Layout, lines: tuple[str, ...]) -> LongNumber | None:
    """Return the long number that a zone holds, or ``None`` where its number has its check digit at its own place."""
    optional = layout.field(LONG_NUMBERS.get(layout.format, ""))
    number, check = layout.field("document_number"), layout.checks[0]
    if optional is None or number is None or check.at.of(lines) != FILLER:
        return None
    rest = optional.span.of(lines).partition(FILLER)[0]
    return LongNumber(number.span.of(lines), rest[:-1], rest[-1]) if len(rest) > 1 else None


def check_all(layout: Layout, lines: tuple[str, ...]) -> tuple[CheckDigit, ...]:
    """Return every check digit of a zone's lines, the composite one last of the standard's own."""
    found = [_checked(layout, check, lines) for check in layout.checks]
    return (*found, *_national_number(layout, lines))


def covered(check: CheckLayout, lines: tuple[str, ...]) -> str:
    """Return the characters over which a check digit is reckoned."""
    return "".join(span.of(lines) for span in check.over)


def _checked(layout: Layout, check: CheckLayout, lines: tuple[str, ...]) -> CheckDigit:
    number = long_number(layout, lines) if check.name == "document_number" else None
    if number is not None:
        return _long_checked(number)
    printed, field = check.at.of(lines), covered(check, lines)
    if check.may_be_filler and not field.strip(FILLER) and printed == FILLER:
        return CheckDigit(check.name, Outcome.PASSED, printed, "0", EMPTY_FIELD)
    return _compared(check.name, printed, field, OWN_FIELD)


def _long_checked(number: LongNumber) -> CheckDigit:
    plain = _compared("document_number", number.printed, number.principal + number.rest, LONG_NUMBER)
    with_filler = number.principal + FILLER + number.rest
    other = _compared("document_number", number.printed, with_filler, LONG_NUMBER_WITH_FILLER)
    return other if plain.outcome is Outcome.FAILED and other.outcome is Outcome.PASSED else plain


def _compared(name: str, printed: str, field: str, rule: str) -> CheckDigit:
    expected = str(check_digit(field))
    return CheckDigit(name, Outcome.PASSED if printed == expected else Outcome.FAILED, printed, expected, rule)


def _national_number(layout: Layout, lines: tuple[str, ...]) -> tuple[CheckDigit, ...]:
    """Return the check of the eleven digits of a Belgian card's second optional field, where it holds them."""
    optional = layout.field("optional_data_2")
    state = lines[0][2:5]
    number = optional.span.of(lines).rstrip(FILLER) if optional else ""
    if state != "BEL" or len(number) != 11 or not number.isdigit():
        return ()
    expected = {f"{97 - int(start + number[:9]) % 97:02}" for start in ("", FROM_2000)}
    outcome = Outcome.PASSED if number[9:] in expected else Outcome.FAILED
    return (CheckDigit(NATIONAL_NUMBER, outcome, number[9:], " or ".join(sorted(expected)), BELGIAN),)
