"""EDIFACT as bytes: interchanges cut into segments, none lost, each with its place; damage is mended and reported.

Carriers' files stand in Type B envelopes and mails, are broken into lines at any byte, and lack terminators. A segment
keeps the offset of its first byte in the file as it came, so that a defect can be found again by its sender.

Source: ISO 9735-1:2002, sections 8 to 10 and annex; IATA Type B layout as carriers send it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, chain, compress, islice, repeat, zip_longest
from operator import add, itemgetter, sub

import msgspec

from tournai.errors import Malformed
from tournai.travel.records import Defect, Place
from tournai.travel.service_strings import Separators, Start, find_starts
from tournai.values.wordings import say

MAX_BYTES = 64 * 1024 * 1024
MAX_SEGMENTS = 4_000_000
MOST_SEPARATORS = 20_000_000
"""Separators of elements, repetitions and components in a file, for each costs time. Of carriers' messages they are a
fifth: the longest file holds 14 million."""
LONGEST_SEGMENT = 65_536
"""Characters of a segment: of longer ones, in which terminators are missing, only the tag is kept."""
MOST_UNTERMINATED = 100_000
"""Segments that are read though no terminator stands before them."""
BLOCK = 64 * 1024
"""Characters that are cut at a time, or as many more as the last segment needs."""

CONTROLS = dict.fromkeys((*range(32), 127))
"""Characters that no segment holds: line ends and the marks of a Type B envelope."""
_PRINTABLE = bytes(range(32, 127))

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
        hidden, shown = _hide_released(self.text, marks)
        return tuple(
            tuple(
                tuple(part.translate(shown) for part in repetition.split(marks.component))
                for repetition in (element.split(marks.repetition) if marks.repetition else [element])
            )
            for element in hidden.split(marks.element)[1:]
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
            found = []
            for part in self.text.split(marks.element):
                found.append(part.split(component))  # a comprehension takes a third longer here
            return found
        hidden, shown = _hide_released(self.text, marks)
        _, has_data, data = hidden.partition(marks.element)
        if not has_data:
            return [[self.tag]]
        if marks.repetition:
            data = data.replace(marks.repetition, marks.element)
        elements = [part.split(marks.component) for part in data.split(marks.element)]
        if shown:
            elements = [[part.translate(shown) for part in parts] for parts in elements]
        return [[self.tag], *elements]

    def texts(self) -> list[str]:
        """The elements after the first, each as one text: unreleased colons inside it are put back."""
        marks = self.separators
        if marks.component == ":" and (not (marks.release or marks.repetition) or self._is_plain()):
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
        Malformed: The file is empty, too large (``too-large``, ``too-many-segments``, ``too-many-elements``) or holds
            no UNA, UNB or UNH (``no-interchange``).
    """
    if len(data) > MAX_BYTES:
        raise Malformed(
            say("the file has more than {most} bytes: send it in parts", most=MAX_BYTES),
            code="too-large",
            offset=MAX_BYTES,
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
    if len(text) > MOST_SEPARATORS:
        _check_separators(sum(map(_separators, repeat(text), starts, ends)))
    found: list[Interchange] = []
    count = 0
    for start, end in zip(starts, ends, strict=True):
        found.append(_read_interchange(text, start, end, count))
        count += len(found[-1].segments)
    return tuple(found)


def _check_separators(count: int) -> None:
    if count > MOST_SEPARATORS:
        message = f"more than {MOST_SEPARATORS} elements and components: send the file in parts"
        raise Malformed(message, code="too-many-elements", offset=0)


def _separators(text: str, start: Start, end: int) -> int:
    marks = start.separators
    parting = (marks.element, marks.component, marks.repetition)
    return sum(text.count(mark, start.body, end) for mark in parting if mark)


def _read_interchange(text: str, start: Start, end: int, count: int) -> Interchange:
    marks = start.separators
    region = text[start.body : end]
    if start.typographic:
        region = region.replace("\xe2\x80\x99", "'  ").replace("\x92", "'")  # as long as before: offsets hold
    # Counted before anything is made of them, for a list takes thirty times the memory.
    if count + region.count(marks.terminator) > MAX_SEGMENTS:
        raise _too_many(say("more than {most} segments", most=MAX_SEGMENTS), start.offset)
    cutter = _Cutter(region, start, count)
    segments = tuple(chain.from_iterable(map(cutter.cut, _blocks(region, marks))))
    return Interchange(marks, start.offset, segments, tuple(cutter.finish()))


def _blocks(region: str, marks: Separators) -> Iterator[tuple[int, int]]:
    """Yield from where to where the text is cut at a time: short enough for the processor's memory, at a terminator.

    A terminator that may be released ends no block.
    """
    begin = 0
    while begin < len(region):
        end = region.find(marks.terminator, begin + BLOCK)
        while end > 0 and region[end - 1] in ("\r", "\n", marks.release):
            end = region.find(marks.terminator, end + 1)
        end = end + 1 if end > 0 else len(region)
        yield begin, end
        begin = end


class _Cutter:
    """Cuts an interchange block by block, and notes what was wrong with how it was written."""

    def __init__(self, region: str, start: Start, count: int) -> None:
        self.region = region
        self.start = start
        self.used = _used(region, start.separators)
        self.count = count
        """How many segments of the file were cut."""
        self.triggers = _glued_triggers(region, start.separators)
        self.unterminated = 0
        self.defects = list(start.defects)
        self.latest: Segment | None = None
        self.is_closed = False
        self.rest: int | None = None
        """Where text stands after UNZ."""
        self.tail = ""

    def cut(self, block: tuple[int, int]) -> list[Segment]:
        """Return the segments of a block, up to UNZ.

        Goes from step to step over whole lists, for a step over a list costs a fraction of the same step in a loop.
        """
        begin, end = block
        marks = self.start.separators
        offset = self.start.body + begin
        pieces = _pieces(self.region[begin:end], marks)
        lengths = list(map(len, pieces))
        longest = max(lengths)
        ends = list(map(add, accumulate(lengths), range(offset, offset + len(pieces))))
        texts = list(map(str.lstrip, pieces))
        inside = "".join(texts)
        cuts = self._glued_starts(begin, end, has_broken_lines="\n" in inside or "\r" in inside)
        if cuts:
            pieces, ends = _part_glued(pieces, ends, [self.start.body + cut for cut in cuts])
            texts = list(map(str.lstrip, pieces))
        places = list(map(sub, ends, map(len, texts)))
        if longest > LONGEST_SEGMENT:
            self.defects += _shorten(texts, places, marks)
            inside = "".join(texts)
        self.tail = pieces[-1]
        cleaned = texts if _is_clean(inside) else list(map(_clean, texts))
        del pieces, lengths, ends, texts, inside  # as large as the segments that are made now
        return self._segments(cleaned, places)

    def _segments(self, texts: list[str], places: list[int]) -> list[Segment]:
        # Mostly the last alone is empty, after the block's terminator.
        if not texts[-1]:
            texts, places = texts[:-1], places[:-1]
        if not all(texts):
            places = list(compress(places, texts))
            texts = list(filter(None, texts))
        if self.is_closed or not texts:
            self._note_rest(places, 0)
            return []
        tags = _tags(texts, self.used.element)
        end = tags.index("UNZ") + 1 if "UNZ" in tags else len(tags)
        if self.count + end > MAX_SEGMENTS:
            raise _too_many(say("more than {most} segments", most=MAX_SEGMENTS), places[MAX_SEGMENTS - self.count - 1])
        ordinals = range(self.count + 1, self.count + end + 1)
        segments = list(map(Segment, tags, texts, ordinals, places, repeat(self.used)))
        self.count += end
        self.latest = segments[-1]
        self.is_closed = self.latest.tag == "UNZ"
        self._note_rest(places, end)
        return segments

    def _note_rest(self, places: list[int], end: int) -> None:
        if self.rest is None and end < len(places):
            self.rest = places[end]

    def _glued_starts(self, begin: int, end: int, *, has_broken_lines: bool) -> list[int]:
        """Return where segments of a block begin that have no terminator before them, and note each."""
        found = _glued_starts(self.region, begin, end, self.start.separators, has_broken_lines=has_broken_lines)
        found += self.triggers[bisect_left(self.triggers, begin) : bisect_left(self.triggers, end)]
        found.sort()
        if self.unterminated + len(found) > MOST_UNTERMINATED:
            offset = self.start.body + found[MOST_UNTERMINATED - self.unterminated]
            raise _too_many(say("more than {most} segments without a terminator", most=MOST_UNTERMINATED), offset)
        self.unterminated += len(found)
        for cut in found:
            message = _missing(self.region[cut : cut + 3])
            self.defects.append(Defect(self.start.body + cut, "missing-terminator", message))
        return found

    def finish(self) -> list[Defect]:
        """Return what was wrong, once all is cut."""
        if self.rest is not None:
            self.defects.append(Defect(self.rest, "text-outside", "text after the end of the interchange was skipped"))
        elif self.latest is not None and self.tail.strip():
            self.defects.append(Defect(self.latest.offset, "unterminated", "the last segment has no terminator"))
        return self.defects


def _too_many(what: str, offset: int) -> Malformed:
    return Malformed(say("{what}: send the interchange in parts", what=what), code="too-many-segments", offset=offset)


def _shorten(texts: list[str], places: list[int], marks: Separators) -> list[Defect]:
    """Leave of overlong segments their tags alone, and return a defect for each."""
    if max(map(len, texts), default=0) <= LONGEST_SEGMENT:
        return []
    found = []
    for number, text in enumerate(texts):
        if len(text) > LONGEST_SEGMENT:
            texts[number] = _tag(_clean(text[:100]), marks.element)
            message = say(
                "a segment of more than {most} characters: only its tag was read",
                most=LONGEST_SEGMENT,
            )
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
    # What is left without the printable characters; to ask a text whether it is printable takes three times as long.
    return text.isascii() and not text.encode().translate(None, _PRINTABLE)


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


def _glued_starts(region: str, begin: int, end: int, marks: Separators, *, has_broken_lines: bool) -> list[int]:
    """Return where segments begin, from one position to another, that have no terminator before them.

    ``has_broken_lines``: line ends stand within segments; between them they part no tag from the text before it.
    """
    found = []
    for match in _glued_sign(marks, has_broken_lines=has_broken_lines).finditer(region, begin, end):
        start = match.start() - 3
        layout = _glued_layouts(marks)[region[start : start + 3]]
        if _is_inside(region, start, marks) and layout.match(region, start + 3):
            found.append(start)
            if len(found) > MOST_UNTERMINATED:
                break
    return found


def _glued_triggers(region: str, marks: Separators) -> list[int]:
    """Return where an SRC without a terminator before it stands before an RCI."""
    found = map(re.Match.start, _glued_trigger(marks).finditer(region))
    return list(islice((start for start in found if _is_inside(region, start, marks)), MOST_UNTERMINATED + 1))


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
    return say("no terminator before {tag}: read as a segment of its own", tag=tag)


def _is_inside(region: str, position: int, marks: Separators) -> bool:
    """Whether something other than a separator stands before a position: then a terminator is missing there."""
    before = region[max(0, position - 80) : position].rstrip()
    return bool(before) and before[-1] not in (marks.element, marks.component, marks.release, marks.terminator, "/")


@cache
def _glued_sign(marks: Separators, *, has_broken_lines: bool) -> re.Pattern[str]:
    """Return what finds an element separator after a tag that no terminator precedes.

    It begins with a literal and looks behind, for the search then skips from separator to separator.
    """
    element = re.escape(marks.element)
    tags = "|".join([*GLUED, "TIF"])
    line_ends = ("", r"\n", r"\r", r"\r\n") if has_broken_lines else ("",)
    ends = [rf"(?<={_no_separator(marks)}{line_end}(?:{tags}){element})" for line_end in line_ends]
    # Most elements end in a digit or stand after a separator: one look tells it.
    return re.compile(rf"{element}(?<=[A-Z]{{3}}{element})(?:{'|'.join(ends)})")


@cache
def _glued_trigger(marks: Separators) -> re.Pattern[str]:
    return re.compile(rf"SRC(?={re.escape(marks.terminator)}\s*RCI)(?<={_no_separator(marks)}SRC)")


def _no_separator(marks: Separators) -> str:
    return rf"[^\s{re.escape(marks.terminator)}{re.escape(marks.element)}{re.escape(marks.component)}]"


@cache
def _glued_layouts(marks: Separators) -> dict[str, re.Pattern[str]]:
    """Return what must follow each tag of `GLUED`, in these separators."""
    element, component, end = re.escape(marks.element), re.escape(marks.component), re.escape(marks.terminator)
    plain = {"\\+": element, ":": component, "$": f"(?={end})"}
    token = re.compile(r"\\\+|\(\?:|[:+$]")
    layouts = {tag: token.sub(lambda match: plain.get(match[0], match[0]), layout) for tag, layout in GLUED.items()}
    # TIF has no layout of its own to know it by; after a digit it cannot be the end of a surname.
    return {tag: re.compile(layout) for tag, layout in {**layouts, "TIF": rf"(?<=[0-9]TIF){element}[A-Z]"}.items()}


_HIDDEN = ("\ud800", "\ud801", "\ud802", "\ud803")
"""What stands for a released character until the text is split: surrogates alone, which no decoded text holds."""


def _hide_released(text: str, marks: Separators) -> tuple[str, dict[int, str]]:
    """Return a text in which no released character parts anything, and what its hidden characters stand for.

    A release at the very end releases nothing.
    """
    release = marks.release
    if not release or release not in text:
        return text, {}
    shown = [mark for mark in (release, marks.element, marks.component, marks.repetition) if mark]
    # Releases are paired from the left, as they are read.
    for mark, hidden in zip(shown, _HIDDEN, strict=False):
        text = text.replace(release + mark, hidden)
    kept = release if text.endswith(release) else ""
    return text.replace(release, "") + kept, {ord(hidden): mark for hidden, mark in zip(_HIDDEN, shown, strict=False)}
