"""How a push came, as it is recorded: the protocol that a gateway says it spoke, and whether that was the fallback.

Source: Implementing Decision (EU) 2017/759, Art. 1 (protocols); Directive (EU) 2016/681, Art. 16; rule PNR-07: other
means are taken on a technical failure, and marked.
"""

from tournai.errors import Malformed
from tournai.values.wordings import say

PROTOCOLS = ("as4", "mq", "type-b")
"""What stands before a gateway: AS4 (ebMS 3.0), IBM MQ, IATA Type B."""
FALLBACK = "fallback "
"""How the recorded channel begins where the agreed way had failed."""


def channel_of(door: str, *, protocol: str = "", is_fallback: bool = False) -> str:
    """Return the channel to record of a push that came by a door: the gateway's protocol, else the door's own name.

    Raises:
        Malformed: A gateway names a protocol that is not agreed.

    >>> channel_of("http", protocol="as4", is_fallback=True)
    'fallback as4'
    """
    if protocol and protocol not in PROTOCOLS:
        raise Malformed(say("no such protocol; known: {known}", known=", ".join(PROTOCOLS)), code="protocol")
    return f"{FALLBACK if is_fallback else ''}{protocol or door}"
