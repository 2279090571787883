"""Readers of the lists that authorities publish: UN, OFAC, European Union, United Kingdom, France, Belgium."""
