"""Passenger data: EDIFACT messages in, typed and minimised records out."""
