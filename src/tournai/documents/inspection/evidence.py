"""What is handed over to check a document: the printed zone, the chip's files, the chip's answer to a challenge."""

import msgspec

from tournai.documents.chip.archive import ChipFiles
from tournai.documents.chip.chip_authentication import ChipEvidence


class Challenge(msgspec.Struct, frozen=True):
    """Active authentication: the challenge that the checking side chose, and the chip's answer, ``None`` for none."""

    challenge: bytes
    response: bytes | None


class ChipProof(msgspec.Struct, frozen=True):
    """Chip authentication: the private number that the checking side made, and what the reader brought back."""

    private: int
    evidence: ChipEvidence | None


class Evidence(msgspec.Struct, frozen=True):
    """What is known of one document; what is ``None`` was not handed over.

    ``mrz``: the text of the printed zone; ``is_lone``: of the chip only EF.SOD was asked for.
    """

    mrz: str | None = None
    chip: ChipFiles | None = None
    is_lone: bool = False
    challenge: Challenge | None = None
    chip_proof: ChipProof | None = None
    is_sure: bool = True
    """Whether the zone's text is surely what is printed: a reading of a picture may not be."""
