"""The conditions of an item: what its use asks of the owner, what may enter and leave, who holds it."""
