"""Travel documents: read the zone and the chip, prove who signed, compare the holder; pure, without I/O."""
