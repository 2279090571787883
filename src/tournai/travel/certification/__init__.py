"""Certifying a carrier: what its trial messages must meet, which scenarios they must show, and whether all were shown.

Source: Directive (EU) 2016/681, Art. 8 and 16; Implementing Decision (EU) 2017/759; rules PNR-05 and PNR-07. What is
asked of a message is `requirements`, what is asked of a carrier is `scenarios`.
"""

from tournai.travel.certification.requirements import Requirement, requirement_of, requirements_missed
from tournai.travel.certification.scenarios import (
    OPTIONAL,
    Certification,
    Outcome,
    Scenario,
    ScenarioResult,
    Tried,
    TriedMessage,
    certify,
    tried_message,
)

__all__ = [
    "OPTIONAL",
    "Certification",
    "Outcome",
    "Requirement",
    "Scenario",
    "ScenarioResult",
    "Tried",
    "TriedMessage",
    "certify",
    "requirement_of",
    "requirements_missed",
    "tried_message",
]
