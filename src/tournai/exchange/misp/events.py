"""Reading and writing MISP events.

Source: the MISP core format (draft-dulaunoy-misp-core-format), sections on Event, Attribute, Object and Tag.
"""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.errors import Malformed
from tournai.exchange.markings import HandlingCode
from tournai.exchange.misp.indicators import CATEGORIES, KINDS, PERSON_OBJECTS, PERSON_TYPES, TLP_OF, Indicator
from tournai.values.wordings import say

MAXIMUM_BYTES = 50_000_000
MAXIMUM_ATTRIBUTES = 200_000
MAXIMUM_VALUE = 8000
_OWN_ORGANISATION_ONLY = "0"


class MalformedEvent(Malformed):
    """Bytes that are no MISP event."""


class Imported(msgspec.Struct, frozen=True):
    """What an event gave: its identifier, the indicators, and how much was refused or is no indicator."""

    event: str
    indicators: tuple[Indicator, ...]
    persons_refused: int = 0
    """Objects and attributes about persons: nothing of them is kept."""
    left_out: int = 0
    """Attributes of types that are no indicators: text, links, attachments."""


class _Tag(msgspec.Struct):
    name: str = ""


class _Attribute(msgspec.Struct):
    type: str
    value: str | int | float
    to_ids: bool = False
    deleted: bool | str | int = False
    tags: list[_Tag] = msgspec.field(name="Tag", default_factory=list)


class _Object(msgspec.Struct):
    name: str = ""
    deleted: bool | str | int = False
    attributes: list[_Attribute] = msgspec.field(name="Attribute", default_factory=list)


class _Event(msgspec.Struct):
    uuid: Annotated[str, Meta(pattern="^[0-9A-Fa-f-]{36}$")]
    attributes: list[_Attribute] = msgspec.field(name="Attribute", default_factory=list)
    objects: list[_Object] = msgspec.field(name="Object", default_factory=list)
    tags: list[_Tag] = msgspec.field(name="Tag", default_factory=list)


class _Wrapped(msgspec.Struct):
    event: _Event | None = msgspec.field(name="Event", default=None)


_WRAPPED = msgspec.json.Decoder(_Wrapped, strict=False)
_BARE = msgspec.json.Decoder(_Event, strict=False)


def read_event(data: bytes) -> Imported:
    """Return the indicators of a MISP event, as a server gives it (``{"Event": {...}}``) or bare.

    Raises:
        MalformedEvent: No such event, too large, or with too many attributes (codes ``misp``, ``misp-size``).
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedEvent(say("an event has at most {most} bytes", most=MAXIMUM_BYTES), code="misp-size")
    try:
        event = _WRAPPED.decode(data).event or _BARE.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedEvent("these bytes are no MISP event", code="misp") from error
    objects = [each for each in event.objects if not _is_set(each.deleted)]
    persons = [each for each in objects if each.name in PERSON_OBJECTS]
    kept = [*event.attributes, *(one for each in objects if each.name not in PERSON_OBJECTS for one in each.attributes)]
    attributes = [each for each in kept if not _is_set(each.deleted)]
    if len(attributes) > MAXIMUM_ATTRIBUTES:
        raise MalformedEvent(say("an event has at most {most} attributes", most=MAXIMUM_ATTRIBUTES), code="misp-size")
    refused = sum(each.type in PERSON_TYPES for each in attributes)
    indicators = tuple(_indicator(each, event.tags) for each in attributes if _is_indicator(each))
    left_out = len(attributes) - refused - len(indicators)
    return Imported(event.uuid.lower(), indicators, len(persons) + refused, left_out)


def write_event(identifier: str, on: date, indicators: tuple[Indicator, ...], handling: HandlingCode) -> bytes:
    """Return a MISP event for one's own organisation alone. ``identifier``: 32 hexadecimal characters, the event's.

    Who may have it is decided where it is imported, by a person: no sharing group is named, so that none that is
    empty or unknown there can publish it to all.

    Raises:
        MalformedEvent: An indicator's type is none of the table's (code ``misp``).
    """
    if any(KINDS.get(each.type) is not each.kind for each in indicators):
        raise MalformedEvent("an indicator is not of its type", code="misp")
    event = {
        "uuid": _uuid(identifier),
        "date": on.isoformat(),
        "info": "indicators",
        "distribution": _OWN_ORGANISATION_ONLY,
        "threat_level_id": "4",
        "analysis": "0",
        "published": False,
        "Tag": [{"name": TLP_OF[handling]}],
        "Attribute": [_written(each) for each in indicators],
        "Object": [],
    }
    return msgspec.json.encode({"Event": event})


def _written(indicator: Indicator) -> dict[str, object]:
    return {
        "type": indicator.type,
        "category": CATEGORIES[indicator.kind],
        "value": indicator.value,
        "to_ids": indicator.for_detection,
        "distribution": _OWN_ORGANISATION_ONLY,
        "Tag": [{"name": name} for name in indicator.markings],
    }


def _is_indicator(attribute: _Attribute) -> bool:
    return attribute.type in KINDS and 0 < len(str(attribute.value)) <= MAXIMUM_VALUE


def _indicator(attribute: _Attribute, tags: list[_Tag]) -> Indicator:
    names = {tag.name.lower() for tag in (*tags, *attribute.tags) if tag.name.lower().startswith(("tlp:", "pap:"))}
    kind = KINDS[attribute.type]
    return Indicator(kind, attribute.type, str(attribute.value), attribute.to_ids, tuple(sorted(names)))


def _is_set(flag: bool | str | int) -> bool:  # noqa: FBT001  # MISP writes it as true, "1" or 1
    return str(flag).lower() in ("true", "1")


def _uuid(identifier: str) -> str:
    return "-".join((identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20], identifier[20:]))
