"""Messages between an authority and a carrier about data: acknowledgements (ACKRES) and ad-hoc requests (GOVREQ).

The passenger answers of interactive API (`tournai.travel.replies.cusres`) are not handed on here: they tell a carrier
whom to board. Carriers' and other states' tools can read and write them; no node of Tournai sends one (rule PNR-13),
which an import contract holds.

Source: IATA/WCO/ICAO PNRGOV implementation guide 16.1, ACKRES and GOVREQ.
"""

from tournai.travel.replies.ackres import ERROR_CODES, Ackres, read_ackres, write_ackres
from tournai.travel.replies.govreq import Govreq, read_govreq, write_govreq
from tournai.travel.replies.letters import Letter

__all__ = [
    "ERROR_CODES",
    "Ackres",
    "Govreq",
    "Letter",
    "read_ackres",
    "read_govreq",
    "write_ackres",
    "write_govreq",
]
