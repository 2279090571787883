"""PNRGOV written: bookings as records become the EDIFACT message that a carrier sends.

What is written is what a record holds: reading it back gives the same record, places aside. Nothing that minimisation
dropped can come back, for no record has it.

Source: IATA/WCO/ICAO PNRGOV implementation guide 13.1 to 15.1, message diagram and section 5 (segment layouts).
"""

from tournai.travel.pnrgov_writer.message import pnrgov_segments, write_pnrgov

__all__ = ["pnrgov_segments", "write_pnrgov"]
