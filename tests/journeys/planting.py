"""Messages with markers planted in every place where something may hide, and the forms in which to look for them.

Names of persons, and an interchange's sender (UNB) in a party's letters, are no hiding places: they are kept as sent.
"""

import base64
from collections.abc import Iterator

import msgspec
from tests.journeys import places_in_mails
from tests.journeys.places_in_edifact import (
    PAXLST,
    PAXLST_FRAME,
    PAXLST_PLACES,
    PNRGOV,
    PNRGOV_FRAME,
    PNRGOV_PLACES,
    Places,
)
from tests.journeys.places_in_xml import FRAME, INSIDE, compose_xml, joined

from tournai.travel.special_services import SPECIAL_SERVICES, Treatment

CORE = "QZHIDDENZQ"
"""What every marker holds, so that one search finds them all."""
CORES = (CORE, "QZCACHÉZQ")
"""Searched: the second stands beside the first where a place takes text, for what is not ASCII has more forms."""
CODES = tuple(sorted(SPECIAL_SERVICES))
DROPPED_CODES = tuple(code for code in CODES if SPECIAL_SERVICES[code] is Treatment.DROP)
"""Codes of which nothing is kept; of the others the structured part that Annex I lists."""


class Planted(msgspec.Struct, frozen=True):
    """Messages, and what was planted in them: marker -> place."""

    bodies: tuple[bytes, ...]
    markers: dict[str, str]


def compose(form: tuple[str, ...], reference: str, *inserts: Places, replace: str = "") -> bytes:
    """Return an interchange of a form, a message for each of the inserts: what stands at the form's marks.

    ``replace`` is a segment that stands in place of the first of its tag.
    """
    tags = [segment.split("+")[0] for segment in form]
    begin, end = tags.index("UNH"), tags.index("UNT") + 1
    messages = (insert.get(segment, segment) for insert in inserts or ({},) for segment in form[begin:end])
    segments = [*form[:begin], *messages, *form[end:]]
    if replace:
        segments[tags.index(replace.split("+")[0])] = replace
    kept = [segment.replace("{ref}", reference) for segment in segments if not segment.startswith("(")]
    return "".join(f"{segment}'" for segment in kept if segment).encode()


def plant(prefix: str, form: tuple[str, ...], frame: Places, places: Places) -> Planted:
    """Return a message for each place of the frame, two for each other one, and one with all the others together."""
    segments, markers = fill(prefix, frame | places)
    bodies = [compose(form, f"{prefix}F{number}", replace=segments[place]) for number, place in enumerate(frame)]
    # Before any booking a person's name opens one: it is then what a name is for, and no history.
    anywhere = [place for place in places if "TIF+DEW" not in places[place] and not _opens(places[place])]
    bodies.append(compose(form, f"{prefix}A", *({"(message)": segments[place]} for place in anywhere)))
    bodies.append(compose(form, f"{prefix}B", *({"(person)": segments[place]} for place in places)))
    bodies.append(compose(form, f"{prefix}C", {"(person)": "'".join(segments[place] for place in places)}))
    return Planted(tuple(bodies), markers)


def _opens(segments: str) -> bool:
    return segments.startswith(("ABI", "NAD+F"))


def fill(prefix: str, places: Places) -> tuple[Places, dict[str, str]]:
    """Return the places with a marker of its own in each of their braces, and the markers."""
    written, markers = {}, {}
    for number, (place, template) in enumerate(places.items()):
        found = [f"{prefix}{number:03}{letter}{CORE}" for letter in "ABCDEFGHIJKLMNOP"[: template.count("{}")]]
        written[place] = template.format(*found)
        markers |= dict.fromkeys(found, place)
    return written, markers


def plant_xml(prefix: str) -> Planted:
    """Return an XML message for each place, and one with all together, plain and with every character escaped."""
    everywhere = FRAME | INSIDE
    written, markers = fill(prefix, {place: template for place, (_, template) in everywhere.items()})
    bodies = [compose_xml({slot: written[place]}) for place, (slot, _) in FRAME.items()]
    bodies += [compose_xml({}, {slot: written[place]}) for place, (slot, _) in INSIDE.items()]
    escaped = {place: _escaped(text) for place, text in written.items()}
    bodies += [compose_xml(joined(FRAME, all_), joined(INSIDE, all_)) for all_ in (written, escaped)]
    return Planted(tuple(bodies), markers)


def _escaped(text: str) -> str:
    return text.replace(CORE, "".join(f"&#{ord(char)};" for char in " ".join(CORES)))


