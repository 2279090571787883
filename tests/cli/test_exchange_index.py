"""`tournai exchange index` and `query`: a list of one's own asked as a partner's would be. All persons are invented."""

import csv
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tournai.cli.exchange_index import Oracle, Question, open_question
from tournai.cli.exchange_index import index as write_index
from tournai.errors import Malformed
from tournai.exchange.hit_no_hit.queries import NotTheQuery

LIST = """alert_id,name,birth_date,document_number,document_country
A1,"TCHALABI, Zoubir",1971-03-14,EA123456,BEL
A1,"TCHALABY, Zubayr",,,
A2,Marie Anne Exemple,1975,,
A3,,1980-01-01,,
"""
ASKED = """traveller_id,surname,given_names,birth_date
T1,TCHALABY,ZUBAIR,1971-03-14
T2,PELTONAHO,AINO,1990-01-02
T3,EXEMPLE,MARIE ANNE,1975-06-30
"""


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tournai.cli import main; main()", "exchange", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=120, text=True)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the list; its third person has no name."""
    folder = tmp_path_factory.mktemp("index")
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    assert run("index", folder / "list.csv", "--out", folder / "made").returncode == 3
    return folder / "made"


def test_a_row_without_a_name_is_written_beside_the_index(index: Path) -> None:
    assert "no name" in (index / "rejects.csv").read_text(encoding="utf-8")


def test_only_its_owner_reads_the_secrets(index: Path) -> None:
    assert stat.S_IMODE((index / "secrets.json").stat().st_mode) == 0o600


def test_the_set_holds_no_name_birth_or_number(index: Path) -> None:
    held = (index / "set").read_bytes().upper()

    assert [word for word in (b"TCHALABI", b"TXLB", b"1971", b"EA123456", b"EXEMPLE") if word in held] == []


def test_a_person_is_told_with_what_agreed(index: Path) -> None:
    done = run("query", "--index", index, "--surname", "TSCHALABI", "--given-names", "Zoubeir",
               "--birth-date", "1971-03-14", "--json")  # fmt: skip
    found = json.loads(done.stdout)

    assert (found["label"], found["records"]) == ("strong", 2)
    assert "pair" in found["agreed"]


def test_a_document_alone_is_enough(index: Path) -> None:
    done = run("query", "--index", index, "--document-number", "ea-123456", "--document-country", "BE")

    assert done.stdout == "strong: document\n"


def test_a_file_is_asked_row_by_row(index: Path, tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text(ASKED, encoding="utf-8")

    done = run("query", "--index", index, "--travellers", tmp_path / "asked.csv", "--out", tmp_path / "out.csv")
    rows = csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines())

    assert done.returncode == 0
    assert [(row["traveller_id"], row["label"]) for row in rows] == [
        ("T1", "strong"), ("T2", "no hit"), ("T3", "possible"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked", [Question("TESTIN", birth_date="yesterday"), Question(), Question(document_country="Nowhere")]
)
def test_a_question_that_cannot_be_asked_is_told(asked: Question) -> None:
    with pytest.raises(Malformed):
        _ = asked.person


def test_a_folder_without_an_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="no index there"):
        Oracle(tmp_path)


def test_an_index_is_not_overwritten(index: Path) -> None:
    with pytest.raises(Malformed, match="another folder"):
        write_index(index.parent / "list.csv", index, 1, priority=False)


def test_an_auditor_opens_a_sealed_question_and_no_other(index: Path, tmp_path: Path) -> None:
    asked = run("query", "--index", index, "--surname", "PELTONAHO", "--given-names", "AINO", "--birth-date",
                "1990-01-02", "--seal", tmp_path / "sealed.json")  # fmt: skip
    logged = asked.stderr.split()[-1]

    open_question(tmp_path / "sealed.json", logged)
    told = (tmp_path / "sealed.json").read_text(encoding="utf-8").replace("PELTONAHO", "PELTONEN")
    (tmp_path / "told.json").write_text(told, encoding="utf-8")

    assert asked.stdout == "no hit\n"
    with pytest.raises(NotTheQuery):
        open_question(tmp_path / "told.json", logged)
