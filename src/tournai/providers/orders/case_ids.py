"""Identifiers of cases between states: ``EPOC-BE-IE-2026-11-24-0001-7``.

Source: the Union's profile of ETSI TS 103 120 (ETSI TS 104 144), GlobalCaseId. The number runs from 1 by day of issue,
installation (DES) and executing country. A further number names one identifier of the order.
"""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from tournai.errors import Malformed
from tournai.values.wordings import say

INSTRUMENTS = ("EIO", "MLA", "ITN", "EPOC", "EPOCPR", "SODA", "SODB", "SODX", "TOEA", "TOEL", "TOEX")
HIGHEST_NUMBER, HIGHEST_DES = 9999, 2**31 - 1
FORM = re.compile(
    rf"({'|'.join(INSTRUMENTS)})-([A-Z]{{2}})-([A-Z]{{2}})-([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})-([0-9]{{4}})-([0-9]{{1,10}})"
    r"(?:-([0-9]{1,6}))?"
)


class MalformedCaseId(Malformed):
    """A case identifier is not of the profile's form."""


class CaseId(msgspec.Struct, frozen=True, gc=False):
    """A case identifier in its parts. ``identifier``: which identifier of the order; ``None`` for the case."""

    instrument: str
    issuing_state: str
    executing_state: str
    issued_on: date
    number: int
    des: int
    identifier: int | None = None

    def __str__(self) -> str:
        text = (
            f"{self.instrument}-{self.issuing_state}-{self.executing_state}-"
            f"{self.issued_on.isoformat()}-{self.number:04d}-{self.des}"
        )
        return text if self.identifier is None else f"{text}-{self.identifier}"


def parse_case_id(text: str) -> CaseId:
    """Return the parts of a case identifier.

    Raises:
        MalformedCaseId: Another form, a day that is none, number 0, leading zeros or too high an installation.

    >>> parse_case_id("EIO-AT-PL-2019-09-10-0012-1").number
    12
    """
    found = FORM.fullmatch(text)
    if found is None:
        raise MalformedCaseId("a case identifier is INSTRUMENT-XX-XX-YYYY-MM-DD-NNNN-DES", code="case-id")
    instrument, issuing, executing, day, number, des, identifier = found.groups()
    try:
        issued_on = date.fromisoformat(day)
    except ValueError as error:
        raise MalformedCaseId(say("no such day: {day}", day=day), code="case-id") from error
    if int(number) == 0 or str(int(des)) != des or int(des) > HIGHEST_DES:
        raise MalformedCaseId("numbers start at 0001; an installation has no leading zeros", code="case-id")
    return CaseId(
        instrument, issuing, executing, issued_on, int(number), int(des), int(identifier) if identifier else None
    )


def next_case_id(template: CaseId, given: Iterable[CaseId]) -> CaseId:
    """Return the template with the next free number of its day, installation and executing country.

    Raises:
        MalformedCaseId: All 9999 are given.
    """
    taken = [one.number for one in given if _series(one) == _series(template)]
    number = max(taken, default=0) + 1
    if number > HIGHEST_NUMBER:
        raise MalformedCaseId("the day's numbers are used up", code="case-id")
    return msgspec.structs.replace(template, number=number, identifier=None)


def _series(one: CaseId) -> tuple[date, int, str]:
    return one.issued_on, one.des, one.executing_state
