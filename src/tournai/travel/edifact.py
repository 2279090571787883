"""EDIFACT as bytes: interchanges cut into segments, none lost, each with its place; damage is mended and reported.

Carriers' files stand in Type B envelopes and mails, are broken into lines at any byte, and lack terminators. A segment
keeps the offset of its first byte in the file as it came, so that a defect can be found again by its sender.

Source: ISO 9735-1:2002, sections 8 to 10 and annex; IATA Type B layout as carriers send it.
"""

import re
from functools import cache
from itertools import accumulate, compress, repeat, zip_longest
from operator import add, itemgetter, sub

import msgspec

from tournai.errors import Malformed
from tournai.travel.records import Defect, Place
from tournai.travel.service_strings import Separators, Start, find_starts

MAX_BYTES = 64 * 1024 * 1024
MAX_SEGMENTS = 4_000_000
LONGEST_SEGMENT = 65_536
"""Characters of a segment: of longer ones, in which terminators are missing, only the tag is kept."""
MOST_UNTERMINATED = 100_000
"""Segments that are read though no terminator stands before them."""

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


COMMON = (*GLUED, "SRC", "TIF", "MSG", "ORG", "EQN", "FAR", "PTK", "TXD", "EBD", "TBD", "SSD", "TRA", "LTS", "UNB")
_head = itemgetter(slice(4))


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

    @property
    def place(self) -> Place:
        """Where the segment stands."""
        return Place(self.tag, self.ordinal, self.offset)

    def values(self) -> list[list[str]]:
        """The segment as a list of elements, each a list of components; the tag is element 0.

        A repeated element stands as more elements of its own, which is how PNRGOV's senders write repetition.
        """
        marks = self.separators
        if not (marks.release or marks.repetition) or self._is_plain():
            component = marks.component
            return [part.split(component) for part in self.text.split(marks.element)]
        return [[self.tag], *(list(parts) for element in self.elements for parts in element)]

    def texts(self) -> list[str]:
        """The elements after the first, each as one text: unreleased colons inside it are put back."""
        marks = self.separators
        if marks.component == ":" and self._is_plain():
            return self.text.split(marks.element)[2:]
        return [":".join(parts) for parts in self.values()[2:]]

    def _is_plain(self) -> bool:
        marks = self.separators
        text, repetition, release = self.text, marks.repetition, marks.release
        return not (release and release in text) and not (repetition and repetition in text)


class Interchange(msgspec.Struct, frozen=True, gc=False):
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
    # Counted before anything is made of them, for a list takes thirty times the memory.
    if count + region.count(marks.terminator) > MAX_SEGMENTS:
        raise _too_many(f"more than {MAX_SEGMENTS} segments", start.offset)
    used = _used(region, marks)
    pieces = _pieces(region, marks)
    ends = list(map(add, accumulate(map(len, pieces)), range(start.body, start.body + len(pieces))))
    texts = list(map(str.lstrip, pieces))
    tail = pieces[-1]
    cuts = [start.body + cut for cut in _glued_starts(region, "".join(texts), marks)]
    if cuts:
        defects += [Defect(cut, "missing-terminator", _missing(text[cut : cut + 3])) for cut in cuts]
        pieces, ends = _part_glued(pieces, ends, cuts)
        texts = list(map(str.lstrip, pieces))
        tail = pieces[-1]
    places = list(map(sub, ends, map(len, texts)))
    del pieces, ends  # nearly as large as the texts
    defects += _shorten(texts, places, marks)
    segments, rest = _segments(texts, places, used, count)
    if rest is not None:
        defects.append(Defect(rest, "text-outside", "text after the end of the interchange was skipped"))
    elif segments and tail.strip():
        defects.append(Defect(segments[-1].offset, "unterminated", "the last segment has no terminator"))
    return Interchange(marks, start.offset, tuple(segments), tuple(defects))


def _too_many(what: str, offset: int) -> Malformed:
    return Malformed(f"{what}: send the interchange in parts", code="too-many-segments", offset=offset)


