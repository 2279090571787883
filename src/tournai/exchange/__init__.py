"""Exchange between authorities: hit/no-hit, requests with clocks, items with conditions; pure, without I/O."""
