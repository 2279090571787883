"""A timetable of any format: the bytes say which."""

from datetime import date

from tournai.errors import Malformed
from tournai.travel.timetable.changes import Timetable
from tournai.travel.timetable.schedule_messages import read_schedule_message
from tournai.travel.timetable.ssim import TITLE, read_ssim
from tournai.travel.timetable.typed import COLUMNS, read_table

BEGINNING = 4096
"""The bytes in which a format shows itself; a message may stand in an envelope."""


def read_timetable(data: bytes, near: date) -> Timetable:
    """Return what a file or message says; ``near``: the day on which it came, for dates without a year.

    Raises:
        Malformed: It is no timetable that is known, or nothing in it can be read.
    """
    beginning = data[:BEGINNING].decode("latin-1").upper()
    if beginning.startswith("1" + TITLE[:8]):
        return read_ssim(data)
    if any(line.strip() in ("SSM", "ASM") for line in beginning.splitlines()):
        return read_schedule_message(data, near)
    header = beginning.split("\n")[0]
    if all(name in header.lower() for name in COLUMNS[:4]):
        return read_table(data)
    raise Malformed(
        "no timetable: expected an SSIM data set, an SSM or ASM message, or a table with a header",
        code="format",
        offset=0,
    )
