"""Timetables: read from SSIM, SSM, ASM and tables; the flights of each day; which pushes are owed and how they stand.

>>> from datetime import date
>>> from tournai.travel.timetable import read_timetable, scheduled_flights
>>> message = b"SSM\\nLT\\nNEW\\nXT123\\n01JUN26 30JUN26 1\\nJ 320\\nBRU0715 FCO0915\\n"
>>> timetable = read_timetable(message, near=date(2026, 5, 1))
>>> [str(flight.departure_at) for flight in scheduled_flights(timetable.changes, date(2026, 6, 1), date(2026, 6, 8))]
['2026-06-01 05:15:00+00:00', '2026-06-08 05:15:00+00:00']
"""

from tournai.travel.timetable.changes import Action, Change, Designator, Remark, TimedLeg, Timetable
from tournai.travel.timetable.expectations import (
    Exemption,
    Expected,
    Obligation,
    PushState,
    Received,
    Standing,
    exemption_of,
    states,
    worst,
)
from tournai.travel.timetable.operations import ScheduledFlight, check_changes, scheduled_flights
from tournai.travel.timetable.periods import Period
from tournai.travel.timetable.reading import read_timetable
from tournai.travel.timetable.ssim import write_ssim

__all__ = [
    "Action",
    "Change",
    "Designator",
    "Exemption",
    "Expected",
    "Obligation",
    "Period",
    "PushState",
    "Received",
    "Remark",
    "ScheduledFlight",
    "Standing",
    "TimedLeg",
    "Timetable",
    "check_changes",
    "exemption_of",
    "read_timetable",
    "scheduled_flights",
    "states",
    "worst",
    "write_ssim",
]
