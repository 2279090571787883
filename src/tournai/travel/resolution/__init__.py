"""Who and what is the same: a booking over pushes and codeshares, a traveller in a booking and in a passenger list.

Everything here compares what is handed to it and keeps nothing: a flight's persons are told apart while the flight is
processed, links between travellers are computed when a hit or an approved request asks for them (rule PNR-15).
"""

from tournai.travel.resolution.differences import Agreement, Difference, Value, differences
from tournai.travel.resolution.graph import Chart, Seen, chart_of, is_one_traveller
from tournai.travel.resolution.links import WEAK, Link, LinkKind, links_of
from tournai.travel.resolution.operating import is_operators_push, operating_designator, read_designator
from tournai.travel.resolution.persons_aboard import Aboard, own_digest, persons_aboard
from tournai.travel.resolution.same_booking import Sameness, same_booking
from tournai.travel.resolution.same_traveller import Booked, Reason, agreements, pair_travellers

__all__ = [
    "WEAK",
    "Aboard",
    "Agreement",
    "Booked",
    "Chart",
    "Difference",
    "Link",
    "LinkKind",
    "Reason",
    "Sameness",
    "Seen",
    "Value",
    "agreements",
    "chart_of",
    "differences",
    "is_one_traveller",
    "is_operators_push",
    "links_of",
    "operating_designator",
    "own_digest",
    "pair_travellers",
    "persons_aboard",
    "read_designator",
    "same_booking",
]
