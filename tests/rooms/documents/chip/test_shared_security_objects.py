"""Passive authentication of the shared security objects: what SOURCES.md and expected.json say comes out.

They were read from documents of real people: nothing of them is printed or kept.
"""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tournai.documents.chip.files import ChipFile, read_file
from tournai.documents.chip.passive_authentication import Authentication, authenticate
from tournai.documents.trust import TrustStore, build_store, read_master_list
from tournai.documents.verdict import Check, Outcome

pytestmark = pytest.mark.shared
GENUINE = ("AT", "DE", "FR", "GB", "NZ", "NZ2013", "PH", "RU")
IN_FORCE = datetime(2026, 11, 24, tzinfo=UTC)
WHEN = {"NZ2013": datetime(2014, 1, 1, tzinfo=UTC)}
PROVEN = (
    Check.SECURITY_OBJECT_FORM,
    Check.SECURITY_OBJECT_HASH,
    Check.SECURITY_OBJECT_SIGNATURE,
    Check.DS_CERTIFICATE_SIGNATURE,
    Check.CSCA_VALIDITY,
    Check.DS_VALIDITY,
    Check.TRUST_STATUS,
)
DEVIATIONS = {
    "AT": {"explicit-curve"},
    "DE": {"explicit-curve"},
    "FR": set(),
    "GB": {"explicit-curve"},
    "NZ": {"indefinite-length"},
    "NZ2013": {"indefinite-length"},
    "PH": set(),
    "RU": {"explicit-curve", "weak-hash"},
}


@pytest.fixture(scope="module")
def store(shared: Path) -> TrustStore:
    paths = sorted((shared / "documents" / "master-lists").glob("*.ml"))
    return build_store((path.name, read_master_list(path.read_bytes()).certificates) for path in paths)


def sod_at(path: Path) -> ChipFile:
    return read_file(path.read_bytes(), "EF.SOD")


def outcomes(found: Authentication) -> dict[Check, Outcome]:
    return {step.step: step.outcome for step in found.steps}


def of_state(shared: Path, name: str, store: TrustStore) -> Authentication:
    sod = sod_at(shared / "documents" / "sod" / f"EF_SOD_{name}.bin")
    return authenticate(sod, {}, store, WHEN.get(name, IN_FORCE), is_lone=True)


@pytest.mark.parametrize("state", GENUINE)
class TestGenuine:
    """ICAO Doc 9303-11, section 5.1, on security objects of seven states."""

    def test_every_step_passes(self, shared: Path, store: TrustStore, state: str) -> None:
        found = outcomes(of_state(shared, state, store))

        assert [found[check] for check in PROVEN] == [Outcome.PASSED] * len(PROVEN)

    def test_what_breaks_the_standard_is_recorded(self, shared: Path, store: TrustStore, state: str) -> None:
        assert {defect.code for defect in of_state(shared, state, store).defects} == DEVIATIONS[state]

    def test_it_is_read_as_the_other_tools_read_it(self, shared: Path, store: TrustStore, state: str) -> None:
        expected = json.loads((shared / "documents/sod/expected.json").read_text())[f"sod/EF_SOD_{state}.bin"]

        found = of_state(shared, state, store)

        assert found.security_object is not None
        assert found.signer is not None
        assert sorted(found.security_object.hashes) == expected["data_groups"]
        assert found.security_object.hash == expected["lds_hash"]
        assert found.security_object.version == expected["lds_version"]
        assert hex(found.signer.serial) == expected["dsc_serial"]
        assert [f"{found.signer.not_before:%Y-%m-%d}", f"{found.signer.not_after:%Y-%m-%d}"] == expected["dsc_valid"]

    def test_without_its_country_in_the_store_it_is_undetermined(
        self, shared: Path, store: TrustStore, state: str
    ) -> None:
        others = [each.certificate for each in store.anchors if each.certificate.country != state[:2]]

        found = outcomes(of_state(shared, state, build_store([("others", tuple(others))])))

        assert found[Check.SECURITY_OBJECT_SIGNATURE] is Outcome.PASSED
        assert found[Check.DS_CERTIFICATE_SIGNATURE] is Outcome.UNDETERMINED


