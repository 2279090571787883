"""Time and memory of reading bodies that nobody sends in good faith, each about as long as its reader takes.

Each body is read in a process of its own. ``seconds`` is CPU time; ``factor`` is what the peak memory of the process
grew by, in multiples of the longest body (64 MiB): a short body of many segments costs as much as a long one of few.
All stay below 20 seconds and 1.5 GB on a machine that does nothing else.
``outcome`` is the code of the refusal, or ``read``.
"""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from time import process_time

from tournai.errors import Malformed
from tournai.travel import read_travel_file
from tournai.travel.card_numbers import cut_card_numbers
from tournai.travel.timetable import read_timetable

NAME = "hostile-bodies"

MIB = 1024 * 1024
LONGEST = 64 * MIB
SEGMENTS = 3_990_000
SEPARATORS = 19_900_000
"""Just below the bounds, for what is beyond them is refused at once."""
BEGIN = b"UNB+IATA:1+XX+GOV+301201:0900+1'"
PUSH = BEGIN + b"UNH+1+PNRGOV:13:1:IA'MSG+:22'TVL+301201:1000:301201:1200+AMS+BRU+XX+12'"
PERSON = PUSH + b"SRC'TIF+A'"
TICKET = PERSON + b"TKT+1234567890'"
REPEATING = b"UNA:+.?*'" + PERSON
LIST = BEGIN + b"UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+XX12+++XX'LOC+125+AMS'LOC+87+BRU'"
XML = b'<?xml version="1.0"?><IATA_PNRGOV_NotifRQ><PNRs>'
MAIL = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: "
SSIM = b"1AIRLINE STANDARD SCHEDULE DATA SET\n"


def _timetable(body: bytes) -> object:
    return read_timetable(body, date(2030, 12, 1))


