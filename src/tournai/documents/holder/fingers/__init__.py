"""Fingers: minutiae from a picture, and how far the minutiae of two pictures pair up."""
