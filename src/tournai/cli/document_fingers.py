"""`tournai document fingers`: one print of a finger against one."""

import sys
from functools import cache
from pathlib import Path

import msgspec

from tournai.cli.files import read_file
from tournai.cli.speech import tell
from tournai.cli.wsq_process import unpack_wsq
from tournai.documents.holder.fingers.comparison import FingerComparison, FingerQuality, compare_fingers
from tournai.documents.holder.fingers.extraction import MinutiaeNetwork
from tournai.documents.holder.fingers.reading import read_finger
from tournai.documents.holder.models import LEADER, read_model
from tournai.documents.holder.thresholds import OperatingPoint
from tournai.values.wordings import say


class FingersCompared(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract. ``quality``: of the first and of the second print."""

    score: float
    threshold: float
    same: bool
    quality: tuple[FingerQuality, FingerQuality]
    sufficient: bool
    paired: int
    supported: int
    operating_points: tuple[OperatingPoint, ...]
    measured_on: str


@cache
def _network() -> MinutiaeNetwork:
    return MinutiaeNetwork(read_model(LEADER))


def run(first: Path, second: Path, *, as_json: bool) -> None:
    """Compare two prints, pictures or templates, and print the score, what it means and what the prints are worth."""
    compared = compare_fingers(*(read_finger(read_file(path), _network, unpack_wsq) for path in (first, second)))
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(_answer(compared))) + b"\n")
        return
    said = "score {score}, threshold {threshold}: as of one finger" if compared.same else _APART
    tell(say(said, score=compared.score, threshold=compared.threshold))
    for path, quality in zip((first, second), compared.quality, strict=True):
        if not quality.sufficient:
            tell(say("{file}: only {count} minutiae", file=path.name, count=quality.minutiae))
    tell(say("A person decides: the score says how alike the pictures are, not who it is."))


_APART = "score {score}, threshold {threshold}: not as of one finger"


def _answer(compared: FingerComparison) -> FingersCompared:
    return FingersCompared(
        compared.score,
        compared.threshold,
        compared.same,
        compared.quality,
        all(one.sufficient for one in compared.quality),
        len(compared.paired),
        compared.supported,
        compared.measured.points,
        compared.measured.measured_on,
    )
