"""Local times of airports as instants, by the airport's own zone; what a message says of the difference is checked.

Source: IATA SSIM, March 2011, section 2.6 (UTC/Local Time Variation); IANA time zones, as `tournai.values.airport`
has them.
"""

from datetime import UTC, datetime, timedelta

import msgspec

from tournai.errors import Malformed
from tournai.values import airport
from tournai.values.wordings import say


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A scheduled time: the instant in UTC, and the airport's local time (without a zone).

    ``remark``: empty, ``nonexistent`` (the clocks skip that time: it is read as if they had not gone forward yet),
    ``ambiguous`` (it comes twice: the first, unless the message says), or ``variation`` (the message states another
    difference from UTC than the airport's zone has; the zone counts).
    """

    at: datetime
    local: datetime
    remark: str = ""


def from_local(local: datetime, code: str, variation: int | None = None) -> Moment:
    """Return the moment of a local time; ``variation`` is the message's, in minutes.

    Raises:
        Malformed: The airport is not known and the message does not state its difference from UTC.
    """
    place = airport(code)
    if place is None:
        return Moment(_stated(local, code, variation), local)
    first, second = (local.replace(tzinfo=place.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return Moment(first, local, _variation(local, first, variation))
    if first > second:
        # Skipped by the clocks: the zone's own reading of it falls an hour later.
        return Moment(first, first.astimezone(place.zone).replace(tzinfo=None), "nonexistent")
    if variation is not None and local - timedelta(minutes=variation) == second.replace(tzinfo=None):
        return Moment(second, local)
    is_said = variation is not None and not _variation(local, first, variation)
    return Moment(first, local, "" if is_said else "ambiguous")


def from_utc(instant: datetime, code: str, variation: int | None = None) -> Moment:
    """Return the moment of an instant in UTC given without a zone, with the airport's local time.

    Raises:
        Malformed: The airport is not known and the message does not state its difference from UTC.
    """
    at = instant.replace(tzinfo=UTC)
    place = airport(code)
    if place is None:
        if variation is None:
            raise _unknown(code)
        return Moment(at, instant + timedelta(minutes=variation))
    local = at.astimezone(place.zone).replace(tzinfo=None)
    return Moment(at, local, _variation(local, at, variation))


def _variation(local: datetime, at: datetime, stated: int | None) -> str:
    actual = local - at.replace(tzinfo=None)
    return "" if stated is None or actual == timedelta(minutes=stated) else "variation"


def _stated(local: datetime, code: str, variation: int | None) -> datetime:
    if variation is None:
        raise _unknown(code)
    return (local - timedelta(minutes=variation)).replace(tzinfo=UTC)


def _unknown(code: str) -> Malformed:
    return Malformed(
        say("the airport {code} is not known, nor its difference from UTC given", code=code[:3]), code="airport"
    )
