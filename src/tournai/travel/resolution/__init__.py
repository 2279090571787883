"""Who and what is the same: a booking over pushes and codeshares, a traveller in a booking and in a passenger list.

Everything here compares what is handed to it and keeps nothing: a flight's persons are told apart while the flight is
processed, links between travellers are computed when a hit or an approved request asks for them (rule PNR-15).
"""

from tournai.travel.resolution.differences import Agreement, Difference, Value, differences
from tournai.travel.resolution.operating import is_operators_push, operating_designator
from tournai.travel.resolution.persons_aboard import Aboard, own_digest, persons_aboard
from tournai.travel.resolution.same_booking import Sameness, same_booking
from tournai.travel.resolution.same_traveller import Booked, Reason, agreements, pair_travellers

__all__ = [
    "Aboard",
    "Agreement",
    "Booked",
    "Difference",
    "Reason",
    "Sameness",
    "Value",
    "agreements",
    "differences",
    "is_operators_push",
    "operating_designator",
    "own_digest",
    "pair_travellers",
    "persons_aboard",
    "same_booking",
]
