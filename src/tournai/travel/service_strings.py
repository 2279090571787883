"""Where interchanges begin in a file, and which characters separate their parts (UNA, or the syntax's defaults).

Source: ISO 9735-1:2002, section 9.1 and annex (service string advice); IATA's use of the repetition separator.
"""

import re

import msgspec

from tournai.errors import Malformed
from tournai.travel.bounds import MOST_INTERCHANGES
from tournai.travel.records import Defect
from tournai.values.wordings import say


class Separators(msgspec.Struct, frozen=True, gc=False):
    """The service characters of an interchange; an empty ``release`` or ``repetition`` means that there is none."""

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = ""
    terminator: str = "'"


DEFAULT = Separators()


class Start(msgspec.Struct, frozen=True, gc=False):
    """Where an interchange begins (``offset``), where its first segment may stand (``body``), and its separators."""

    offset: int
    body: int
    separators: Separators
    typographic: bool = False
    """Whether segments end in a typographic quote, which word processors put for the plain one."""
    defects: tuple[Defect, ...] = ()


# Lines may be broken at any byte, inside a tag too; hence the line ends between the letters.
_UN = r"U[\r\n]*N[\r\n]*"
_UNA = rf"A(?P<service>[^A-Za-z0-9]{{3,12}}?)\s*(?={_UN}[BGH])"
_UNB = r"B(?=[ \r\n]*[^\sA-Za-z0-9][ \r\n]*(?:[A-Z][\r\n]*){4}[^\sA-Za-z0-9][\r\n]*\d)"
# The pattern begins with a letter, not a look behind, for then the search skips at the speed of memory.
_START = re.compile(rf"U[\r\n]*N[\r\n]*(?:{_UNA}|{_UNB})")
_WEAK_START = re.compile(rf"(?<![A-Za-z0-9]){_UN}B[ \r\n]*[^\sA-Za-z0-9]|(?<![A-Za-z0-9]){_UN}H[ \r\n]*[^\sA-Za-z0-9]")
_HEADER = re.compile(
    rf"{_UN}B[ \r\n]*(?P<element>[^\sA-Za-z0-9])[\r\n]*(?:[A-Z][\r\n]*){{4}}(?P<component>[^\sA-Za-z0-9])"
)
_SECOND = re.compile(rf"(?P<before>[^\s])\s*{_UN}[GH](?=[ \r\n]*[^\sA-Za-z0-9])")
_HEADER_REACH = 1_000
"""How far, in characters, the second segment's tag is looked for: a UNB is never that long."""


def find_starts(text: str) -> list[Start]:
    """Return where interchanges begin in a file read as Latin-1; where there is no UNB, its first UNH; else none.

    Raises:
        Malformed: They are more than a file has (``too-many-interchanges``).
    """
    starts: list[Start] = []
    advised_body = -1
    for match in _START.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if match.start() == advised_body or (before.isascii() and before.isalnum()):
            continue
        if len(starts) == MOST_INTERCHANGES:
            message = say(
                "more than {most} interchanges: send the file in parts",
                most=MOST_INTERCHANGES,
            )
            raise Malformed(message, code="too-many-interchanges", offset=match.start())
        advised_body = match.end() if match["service"] is not None else -1
        starts.append(_start(text, match.start(), match.end(), match["service"]))
    if starts:
        return starts
    weak = _WEAK_START.search(text)
    return [_start(text, weak.start(), weak.start(), None)] if weak else []


def _start(text: str, offset: int, end: int, service: str | None) -> Start:
    body = offset if service is None else end
    separators, damage = _advised(service)
    header = _HEADER.match(text, body)
    if header and (header["element"], header["component"]) != (separators.element, separators.component):
        separators = msgspec.structs.replace(separators, element=header["element"], component=header["component"])
        damage = damage or "UNB uses other separators than UNA or the syntax's defaults say; UNB's were used"
    terminator, typographic = _terminator(text, body, separators, is_advised=service is not None and not damage)
    if typographic:
        damage = damage or "segments end in a typographic quote; expected the plain one"
    separators = msgspec.structs.replace(separators, terminator=terminator)
    defects = (Defect(offset, "una-damaged", damage),) if damage else ()
    return Start(offset, body, separators, typographic, defects)


def _advised(service: str | None) -> tuple[Separators, str]:
    """Return the separators of a service string, and what is wrong with it (empty: nothing)."""
    if service is None:
        return DEFAULT, ""
    service = re.sub(r"[\r\n]", "", service)
    marks = service.replace("\xe2\x80\x99", "'").replace("\x92", "'")
    if len(marks) < 4:
        return DEFAULT, say(
            "UNA is followed by {count} characters, expected 6; the syntax's defaults were used", count=len(marks)
        )
    if len(marks) == 6:
        release, repetition, terminator = marks[3].strip(), marks[4].strip(), marks[5]
        damage = "UNA ends in a typographic quote; expected the plain one" if len(marks) < len(service) else ""
    else:
        release = marks[3:4].strip() or DEFAULT.release
        repetition = ""
        terminator = marks[-1] if len(marks) > 4 else DEFAULT.terminator
        damage = say("UNA is followed by {count} characters; expected 6", count=len(marks))
    advised = Separators(marks[0], marks[1], marks[2], release, repetition, terminator)
    used = [mark for mark in (marks[0], marks[1], release, repetition, terminator) if mark]
    if len(set(used)) < len(used) or any(mark.isspace() for mark in used):
        return DEFAULT, "UNA gives one character two meanings or a blank a meaning; the syntax's defaults were used"
    return advised, damage


def _terminator(text: str, body: int, separators: Separators, *, is_advised: bool) -> tuple[str, bool]:
    """Return what ends the first segment, judged by what stands before the second one's tag."""
    second = _SECOND.search(text, body, body + _HEADER_REACH)
    before = second["before"] if second else separators.terminator
    if before in ("\x99", "\x92"):
        return "'", True
    others = (separators.element, separators.component, separators.release, separators.repetition)
    if is_advised or not second or before.isalnum() or before in others:
        return separators.terminator, False
    return before, False
