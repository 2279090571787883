"""The shared master lists, against counts that nothing of Tournai made (tests/vectors/documents/master_lists)."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tournai.documents.trust import SignatureState, changed_certificates, judge_certificates, read_master_list
from tournai.documents.trust.master_lists import MasterList

COUNTER = Path(__file__).parents[3] / "vectors" / "documents" / "master_lists" / "count.py"
SPEC = spec_from_file_location("count_of_master_lists", COUNTER)
assert SPEC
assert SPEC.loader
independent = module_from_spec(SPEC)
SPEC.loader.exec_module(independent)

LISTS = (
    "DE_ML_2024-12-19-10-09-11.ml",
    "DE_ML_2025-06-25-09-31-57.ml",
    "DE_ML_2025-11-27-07-39-21.ml",
    "DE_ML_2026-05-05-12-15-36.ml",
    "ICAO_ml_September2023.ml",
    "NL_ML_2025-12-20.ml",
    "NL_ML_2026-04-02.ml",
    "NL_ML_2026-07-22.ml",
)
ICAO = "ICAO_ml_September2023.ml"
pytestmark = pytest.mark.shared


def path_of(shared: Path, name: str) -> Path:
    return shared / "documents" / "master-lists" / name


def read(shared: Path, name: str) -> MasterList:
    return read_master_list(path_of(shared, name).read_bytes())


@pytest.mark.parametrize("name", LISTS)
class TestEveryList:
    """ICAO Doc 9303-12, section 9."""

    def test_its_certificates_and_countries_are_those_counted_independently(self, shared: Path, name: str) -> None:
        counted = independent.count(path_of(shared, name))

        found = read(shared, name)

        assert len(found.certificates) == counted["certificates"]
        assert found.countries == tuple(counted["countries"])
        assert found.unreadable == ()

    def test_its_own_signature_holds(self, shared: Path, name: str) -> None:
        signature = read(shared, name).signature

        assert (signature.state, signature.issuer_state) == (SignatureState.VALID, SignatureState.VALID)

    def test_every_key_is_usable_and_those_with_explicit_parameters_are_told(self, shared: Path, name: str) -> None:
        counted = independent.count(path_of(shared, name))

        found = read(shared, name)

        assert not any(defect.code == "unusable-key" for defect in found.defects)
        assert sum(defect.code == "explicit-curve" for defect in found.defects) == counted["explicit"]
        assert all(certificate.public_key.bits >= 224 for certificate in found.certificates)

    def test_none_of_its_certificates_has_a_bad_signature(self, shared: Path, name: str) -> None:
        states = judge_certificates(read(shared, name).certificates)

        assert SignatureState.BAD not in states

    def test_one_changed_byte_in_it_is_told_as_a_bad_signature(self, shared: Path, name: str) -> None:
        data = bytearray(path_of(shared, name).read_bytes())
        data[len(data) // 2] ^= 1

        assert read_master_list(bytes(data)).signature.state is SignatureState.BAD


def test_the_list_of_icao_without_null_is_accepted_with_a_defect(shared: Path) -> None:
    found = read(shared, ICAO)

    assert "digest-info-without-null" in {defect.code for defect in found.defects}
    assert independent.openssl_accepts(path_of(shared, ICAO)) in (False, None)


def test_a_certificate_whose_issuer_is_not_in_the_list_is_told(shared: Path) -> None:
    found = read(shared, "DE_ML_2026-05-05-12-15-36.ml")

    states = judge_certificates(found.certificates)

    # The links of twelve countries to keys that the list holds no more; the other 568 are signed within it.
    assert (states.count(SignatureState.VALID), states.count(SignatureState.ISSUER_UNKNOWN)) == (568, 12)


def test_a_self_signed_certificate_with_one_bit_changed_is_bad(shared: Path) -> None:
    certificates = read(shared, "NL_ML_2026-07-22.ml").certificates
    data = path_of(shared, "NL_ML_2026-07-22.ml").read_bytes()
    place = data.index(certificates[0].signature) + 40
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    states = judge_certificates(read_master_list(changed).certificates)

    assert states[0] is SignatureState.BAD


def test_the_difference_between_two_dates_is_what_came_and_went(shared: Path) -> None:
    older, newer = (path_of(shared, name) for name in ("DE_ML_2025-11-27-07-39-21.ml", "DE_ML_2026-05-05-12-15-36.ml"))
    before, after = (set(independent.csca_certificates(path.read_bytes())) for path in (older, newer))

    change = changed_certificates(
        read_master_list(older.read_bytes()).certificates, read_master_list(newer.read_bytes()).certificates
    )

    assert {each.der for each in change.added} == after - before
    assert {each.der for each in change.removed} == before - after
