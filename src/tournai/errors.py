"""The errors of Tournai: one root, four families, by what the caller can do.

    TournaiError
    ├── Malformed     the input breaks its format: mend it and send it again
    ├── Refused       not permitted: purpose, role, ground or period; names the rule that says so
    │   └── Incomplete    what was submitted does not yet meet a rule: mend it and submit it again
    ├── Unverified    trust failed: a signature, a chain, a log that does not add up
    └── Unavailable   not now: try again later

A room's own errors build on these and stand in the module that raises them. Messages say what was found and what
was expected; they never hold personal data.
"""


class TournaiError(Exception):
    """The root of every error that Tournai raises on purpose. ``reason``: what it says, without a rule's name."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.reason = message


class Malformed(TournaiError):
    """The input breaks its format.

    Args:
        message: What was found, what was expected and, where it helps, what to do.
        code: A short stable word that scripts can compare, e.g. ``no-message``.
        offset: Where in the input, in bytes from its start; ``None`` where no place can be named.
    """

    def __init__(self, message: str, *, code: str = "malformed", offset: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.offset = offset


class Refused(TournaiError):
    """The law, a permission or a condition says no.

    Args:
        message: Why, in words that the person who asked can act on.
        rule: The rule's identifier in the catalogue, e.g. ``PNR-08`` (rule SYS-07: every refusal names its rule).
    """

    def __init__(self, message: str, *, rule: str) -> None:
        super().__init__(f"{message} (rule {rule})")
        self.rule = rule
        self.reason = message


class Incomplete(Refused):
    """What was submitted does not yet meet a rule: mend it and submit it again; nobody's access is in question."""


class Unverified(TournaiError):
    """A signature, a chain of trust or a log does not prove what it claims."""


class Unavailable(TournaiError):
    """Something that the work needs is not there now; the same call may succeed later."""
