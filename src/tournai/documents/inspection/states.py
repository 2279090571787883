"""The issuing state of the zone against the country of the document signer: two codes of two standards.

Source: BSI TR-03135-1, version 2.5, section 5.6.4.5 (table of assignments); ICAO Doc 9303-3, 8th edition (2021),
section 5; ISO 3166-1.
"""

from tournai.values.places import state_code

ASSIGNED = {
    "GBD": {"GB"},
    "GBN": {"GB"},
    "GBO": {"GB"},
    "GBP": {"GB"},
    "GBS": {"GB"},
    "CHN": {"CN", "HK", "MO"},
    "HKG": {"HK", "CN"},
    "MAC": {"MO", "CN"},
    "RKS": {"KS", "XK"},
    "EUE": {"EU"},
    "UNO": {"UN"},
    "UNA": {"UN"},
    "UNK": {"UN"},
    "XOM": {"XO", "XM"},
    "UTO": {"UT"},
}
"""Issuing state as the zone writes it -> countries of signers, where ISO 3166-1 does not say."""


def is_same_state(issuing_state: str, country: str) -> bool:
    """Whether a zone's issuing state and a signer's country are the same state.

    >>> is_same_state("D<<", "DE"), is_same_state("GBN", "GB"), is_same_state("UTO", "DE")
    (True, True, False)
    """
    state = issuing_state.replace("<", "")
    if not state or not country:
        return False
    if country in ASSIGNED.get(state, ()) or state == country:
        return True
    known = state_code(state)
    return known is not None and known == state_code(country)
