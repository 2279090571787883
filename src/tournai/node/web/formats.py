"""Instants, local times, clocks and numbers as a reader's language writes them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from gettext import NullTranslations

import msgspec
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from tournai.node.duties.flight_views import FlightView
from tournai.screening.batches import Feature

MINUTE, DAY = 60, 24 * 60
FEWEST, MANY = 0.1, 100
"""Rates in 10,000: below the first they are not told, from the second on without a decimal."""
MINUS = "\N{MINUS SIGN}"

SOON, VERY_SOON = timedelta(hours=4), timedelta(hours=1)
"""From here on a clock is drawn as soon, then as very soon. The law's own clock comes with the match."""


class Countdown(msgspec.Struct, frozen=True):
    """A clock as a page draws it: words, a bar's filling from 0 to 100, and how near the end is.

    ``urgency`` is ``calm``, ``soon``, ``now`` or ``over``.
    """

    words: str
    filled: int
    urgency: str


class Formats:
    """Writes values for one language and one zone."""

    def __init__(self, locale: str, zone: tzinfo, messages: NullTranslations) -> None:
        self._locale = Locale.parse(locale)
        self._zone = zone
        self._say = messages.gettext

    def moment(self, instant: datetime | None) -> Markup:
        """Return an instant with date, time and zone: ``Mon 23 Nov 2026, 21:40 CET``; a dash where there is none."""
        if instant is None:
            return Markup("\N{EN DASH}")
        here = instant.astimezone(self._zone)
        return _time(instant, f"{self._day(here, 'yMMMEd')}, {here:%H:%M}", f"{here:%Z}")

    def stamp(self, instant: datetime) -> Markup:
        """Return an instant to the second, as a log needs it: ``2026-11-23 21:40:07 CET``."""
        here = instant.astimezone(self._zone)
        return _time(instant, f"{here:%Y-%m-%d %H:%M:%S}", f"{here:%Z}")

    def local(self, moment: datetime | None) -> Markup:
        """Return an airport's own time; the page says that it is local."""
        if moment is None:
            return Markup("\N{EN DASH}")
        text = f'<span class="hour">{moment:%H:%M}</span> <span class="day">{self._day(moment, "MMMEd")}</span>'
        return Markup(text)  # noqa: S704  digits and a date in the reader's language

    def day(self, value: date | None) -> str:
        """Return a date: ``23 Nov 2026``."""
        return format_date(value, "medium", self._locale) if value else "\N{EN DASH}"

    def number(self, value: float) -> str:
        """Return a number with the language's separators."""
        return str(format_decimal(value, locale=self._locale))

    def decimal(self, value: float) -> str:
        """Return a number with one decimal."""
        return str(format_decimal(value, "#,##0.0", locale=self._locale))

    def chance(self, rate: float) -> str:
        """Return how many in 10,000: below a tenth only that it is fewer."""
        if rate < FEWEST:
            return self._say("fewer than %(rate)s") % {"rate": self.decimal(FEWEST)}
        return self.decimal(rate) if rate < MANY else self.number(round(rate))

    def signed(self, value: float) -> str:
        """Return a number with one decimal and its sign: ``+4.0``."""
        sign = MINUS if value < 0 else "+"
        return sign + self.decimal(abs(value))

    def percent(self, share: float) -> str:
        """Return a share of one as a percentage."""
        return str(format_percent(share, "#,##0\N{NO-BREAK SPACE}%", locale=self._locale))

    def percentage(self, share: float) -> str:
        """Return a share of one as a percentage with one decimal."""
        return str(format_percent(share, "#,##0.0\N{NO-BREAK SPACE}%", locale=self._locale))

    def fine_percent(self, share: float) -> str:
        """Return a share as a percentage with two decimals: rates of criteria are small."""
        return str(format_percent(share, "#,##0.##\N{NO-BREAK SPACE}%", locale=self._locale))

    def largest(self, features: Sequence[Feature]) -> float:
        """Return the largest weight, either way: the scale of the bars."""
        return max((abs(feature.weight) for feature in features), default=1.0) or 1.0

    def width(self, weight: float, most: float) -> int:
        """Return the length of a weight's bar, 0 to 100."""
        return round(100 * abs(weight) / most)

    def span(self, seconds: float) -> str:
        """Return a duration in its two largest units: ``2 h 10 min``."""
        days, minutes = divmod(max(0, int(seconds // MINUTE)), DAY)
        parts = {"days": days, "hours": minutes // MINUTE, "minutes": minutes % MINUTE}
        if days:
            return self._say("%(days)d d %(hours)d h") % parts
        if minutes >= MINUTE:
            return self._say("%(hours)d h %(minutes)d min") % parts
        return self._say("%(minutes)d min") % parts

    def ago(self, instant: datetime, now: datetime) -> str:
        """Return how long ago an instant was."""
        return self._say("%(span)s ago") % {"span": self.span((now - instant).total_seconds())}

    def flight_clock(self, flight: FlightView, now: datetime) -> Countdown:
        """Return where a flight stands by its schedule: before departure, under way, landed."""
        if flight.arrival_at is None or flight.departure_at is None:
            return Countdown(self._say("schedule not known"), 0, "calm")
        whole, gone = flight.arrival_at - flight.departure_at, now - flight.departure_at
        filled = min(100, max(0, round(100 * gone / whole))) if whole > timedelta() else 0
        if now < flight.departure_at:
            return Countdown(self._until(self._say("departs in %(span)s"), flight.departure_at, now), 0, "calm")
        if now < flight.arrival_at:
            words = self._until(self._say("lands in %(span)s"), flight.arrival_at, now)
            return Countdown(words, filled, _urgency(flight.arrival_at - now))
        span = self.span((now - flight.arrival_at).total_seconds())
        return Countdown(self._say("landed %(span)s ago") % {"span": span}, 100, "over")

    def review_clock(self, due_at: datetime | None, created_at: datetime, now: datetime) -> Countdown:
        """Return how long a review may still take."""
        if due_at is None:
            return Countdown(self._say("no time limit known"), 0, "calm")
        whole = due_at - created_at
        filled = min(100, max(0, round(100 * (now - created_at) / whole))) if whole > timedelta() else 100
        if now > due_at:
            span = self.span((now - due_at).total_seconds())
            return Countdown(self._say("%(span)s too late") % {"span": span}, 100, "over")
        return Countdown(self._until(self._say("%(span)s left"), due_at, now), filled, _urgency(due_at - now))

    def _until(self, words: str, end: datetime, now: datetime) -> str:
        return words % {"span": self.span((end - now).total_seconds())}

    def _day(self, moment: datetime, skeleton: str) -> str:
        return format_skeleton(skeleton, moment.replace(tzinfo=None), locale=self._locale)


def _urgency(left: timedelta) -> str:
    if left <= VERY_SOON:
        return "now"
    return "soon" if left <= SOON else "calm"


def _time(instant: datetime, text: str, zone: str) -> Markup:
    exact = instant.astimezone(UTC).isoformat(timespec="seconds")
    return Markup('<time datetime="{}">{} <span class="zone">{}</span></time>').format(exact, text, zone)