def plant_mails(prefix: str) -> Planted:
    """Return a Type B message or mail for each place around an interchange, and one in base64."""
    bodies, markers = [], {}
    around = places_in_mails.TYPE_B | places_in_mails.MAILS
    for number, (place, template) in enumerate(around.items()):
        marker = f"{prefix}{number:03}{CORE}"
        bodies.append(places_in_mails.enclose(template, compose(PNRGOV, f"{prefix}{number}"), marker))
        markers[marker] = place
    note = f"{prefix}999{CORE}\r\n".encode()
    encoded = base64.encodebytes(note + compose(PNRGOV, f"{prefix}E") + note).decode()
    bodies.append(places_in_mails.ENCODED.replace("{}", encoded).encode())
    return Planted(tuple(bodies), markers | {note.decode().strip(): "text in base64"})


def every_code_in_every_place(text: str = "{}") -> tuple[bytes, ...]:
    """Return one message of each form in which every code stands in every place, a booking or person for each code.

    ``text`` is what is planted of a code: the code alone by default.
    """
    return (
        compose(PNRGOV, "PE", {"(person)": _for_each_code(PNRGOV_PLACES, text, "SRC'RCI+1A:LOC8{}'TIF+ANDERS+OSCAR")}),
        compose(PAXLST, "LE", {"(person)": _for_each_code(PAXLST_PLACES, text, "NAD+FL+++ANDERS:OSCAR")}),
        compose_xml(joined(FRAME, _with(FRAME, text.format(CODES[0]))), *_bookings(text)),
    )


def _for_each_code(places: Places, text: str, opening: str) -> str:
    planted = [(number, text.format(code)) for number, code in enumerate(CODES)]
    return "'".join(
        f"{opening.format(f'{number:02}')}'" + "'".join(place.replace("{}", code) for place in places.values())
        for number, code in planted
    )


def _bookings(text: str) -> list[dict[str, str]]:
    return [joined(INSIDE, _with(INSIDE, text.format(code))) for code in CODES]


def _with(places: dict[str, tuple[str, str]], text: str) -> Places:
    return {place: template.replace("{}", text) for place, (_, template) in places.items()}


PUSHES = plant("PN", PNRGOV, PNRGOV_FRAME, PNRGOV_PLACES)
LISTS = plant("PA", PAXLST, PAXLST_FRAME, PAXLST_PLACES)
XML = plant_xml("PX")
MAILS = plant_mails("PM")
ALL = (PUSHES, LISTS, XML, MAILS)
MARKERS = {marker: place for planted in ALL for marker, place in planted.markers.items()}
EVERY_CODE = (*every_code_in_every_place(), *every_code_in_every_place("{}" + CORE))
BROKEN = f"UNB+IATA:1+XX+GOV+261130:0900+S9'{CORE} is no message".encode()
UNREADABLE = (
    BROKEN,
    f"UNB+IATA:1+XX+GOV+261130:0900+S8'UNH+1+{CORE}:13:1:IA+{CORE}'FTX+{CORE}'UNT+3+1'UNZ+1+S8'".encode(),
    f"UNB+UNOA:4+XX+GOV+261130:0900+S7'UNH+1+PAXLST:D:05B:UN'BGM+745'FTX+AAI+++{CORE}'UNT+3+1'".encode(),
    f"<!DOCTYPE x [<!ENTITY a '{CORE}'>]><IATA_PNRGOV_NotifRQ>&a;</IATA_PNRGOV_NotifRQ>".encode(),
    f"<IATA_PNRGOV_NotifRQ><PNRs><PNR {CORE}=><Remark>{CORE}</PNRs></IATA_PNRGOV_NotifRQ>".encode(),
    f"<?xml version='1.0'?><{CORE}><PNR>{CORE}</PNR></{CORE}>".encode(),
    f"<?xml version='1.0' encoding='{CORE}'?><IATA_PNRGOV_NotifRQ/>".encode(),
    f"Dear all, {CORE} has nothing to do with a message.".encode(),
)  # fmt: skip
"""Bodies that cannot be read, or name no flight."""


def forms(text: str) -> Iterator[bytes]:
    """Yield a text as it may stand in a file: plain, in Latin-1, UTF-16 both ways, as JSON and XML escape it, and in
    base64 at each of its three offsets."""
    plain = text.encode()
    yield from {plain, text.encode("latin-1"), text.encode("utf-16-le"), text.encode("utf-16-be")}
    yield from {text.encode("ascii", "backslashreplace"), text.encode("ascii", "xmlcharrefreplace")} - {plain}
    yield "".join(f"&#{ord(char)};" for char in text).encode()
    for before in range(3):
        # Every character that the text alone decides: seven at least of a locator, so that none stands there by chance.
        encoded = base64.b64encode(bytes(before) + plain + bytes(2))
        yield encoded[-(-8 * before // 6) : 8 * (before + len(plain)) // 6]
