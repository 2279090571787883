"""Private hit/no-hit: one authority asks another whether it knows a person, and a no-hit tells it nothing.

The asker blinds keys that it makes from names, birth and numbers; the asked side evaluates them with its secret key and
proves that it did (RFC 9497); the asker looks the results up in the set that the asked side publishes for it.
"""
