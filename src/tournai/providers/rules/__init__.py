"""The rules of an order: a table of functions, and the check of an order against it."""

from tournai.providers.rules.findings import DirectoryEntry, Dossier, Finding, Logged, OrderRefused, Weight
from tournai.providers.rules.sending import notification_required
from tournai.providers.rules.table import RULES, Checked, check_order, demand_order

__all__ = [
    "RULES",
    "Checked",
    "DirectoryEntry",
    "Dossier",
    "Finding",
    "Logged",
    "OrderRefused",
    "Weight",
    "check_order",
    "demand_order",
    "notification_required",
]
