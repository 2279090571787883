"""The words of the exchange with partner nodes."""

from tournai.node.web.marks import message

KINDS = {
    "single point of contact": message("single point of contact"),
    "passenger information unit": message("passenger information unit"),
    "police": message("police"),
    "customs": message("customs"),
    "prosecutor": message("prosecutor"),
    "court": message("court"),
    "SIRENE bureau": message("SIRENE bureau"),
}
FAILURES = {
    "unreachable": message("cannot be reached"),
    "unproven-answer": message("its answer proves nothing"),
    "refused-clock": message("it refused: the clocks differ"),
    "refused-signature": message("it refused: our signature does not hold there"),
    "refused-sequence-gap": message("it refused: messages are missing there"),
    "refused-too-many": message("it refused: too many requests"),
}
"""Why a delivery failed; another code is shown as it is."""
