"""Count what each public message holds, by a reading of its own.

Plain Python that imports nothing of Tournai, so that its counts can judge Tournai's reader.

    python count_messages.py FOLDER            prints the counts of every message that messages.toml names
    python count_messages.py FOLDER --check    says where a count differs from messages.toml; exit status 1 if one does

The rules
---------

pnrs        Each ``SRC`` (a trigger without data) opens one PNR.
travellers  ``TIF`` of group 2. One below ``TRI`` names again who checked in (group 7); one after ``ABI`` or ``SAC``
            stands in the history (group 11). A name of qualifier ``G`` is that of a group, which is no traveller; a
            member of whom only "TBA" is known is one. In a list: ``NAD`` of FL (passenger) and DDU (in transit).
infants     Travellers whose type in ``TIF`` is ``IN``. A list does not mark infants.
crew        ``NAD`` of FM (crew) and DDT (crew in transit), in a list.
flights     ``TVL`` of group 5: after ``SRC`` and before the history, not below ``MSG`` (hotel, car, rail: group 9). One
            without airports names the operating flight of the one before and is no second flight. In a list: every
            departure (``DTM+189``) of the flight's own ``TDT``.
documents   ``SSR`` of code DOCS outside of the history, with or without a number; one that repeats word for word what
            another of the same PNR says (group 5 after group 2) is the same document, one that differs in a letter
            counts. ``DOC`` of a person in a list, with or without a number.
bag_tags    Tag entries: each ``C358`` (element 5 and later) of each ``TBD`` that names a tag number, on every leg;
            ``FTX+BAG`` of a list that holds a tag: a carrier's code of two characters or its three digits, then digits.
            A run of consecutive tags is one entry.

A line end inside a segment is nothing: the sender wrapped the line. Where the sender lost a separator, a reader must
still find the segment, so MENDS puts it back, one damage a line, found by eye.
"""

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent

MENDS = {
    # A service string of five characters, or with a typographic quotation mark as the terminator: the usual ones hold.
    "gtas-codeshare.edi": [("UNA:+\\*'", "")],
    "gtas-infant.edi": [("UNA:+.\\*\u2019 ", ""), (":722356:IC DAT'", ":722356:IC'DAT'")],
    "gtas-pnrMessagePg75.txt": [
        ("PARK/SEJOON\u2019", "PARK/SEJOON'"),
        ("OZ:2OX5VV\u2019", "OZ:2OX5VV'"),
        ("+CFDEA9+9TIF+", "+CFDEA9+9'TIF+"),
    ],
    "gtas-pnrMessagePg77.txt": [("RPI+1+HKIFT+", "RPI+1+HK'IFT+")],
    "gtas-modifyPnr77ForCodeShare.txt": [("RPI+1+HKIFT+", "RPI+1+HK'IFT+")],
}
USUAL = ":+.? '"
TAG_NUMBER = re.compile("([A-Z0-9]{2}|[0-9]{3})?[0-9]+")
PASSENGERS = ("FL", "DDU")
CREW = ("FM", "DDT")
COUNTS = {
    "PNRGOV": ("pnrs", "travellers", "infants", "flights", "documents", "bag_tags"),
    "PAXLST": ("travellers", "crew", "flights", "documents", "bag_tags"),
}
TAGS = frozenset(
    """
    UNA UNB UNG UNH UNT UNE UNZ MSG ORG TVL EQN SRC RCI SSR DAT IFT ADD EBD TIF FTI REF FAR TKT MON PTK TXD FOP TRA RPI
    APD TRI SSD TBD ABI SAC LTS BGM RFF NAD COM TDT LOC DTM ATT MEA GEI FTX EMP NAT DOC CNT
    """.split()  # noqa: SIM905 - a list of 51 quoted tags hides them
)

Segment = list[list[str]]


