"""EDIFACT as bytes: interchanges cut into segments, none lost, each with its place; damage is mended and reported.

Carriers' files stand in Type B envelopes and mails, are broken into lines at any byte, and lack terminators. A segment
keeps the offset of its first byte in the file as it came, so that a defect can be found again by its sender.

Source: ISO 9735-1:2002, sections 8 to 10 and annex; IATA Type B layout as carriers send it.
"""

import re
from collections import Counter
from functools import cache

import msgspec

from tournai.errors import Malformed
from tournai.travel.records import Defect
from tournai.travel.service_strings import Separators, Start, find_starts

MAX_BYTES = 64 * 1024 * 1024
MAX_SEGMENTS = 4_000_000

CONTROLS = dict.fromkeys((*range(32), 127))
"""Characters that no segment holds: line ends and the marks of a Type B envelope."""

GLUED = {
    "ABI": r"\+\d\+", "ADD": r"\+\+?7\d\d:", "APD": r"\+\w{3}$", "ATT": r"\+2\+", "BGM": r"\+\d{3}", "CNT": r"\+4[12]",
    "DAT": r"\+(?:\d+:|Z?T:)", "DOC": r"\+[A-Z]{1,2}[:+]", "DTM": r"\+\d{1,3}:", "FOP": r"\+[A-Z]{2}:",
    "FTI": r"\+\w{2}:", "FTX": r"\+BAG", "IFT": r"\+4[:+]", "LOC": r"\+\d{2,3}\+", "MEA": r"\+(?:CT|WT)",
    "MON": r"\+[BT]?:\d", "NAD": r"\+(?:FL|FM|DD[UT]|MS)\+", "NAT": r"\+2\+", "RCI": r"\+\w{2}:", "REF": r"\+:\w",
    "RFF": r"\+[A-Z]{3}:", "RPI": r"\+\d", "SAC": r"\+\+\+", "SSR": r"\+[A-Z]{4}[:+]", "TDT": r"\+20",
    "TKT": r"\+\d{3}", "TRI": r"\+\+", "TVL": r"\+(?:\d{6}|\+)", "UNE": r"\+\d", "UNH": r"\+[^+]+\+[A-Z]{6}",
    "UNT": r"\+\d+\+", "UNZ": r"\+\d+\+",
}  # fmt: skip
"""How a segment begins that stands in the middle of another because a terminator is missing, written with ``+`` and
``:``. A tag alone is not enough: airports (ADD, TIF, SRC) and surnames (DUSSAC) end like tags."""


