"""The machine-readable zone (ICAO Doc 9303-3 to -7): its formats, check digits, names and repairs."""
