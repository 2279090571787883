"""Forms that leave the program as PDF: for archives and for whoever has them read out."""

from tournai.forms.typesetting import Form, picture_of, typeset

__all__ = ["Form", "picture_of", "typeset"]
