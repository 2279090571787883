"""The logical data structure of a chip (ICAO Doc 9303-10): its files and data groups."""
