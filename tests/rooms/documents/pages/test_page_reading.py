"""Zones read from pictures of pages: drawn ones, and the shared specimens."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import msgspec
import pytest
from PIL import Image, ImageDraw
from tests.rooms.documents.mrz.specimens import TODAY
from tests.rooms.documents.pages.drawn import CARD, CLEAN, FRENCH, PASSPORT, SMALL_CARD, VISA, page

from tournai.documents.pages.deciding import BY_POSITION
from tournai.documents.pages.opening import Grey
from tournai.documents.pages.reading import MOST_TRIES, NoZone, PageReading, read_page
from tournai.documents.pages.recognising import Recogniser, Symbol
from tournai.simulate.zone_pages import any_wear


@pytest.fixture(scope="module")
def recogniser() -> Iterator[Recogniser]:
    with Recogniser() as loaded:
        yield loaded


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, tuple[str, ...]]:
    rows = json.loads((shared / "documents/mrz/images/expected.json").read_text(encoding="utf-8"))
    return {name: tuple(row["mrz"]) for name, row in rows.items()}


@pytest.fixture(scope="module")
def readings(shared: Path, expected: dict[str, tuple[str, ...]], recogniser: Recogniser) -> dict[str, PageReading]:
    folder = shared / "documents/mrz/images"
    return {name: read_page((folder / name).read_bytes(), TODAY, recogniser) for name in expected}


class TestDrawnPages:
    @pytest.mark.parametrize("lines", [PASSPORT, CARD, SMALL_CARD, VISA, FRENCH])
    def test_clean_page_is_read_and_sure(self, lines: tuple[str, ...], recogniser: Recogniser) -> None:
        reading = read_page(page(lines), TODAY, recogniser)

        assert reading.zone.lines == lines
        assert reading.sure

    @pytest.mark.parametrize("turn", [90, 180, 270, 8, -8, 97])
    def test_turned_page_is_read(self, turn: int, recogniser: Recogniser) -> None:
        reading = read_page(page(PASSPORT, msgspec.structs.replace(CLEAN, turn=turn)), TODAY, recogniser)

        assert reading.zone.lines == PASSPORT

    @pytest.mark.parametrize(("turn", "quarters"), [(0, 0), (90, 1), (180, 2), (270, 3)])
    def test_reading_tells_how_the_picture_is_turned(self, turn: int, quarters: int, recogniser: Recogniser) -> None:
        assert read_page(page(CARD, msgspec.structs.replace(CLEAN, turn=turn)), TODAY, recogniser).turned == quarters

    @pytest.mark.parametrize("tilt", [0.08, -0.08])
    def test_page_seen_from_a_side_is_read(self, tilt: float, recogniser: Recogniser) -> None:
        reading = read_page(page(PASSPORT, msgspec.structs.replace(CLEAN, tilt=tilt)), TODAY, recogniser)

        assert reading.zone.lines == PASSPORT

    def test_corners_are_those_of_the_picture(self, recogniser: Recogniser) -> None:
        picture = page(PASSPORT, msgspec.structs.replace(CLEAN, turn=180))
        width, height = Image.open(BytesIO(picture)).size

        (left, top), _, (right, bottom), _ = read_page(picture, TODAY, recogniser).corners

        assert width > left > right > 0
        assert height / 2 > top > bottom > 0

    def test_wrong_check_digit_is_shown_and_not_mended(self, recogniser: Recogniser) -> None:
        wrong = (PASSPORT[0], PASSPORT[1][:-1] + "4")

        reading = read_page(page(wrong), TODAY, recogniser)

        assert reading.zone.lines == wrong
        assert not reading.sure

    def test_digits_printed_in_a_nationality_are_shown(self, recogniser: Recogniser) -> None:
        wrong = (SMALL_CARD[0], SMALL_CARD[1].replace("UTO", "137"))

        reading = read_page(page(wrong), TODAY, recogniser)

        assert reading.zone.lines == wrong
        assert not reading.sure

    def test_each_character_has_a_confidence(self, recogniser: Recogniser) -> None:
        reading = read_page(page(CARD), TODAY, recogniser)

        assert [len(line) for line in reading.confidence] == [30, 30, 30]
        assert min(min(line) for line in reading.confidence) > 50

    def test_page_without_a_zone_is_refused(self, recogniser: Recogniser) -> None:
        file = BytesIO()
        Image.new("L", (800, 600), 230).save(file, "PNG")

        with pytest.raises(NoZone, match="take the picture again"):
            read_page(file.getvalue(), TODAY, recogniser)

    @pytest.mark.parametrize("seed", range(4))
    def test_worn_page_is_never_wrong_and_sure(self, seed: int, recogniser: Recogniser) -> None:
        picture = page(PASSPORT, any_wear(Random(seed)), seed)

        assert not is_sure(picture, recogniser) or read_page(picture, TODAY, recogniser).zone.lines == PASSPORT

    def test_picture_full_of_even_lines_is_read_within_bounds(self, recogniser: Recogniser) -> None:
        recogniser = Counted(recogniser)

        assert not is_sure(ruled(), recogniser)
        assert recogniser.lines_read <= 3 * MOST_TRIES

    def test_blurred_zone_is_refused_or_doubted(self, recogniser: Recogniser) -> None:
        picture = page(PASSPORT, msgspec.structs.replace(CLEAN, pitch=9, blur=1.6, noise=9))

        assert not is_sure(picture, recogniser)


class Counted(Recogniser):
    """A recogniser that counts the lines that it is given."""

    def __init__(self, loaded: Recogniser) -> None:
        self._loaded, self.lines_read = loaded, 0

    def read(self, line: Grey) -> tuple[Symbol, ...]:
        self.lines_read += 1
        return self._loaded.read(line)


def ruled() -> bytes:
    """Return a picture of thirty rows of the same print, none of them a zone."""
    picture = Image.new("L", (900, 900), 240)
    draw = ImageDraw.Draw(picture)
    for row in range(30):
        draw.text((60, 20 + 29 * row), "MWHNKXA " * 15, fill=20)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def is_sure(picture: bytes, recogniser: Recogniser) -> bool:
    try:
        return read_page(picture, TODAY, recogniser).sure
    except NoZone:
        return False


@pytest.mark.shared
class TestSharedPages:
    """The 17 shared specimen pages: at least 14 letter-perfect, none wrong and sure."""

    def test_most_are_letter_perfect(
        self, expected: dict[str, tuple[str, ...]], readings: dict[str, PageReading]
    ) -> None:
        assert sum(readings[name].zone.lines == lines for name, lines in expected.items()) >= 14

    def test_none_is_wrong_and_sure(
        self, expected: dict[str, tuple[str, ...]], readings: dict[str, PageReading]
    ) -> None:
        assert [
            name for name, lines in expected.items() if readings[name].sure and readings[name].zone.lines != lines
        ] == []

    def test_what_a_document_prints_wrongly_stays(
        self, expected: dict[str, tuple[str, ...]], readings: dict[str, PageReading]
    ) -> None:
        for_composite = readings["77_card-cmw.png"]

        assert for_composite.zone.lines == expected["77_card-cmw.png"]
        assert not for_composite.zone.passes_all_check_digits

    def test_most_readings_change_nothing_but_what_a_position_cannot_hold(
        self, readings: dict[str, PageReading]
    ) -> None:
        changed = {repair.reason for reading in readings.values() if reading.sure for repair in reading.repairs}

        assert changed <= {BY_POSITION}
