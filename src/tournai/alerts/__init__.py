"""Who and what is sought: alerts, their sources and eligibility, readers of official lists."""

from tournai.alerts.changes import diff, digest, field_changes, is_suspicious
from tournai.alerts.eligibility import NotEligible, eligibility_of, is_eligible, require_eligible
from tournai.alerts.lists import read_list
from tournai.alerts.records import (
    Alert,
    AlertDiff,
    AlertList,
    BadRow,
    Eligibility,
    FieldChange,
    ListFormat,
    Quality,
)

__all__ = [
    "Alert",
    "AlertDiff",
    "AlertList",
    "BadRow",
    "Eligibility",
    "FieldChange",
    "ListFormat",
    "NotEligible",
    "Quality",
    "diff",
    "digest",
    "eligibility_of",
    "field_changes",
    "is_eligible",
    "is_suspicious",
    "read_list",
    "require_eligible",
]
