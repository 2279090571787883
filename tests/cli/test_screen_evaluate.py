"""`tournai screen evaluate`: a report of labelled data. All persons are invented."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ALERTS = "alert_id,name,birth_date\nA1,Zoubir Tchalabi,1971-03-14\nA2,Arkadi Volkanov,1965-02-03\n"
TRAVELLERS = """traveller_id,surname,given_names,birth_date
T1,TCHALABI,ZOUBIR,1971-03-14
T2,VOLKANOV,ARKADI,1965-02-03
T3,PELTONAHO,AINO,1990-01-02
"""
TRUTH = "traveller_id,alert_id,kind,script\nT1,A1,exact,Latin\nT2,A2,exact,Latin\n"


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    named = [f"--{name}={folder / name}.csv" for name in ("alerts", "travellers", "truth")]
    command = [sys.executable, "-c", "from tournai.cli import main; main()", "screen", "evaluate", *named, *more]
    return subprocess.run(command, capture_output=True, timeout=120, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "alerts.csv").write_text(ALERTS)
    (tmp_path / "travellers.csv").write_text(TRAVELLERS)
    (tmp_path / "truth.csv").write_text(TRUTH)
    return tmp_path


def test_both_rates_are_printed_and_written(folder: Path) -> None:
    done = run(folder, "--out", str(folder / "report"))
    report = json.loads((folder / "report" / "report.json").read_bytes())

    assert (done.returncode, "2 travellers sought, 1 on no alert" in done.stdout) == (0, True)
    assert report["usual"]["recall"]["share"] == 1.0
    assert report["usual"]["false_matches"] == {"hits": 0, "of": 1, "share": 0.0, "low": 0.0} | {
        "high": pytest.approx(0.793, abs=0.001)  # Wilson's bound of none of one
    }


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Evaluation of screening"), ("fr", "Évaluation du criblage"), ("nl", "Evaluatie"), ("de", "Bewertung")],
)
def test_the_report_is_a_page_of_its_own_in_each_language(folder: Path, language: str, title: str) -> None:
    run(folder, "--out", str(folder / "report"), "--language", language)
    page = (folder / "report" / "report.html").read_text(encoding="utf-8")

    assert f'<html lang="{language}">' in page
    assert title in page
    assert re.findall(r"<script|(?:src|href)=", page) == []


def test_the_curve_is_a_drawing_and_numbers(folder: Path) -> None:
    run(folder, "--out", str(folder / "report"))

    assert (folder / "report" / "det.svg").read_text().startswith("<svg xmlns=")
    assert (folder / "report" / "det.csv").read_text().startswith("false_per_10k,missed\n")


def test_truth_that_names_nobody_is_shown(folder: Path) -> None:
    (folder / "truth.csv").write_text(TRUTH + "T9,A1,exact,Latin\nT3,A9,exact,Latin\n")

    done = run(folder)

    assert done.returncode == 3
    assert "line 4: no such traveller" in done.stderr
    assert "line 5: no such alert" in done.stderr


@pytest.mark.parametrize("more", [["--language", "it"], ["--synthetic", "10", "--names", "/nonexistent"]])
def test_what_cannot_be_done_is_refused(folder: Path, more: list[str]) -> None:
    assert run(folder, *more).returncode == 3
