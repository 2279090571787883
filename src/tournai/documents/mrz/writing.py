"""Zones written: each format from what a document says, with its check digits.

Source: ICAO Doc 9303, 8th edition (2021), parts 3 to 7, sections 4.2.2 to 4.2.4.
"""

import msgspec

from tournai.documents.mrz.characters import CHARACTERS, FILLER, check_digit
from tournai.documents.mrz.check_digits import covered
from tournai.documents.mrz.dates import write_date
from tournai.documents.mrz.formats import LAYOUTS, LONG_NUMBERS, Layout, MrzFormat
from tournai.documents.mrz.names import write_name
from tournai.documents.mrz.transliteration import to_zone
from tournai.errors import Malformed
from tournai.values import PartialDate
from tournai.values.wordings import say

GERMANY = {"DEU": "D"}
"""Codes of values that a zone writes otherwise."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What is written into a zone; what a format has no field for is left out.

    Names may be in any script of Doc 9303-3, section 6. ``None`` is an unknown date. ``sex`` is M, F or X; ``filler``
    positions stay empty. Of a French card ``optional_data`` is department and office, six characters, and
    ``date_of_expiry`` its month of issue.
    """

    format: MrzFormat
    document_code: str
    issuing_state: str
    primary: str
    secondary: str = ""
    document_number: str
    nationality: str = ""
    date_of_birth: PartialDate | None = None
    sex: str = "X"
    date_of_expiry: PartialDate | None = None
    optional_data: str = ""
    optional_data_2: str = ""
    language: str = ""


def write_zone(contents: Contents) -> tuple[str, ...]:
    """Return the lines of a zone.

    Raises:
        Malformed: A value does not fit its field, or holds what a zone cannot.
    """
    layout = LAYOUTS[contents.format]
    rows = [[FILLER] * layout.width for _ in range(layout.lines)]
    for name, text in _texts(layout, contents).items():
        _put(rows, layout, name, text)
    if contents.format in LONG_NUMBERS and len(contents.document_number) > _width(layout, "document_number"):
        _put_long_number(rows, layout, contents)
    for check in layout.checks:
        lines = tuple("".join(row) for row in rows)
        if check.name != "document_number" or not _is_long(layout, contents):
            rows[check.at.line - 1][check.at.first - 1] = str(check_digit(covered(check, lines)))
    return tuple("".join(row) for row in rows)


def _texts(layout: Layout, contents: Contents) -> dict[str, str]:
    """Return what goes into each field of the layout, except a long number."""
    texts = {
        "document_code": contents.document_code,
        "issuing_state": GERMANY.get(contents.issuing_state, contents.issuing_state),
        "nationality": GERMANY.get(contents.nationality, contents.nationality),
        "date_of_birth": write_date(contents.date_of_birth),
        "date_of_expiry": write_date(contents.date_of_expiry),
        "date_of_issue": write_date(contents.date_of_expiry)[:4],
        "sex": FILLER if contents.sex == "X" else contents.sex,
        "optional_data": contents.optional_data,
        "optional_data_2": contents.optional_data_2,
        "department": contents.optional_data[:3],
        "office": contents.optional_data[3:],
        **_names(layout, contents),
    }
    if not _is_long(layout, contents):
        texts["document_number"] = contents.document_number
    return {name: text for name, text in texts.items() if layout.field(name)}


def _names(layout: Layout, contents: Contents) -> dict[str, str]:
    primary = to_zone(contents.primary, contents.language).replace(FILLER, " ")
    secondary = to_zone(contents.secondary, contents.language).replace(FILLER, " ")
    if not primary:
        raise Malformed("a zone needs a name", code="zone-name")
    if layout.field("name"):
        return {"name": write_name(primary, secondary, _width(layout, "name"))}
    fields = (("surname", primary), ("given_names", secondary))
    return {name: write_name(text, "", _width(layout, name)) for name, text in fields}


def _is_long(layout: Layout, contents: Contents) -> bool:
    return layout.format in LONG_NUMBERS and len(contents.document_number) > _width(layout, "document_number")


def _width(layout: Layout, name: str) -> int:
    field = layout.field(name)
    return field.span.last - field.span.first + 1 if field else 0


def _put_long_number(rows: list[list[str]], layout: Layout, contents: Contents) -> None:
    """Write nine characters, a filler for their check digit, and the rest with its check digit as optional data."""
    width = _width(layout, "document_number")
    number = contents.document_number
    _put(rows, layout, "document_number", number[:width])
    digit = check_digit(number) if set(number) <= CHARACTERS else 0
    _put(rows, layout, LONG_NUMBERS[layout.format], f"{number[width:]}{digit}{FILLER}{contents.optional_data}")


def _put(rows: list[list[str]], layout: Layout, name: str, text: str) -> None:
    field = layout.field(name)
    if field is None:
        return
    width = _width(layout, name)
    text = text if len(text) <= width else text.rstrip(FILLER)
    if len(text) > width or set(text) - field.characters:
        raise Malformed(
            say("{field}: at most {width} of A-Z, 0-9 and <, and of its own kind", field=name, width=width),
            code="zone-field",
        )
    rows[field.span.line - 1][field.span.first - 1 : field.span.last] = list(text.ljust(width, FILLER))
