"""Orders to service providers and the evidence that comes back: rules, clocks, packages, custody; pure, without I/O."""
