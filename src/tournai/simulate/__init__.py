"""Invented carriers, travellers and lists, made from a seed, with the truth known."""
