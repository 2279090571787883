"""A slip in a form: refused for what was filled in, not for who filled it in; the form is shown again, to be mended.

Source: WCAG 2.2, success criteria 3.3.1 (an error is identified and described) and 3.3.7 (nothing is entered twice).
"""

import msgspec

from tournai.errors import Incomplete, Malformed, Refused
from tournai.oversight import NotPermitted

RULES_OF_FORMS = frozenset(
    {"PNR-01", "PNR-02", "PNR-08", "PNR-09", "PNR-11", "PNR-13", "PNR-14", "PNR-22", "PNR-23", "PNR-25", "PNR-26"}
)
"""The rules that a form's own answers can break. Refused under another, or for the role, nothing can be mended."""


class Slip(msgspec.Struct, frozen=True):
    """Why a form was not taken: the room's sentence, and the rule that it breaks, where it breaks one."""

    message: str
    rule: str = ""


def slip_of(error: Malformed | Refused) -> Slip:
    """Return the slip that an error is.

    Raises:
        Malformed, Refused: It is none, and stays what it was.
    """
    if isinstance(error, Malformed):
        return Slip(error.reason)
    is_of_form = error.rule in RULES_OF_FORMS and not isinstance(error, NotPermitted)
    if isinstance(error, Incomplete) or is_of_form:
        return Slip(error.reason, error.rule)
    raise error
