"""`tournai travel write`: messages written anew in a shell's pipe."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLES = Path(str(files("tournai") / "simulate" / "samples" / "gtas"))


def tournai(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from tournai.cli import main; main()", "travel", *arguments]
    return subprocess.run(command, input=data, capture_output=True, timeout=60)


@pytest.mark.parametrize(
    ("sample", "form"), [("pnr4.txt", "pnrgov"), ("pnr4.txt", "pnrgov-xml"), ("tamr_flight1.txt", "paxlst")]
)
def test_what_is_written_is_read_with_the_same_counts(sample, form):
    written = tournai("write", str(SAMPLES / sample), "--as", form).stdout

    read, expected = (
        json.loads(tournai("parse", "-", "--json", "--summary", data=data).stdout)[0]
        for data in (written, (SAMPLES / sample).read_bytes())
    )

    names = ("pnrs", "travellers", "infants", "flights", "documents", "crew")
    assert {name: expected[name] for name in names} == {name: read[name] for name in names}
    assert read["defects"] == []


@pytest.mark.parametrize(("sample", "form"), [("pnr4.txt", "paxlst"), ("tamr_flight1.txt", "pnrgov-xml")])
def test_form_that_a_message_has_not_is_refused(sample, form):
    done = tournai("write", str(SAMPLES / sample), "--as", form)

    assert (done.returncode, done.stdout) == (3, b"")
    assert b"cannot be written as" in done.stderr