class Segment(msgspec.Struct, frozen=True, gc=False):
    """One segment: its tag, its text without line ends, its ordinal (the first of the file is 1) and byte offset."""

    tag: str
    text: str
    ordinal: int
    offset: int
    separators: Separators

    @property
    def elements(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The data elements, each a tuple of repetitions, each a tuple of components; released characters are plain."""
        marks = self.separators
        return tuple(
            tuple(
                tuple(_plain(part, marks) for part in _split(repetition, marks.component, marks.release))
                for repetition in _split(element, marks.repetition, marks.release)
            )
            for element in _split(self.text, marks.element, marks.release)[1:]
        )

    def values(self) -> list[list[str]]:
        """The segment as a list of elements, each a list of components; the tag is element 0.

        A repeated element stands as more elements of its own, which is how PNRGOV's senders write repetition.
        """
        marks = self.separators
        text, repetition, release = self.text, marks.repetition, marks.release
        if (release and release in text) or (repetition and repetition in text):
            return [[self.tag], *(list(parts) for element in self.elements for parts in element)]
        component = marks.component
        return [part.split(component) for part in text.split(marks.element)]


class Interchange(msgspec.Struct, frozen=True):
    """The segments from one UNB (or UNH) to its UNZ, and what was wrong with how they were written."""

    separators: Separators
    offset: int
    segments: tuple[Segment, ...]
    defects: tuple[Defect, ...] = ()


def read_interchanges(data: bytes) -> tuple[Interchange, ...]:
    """Return every interchange in a file, whatever stands around them; linear in the length of the file.

    Raises:
        Malformed: The file is empty, too large (``too-large``) or holds no UNA, UNB or UNH (``no-interchange``).
    """
    if len(data) > MAX_BYTES:
        raise Malformed(
            f"the file has more than {MAX_BYTES} bytes: send it in parts", code="too-large", offset=MAX_BYTES
        )
    if not data.strip():
        raise Malformed("the file is empty: send the interchange", code="empty", offset=0)
    # Latin-1 gives one character a byte, so a position in the text is an offset in the file.
    text = data.decode("latin-1")
    starts = find_starts(text)
    if not starts:
        message = "no UNB, UNA or UNH found: expected a UN/EDIFACT interchange (PNRGOV or PAXLST)"
        raise Malformed(message, code="no-interchange", offset=0)
    ends = [start.offset for start in starts[1:]] + [len(text)]
    found: list[Interchange] = []
    count = 0
    for start, end in zip(starts, ends, strict=True):
        found.append(_read_interchange(text, start, end, count))
        count += len(found[-1].segments)
    return tuple(found)


def _read_interchange(text: str, start: Start, end: int, count: int) -> Interchange:
    marks = start.separators
    region = text[start.body : end]
    if start.typographic:
        region = region.replace("\xe2\x80\x99", "'  ").replace("\x92", "'")  # as long as before: offsets hold
    defects = list(start.defects)
    pieces = _pieces(region, marks, start.body)
    if _has_glued(region, pieces, marks):
        pieces = _part_glued(pieces, marks, defects)
    segments, rest = _segments(pieces, marks, count, defects)
    if rest is not None:
        defects.append(Defect(rest, "text-outside", "text after the end of the interchange was skipped"))
    return Interchange(marks, start.offset, tuple(segments), tuple(defects))


def _pieces(region: str, marks: Separators, offset: int) -> list[tuple[int, str, bool]]:
    """Return (offset, text, is terminated) between terminators; a released terminator parts nothing."""
    release = marks.release
    suspicious = f"{release}\r\n" if release else ""
    found: list[tuple[int, str, bool]] = []
    held: list[str] = []
    start = position = offset
    for piece in region.split(marks.terminator):
        position += len(piece) + 1
        if suspicious and piece[-1:] in suspicious and piece and _ends_released(piece, release):
            held.append(piece)
            continue
        if held:
            held.append(piece)
            piece = marks.terminator.join(held)
            held = []
        found.append((start, piece, True))
        start = position
    if held:
        found.append((start, marks.terminator.join(held), True))
    last = found.pop()
    found.append((last[0], last[1], False))
    return found


def _ends_released(piece: str, release: str) -> bool:
    bare = piece.rstrip("\r\n")
    # Line ends may stand anywhere, so a run of releases may be broken by them, though nobody does it on purpose.
    return (len(bare) - len(bare.rstrip(release))) % 2 == 1


def _segments(
    pieces: list[tuple[int, str, bool]], marks: Separators, count: int, defects: list[Defect]
) -> tuple[list[Segment], int | None]:
    """Return the segments up to UNZ, and the offset of any text after it."""
    element = marks.element
    found: list[Segment] = []
    ordinal = count
    for number, (offset, piece, terminated) in enumerate(pieces):
        text = piece.lstrip()
        if not (text.isascii() and text.isprintable()):
            text = _clean(text)
        if not text:
            continue
        ordinal += 1
        if ordinal > MAX_SEGMENTS:
            message = f"more than {MAX_SEGMENTS} segments: send the interchange in parts"
            raise Malformed(message, code="too-many-segments", offset=offset)
        tag = text[:3]
        if text[3:4] not in (element, ""):
            tag = text.split(element, 1)[0].strip()
        place = offset + len(piece) - len(piece.lstrip())
        found.append(Segment(tag, text, ordinal, place, marks))
        if not terminated:
            defects.append(Defect(place, "unterminated", "the last segment has no terminator"))
        if tag == "UNZ":
            return found, _offset_of_text(pieces[number + 1 :])
    return found, None


def _offset_of_text(pieces: list[tuple[int, str, bool]]) -> int | None:
    for offset, piece, _ in pieces:
        if piece.strip():
            return offset + len(piece) - len(piece.lstrip())
    return None


def _clean(text: str) -> str:
    """Return the text without control characters, its bytes read as UTF-8 where they are that, else as Latin-1."""
    text = text.translate(CONTROLS)
    if text.isascii():
        return text.lstrip()
    return _decoded(text).lstrip()


def _decoded(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _has_glued(region: str, pieces: list[tuple[int, str, bool]], marks: Separators) -> bool:
    """Whether some tag and separator stand more often than segments begin so: a cheap sign of a missing terminator."""
    begun = Counter(piece.lstrip()[:3] for _, piece, _ in pieces)
    return any(region.count(tag + marks.element) > begun[tag] for tag in (*GLUED, "TIF")) or _has_glued_trigger(pieces)


def _has_glued_trigger(pieces: list[tuple[int, str, bool]]) -> bool:
    return any(piece[-3:] == "SRC" and len(piece.strip()) > 3 for _, piece, _ in pieces)


def _part_glued(
    pieces: list[tuple[int, str, bool]], marks: Separators, defects: list[Defect]
) -> list[tuple[int, str, bool]]:
    found: list[tuple[int, str, bool]] = []
    pattern = _glued(marks)
    for number, (offset, piece, terminated) in enumerate(pieces):
        cuts = [match.start() for match in pattern.finditer(piece) if _is_inside(piece, match.start(), marks)]
        if piece[-3:] == "SRC" and _is_inside(piece, len(piece) - 3, marks) and _begins(pieces, number + 1, "RCI"):
            cuts.append(len(piece) - 3)
        for first, last in zip([0, *cuts], [*cuts, len(piece)], strict=True):
            found.append((offset + first, piece[first:last], terminated or last < len(piece)))
        defects += [Defect(offset + cut, "missing-terminator", _missing(piece[cut : cut + 3])) for cut in cuts]
    return found


def _missing(tag: str) -> str:
    return f"no terminator before {tag}: read as a segment of its own"


def _begins(pieces: list[tuple[int, str, bool]], number: int, tag: str) -> bool:
    return number < len(pieces) and pieces[number][1].lstrip().startswith(tag)


def _is_inside(piece: str, position: int, marks: Separators) -> bool:
    before = piece[max(0, position - 80) : position].rstrip()
    return bool(before) and before[-1] not in (marks.element, marks.component, marks.release, "/")


@cache
def _glued(marks: Separators) -> re.Pattern[str]:
    """Return the pattern of `GLUED` in these separators."""
    element, component = re.escape(marks.element), re.escape(marks.component)
    layouts = [
        tag + rest.replace(r"\+", "\0").replace(":", component).replace("\0", element) for tag, rest in GLUED.items()
    ]
    layouts = [re.sub(r"\[([^]]*)\+\]", rf"[\1{element}]", layout) for layout in layouts]
    # TIF has no layout of its own to know it by; after a digit it cannot be the end of a surname.
    return re.compile("|".join([*layouts, rf"(?<=\d)TIF{element}[A-Z]"]))


def _split(text: str, mark: str, release: str) -> list[str]:
    """Split at a mark that is not released; the parts keep their release characters."""
    if not mark or mark not in text:
        return [text]
    pieces = text.split(mark)
    if not release or release not in text:
        return pieces
    found: list[str] = []
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if (len(piece) - len(piece.rstrip(release))) % 2 == 0:
            found.append(mark.join(held))
            held = []
    return [*found, mark.join(held)] if held else found


def _plain(text: str, marks: Separators) -> str:
    """Return a component with its released characters plain; a release at the very end releases nothing."""
    if not marks.release or marks.release not in text:
        return text
    return _released(marks.release).sub(r"\1", text)


@cache
def _released(release: str) -> re.Pattern[str]:
    return re.compile(re.escape(release) + "(.)", re.DOTALL)
