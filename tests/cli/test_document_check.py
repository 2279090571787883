"""`tournai document check` and `tournai document trust`: the JSON that scripts rely on, from synthetic files."""

import json
from pathlib import Path

import pytest
from tests.fakes import documents as world
from typer.testing import CliRunner, Result

from tournai.cli.main import app
from tournai.errors import Malformed, Unverified
from tournai.simulate.documents.authorities import (
    MASTER_LIST_SIGNER,
    make_csca,
    make_link,
    make_list_signer,
    make_master_list,
)
from tournai.simulate.documents.signing_keys import elliptic_key

AT = ("--at", "2026-11-24T12:00:00")
ASKED = ("--challenge", world.CHALLENGE.hex(), "--response", world.CHIP_KEY.sign(world.CHALLENGE).hex())


@pytest.fixture
def master_list(tmp_path: Path) -> Path:
    signer = make_list_signer(world.csca(), elliptic_key("lists"), MASTER_LIST_SIGNER)
    new = make_csca("UT", elliptic_key("new"), serial=3)
    members = (world.csca(), new, make_link(world.csca(), new), make_csca("XX", elliptic_key("foreign")))
    path = tmp_path / "utopia.ml"
    path.write_bytes(make_master_list(members, signer, world.csca()))
    return path


@pytest.fixture
def chip(tmp_path: Path) -> Path:
    folder = tmp_path / "chip"
    folder.mkdir()
    for name, data in world.chip().items():
        (folder / f"{name}.bin").write_bytes(data)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["document", *map(str, arguments)])


def answer(*arguments: object) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def outcomes(verdict: dict[str, object]) -> dict[str, str]:
    return {f"{step['step']} {step.get('subject', '')}".strip(): step["outcome"] for step in verdict["steps"]}


class TestPdf:
    def test_the_verdict_is_written_as_a_form_beside_the_answer(self, chip: Path, tmp_path: Path) -> None:
        verdict = answer("check", "--mrz", world.ZONE, "--chip", chip, "--pdf", tmp_path / "verdict.pdf", *AT)

        assert verdict["steps"]
        assert (tmp_path / "verdict.pdf").read_bytes().startswith(b"%PDF")


class TestCheck:
    def test_a_genuine_document_passes(self, chip: Path, master_list: Path) -> None:
        verdict = answer("check", "--mrz", world.ZONE, "--chip", chip, "--trust", master_list, *ASKED, *AT)

        assert verdict["verdict"] == "passed"
        assert set(outcomes(verdict).values()) == {"passed", "not done"}

    def test_each_step_tells_reason_source_and_section(self, chip: Path, master_list: Path) -> None:
        verdict = answer("check", "--chip", chip, "--trust", master_list, *AT)

        assert all({"step", "outcome", "code", "result", "reason", "source"} <= set(step) for step in verdict["steps"])

    def test_a_changed_birth_date_fails_at_its_data_group_alone(self, chip: Path, master_list: Path) -> None:
        dg1 = chip / "DG1.bin"
        dg1.write_bytes(dg1.read_bytes().replace(b"740812", b"840812"))

        found = outcomes(answer("check", "--chip", chip, "--trust", master_list, *AT))

        assert [step for step, outcome in found.items() if outcome == "failed"] == ["data_group_integrity DG1"]

    def test_a_printed_zone_of_another_person_fails_against_the_chip(self, chip: Path, master_list: Path) -> None:
        found = outcomes(answer("check", "--mrz", world.OTHER_ZONE, "--chip", chip, "--trust", master_list, *AT))

        assert found["mrz_consistency"] == "passed"
        assert found["mrz_and_dg1"] == "failed"

    def test_a_lone_security_object_is_checked_up_to_its_csca(self, chip: Path, master_list: Path) -> None:
        verdict = answer("check", "--sod", chip / "EF.SOD.bin", "--trust", master_list, *AT)

        assert verdict["verdict"] == "passed"
        assert "data_groups_delivered" not in outcomes(verdict)

    def test_without_a_list_the_signer_is_undetermined(self, chip: Path) -> None:
        assert answer("check", "--chip", chip, *AT)["verdict"] == "undetermined"

    def test_a_list_whose_signature_does_not_hold_is_not_relied_on(self, chip: Path, master_list: Path) -> None:
        data = master_list.read_bytes()
        master_list.write_bytes(data.replace(b"CSCA XX", b"CSCA YY"))

        assert isinstance(run("check", "--chip", chip, "--trust", master_list).exception, Unverified)

    def test_without_anything_to_check_it_says_what_to_give(self) -> None:
        assert isinstance(run("check").exception, Malformed)

    def test_the_steps_are_told_in_words(self, chip: Path, master_list: Path) -> None:
        result = run("check", "--chip", chip, "--trust", master_list, *ASKED, *AT)

        assert "verdict: passed" in result.stdout
        assert "data groups delivered" in result.stdout


class TestTrust:
    def test_what_a_list_holds_and_what_its_signatures_come_to(self, master_list: Path) -> None:
        found = answer("trust", "import", master_list)

        assert (found["certificates"], found["countries"]) == (4, {"UT": 3, "XX": 1})
        assert found["signature"] == "valid"
        assert found["self_signatures"] == {"valid": 4, "bad": 0, "issuer unknown": 0}
        assert found["defects"] == []

    def test_a_changed_list_is_told_with_exit_code_5(self, master_list: Path) -> None:
        master_list.write_bytes(master_list.read_bytes().replace(b"CSCA XX", b"CSCA YY"))

        result = run("trust", "import", master_list, "--json")

        assert result.exit_code == 5
        assert json.loads(result.stdout)["signature"] == "bad"
        assert json.loads(result.stdout)["self_signatures"]["bad"] == 1

    def test_a_revocation_list_tells_how_many_it_revokes(self, tmp_path: Path) -> None:
        path = tmp_path / "utopia.crl"
        path.write_bytes(world.crl(1000, 1001))

        found = answer("trust", "import", path)

        assert (found["kinds"], found["revoked"], found["signature"]) == (["revocation list"], 2, "")

    def test_the_difference_between_two_lists(self, master_list: Path, tmp_path: Path) -> None:
        signer = make_list_signer(world.csca(), elliptic_key("lists"), MASTER_LIST_SIGNER)
        older = tmp_path / "older.ml"
        gone = make_csca("YY", elliptic_key("gone"))
        older.write_bytes(make_master_list((world.csca(), gone), signer, world.csca()))

        change = answer("trust", "compare", older, master_list)

        assert [line["country"] for line in change["removed"]] == ["YY"]
        assert sorted(line["country"] for line in change["added"]) == ["UT", "UT", "XX"]
