"""Clocks: legal limits as data by basis and country, and the course of a request, which never stops unsaid."""
