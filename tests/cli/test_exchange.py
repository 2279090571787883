"""The commands of the exchange: from two entries to a list in force, and the drill between two processes."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from tests.fakes.partner_nodes import BELGIUM, FRANCE
from typer.testing import CliRunner

from tournai.cli.exchange_drill.command import drill
from tournai.cli.main import app
from tournai.errors import Malformed, Unverified
from tournai.node.assembly import assemble
from tournai.node.settings import Settings
from tournai.simulate.partner_network import PartnerIssuer


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own; a refusal is raised."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> str:
        return CliRunner().invoke(app, words, catch_exceptions=False).stdout

    return command


class TestMemberList:
    """docs/tasks/connect-a-partner.md"""

    def entry(self, run, node: str, country: str) -> None:
        pair = PartnerIssuer(datetime.now(UTC)).issue(node)
        Path(f"{node}.crt").write_bytes(pair.certificate)
        assemble(Settings(data=Path(node), node_name=node)).close()
        who = ("--name", "Contact point", "--country", country, "--kind", "single point of contact")
        where = ("--address", f"https://{node}:8016", "--certificate", f"{node}.crt", "--data", node)
        printed = run("exchange", "partners", "own", *who, *where)
        Path(f"{node}.json").write_text(printed)

    def test_two_entries_two_signatures_and_the_list_is_in_force(self, run, monkeypatch):
        self.entry(run, BELGIUM, "BEL")
        self.entry(run, FRANCE, "FRA")
        keys = [run("exchange", "partners", "new-key", f"{name}.key").split()[-1] for name in ("one", "two")]
        entries = (f"{BELGIUM}.json", f"{FRANCE}.json")
        how = ("--network", "invented", "--version", "1", "--out", "members.json")
        run("exchange", "partners", "draft", *entries, *how)
        monkeypatch.setenv("TOURNAI_EXCHANGE_SIGNERS", ",".join(keys))
        import_list = ("exchange", "partners", "import", "members.json", "--data", BELGIUM)

        run("exchange", "partners", "sign", "members.json", "--key", "one.key")
        with pytest.raises(Unverified, match="two must"):
            run(*import_list)
        run("exchange", "partners", "sign", "members.json", "--key", "two.key")

        assert f"added  {FRANCE}" in run(*import_list, "--preview")
        assert "no list" in run("exchange", "partners", "show", "--data", BELGIUM)
        assert "2 members" in run(*import_list)
        assert f"{FRANCE}  new  waiting 0" in run("exchange", "partners", "show", "--data", BELGIUM)

    def test_door_needs_its_files(self, run):
        assemble(Settings(data=Path(BELGIUM), node_name=BELGIUM)).close()

        with pytest.raises(Malformed, match="TOURNAI_EXCHANGE_CERTIFICATE"):
            run("exchange", "serve", "--data", BELGIUM)

    def test_cosigned_checkpoints_of_nobody_are_not_written(self, run):
        assemble(Settings(data=Path(BELGIUM), node_name=BELGIUM)).close()

        with pytest.raises(Malformed, match="no checkpoint"):
            run("exchange", "cosigned", FRANCE, "notes.txt", "--data", BELGIUM)


@pytest.mark.slow
def test_small_drill_holds(tmp_path):
    """Two processes; the whole drill is `tournai exchange drill`."""
    report = drill(tmp_path, exchanges=12, seed=3)

    counts = msgspec.structs.asdict(report)
    assert report.holds, counts
    assert (report.received, report.lost, report.twice, report.receipts_proven) == (12, 0, 0, 12)
    assert (report.faults["kills"], report.faults["wrong_clocks"]) == (2, 1)
