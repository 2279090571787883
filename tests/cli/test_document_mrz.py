"""`tournai document mrz`: the JSON that scripts rely on, from text and from a picture."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.documents.mrz import specimens
from tests.rooms.documents.pages.drawn import CARD, page
from typer.testing import CliRunner

from tournai.cli.main import app
from tournai.errors import Malformed


def answer(*arguments: str) -> Any:
    result = CliRunner().invoke(app, ["document", "mrz", *arguments, "--json"], catch_exceptions=False)
    return json.loads(result.stdout)


def test_text_is_answered_with_the_names_of_the_contract() -> None:
    found = answer(specimens.TD3)

    assert found["lines"] == specimens.TD3.split("\n")
    assert found["format"] == "TD3"
    assert found["fields"]["date_of_birth"]["value"] == "1974-08-12"
    assert found["fields"]["surname"]["value"] == "ERIKSSON"
    assert found["fields"]["given_names"]["value"] == "ANNA MARIA"
    assert found["check_digits"]["composite"] == {
        "outcome": "passed",
        "printed": "0",
        "expected": "0",
        "rule": "own field",
    }
    assert (found["repairs"], found["sure"], found["picture"]) == ([], True, None)


def test_doubtful_text_is_not_sure_and_not_changed() -> None:
    text = specimens.TD3.replace("36UTO", "36UT0")

    found = answer(text)

    assert found["lines"] == text.split("\n")
    assert not found["sure"]
    assert [(repair["position"], repair["proposed"], repair["is_made"]) for repair in found["repairs"]] == [
        (13, "O", False)
    ]


def test_file_of_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / "zone.txt"
    file.write_text(specimens.TD1 + "\n", encoding="ascii")

    assert answer(str(file))["format"] == "TD1"


def test_picture_is_read(tmp_path: Path) -> None:
    file = tmp_path / "page.jpg"
    file.write_bytes(page(CARD))

    found = answer(str(file))

    assert (found["lines"], found["sure"]) == (list(CARD), True)
    assert (found["picture"]["turned"], len(found["picture"]["corners"])) == (0, 4)


@pytest.mark.parametrize("content", [b"\x00\x01\xff", b"P<UTO", b"GIF89a"])
def test_what_is_no_zone_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)

    with pytest.raises(Malformed):
        answer(str(file))


def test_result_is_spoken_in_french() -> None:
    result = CliRunner().invoke(app, ["--language", "fr", "document", "mrz", specimens.TD3.replace("36UTO", "36UT0")])

    assert "incertain" in result.stdout
    assert "0 peut être O" in result.stdout
