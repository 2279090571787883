"""`tournai ingest` says of each file what became of it."""

from pathlib import Path

from tests.acts import UNKNOWN_BOOKING
from tests.fakes.carrier import Flight, pnrgov
from typer.testing import CliRunner

from tournai.cli.main import app


def test_ingest_says_where_no_law_allows_to_keep_a_flight(tmp_path: Path) -> None:
    file = tmp_path / "domestic.edi"
    file.write_bytes(pnrgov(UNKNOWN_BOOKING, flight=Flight(origin="CDG", destination="NCE")))

    done = CliRunner().invoke(app, ["ingest", str(file), "--data", str(tmp_path / "data")])

    assert done.exit_code == 0
    assert "processed; dropped what no law allows to keep (rule PNR-02)" in done.output
