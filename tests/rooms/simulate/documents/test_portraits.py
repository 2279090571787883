"""Invented faces are faces to the detector, one person in any picture, and seven people to the comparison."""

from itertools import combinations
from random import Random

import pytest

from tournai.documents.holder.faces.comparison import FaceNetworks, FaceVector, score_faces
from tournai.documents.holder.models import SFACE, YUNET, read_model
from tournai.documents.holder.pictures import read_picture
from tournai.documents.holder.thresholds import FACES
from tournai.simulate.documents.portraits import CAST, Shot, cast_member, live_shot, photograph, write_jpeg

Pictures = dict[int, tuple[FaceVector, FaceVector]]


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    """A passport's portrait and a live picture of each of the cast."""
    networks = FaceNetworks(read_model(YUNET), read_model(SFACE))

    def taken(number: int, shot: Shot) -> FaceVector:
        return networks.describe(read_picture(write_jpeg(photograph(cast_member(number), shot, Random(number)))))

    return {number: (taken(number, Shot()), taken(number, live_shot(Random(number)))) for number in range(len(CAST))}


@pytest.mark.parametrize("number", range(len(CAST)))
def test_live_picture_is_of_the_person_of_the_portrait(pictures: Pictures, number: int) -> None:
    assert score_faces(*pictures[number]) >= FACES.threshold


@pytest.mark.parametrize(("one", "other"), list(combinations(range(len(CAST)), 2)))
def test_two_people_are_told_apart(pictures: Pictures, one: int, other: int) -> None:
    assert score_faces(pictures[one][0], pictures[other][1]) < FACES.threshold


@pytest.mark.parametrize("number", range(len(CAST)))
def test_portrait_suffices_for_comparing(pictures: Pictures, number: int) -> None:
    assert pictures[number][0].quality.sufficient


def test_one_seed_gives_one_picture() -> None:
    first, again = (photograph(cast_member(0), live_shot(Random(5)), Random(6)) for _ in range(2))

    assert (first == again).all()
