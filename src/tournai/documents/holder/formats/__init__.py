"""Interchange formats of biometric data: finger minutiae, finger images, ANSI/NIST files."""
