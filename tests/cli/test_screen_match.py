"""`tournai screen match`: a file of travellers against a file of alerts. All persons are invented."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

ALERTS = """alert_id,name,birth_date,sex,nationality,document_number,document_country
A1,Zoubir Tchalabi,1971-03-14,M,DZA,,
A1,"TCHALABY, Zubayr",,,,,
A2,Arkadi Volkanov,1965,M,RUS,,
A3,Lore Delvigne,1988-05-01,F,BEL,EA123456,BEL
"""
TRAVELLERS = """traveller_id,surname,given_names,birth_date,sex,nationality,document_number,document_country
T1,TCHALABI,ZOUBIR,1971-03-14,M,DZA,X1,DZA
T2,PELTONAHO,AINO,1990-01-02,F,FIN,X2,FIN
T3,DELVIGNE,LORE,1988-05-01,F,BEL,X3,BEL
"""
COLUMNS = ["traveller_id", "alert_id", "score", "false_per_10k", "reasons"]


def run(folder: Path, *more: str, alerts: str = "alerts.csv", travellers: str = "travellers.csv", out: str = "out.csv"):
    named = ["--alerts", folder / alerts, "--travellers", folder / travellers, "--out", folder / out]
    command = [sys.executable, "-c", "from tournai.cli import main; main()", "screen", "match", *map(str, named), *more]
    return subprocess.run(command, capture_output=True, timeout=120, text=True)


def matches(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "alerts.csv").write_text(ALERTS, encoding="utf-8")
    (tmp_path / "travellers.csv").write_text(TRAVELLERS, encoding="utf-8")
    return tmp_path


def test_travellers_are_matched_with_their_alerts(folder: Path) -> None:
    done = run(folder)
    found = matches(folder / "out.csv")

    assert (done.returncode, list(found[0])) == (0, COLUMNS)
    assert [(row["traveller_id"], row["alert_id"]) for row in found] == [("T1", "A1"), ("T3", "A3")]
    assert not (folder / "out.csv.rejects.csv").exists()


def test_no_match_costs_more_false_matches_than_asked_for(folder: Path) -> None:
    run(folder, "--at-most-false", "3")

    assert all(0 < float(row["false_per_10k"]) <= 3 for row in matches(folder / "out.csv"))


def test_reasons_name_both_values_of_a_feature(folder: Path) -> None:
    run(folder)

    assert "1971-03-14 ~ 1971-03-14" in matches(folder / "out.csv")[0]["reasons"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_have_a_byte_order_mark_and_any_delimiter(folder: Path, mark: str, delimiter: str) -> None:
    text = mark + TRAVELLERS.replace(",", delimiter)
    (folder / "travellers.csv").write_text(text, encoding="utf-8")

    assert run(folder).returncode == 0
    assert len(matches(folder / "out.csv")) == 2


def test_columns_may_stand_in_any_order_beside_others(folder: Path) -> None:
    text = "remark,given_names,surname,traveller_id,birth_date\nx,ZOUBIR,TCHALABI,T1,1971-03-14\n"
    (folder / "travellers.csv").write_text(text)

    run(folder)

    assert [row["traveller_id"] for row in matches(folder / "out.csv")] == ["T1"]


def test_rows_that_cannot_be_used_are_shown_and_not_lost(folder: Path) -> None:
    bad = "T4,,,1990-01-01,F,FIN,,\nT5,TCHALABI\n,TCHALABI,ZOUBIR,1971-03-14,M,DZA,,\n"
    (folder / "travellers.csv").write_text(TRAVELLERS + bad)

    done = run(folder)
    rejected = matches(folder / "out.csv.rejects.csv")

    assert done.returncode == 3
    assert [(row["line"], row["reason"]) for row in rejected] == [
        ("5", "no name"),
        ("6", "2 fields, 8 expected"),
        ("7", "no identifier"),
    ]
    assert rejected[1]["row"].startswith("T5;TCHALABI")
    assert "line 6: 2 fields, 8 expected" in done.stderr
    assert len(matches(folder / "out.csv")) == 2


def test_a_field_that_cannot_be_read_is_left_out_and_told(folder: Path) -> None:
    (folder / "travellers.csv").write_text(
        TRAVELLERS.replace("T3,DELVIGNE,LORE,1988-05-01", "T3,DELVIGNE,LORE,1988-15-01")
    )

    done = run(folder)

    assert done.returncode == 0
    assert "line 4: birth_date not understood: compared without it" in done.stderr
    assert matches(folder / "out.csv.rejects.csv")[0]["line"] == "4"


def test_bytes_that_are_not_utf_8_are_told_by_line(folder: Path) -> None:
    (folder / "travellers.csv").write_bytes(TRAVELLERS.encode() + b"T4,M\xfcLLRICH,EDDA,1990-01-01,F,DEU,,\n")

    done = run(folder)

    assert (done.returncode, "line 5: not UTF-8" in done.stderr) == (3, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        ("traveller_id,given_names\nT1,ZOUBIR\n", "no column surname"),
        ('traveller_id,surname\nT1,"TCHALABI\n' + "x" * 200_000, "is a quote not closed"),
    ],
)
def test_a_file_that_is_no_such_table_leaves_no_output(folder: Path, text: str, told: str) -> None:
    (folder / "travellers.csv").write_text(text)

    done = run(folder)

    assert (done.returncode, told in done.stderr) == (3, True)
    assert sorted(path.name for path in folder.iterdir()) == ["alerts.csv", "travellers.csv"]


def test_an_earlier_output_stays_when_a_run_fails(folder: Path) -> None:
    (folder / "out.csv").write_text("earlier")
    (folder / "alerts.csv").unlink()

    assert run(folder).returncode == 3
    assert (folder / "out.csv").read_text() == "earlier"


def test_the_output_may_not_be_one_of_the_inputs(folder: Path) -> None:
    assert run(folder, out="alerts.csv").returncode == 3
    assert (folder / "alerts.csv").read_text() == ALERTS


def test_no_more_false_matches_than_travellers_can_be_asked_for(folder: Path) -> None:
    assert run(folder, "--at-most-false", "0").returncode == 3


def test_parquet_is_read_and_written_like_csv(folder: Path) -> None:
    pyarrow_csv, parquet = pytest.importorskip("pyarrow.csv"), pytest.importorskip("pyarrow.parquet")
    # pyarrow reads birth dates as text or as days, as it likes: both are understood
    parquet.write_table(pyarrow_csv.read_csv(folder / "alerts.csv"), folder / "alerts.parquet")
    parquet.write_table(pyarrow_csv.read_csv(folder / "travellers.csv"), folder / "travellers.parquet")
    run(folder)

    run(folder, alerts="alerts.parquet", travellers="travellers.parquet", out="out.parquet")

    found = parquet.read_table(folder / "out.parquet")
    assert found.column_names == COLUMNS
    assert [str(row["score"]) for row in found.to_pylist()] == [row["score"] for row in matches(folder / "out.csv")]
