"""The holder's face three ways: the chip's portrait, the printed one, the person before the camera.

Two of the three pairs are checks of the guideline; all three scores are told, because a pair that does not fit tells
which picture is the odd one: with a morphed or exchanged portrait it is a person who must see that. No score is a
detector of morphing, and none is called so.

Source: BSI TR-03135-1, version 2.5, section 5.7 (DG2 against the printed portrait and against a live picture).
"""

from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations

import msgspec

from tournai.documents.holder.faces.comparison import FaceComparison, FaceNetworks, FaceVector, compare_faces
from tournai.documents.holder.pictures import read_picture
from tournai.documents.verdict import Check, Step, failed, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import say


class Portrait(StrEnum):
    """Where a picture of the holder is from."""

    CHIP = "chip"
    PAGE = "page"
    LIVE = "live"


class PortraitPair(msgspec.Struct, frozen=True):
    """Two pictures and their comparison."""

    first: Portrait
    second: Portrait
    compared: FaceComparison


class PortraitEvidence(msgspec.Struct, frozen=True):
    """The comparisons of every pair at hand, the steps that they make, and why a picture could not be compared."""

    pairs: tuple[PortraitPair, ...]
    steps: tuple[Step, ...]
    unusable: Mapping[Portrait, str]


def compare_portraits(pictures: Mapping[Portrait, bytes], networks: FaceNetworks) -> PortraitEvidence:
    """Compare the pictures at hand, each with each. Nothing in a picture raises: one that is broken is told so.

    Steps: the chip's portrait against the printed one; the person against the chip's portrait, and where there is none
    against the printed one.
    """
    vectors: dict[Portrait, FaceVector] = {}
    unusable: dict[Portrait, str] = {}
    for where, data in pictures.items():
        try:
            vectors[where] = networks.describe(read_picture(data))
        except Malformed as error:
            unusable[where] = error.reason
    ordered = [where for where in Portrait if where in vectors]
    pairs = tuple(
        PortraitPair(one, other, compare_faces(vectors[one], vectors[other])) for one, other in combinations(ordered, 2)
    )
    reference = Portrait.CHIP if Portrait.CHIP in pictures else Portrait.PAGE
    asked = ((Check.PORTRAITS, Portrait.CHIP, Portrait.PAGE), (Check.LIVE_FACE, reference, Portrait.LIVE))
    steps = (
        _step(check, one, other, pairs, unusable)
        for check, one, other in asked
        if {one, other} <= set(pictures) and one != other
    )
    return PortraitEvidence(pairs, tuple(steps), unusable)


def _step(
    check: Check,
    first: Portrait,
    second: Portrait,
    pairs: tuple[PortraitPair, ...],
    unusable: Mapping[Portrait, str],
) -> Step:
    source = f"{first.value}, {second.value}"
    for where in (first, second):
        if where in unusable:
            return not_done(
                check, say("the {portrait} portrait: {why}", portrait=where.value, why=unusable[where]), source
            )
    compared = next(pair.compared for pair in pairs if (pair.first, pair.second) == (first, second))
    score, threshold = f"{compared.score:.2f}", f"{compared.threshold:.2f}"
    if not all(quality.sufficient for quality in compared.quality):
        worst = next(one.name for quality in compared.quality for one in quality.measures if not one.kept)
        said = "score {score}, threshold {threshold}, but a picture is too poor to decide: {measure}"
        reason = say(said, score=score, threshold=threshold, measure=worst.replace("_", " "))
        return undetermined(check, reason, source)
    if compared.same:
        return passed(
            check, say("alike: score {score}, threshold {threshold}", score=score, threshold=threshold), source
        )
    return failed(
        check, say("not alike: score {score}, threshold {threshold}", score=score, threshold=threshold), source
    )
