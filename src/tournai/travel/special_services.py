"""Special services (SSR): which codes may leave anything in a record, and which are dropped.

Meals and assistance reveal religion, origin or health and are not in Annex I; the codes below them are kept, each
only in the structured part that Annex I lists. Unlisted codes are dropped.

Source: Directive (EU) 2016/681, Annex I and Art. 13(4); C-817/19 on points 5, 6, 8, 12 and 18 of Annex I; code names:
IATA code list and AIRIMP.
"""

from enum import Enum


class Treatment(Enum):
    """What happens to a special service."""

    DROP = "drop"
    KEEP = "keep"


NOT_LISTED = "not in Annex I"

_DROPPED = {
    "religion, belief or origin, by meal": (
        "AVML", "HNML", "KSML", "MOML", "VJML", "VOML", "ORML", "JPML", "VGML", "VLML", "RVML", "FPML", "SFML", "SPML",
    ),
    "health, by meal": (
        "DBML", "GFML", "NLML", "BLML", "LCML", "LFML", "LPML", "LSML", "PRML", "HFML",
    ),
    "health, by assistance": (
        "WCHR", "WCHS", "WCHC", "WCHP", "WCOB", "WCMP", "WCBD", "WCBW", "WCLB", "BLND", "DEAF", "DPNA", "MEDA", "STCR",
        "OXYG", "PPOC", "LEGL", "LEGR", "LEGB", "SVAN", "ESAN", "MAAS",
    ),
    NOT_LISTED: (
        "BBML", "CHML", "DEPA", "DEPU", "OTHS", "PETC", "AVIH", "BIKE", "BSCT", "GRPF", "GRPS", "ADTK", "CKIN", "CTCR",
        "CTCT",
    ),
}  # fmt: skip
"""Why -> the codes that are dropped whole."""

_KEPT = {
    "Annex I point 5, the traveller's own contacts": ("CTCE", "CTCM", "CTCP", "CTCH", "CTCB", "DOCA"),
    "Annex I point 8": ("FQTV",),
    "Annex I point 12, the items on an unaccompanied minor": ("UMNR", "LANG"),
    "Annex I point 13": ("TKNE",),
    "Annex I point 14": ("SEAT", "NSST", "NSSA", "NSSW", "NSSB", "RQST"),
    "Annex I point 16": ("XBAG",),
    "Annex I points 17 and 18": ("DOCS", "DOCO", "FOID", "INFT", "CHLD"),
}
"""Why -> the codes of which a structured part is kept. LANG is kept for an unaccompanied minor alone."""

SENSITIVE_CODES = frozenset(code for why, codes in _DROPPED.items() if why != NOT_LISTED for code in codes)
"""Codes that tell of religion, origin or health: no word of a kept value may be one of them."""

SPECIAL_SERVICES: dict[str, Treatment] = {
    **{code: Treatment.DROP for codes in _DROPPED.values() for code in codes},
    **{code: Treatment.KEEP for codes in _KEPT.values() for code in codes},
}
"""Code -> what happens to it; a code that is absent is dropped and counted without its name."""

DROPPED_SERVICES = frozenset(code for code, treatment in SPECIAL_SERVICES.items() if treatment is Treatment.DROP)
"""The codes that are dropped whole: none of them is any field's value either."""

KEPT_SERVICES = frozenset(code for code, treatment in SPECIAL_SERVICES.items() if treatment is Treatment.KEEP)
"""The codes of which a structured part is kept."""
