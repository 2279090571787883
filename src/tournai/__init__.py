"""Tournai: the node that an authority runs to cooperate across a border, and the library it is made of."""

__version__ = "0.1.0"
