"""Synthetic travel documents of invented states, with the truth known: none of them is anyone's."""
