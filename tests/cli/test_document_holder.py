"""`tournai document faces`, `fingers`, `specimens` and the holder within `check`: what scripts rely on."""

import json
from pathlib import Path
from random import Random

import pytest
import wsq  # noqa: F401  # lets Pillow write WSQ
from PIL import Image
from typer.testing import CliRunner

from tournai.cli.main import app
from tournai.cli.wsq_process import unpack_wsq
from tournai.documents.holder.pictures import MalformedPicture
from tournai.simulate.documents.prints import grow_finger, press, some_touch, write_png
from tournai.simulate.documents.specimens import Forgery, make_specimen

AT = "2026-11-24"


def answered(*words: object) -> dict:
    result = CliRunner().invoke(app, ["document", *map(str, words), "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's documents, and two impressions of a finger."""
    made = tmp_path_factory.mktemp("specimens")
    CliRunner().invoke(app, ["document", "specimens", str(made)], catch_exceptions=False)
    finger, chance = grow_finger(Random(8)), Random(1)
    for name in ("first.png", "second.png"):
        (made / name).write_bytes(write_png(press(finger, some_touch(chance), chance)))
    return made


def test_faces_are_told_as_score_threshold_same_and_quality(folder: Path) -> None:
    told = answered("faces", folder / "genuine" / "page.jpg", folder / "genuine" / "live.jpg")

    assert {"score", "threshold", "same", "quality"} <= told.keys()
    assert told["score"] >= told["threshold"]
    assert told["same"] is True


def test_fingers_are_told_as_score_threshold_same_and_quality(folder: Path) -> None:
    told = answered("fingers", folder / "first.png", folder / "second.png")

    assert {"score", "threshold", "same", "quality"} <= told.keys()
    assert told["same"] is True


def test_print_in_wsq_is_unpacked_and_compared(folder: Path) -> None:
    Image.open(folder / "second.png").save(folder / "second.wsq")

    assert answered("fingers", folder / "first.png", folder / "second.wsq")["same"] is True


def test_wsq_that_breaks_the_decoder_is_refused() -> None:
    with pytest.raises(MalformedPicture, match="WSQ is broken"):
        unpack_wsq(b"\xff\xa0" + bytes(range(256)))


def test_picture_without_a_face_is_refused(folder: Path) -> None:
    words = ["document", "faces", str(folder / "first.png"), str(folder / "genuine" / "live.jpg")]

    with pytest.raises(MalformedPicture, match="no face"):
        CliRunner().invoke(app, words, catch_exceptions=False)


@pytest.mark.parametrize("forgery", [Forgery.NONE, Forgery.PORTRAIT, Forgery.BIRTH_DATE])
def test_check_compares_chip_page_and_person(folder: Path, forgery: Forgery) -> None:
    there = folder / forgery.value
    pictures = ("--mrz", there / "page.jpg", "--live", there / "live.jpg")

    told = answered("check", "--chip", there / "chip", "--trust", there / "csca.cer", "--at", AT, *pictures)

    failed = {step["step"] for step in told["steps"] if step["outcome"] == "failed"}
    assert failed == make_specimen(forgery).told_by
