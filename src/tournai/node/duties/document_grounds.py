"""Why documents are checked at a border: a purpose of its own, that opens no travel data (rules PNR-34, API-06)."""

from tournai.node.duties.recording import Ground
from tournai.values import LegalBasis, Purpose

BORDER = Ground(Purpose.BORDER_CHECK, LegalBasis.BORDER_CHECK)
