"""Cases shared between authorities: by item and condition, never by folder; what prosecutors draw from them."""
