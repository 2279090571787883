"""Who signed: master lists, certificates, revocation, and passive authentication (ICAO Doc 9303-11 and -12)."""
