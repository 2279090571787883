"""Clocks of orders: targets, legal latest instants, pauses and alarms."""

from tournai.providers.clocks.clock import (
    ALARMS,
    CLOCKS,
    Clock,
    ClockKind,
    Place,
    alarm,
    is_late,
    latest_at,
    pause,
    production_clock,
    resume,
    start,
    stop,
    target_at,
)

__all__ = [
    "ALARMS",
    "CLOCKS",
    "Clock",
    "ClockKind",
    "Place",
    "alarm",
    "is_late",
    "latest_at",
    "pause",
    "production_clock",
    "resume",
    "start",
    "stop",
    "target_at",
]
