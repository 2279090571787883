"""What a check of the zone came to."""

from enum import Enum


class Outcome(Enum):
    """The outcome of one check; the words are a fixed contract of the JSON."""

    PASSED = "passed"
    FAILED = "failed"
    UNDETERMINED = "undetermined"
    NOT_DONE = "not done"