def _shorten(texts: list[str], places: list[int], marks: Separators) -> list[Defect]:
    """Leave of overlong segments their tags alone, and return a defect for each."""
    if max(map(len, texts), default=0) <= LONGEST_SEGMENT:
        return []
    found = []
    for number, text in enumerate(texts):
        if len(text) > LONGEST_SEGMENT:
            texts[number] = _tag(_clean(text[:100]), marks.element)
            message = f"a segment of more than {LONGEST_SEGMENT} characters: only its tag was read"
            found.append(Defect(places[number], "segment-too-long", message))
    return found


def _used(region: str, marks: Separators) -> Separators:
    """Return the separators without a release or repetition that the text never uses: segments then split faster."""
    release = marks.release if marks.release and marks.release in region else ""
    repetition = marks.repetition if marks.repetition and marks.repetition in region else ""
    return msgspec.structs.replace(marks, release=release, repetition=repetition)


def _pieces(region: str, marks: Separators) -> list[str]:
    """Return what stands between terminators, the last of them unterminated; a released terminator parts nothing."""
    pieces = region.split(marks.terminator)
    release = marks.release
    if not release or release not in region:
        return pieces
    suspicious = ("\r", "\n", release)
    found: list[str] = []
    held: list[str] = []
    for piece in pieces:
        if piece[-1:] in suspicious and _ends_released(piece, release):
            held.append(piece)
        elif held:
            found.append(marks.terminator.join([*held, piece]))
            held = []
        else:
            found.append(piece)
    return [*found, marks.terminator.join(held)] if held else found


def _ends_released(piece: str, release: str) -> bool:
    # Line ends may stand anywhere, so also within a run of releases: Type B breaks a text at any byte.
    run = piece[len(piece.rstrip(f"\r\n{release}")) :]
    return run.count(release) % 2 == 1


def _segments(texts: list[str], places: list[int], marks: Separators, count: int) -> tuple[list[Segment], int | None]:
    """Return the segments up to UNZ, and the offset of any text after it; of texts that begin with no blank.

    Goes from step to step over whole lists, for a step over a list costs a fraction of the same step in a loop.
    """
    cleaned = texts if _is_clean("".join(texts)) else list(map(_clean, texts))
    # Mostly the last alone is empty, after UNZ.
    if cleaned and not cleaned[-1]:
        cleaned, places = cleaned[:-1], places[:-1]
    if not all(cleaned):
        places = list(compress(places, cleaned))
        cleaned = list(filter(None, cleaned))
    tags = _tags(cleaned, marks.element)
    end = tags.index("UNZ") + 1 if "UNZ" in tags else len(tags)
    if count + end > MAX_SEGMENTS:
        raise _too_many(f"more than {MAX_SEGMENTS} segments", places[MAX_SEGMENTS - count - 1])
    ordinals = range(count + 1, count + end + 1)
    segments = list(map(Segment, tags, cleaned, ordinals, places, repeat(marks)))
    return segments, places[end] if end < len(places) else None


def _tags(texts: list[str], mark: str) -> list[str]:
    """Return each segment's tag; the common ones are one text each, however often they stand."""
    tags = list(map(_common_tags(mark).get, map(_head, texts)))
    if None in tags:
        return [tag or _tag(text, mark) for tag, text in zip(tags, texts, strict=True)]
    return tags  # type: ignore[return-value]  # no None is in it


def _tag(text: str, mark: str) -> str:
    return text[:3] if text[3:4] == mark or len(text) == 3 else text.split(mark, 1)[0].strip()


@cache
def _common_tags(mark: str) -> dict[str, str]:
    """Return what a segment of a common tag begins with, or is when it is empty -> the tag."""
    return {head: tag for tag in COMMON for head in (tag, tag + mark)}


