"""Invented fingers: the network finds the minutiae that are known to be there, and one finger in two impressions."""

import math
from random import Random

import pytest

from tournai.documents.holder.fingers.comparison import compare_fingers
from tournai.documents.holder.fingers.extraction import MinutiaeNetwork, extract_minutiae
from tournai.documents.holder.fingers.templates import Minutia
from tournai.documents.holder.models import LEADER, read_model
from tournai.documents.holder.pictures import read_picture
from tournai.simulate.documents.prints import Finger, Touch, grow_finger, press, some_touch, write_png

NEAR = 12
"""Pixels at 500 dpi, as in the comparisons of LEADER's makers."""


@pytest.fixture(scope="module")
def fingers() -> list[Finger]:
    return [grow_finger(Random(seed)) for seed in (0, 8)]


@pytest.fixture(scope="module")
def found(fingers: list[Finger]) -> list[tuple[Minutia, ...]]:
    """The minutiae of a plain impression of the first finger, another of it, and one of the second finger."""
    network = MinutiaeNetwork(read_model(LEADER))
    touches = [(fingers[0], Touch()), (fingers[0], some_touch(Random(1))), (fingers[1], Touch())]
    printed = [write_png(press(finger, touch, Random(2))) for finger, touch in touches]
    return [extract_minutiae(network, read_picture(print_, grey=True)) for print_ in printed]


def test_known_minutiae_are_found(fingers: list[Finger], found: list[tuple[Minutia, ...]]) -> None:
    known = fingers[0].minutiae

    hit = [one for one in known if any(math.hypot(one.x - it.x, one.y - it.y) <= NEAR for it in found[0])]

    assert len(known) >= 25
    assert len(hit) >= 0.9 * len(known)


def test_minutiae_lie_along_the_known_ridges(fingers: list[Finger], found: list[tuple[Minutia, ...]]) -> None:
    near = [
        math.cos(2 * (one.line - it.direction))
        for one in fingers[0].minutiae
        for it in found[0]
        if math.hypot(one.x - it.x, one.y - it.y) <= NEAR
    ]

    assert sum(near) / len(near) > 0.9


def test_two_impressions_are_of_one_finger(found: list[tuple[Minutia, ...]]) -> None:
    assert compare_fingers(found[0], found[1]).same


def test_impressions_of_two_fingers_are_told_apart(found: list[tuple[Minutia, ...]]) -> None:
    assert not compare_fingers(found[1], found[2]).same
