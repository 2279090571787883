"""How well screening finds whom it should and spares whom it should: labelled data, two error rates, reports."""

from tournai.screening.evaluation.alert_base import Base, make_base
from tournai.screening.evaluation.labelled import Case, Labelled, make_negatives, make_positives
from tournai.screening.evaluation.spellings import Part, Spellings, folded
from tournai.screening.evaluation.tables import Tables

__all__ = [
    "Base",
    "Case",
    "Labelled",
    "Part",
    "Spellings",
    "Tables",
    "folded",
    "make_base",
    "make_negatives",
    "make_positives",
]