def _is_clean(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _clean(text: str) -> str:
    """Return the text without control characters, its bytes read as UTF-8 where they are that, else as Latin-1."""
    if _is_clean(text):
        return text
    text = text.translate(CONTROLS)
    if text.isascii():
        return text.lstrip()
    return _decoded(text).lstrip()


def _decoded(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _glued_starts(region: str, inside: str, marks: Separators) -> list[int]:
    """Return where segments begin that have no terminator before them; ``inside`` is the region without what stands
    between segments: line ends there part no tag from the text before it."""
    sign, trigger = _glued_signs(marks, has_broken_lines="\n" in inside or "\r" in inside)
    found = []
    for match in sign.finditer(region):
        start = match.start() - 3
        layout = _glued_layouts(marks)[region[start : start + 3]]
        if _is_inside(region, start, marks) and layout.match(region, start + 3):
            found.append(start)
            if len(found) > MOST_UNTERMINATED:
                raise _too_many(f"more than {MOST_UNTERMINATED} segments without a terminator", start)
    for match in trigger.finditer(region):
        if _is_inside(region, match.start(), marks):
            found.append(match.start())
            if len(found) > MOST_UNTERMINATED:
                raise _too_many(f"more than {MOST_UNTERMINATED} segments without a terminator", match.start())
    return sorted(found)


def _part_glued(pieces: list[str], ends: list[int], cuts: list[int]) -> tuple[list[str], list[int]]:
    """Return the pieces and their ends, parted at the cuts."""
    starts = list(map(sub, ends, map(len, pieces)))
    bounds = sorted({*starts, *cuts})
    glued = set(cuts)
    found: list[str] = []
    number = -1
    for bound, following in zip_longest(bounds, bounds[1:]):
        number += bound not in glued
        begin = bound - starts[number]
        end = following - starts[number] if following in glued else None
        found.append(pieces[number][begin:end])
    return found, list(map(add, bounds, map(len, found)))


def _missing(tag: str) -> str:
    return f"no terminator before {tag}: read as a segment of its own"


def _is_inside(region: str, position: int, marks: Separators) -> bool:
    """Whether something other than a separator stands before a position: then a terminator is missing there."""
    before = region[max(0, position - 80) : position].rstrip()
    return bool(before) and before[-1] not in (marks.element, marks.component, marks.release, marks.terminator, "/")


@cache
def _glued_signs(marks: Separators, *, has_broken_lines: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds an element separator after a tag that no terminator precedes, and such an SRC before an RCI.

    Both begin with a literal and look behind, for the search then skips from separator to separator.
    """
    element, terminator = re.escape(marks.element), re.escape(marks.terminator)
    no_separator = rf"[^\s{terminator}{element}{re.escape(marks.component)}]"
    tags = "|".join([*GLUED, "TIF"])
    line_ends = ("", r"\n", r"\r", r"\r\n") if has_broken_lines else ("",)
    ends = [rf"(?<={no_separator}{line_end}(?:{tags}){element})" for line_end in line_ends]
    # Most elements end in a digit or stand after a separator: one look tells it.
    sign = re.compile(rf"{element}(?<=[A-Z]{{3}}{element})(?:{'|'.join(ends)})")
    return sign, re.compile(rf"SRC(?={terminator}\s*RCI)(?<={no_separator}SRC)")


@cache
def _glued_layouts(marks: Separators) -> dict[str, re.Pattern[str]]:
    """Return what must follow each tag of `GLUED`, in these separators."""
    element, component, end = re.escape(marks.element), re.escape(marks.component), re.escape(marks.terminator)
    plain = {"\\+": element, ":": component, "$": f"(?={end})"}
    token = re.compile(r"\\\+|\(\?:|[:+$]")
    layouts = {tag: token.sub(lambda match: plain.get(match[0], match[0]), layout) for tag, layout in GLUED.items()}
    # TIF has no layout of its own to know it by; after a digit it cannot be the end of a surname.
    return {tag: re.compile(layout) for tag, layout in {**layouts, "TIF": rf"(?<=[0-9]TIF){element}[A-Z]"}.items()}


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
