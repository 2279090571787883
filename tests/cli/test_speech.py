"""Commands speak the language that is asked for, else that of the environment, else English."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tournai
from tournai.cli.main import app

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
SOURCE = str(Path(tournai.__file__).parents[1])
RUN = "from tournai.cli.main import main; main()"


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch):
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)


def broken_list(folder: Path) -> str:
    """A PNRGOV message whose UNT counts wrong."""
    file = folder / "push.edi"
    file.write_bytes(b"UNB+IATA:1+XT+PIU+261124:1200+1'UNH+1+PNRGOV:13:1:IA'MSG+:22'UNT+9+1'UNZ+1+1'")
    return str(file)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "unt-count: UNT counts 9 segments; the message has 3"),
        ("fr", "unt-count : UNT compte 9 segments ; le message en a 3"),
        ("nl", "unt-count: UNT telt 9 segmenten; het bericht heeft er 3"),
        ("de", "unt-count: UNT zählt 9 Segmente; die Nachricht hat 3"),
    ],
)
def test_defects_are_told_in_the_language_asked_for(tmp_path, language, words):
    done = CliRunner().invoke(app, ["--language", language, "travel", "parse", broken_list(tmp_path)])

    assert words in done.output


def test_json_stays_as_it_is(tmp_path):
    done = CliRunner().invoke(app, ["--language", "fr", "travel", "parse", "--json", broken_list(tmp_path)])

    assert "UNT counts 9 segments; the message has 3" in done.output


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "er is geen knooppunt in {folder}"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "il n’y a pas de nœud dans {folder}"),
        ({"LANG": "pl_PL.UTF-8"}, "there is no node in {folder}"),
        ({}, "there is no node in {folder}"),
    ],
)
def test_error_is_told_in_the_language_of_the_environment(tmp_path, environment, words):
    """POSIX.1-2017, XBD 8.2: LC_ALL goes before LANG."""
    command = [sys.executable, "-c", RUN, "log", "verify", "--data", str(tmp_path)]

    done = subprocess.run(command, env={"PYTHONPATH": SOURCE, **environment}, capture_output=True, check=False)

    assert done.returncode == 3
    assert words.format(folder=tmp_path) in done.stderr.decode()


def test_language_that_commands_do_not_speak_is_refused():
    done = CliRunner().invoke(app, ["--language", "xx", "log", "verify"])

    assert str(done.exception) == "no such language; known: en, fr, nl, de"
