"""The course of an order: states, steps, guards and the log of changes."""

from tournai.providers.course.following import (
    Act,
    Change,
    Course,
    advance,
    assess,
    must_erase,
    must_withdraw,
    steps_of,
    validate_after,
)
from tournai.providers.course.moves import (
    Assessment,
    AssessmentStep,
    RefusalGround,
    RefusalReason,
    State,
    Step,
    Validation,
    ValidationStep,
)

__all__ = [
    "Act",
    "Assessment",
    "AssessmentStep",
    "Change",
    "Course",
    "RefusalGround",
    "RefusalReason",
    "State",
    "Step",
    "Validation",
    "ValidationStep",
    "advance",
    "assess",
    "must_erase",
    "must_withdraw",
    "steps_of",
    "validate_after",
]
