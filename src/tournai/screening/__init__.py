"""Comparing travellers with what is sought: names, index, scores with their reasons."""
