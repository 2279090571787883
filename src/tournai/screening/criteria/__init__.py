"""Pre-determined criteria: a small language over travel facts, its judge, its limits, and trials on the past.

A text is read (`parse_criterion`), checked against what no criterion may rest on (`check_criterion`), written in its
one form (`print_criterion`), and applied to one traveller (`judge`) or to many (`Trial`). Nothing in here learns.

Source: Directive (EU) 2016/681, Art. 6(3)(b) and 6(4); C-817/19; rule PNR-09.
"""

from tournai.screening.criteria.checking import check_criterion
from tournai.screening.criteria.columns import columns_of
from tournai.screening.criteria.expressions import Expression
from tournai.screening.criteria.facts import TravelFacts
from tournai.screening.criteria.grounds import TouchesProtectedGround
from tournai.screening.criteria.judging import Judgement, Reason, judge, not_known, reasons_of
from tournai.screening.criteria.parsing import MalformedCriterion, parse_criterion
from tournai.screening.criteria.printing import digest_of, print_criterion
from tournai.screening.criteria.trials import Trial, TrialCounts

__all__ = [
    "Expression",
    "Judgement",
    "MalformedCriterion",
    "Reason",
    "TouchesProtectedGround",
    "TravelFacts",
    "Trial",
    "TrialCounts",
    "check_criterion",
    "columns_of",
    "digest_of",
    "judge",
    "not_known",
    "parse_criterion",
    "print_criterion",
    "reasons_of",
]
