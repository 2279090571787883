"""Fingers compared by their minutiae: invented ones here; those of the shared set where it lies beside the checkout."""

import math
from pathlib import Path
from random import Random

import pytest

from tournai.documents.holder.fingers.comparison import compare_fingers
from tournai.documents.holder.fingers.extraction import MinutiaeNetwork
from tournai.documents.holder.fingers.reading import read_finger
from tournai.documents.holder.fingers.templates import Minutia
from tournai.documents.holder.models import LEADER, read_model


def finger(seed: int, count: int = 40) -> tuple[Minutia, ...]:
    """Return invented minutiae."""
    chance = Random(seed)
    return tuple(
        Minutia(chance.uniform(20, 330), chance.uniform(20, 330), chance.uniform(0, 2 * math.pi), chance.random() < 0.5)
        for _ in range(count)
    )


def moved(minutiae: tuple[Minutia, ...], turn: float, right: float, down: float) -> tuple[Minutia, ...]:
    """Return the minutiae of the finger laid down turned against the clock and shifted."""
    cosine, sine = math.cos(turn), math.sin(turn)
    return tuple(
        Minutia(
            one.x * cosine + one.y * sine + right,
            -one.x * sine + one.y * cosine + down,
            one.direction + turn,
            one.is_ending,
            one.quality,
        )
        for one in minutiae
    )


def test_finger_is_the_same_however_it_lies() -> None:
    compared = compare_fingers(finger(1), moved(finger(1), 0.8, 30, -12))

    assert compared.same
    assert len(compared.paired) >= 38


def test_paired_minutiae_are_those_that_were_moved() -> None:
    compared = compare_fingers(finger(1), moved(finger(1), 0.8, 30, -12))

    assert {moved((one,), 0.8, 30, -12)[0] for one, _ in compared.paired} == {other for _, other in compared.paired}


def test_half_of_a_finger_is_enough() -> None:
    assert compare_fingers(finger(2), moved(finger(2)[:20], 0.2, 0, 0)).same


@pytest.mark.parametrize("other", range(10, 30))
def test_two_fingers_are_told_apart(other: int) -> None:
    assert not compare_fingers(finger(3), finger(other)).same


def test_mirrored_finger_is_another() -> None:
    mirrored = tuple(Minutia(-one.x, one.y, math.pi - one.direction, one.is_ending) for one in finger(4))

    assert not compare_fingers(finger(4), mirrored).same


def test_finger_turned_in_one_sense_with_directions_in_the_other_is_another() -> None:
    wrong = tuple(Minutia(one.x, one.y, -one.direction, one.is_ending) for one in finger(4))

    assert not compare_fingers(finger(4), wrong).same


def test_few_minutiae_are_insufficient() -> None:
    compared = compare_fingers(finger(5, 11), finger(5))

    assert [quality.sufficient for quality in compared.quality] == [False, True]


def test_print_without_minutiae_scores_nothing() -> None:
    assert compare_fingers((), finger(5)).score == 0


def test_minutiae_that_are_no_numbers_are_left_out() -> None:
    assert compare_fingers((*finger(6), Minutia(math.nan, 1, math.inf, is_ending=True)), finger(6)).same


def test_threshold_and_its_errors_come_with_the_score() -> None:
    compared = compare_fingers(finger(7), finger(8))

    assert [point.false_match_rate for point in compared.measured.points] == [1e-3, 1e-4]
    assert compared.threshold == compared.measured.points[0].threshold


@pytest.fixture(scope="module")
def network() -> MinutiaeNetwork:
    return MinutiaeNetwork(read_model(LEADER))


@pytest.mark.shared
@pytest.mark.parametrize(("probe", "same"), [("matching.png", True), ("nonmatching.png", False)])
def test_example_of_sourceafis_is_told_as_its_makers_tell_it(
    shared: Path, network: MinutiaeNetwork, probe: str, same: bool
) -> None:
    folder = shared / "documents" / "fingers" / "sourceafis"

    read = [read_finger((folder / name).read_bytes(), lambda: network) for name in ("probe.png", probe)]

    assert compare_fingers(*read).same is same


@pytest.mark.shared
def test_templates_in_the_standard_format_are_compared(shared: Path) -> None:
    folder = shared / "documents" / "fingers" / "sourceafis"

    read = [
        read_finger(data, lambda: pytest.fail("a template needs no network"))
        for data in ((folder / "iso-probe.dat").read_bytes(), (folder / "iso-matching.dat").read_bytes())
    ]

    assert compare_fingers(*read).same


@pytest.mark.shared
def test_template_and_picture_of_one_finger_agree(shared: Path, network: MinutiaeNetwork) -> None:
    folder = shared / "documents" / "fingers" / "fvc2002" / "DB1_B"

    read = [read_finger((folder / name).read_bytes(), lambda: network) for name in ("101_1.iso", "101_2.tif")]

    assert compare_fingers(*read).same
