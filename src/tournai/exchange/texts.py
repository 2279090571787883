"""The texts of a message: each bounded, so that a message is."""

from typing import Annotated

from msgspec import Meta

MAXIMUM_TEXT = 8000
MAXIMUM_LINE = 300
MAXIMUM_LIST = 100

Text = Annotated[str, Meta(min_length=1, max_length=MAXIMUM_TEXT)]
"""Free text that must be there."""
Remark = Annotated[str, Meta(max_length=MAXIMUM_TEXT)]
"""Free text that may be empty."""
Line = Annotated[str, Meta(min_length=1, max_length=MAXIMUM_LINE)]
Note = Annotated[str, Meta(max_length=MAXIMUM_LINE)]
"""A line that may be empty."""
Identifier = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
"""A message's or an item's own: 128 random bits, lower-case hexadecimal."""
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""SHA-256, lower-case hexadecimal."""
PartnerCode = Annotated[str, Meta(pattern="^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", max_length=64)]
"""A node in the member list, e.g. ``spoc.be.example``, or an authority by its code, e.g. ``XA-SPOC``."""
State = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3."""
Language = Annotated[str, Meta(pattern="^[a-z]{2}$")]
"""ISO 639-1."""
Count = Annotated[int, Meta(ge=0, le=10**9)]
