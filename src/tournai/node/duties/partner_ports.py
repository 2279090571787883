"""What deliveries need from the world: a line to a partner's door."""

from datetime import datetime
from typing import Protocol

import msgspec

from tournai.errors import TournaiError
from tournai.exchange.partners import Member


class PartnerRefused(TournaiError):
    """The partner's door answered, and refused. ``code`` is the reason that it gave."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the partner's door refused: {code}")
        self.code = code


class PartnerFiles(msgspec.Struct, frozen=True):
    """The paths of this node's certificate and key towards partners, and of the issuers of theirs; all PEM."""

    certificate: str
    key: str
    ca: str


class PartnerAnswer(msgspec.Struct, frozen=True):
    """The body of a proven answer, and when the partner's certificate ends."""

    body: bytes
    certificate_ends_at: datetime


class PartnerLines(Protocol):
    """Lines to partners' doors."""

    def send(self, member: Member, path: str, body: bytes) -> PartnerAnswer:
        """Return what a partner's door answers to a signed request; its certificate and signature are proven.

        Raises:
            Unavailable: It cannot be reached, or its certificate is not the one of the member list.
            PartnerRefused: It refused.
            Unverified: Its answer is not signed by it.
        """

    def close(self) -> None:
        """Close all connections."""
