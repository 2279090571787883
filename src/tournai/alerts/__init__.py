"""Who and what is sought: alerts, their sources and eligibility, readers of official lists."""

from tournai.alerts.changes import diff, digest
from tournai.alerts.eligibility import NotEligible, eligibility_of, is_eligible, require_eligible
from tournai.alerts.lists import read_list
from tournai.alerts.offences import OFFENCES, Offence, UnknownOffence, check_eligibility_offence
from tournai.alerts.records import Alert, AlertDiff, AlertList, BadRow, Eligibility, ListFormat, Quality

__all__ = [
    "OFFENCES",
    "Alert",
    "AlertDiff",
    "AlertList",
    "BadRow",
    "Eligibility",
    "ListFormat",
    "NotEligible",
    "Offence",
    "Quality",
    "UnknownOffence",
    "check_eligibility_offence",
    "diff",
    "digest",
    "eligibility_of",
    "is_eligible",
    "read_list",
    "require_eligible",
]