SHAPES: dict[str, tuple[Callable[[bytes], object], bytes, bytes, int]] = {
    "cards: numbers and blanks": (cut_card_numbers, b"", b"4111111111111111 ", LONGEST),
    "cards: single digits": (cut_card_numbers, b"", b"1 ", LONGEST),
    "cards: groups of three": (cut_card_numbers, b"", b"111 ", LONGEST),
    "cards: groups of four": (cut_card_numbers, b"", b"4111 1111 1111 1111+", LONGEST),
    "cards: payments": (cut_card_numbers, b"", b"FOP+CC:VI:4111111111111111'", LONGEST),
    "cards: one number": (cut_card_numbers, b"", b"4", LONGEST),
    "pnrgov: terminators": (read_travel_file, PUSH, b"'", LONGEST),
    "pnrgov: service tags": (read_travel_file, b"", b"UNB+", LONGEST),
    "pnrgov: elements of one segment": (read_travel_file, PUSH + b"SRC'TVL+", b"+", SEPARATORS),
    "pnrgov: elements of long segments": (read_travel_file, PUSH, b"SRC'TIF+" + b"+" * 16_000 + b"'", SEPARATORS),
    "pnrgov: separators, all that can be": (read_travel_file, PUSH + b"SRC'", b"TIF" + b"+" * 16_000 + b"'", LONGEST),
    "pnrgov: released separators": (read_travel_file, PERSON, b"TIF+" + b"?+:" * 20_000 + b"'", SEPARATORS * 3 // 2),
    "pnrgov: repetition separators": (read_travel_file, REPEATING, b"TIF+" + b"*" * 60_000 + b"'", SEPARATORS),
    "pnrgov: repeated amounts, released": (
        read_travel_file,
        TICKET,
        b"MON+" + b"?++" * 20_000 + b"'",
        SEPARATORS * 3 // 2,
    ),
    "pnrgov: repeated numbers of no layout": (
        read_travel_file,
        REPEATING,
        b"FTI+" + b"*-" * 30_000 + b"'",
        SEPARATORS * 2,
    ),
    "pnrgov: payments of no layout": (read_travel_file, TICKET, b"FOP" + b"+-:-" * 15_000 + b"'", SEPARATORS * 2),
    "pnrgov: seats of no layout": (read_travel_file, PERSON, b"SSR+SEAT" + b"+-" * 30_000 + b"'", SEPARATORS * 2),
    "pnrgov: travellers of one booking": (read_travel_file, PUSH + b"SRC'", b"TIF+A'", 6 * SEGMENTS),
    "pnrgov: bookings of one traveller": (read_travel_file, PUSH, b"SRC'TIF+A'", 5 * SEGMENTS),
    "paxlst: persons": (read_travel_file, LIST, b"NAD+FL+++A'", 11 * SEGMENTS),
    "paxlst: documents of one person": (read_travel_file, LIST + b"NAD+FL+++A'", b"DOC+P+1'", 8 * SEGMENTS),
    "paxlst: flights": (read_travel_file, LIST, b"TDT+20+XX12+++XX'LOC+125+AMS'LOC+87+BRU'", LONGEST),
    "paxlst: places": (read_travel_file, LIST, b"LOC+125+BRU'", 12 * SEGMENTS),
    "paxlst: contacts": (read_travel_file, LIST + b"COM", b"+1:TE", SEPARATORS * 5 // 2),
    "paxlst: bags": (read_travel_file, LIST + b"NAD+FL+++A'", b"FTX+BAG+++1234567:999'", LONGEST),
    "xml: depth": (read_travel_file, XML, b"<a>", LONGEST),
    "xml: attributes": (read_travel_file, XML + b"<PNR", b' a="1"', LONGEST),
    "xml: empty bookings": (read_travel_file, XML, b"<PNR/>", LONGEST),
    "xml: bookings": (read_travel_file, XML, b'<PNR><BookingRefID ID="ABCDEF"/></PNR>', LONGEST),
    "xml: one text": (read_travel_file, XML, b"A", LONGEST),
    "xml: open tags": (read_travel_file, XML, b"<", LONGEST),
    "mail: base64 in short lines": (read_travel_file, MAIL + b"base64\r\n\r\n", b"QUFB\r\n", LONGEST),
    "mail: base64 in lines": (read_travel_file, MAIL + b"base64\r\n\r\n", b"QUFB" * 19 + b"\r\n", LONGEST),
    "mail: blank lines": (read_travel_file, MAIL + b"base64\r\n\r\n", b"\n", LONGEST),
    "mail: quoted": (read_travel_file, MAIL + b"quoted-printable\r\n\r\n", b"=3D=\r\n", LONGEST),
    "mail: parts": (read_travel_file, b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"--b\r\n", LONGEST),
    "mail: header fields": (read_travel_file, b"", b"Content-Type: a\r\n", LONGEST),
    "timetable: blank lines": (_timetable, SSIM, b"\n", LONGEST),
    "timetable: short records": (_timetable, SSIM, b"3\n", LONGEST),
    "timetable: unknown records": (_timetable, SSIM, b"x\n", LONGEST),
    "timetable: one record": (_timetable, SSIM, b"3", LONGEST),
    "timetable: sub-messages": (_timetable, b"SSM\nUTC\n", b"//\n", 4 * MIB),
    "timetable: flights": (_timetable, b"SSM\nUTC\nNEW\n", b"XX1\n", 4 * MIB),
}
"""Subject -> reader, what the body begins with, what is repeated, and how long it is in bytes."""


def measure() -> list[dict[str, object]]:
    """Return one row a body."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return list(pool.map(_row, SHAPES))


def _row(subject: str) -> dict[str, object]:
    read, head, repeated, length = SHAPES[subject]
    body = (head + repeated * (length // len(repeated)))[: min(length, LONGEST)]
    before, started = _peak(), process_time()
    outcome = "read"
    try:
        read(body)
    except Malformed as error:
        outcome = error.code
    seconds, factor = process_time() - started, (_peak() - before) / LONGEST
    return {"subject": subject, "MiB": len(body) / MIB, "seconds": seconds, "factor": factor, "outcome": outcome}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