def test_an_expired_signer_is_listed_as_failed(shared: Path, store: TrustStore) -> None:
    sod = sod_at(shared / "documents/sod/EF_SOD_NZ2013.bin")

    found = outcomes(authenticate(sod, {}, store, IN_FORCE, is_lone=True))

    assert found[Check.DS_CERTIFICATE_SIGNATURE] is Outcome.PASSED
    assert found[Check.DS_VALIDITY] is Outcome.FAILED


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("bad_signature", Check.SECURITY_OBJECT_SIGNATURE),
        ("bad_digest", Check.SECURITY_OBJECT_HASH),
        ("signeddata_v1", Check.SECURITY_OBJECT_FORM),
        ("lds_version_2", Check.SECURITY_OBJECT_FORM),
        ("lds_version_2", Check.SECURITY_OBJECT_HASH),
        ("wrong_content_type", Check.SECURITY_OBJECT_FORM),
        ("wrong_content_type", Check.SECURITY_OBJECT_SIGNATURE),
    ],
)
def test_each_altered_one_is_refused_at_its_step(shared: Path, store: TrustStore, name: str, refused: Check) -> None:
    assert outcomes(of_state(shared, name, store))[refused] is Outcome.FAILED


class TestTestChip:
    """The complete chip of the BSI TR-03105-5 data set."""

    @pytest.fixture
    def chip(self, shared: Path) -> Path:
        return shared / "documents" / "chip-etsi"

    def groups(self, chip: Path) -> dict[int, ChipFile]:
        numbers = (1, 2, 3, 4, 14, 15)
        return {number: read_file((chip / f"EF_DG{number}.bin").read_bytes(), f"DG{number}") for number in numbers}

    def test_all_six_data_groups_have_the_hash_that_was_signed(self, chip: Path, store: TrustStore) -> None:
        found = authenticate(sod_at(chip / "EF_SOD.bin"), self.groups(chip), store, IN_FORCE)

        assert found.sound == {1, 2, 3, 4, 14, 15}

    def test_without_a_csca_the_chain_is_undetermined(self, chip: Path, store: TrustStore) -> None:
        found = outcomes(authenticate(sod_at(chip / "EF_SOD.bin"), self.groups(chip), store, IN_FORCE))

        assert found[Check.DS_CERTIFICATE_SIGNATURE] is Outcome.UNDETERMINED

    def test_dg1_of_another_country_does_not_match(self, shared: Path, chip: Path, store: TrustStore) -> None:
        altered = read_file((shared / "documents/data-groups/DG1_TD3_altered_country.bin").read_bytes(), "DG1")

        found = authenticate(sod_at(chip / "EF_SOD.bin"), self.groups(chip) | {1: altered}, store, IN_FORCE)

        assert found.sound == {2, 3, 4, 14, 15}


@pytest.mark.parametrize(("state", "group"), [("AT", 14), ("FR", 14), ("NZ", 15)])
def test_the_shared_keys_have_the_hash_that_was_signed(shared: Path, store: TrustStore, state: str, group: int) -> None:
    file = read_file((shared / f"documents/data-groups/DG{group}_{state}.bin").read_bytes())

    found = authenticate(sod_at(shared / f"documents/sod/EF_SOD_{state}.bin"), {group: file}, store, IN_FORCE)

    assert found.sound == {group}


class TestOpenssl:
    """What `openssl cms` says of the same objects, without their outer tag."""

    def accepts(self, path: Path, tmp_path: Path) -> bool:
        openssl = shutil.which("openssl") or pytest.skip("needs the openssl command")
        bare = tmp_path / "sod.der"
        bare.write_bytes(sod_at(path).element.only().raw)
        command = [openssl, "cms", "-verify", "-noverify", "-inform", "DER", "-in", str(bare), "-out", "/dev/null"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    @pytest.mark.parametrize("state", GENUINE)
    def test_it_agrees_on_each_genuine_one(self, shared: Path, tmp_path: Path, state: str) -> None:
        assert self.accepts(shared / f"documents/sod/EF_SOD_{state}.bin", tmp_path)

    @pytest.mark.parametrize("name", ["bad_signature", "bad_digest", "lds_version_2", "wrong_content_type"])
    def test_it_refuses_each_forgery(self, shared: Path, tmp_path: Path, name: str) -> None:
        assert not self.accepts(shared / f"documents/sod/EF_SOD_{name}.bin", tmp_path)
