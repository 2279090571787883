"""Invented carriers, travellers and lists, made from a seed, with the truth known."""

from tournai.simulate.deliveries import Delivery, DeliveryKind
from tournai.simulate.evaluate import Evaluation, MatchedPair, VariantRecall, evaluate
from tournai.simulate.evening import Evening, FlightLoad, iterate_evening, make_evening, write_truth
from tournai.simulate.flights import CARRIERS
from tournai.simulate.plan import Plan, plan_evening
from tournai.simulate.redate import move_dates, sample_deliveries
from tournai.simulate.timetables import evening_cancellation, evening_timetables
from tournai.simulate.trials import APPLICANT, trial_deliveries
from tournai.simulate.truth import Planted

__all__ = [
    "APPLICANT",
    "CARRIERS",
    "Delivery",
    "DeliveryKind",
    "Evaluation",
    "Evening",
    "FlightLoad",
    "MatchedPair",
    "Plan",
    "Planted",
    "VariantRecall",
    "evaluate",
    "evening_cancellation",
    "evening_timetables",
    "iterate_evening",
    "make_evening",
    "move_dates",
    "plan_evening",
    "sample_deliveries",
    "trial_deliveries",
    "write_truth",
]
