"""`tournai document faces`: one picture of a face against one."""

import sys
from pathlib import Path

import msgspec

from tournai.cli.files import read_file
from tournai.cli.speech import tell
from tournai.documents.holder.faces.comparison import FaceComparison, FaceNetworks, compare_faces
from tournai.documents.holder.faces.quality import FaceQuality
from tournai.documents.holder.models import SFACE, YUNET, read_model
from tournai.documents.holder.pictures import read_picture
from tournai.documents.holder.thresholds import OperatingPoint
from tournai.values.wordings import say


class FacesCompared(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract. ``quality``: of the first and of the second picture."""

    score: float
    threshold: float
    same: bool
    quality: tuple[FaceQuality, FaceQuality]
    sufficient: bool
    operating_points: tuple[OperatingPoint, ...]
    measured_on: str


def run(first: Path, second: Path, *, as_json: bool) -> None:
    """Compare the largest faces of two pictures and print the score, what it means and what the pictures are worth."""
    networks = FaceNetworks(read_model(YUNET), read_model(SFACE))
    vectors = [networks.describe(read_picture(read_file(path))) for path in (first, second)]
    compared = compare_faces(*vectors)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(_answer(compared))) + b"\n")
        return
    said = "score {score}, threshold {threshold}: as of one person" if compared.same else _APART
    tell(say(said, score=compared.score, threshold=compared.threshold))
    for path, quality in zip((first, second), compared.quality, strict=True):
        for one in quality.measures:
            if not one.kept:
                tell(say("{file}: {measure} is {value}", file=path.name, measure=one.name, value=one.value))
    tell(say("A person decides: the score says how alike the pictures are, not who it is."))


_APART = "score {score}, threshold {threshold}: not as of one person"


def _answer(compared: FaceComparison) -> FacesCompared:
    return FacesCompared(
        compared.score,
        compared.threshold,
        compared.same,
        compared.quality,
        all(one.sufficient for one in compared.quality),
        compared.measured.points,
        compared.measured.measured_on,
    )
