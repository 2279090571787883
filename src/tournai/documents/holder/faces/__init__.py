"""Faces: found and aligned, judged as pictures, compared as vectors of 128 numbers."""