def main() -> int:
    folder = Path(sys.argv[1])
    listed = tomllib.loads((HERE / "messages.toml").read_text(encoding="utf-8"))["message"]
    differences = 0
    for message in listed:
        data = (folder / message["name"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != message["sha256"]:
            sys.exit(f"{message['name']}: not the bytes that messages.toml names")
        counts = count(message["name"], data)
        if "--check" not in sys.argv:
            sys.stdout.write(f"{message['name']}: {counts}\n")
        elif counts != message["counts"]:
            differences += 1
            sys.stdout.write(f"{message['name']}: counted {counts}, written {message['counts']}\n")
    return 1 if differences else 0


def count(name: str, data: bytes) -> dict[str, int]:
    """Return the counts of one message by the rules above."""
    segments = list(segments_of(text_of(name, data)))
    unknown = [segment[0][0] for segment in segments if segment[0][0] not in TAGS]
    if unknown:
        raise ValueError(f"{name}: a segment was cut wrongly: {unknown}")
    kind = next(segment[2][0] for segment in segments if segment[0][0] == "UNH")
    counts = dict.fromkeys(COUNTS[kind], 0)
    (count_bookings if kind == "PNRGOV" else count_list)(segments, counts)
    return counts


def text_of(name: str, data: bytes) -> str:
    """Return the message without its envelope and what follows it, its damage mended."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    for wrong, right in MENDS.get(name, ()):
        if wrong not in text:
            raise ValueError(f"{name}: nothing to mend at {wrong!r}")
        text = text.replace(wrong, right)
    starts = [text.find(tag) for tag in ("UNA", "UNB") if tag in text]
    return text[min(starts) :]


def segments_of(text: str) -> Iterator[Segment]:
    """Yield each segment as elements of components, up to UNZ."""
    component, element, _, release, _, terminator = USUAL
    if text.startswith("UNA"):
        component, element, _, release, _, terminator = text[3:9]
        text = text[9:]
    text = text.replace("\r", "").replace("\n", "")
    segment: Segment = [[""]]
    released = False
    for char in text:
        if released:
            segment[-1][-1] += char
            released = False
        elif char == release:
            released = True
        elif char == terminator:
            segment[0][0] = segment[0][0].strip()
            yield segment
            if segment[0][0] == "UNZ":
                return
            segment = [[""]]
        elif char == element:
            segment.append([""])
        elif char == component:
            segment[-1].append("")
        else:
            segment[-1][-1] += char


def count_bookings(segments: list[Segment], counts: dict[str, int]) -> None:
    """Count PNRs; ``part`` says where in the PNR we are."""
    part = "head of the message"
    documents: set[tuple[int, str]] = set()
    for segment in segments:
        tag = segment[0][0]
        if tag == "SRC":
            part = "booking"
            counts["pnrs"] += 1
        elif tag in ("ABI", "SAC", "LTS"):
            part = "history"
        elif part in ("head of the message", "history"):
            continue
        elif tag == "TRI":
            part = "check-in"
        elif tag == "MSG":
            part = "hotel, car or rail"
        elif tag == "TIF" and part == "booking":
            count_traveller(segment, counts)
        elif tag == "TVL" and part != "hotel, car or rail":
            part = "booking"
            counts["flights"] += names_airports(segment)
        elif tag == "SSR":
            if segment[1][0] == "DOCS":
                documents.add((counts["pnrs"], ":".join(segment[1][8:])))
        elif tag == "TBD":
            counts["bag_tags"] += sum(entry[1:2] not in ([], [""]) for entry in segment[5:])
    counts["documents"] = len(documents)


def count_traveller(segment: Segment, counts: dict[str, int]) -> None:
    name, *given = segment[1:]
    if "G" in name[1:2] and not given:
        return
    counts["travellers"] += 1
    counts["infants"] += "IN" in [value for composite in given for value in composite[1:2]]


def names_airports(segment: Segment) -> bool:
    return any(composite != [""] for composite in segment[2:4])


def count_list(segments: list[Segment], counts: dict[str, int]) -> None:
    """Count a passenger or crew list; the flight's own TDT come before the first person."""
    person = False
    for segment in segments:
        tag = segment[0][0]
        if tag == "NAD" and segment[1][0] in PASSENGERS + CREW:
            person = True
            counts["travellers" if segment[1][0] in PASSENGERS else "crew"] += 1
        elif tag == "DTM" and not person:
            counts["flights"] += segment[1][0] == "189"
        elif tag == "DOC":
            counts["documents"] += 1
        elif tag == "FTX" and segment[1][0] == "BAG":
            counts["bag_tags"] += TAG_NUMBER.fullmatch(segment[4][0]) is not None


if __name__ == "__main__":
    sys.exit(main())
