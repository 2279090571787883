"""Indicators from and to MISP: technical traces and documents, never persons."""
