"""The known truth: which travellers are persons sought. Kept beside the messages, never sent to the node."""

import csv
import io
from collections.abc import Iterable
from datetime import date

import msgspec

HEADER = (
    "flight", "date", "record_locator", "surname", "given", "document_number", "source", "reference", "variant",
)  # fmt: skip


class Planted(msgspec.Struct, frozen=True):
    """One traveller and the alert on him.

    ``flight`` is the designator (``XT123``), ``date`` the day of departure at the airport of departure. ``surname`` and
    ``given`` stand as sent, a glued title included; ``record_locator`` and ``document_number`` are empty where the
    message has none. ``source`` and ``reference`` name the alert, ``variant`` what differs between the two.
    """

    flight: str
    date: date
    record_locator: str
    surname: str
    given: str
    document_number: str
    source: str
    reference: str
    variant: str


def write_planted(planted: Iterable[Planted]) -> bytes:
    """Return the planted travellers as CSV with `HEADER`: UTF-8, commas, one line each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for one in planted:
        row = msgspec.structs.asdict(one)
        writer.writerow([str(row[column]) for column in HEADER])
    return text.getvalue().encode()
