"""PAXLST: passenger, crew and flight-status lists, read and written by tables.

Source: UN/EDIFACT directories D.02B, D.05B, D.12B and D.16B, message PAXLST; WCO/IATA/ICAO API guidelines, PAXLST
implementation guide.
"""

from tournai.travel.paxlst.reader import read_paxlst
from tournai.travel.paxlst.standing import Standing, named_by, reported, standings
from tournai.travel.paxlst.variants import STANDARD, VARIANTS, Variant, flight_reference
from tournai.travel.paxlst.writer import list_segments, person_segments, write_paxlst

__all__ = [
    "STANDARD",
    "VARIANTS",
    "Standing",
    "Variant",
    "flight_reference",
    "list_segments",
    "named_by",
    "person_segments",
    "read_paxlst",
    "reported",
    "standings",
    "write_paxlst",
]
