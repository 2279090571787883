"""`tournai package verify`: what it says of a whole delivery, of one in parts, and of refused ones."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.node.transport.test_evidence_files import FILES, folder, zipped
from tests.rooms.providers.evidence.packages import AT, CONTENTS, REFERENCE, package
from typer.testing import CliRunner, Result

from tournai.cli.main import app
from tournai.providers.evidence.tag_files import Information
from tournai.providers.evidence.writing import Contents
from tournai.providers.orders import Audience, SignedOrder, render, write
from tournai.providers.orders.identification import Identification, TimeRange
from tournai.providers.orders.order import Evidence, Form, Instrument, Order
from tournai.providers.orders.parties import Addressee, Authority, AuthorityType


@pytest.fixture
def order(tmp_path: Path) -> Path:
    form = Form(
        instrument=Instrument.EPOC,
        case_id=REFERENCE,
        issuing_state="FR",
        issuing=Authority(type=AuthorityType.INVESTIGATING_JUDGE, name="Tribunal judiciaire"),
        addressee=Addressee(name="Messenger Ireland"),
        identification=Identification(time_range=TimeRange(start=AT - timedelta(30), end=AT)),
        evidence=Evidence(boxes=("traffic_data.internet.routing_information",)),
    )
    path = tmp_path / "order.json"
    path.write_bytes(write(render(SignedOrder(order=Order(form=form)), Audience.ADDRESSEE)))
    return path


def verify(*words: object) -> Result:
    return CliRunner().invoke(app, ["package", "verify", *map(str, words)])


def test_whole_delivery_is_verified_as_json(tmp_path: Path, order: Path) -> None:
    result = verify(zipped(tmp_path, FILES), "--order", order, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == 0
    assert (answer["verdict"], answer["files"], answer["bytes"], answer["findings"]) == ("verified", 2, 6019, [])


def test_refused_delivery_says_why_and_ends_with_5(tmp_path: Path, order: Path) -> None:
    result = verify(zipped(tmp_path, FILES | {"delivery/data/extra": b""}), "--order", order, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == 5
    assert answer["verdict"] == "refused"
    assert {finding["code"] for finding in answer["findings"] if finding["path"] == "data/extra"} >= {"not-listed"}


def test_excess_is_named_and_not_shown(tmp_path: Path, order: Path) -> None:
    files = package(contents=CONTENTS | {"100 %.txt": Contents("content_data")})

    answer = json.loads(verify(folder(tmp_path, files), "--order", order, "--json").stdout)

    assert {file["name"]: file["disposition"] for file in answer["payload"]}["100 %.txt"] == "sealed"


def test_parts_of_one_delivery_are_verified_together(tmp_path: Path, order: Path) -> None:
    parts = []
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        files = package(information=Information(part=(number, 2), group="one"))
        parts.append(folder(tmp_path / str(number), files))

    assert verify(*parts, "--order", order).exit_code == 0
    assert verify(parts[0], "--order", order).exit_code == 5


def test_words_are_those_of_the_reader(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILES | {"delivery/data/extra": b""})

    said = CliRunner().invoke(app, ["--language", "fr", "package", "verify", str(path)]).stdout

    assert "un fichier que manifest-sha512.txt ne mentionne pas" in said


def test_file_that_is_no_package_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")

    result = verify(tmp_path / "x")

    assert result.exit_code != 0
    assert "Traceback" not in result.output
