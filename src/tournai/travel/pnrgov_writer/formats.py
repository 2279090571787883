"""Dates, times and names as PNRGOV writes them.

Source: PNRGOV implementation guide, C310, C330, C688 (``ddmmyy``); AIRIMP (``12JUL64``); AIRIMP, signs that e-mail
addresses are spelled with.
"""

from datetime import date, datetime

from tournai.travel.travel_dates import MONTHS, birth_date, expiry_date
from tournai.values import PartialDate, Sex

Segment = tuple[str | tuple[str, ...], ...]
"""The tag, then the data elements: a value, or a tuple of components."""

MONTH_NAMES = {number: name for name, number in MONTHS.items()}
SEX_CODES = {Sex.MALE: "M", Sex.FEMALE: "F", Sex.UNSPECIFIED: "X", Sex.UNKNOWN: ""}
INFANT_SEX_CODES = {Sex.MALE: "MI", Sex.FEMALE: "FI", Sex.UNSPECIFIED: "XI", Sex.UNKNOWN: "UI"}
LONGEST_ADDRESS_PART = 70
ADDRESS_PARTS = 6
"""ADD: the components of an address before its telephone."""
_MAIL_SIGNS = (("@", "//"), ("_", ".."), ("-", "./"))


def day_text(day: date | None) -> str:
    """Return a day as ``ddmmyy``; empty where there is none."""
    return f"{day:%d%m%y}" if day else ""


def moment_parts(moment: datetime | None) -> tuple[str, str]:
    """Return a moment as (``ddmmyy``, ``hhmm``), with seconds where it has some; empty where there is none."""
    if moment is None:
        return "", ""
    return day_text(moment.date()), f"{moment:%H%M%S}" if moment.second else f"{moment:%H%M}"


def worded_day(day: date | None, reference: date | None) -> str:
    """Return a date of issue or expiry as ``23AUG19``, the year in full where two digits would be read as another."""
    if day is None:
        return ""
    short = f"{day:%d}{MONTH_NAMES[day.month]}{day:%y}"
    return short if expiry_date(short, reference) == day else f"{day:%d}{MONTH_NAMES[day.month]}{day:%Y}"


def worded_birth(born: PartialDate | None, reference: date | None) -> str:
    """Return a birth date as ``12JUL64``; of one known by month or year alone, day and month are ``00``."""
    if born is None:
        return ""
    first = born.earliest
    short = f"{first:%d}{MONTH_NAMES[first.month]}{first:%y}"
    forms = (short, f"{short[:5]}{first:%Y}", f"{first:%Y%m}00", f"{first:%Y}0000")
    return next((form for form in forms if birth_date(form, reference) == born), "")


def mail_text(address: str) -> str:
    """Return an e-mail address in the signs that messages have.

    >>> mail_text("anna_e@example.org")
    'anna..e//example.org'
    """
    for sign, spelled in _MAIL_SIGNS:
        address = address.replace(sign, spelled)
    return address


def address_parts(text: str, most: int) -> list[str]:
    """Return an address in at most so many parts, cut at its commas; reading joins them with commas again."""
    parts: list[str] = []
    for piece in text.split(", "):
        if parts and (len(parts) == most or len(parts[-1]) + len(piece) + 2 <= LONGEST_ADDRESS_PART):
            parts[-1] += f", {piece}"
        else:
            parts.append(piece)
    return parts


def trimmed(segment: Segment) -> Segment:
    """Return a segment without the empty elements and components at its end, which ISO 9735 leaves out."""
    parts = [_trimmed_element(part) for part in segment]
    while len(parts) > 1 and parts[-1] in ("", ("",)):
        parts.pop()
    return tuple(parts)


def _trimmed_element(element: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(element, str):
        return element
    parts = list(element)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)
