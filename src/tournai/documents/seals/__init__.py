"""Seals printed on documents: ICAO visible digital seals, VDS-NC and French 2D-Doc."""
