"""The verdict on seals: BSI TR-03135-1, section 5.9.1."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.documents.seals.seal_authority import AT, CA, FEATURES, SIGNER, VISA, certify, name, visa_seal

from tournai.documents.seals.checks import check_seal, compare_with_zone
from tournai.documents.seals.reading import bytes_of_text, read_any_seal
from tournai.documents.trust.certificates import Certificate, read_certificate
from tournai.documents.trust.store import TrustStore, build_store
from tournai.documents.verdict import Check, Outcome
from tournai.errors import Malformed

STORE = build_store([("CSCA of Utopia", (CA,))])
OTHER_KEY = ec.derive_private_key(0x99, ec.SECP256R1())
LINES = (VISA[:36], VISA[36:].ljust(36, "<"))


def outcomes(
    data: bytes, certificates: tuple[Certificate, ...] = (SIGNER,), store: TrustStore = STORE
) -> dict[Check, Outcome]:
    verdict = check_seal(read_any_seal(data), certificates, store, AT)
    return {step.step: step.outcome for step in verdict.steps}


def test_genuine_seal_passes_every_step() -> None:
    verdict = check_seal(read_any_seal(visa_seal()), (SIGNER,), STORE, AT)

    assert (verdict.verdict, {step.outcome for step in verdict.steps}) == (Outcome.PASSED, {Outcome.PASSED})


@given(st.integers(0, 8 * len(visa_seal()) - 1))
def test_any_changed_bit_is_refused(bit: int) -> None:
    altered = bytearray(visa_seal())
    altered[bit // 8] ^= 1 << bit % 8

    assert not passes(bytes(altered))


def passes(data: bytes) -> bool:
    try:
        return check_seal(read_any_seal(data), (SIGNER,), STORE, AT).verdict is Outcome.PASSED
    except Malformed:
        return False


@pytest.mark.parametrize(
    ("data", "signer", "step"),
    [
        (visa_seal(FEATURES[:2]), SIGNER, Check.SEAL_INTEGRITY),
        (visa_seal(), certify(name("TS"), OTHER_KEY, 0x5B), Check.SEAL_SIGNATURE),
        (visa_seal(state="FRA"), SIGNER, Check.SEAL_COUNTRY),
    ],
)
def test_what_is_wrong_fails_at_its_step(data: bytes, signer: Certificate, step: Check) -> None:
    assert [check for check, outcome in outcomes(data, (signer,)).items() if outcome is Outcome.FAILED] == [step]


@pytest.mark.parametrize("until", [2021, 2030])
def test_signer_that_its_authority_did_not_sign_or_that_expired_fails(until: int) -> None:
    forged = certify(name("TS"), OTHER_KEY, 0x5B, ca_key=OTHER_KEY, until=until)
    expired = certify(name("TS"), OTHER_KEY, 0x5B, until=2021)

    assert outcomes(visa_seal(), (forged,))[Check.SEAL_SIGNER] is Outcome.FAILED
    assert outcomes(visa_seal(), (expired,))[Check.SEAL_SIGNER] is Outcome.FAILED


def test_unknown_authority_leaves_the_signer_undetermined() -> None:
    found = outcomes(visa_seal(), store=build_store([]))

    assert (found[Check.SEAL_SIGNER], found[Check.SEAL_SIGNATURE]) == (Outcome.UNDETERMINED, Outcome.PASSED)


def test_signer_of_another_serial_number_is_not_taken() -> None:
    found = outcomes(visa_seal(), (certify(name("TS"), OTHER_KEY, 0x5C),))

    assert (found[Check.SEAL_SIGNER], found[Check.SEAL_SIGNATURE]) == (Outcome.UNDETERMINED, Outcome.NOT_DONE)


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        (LINES, Outcome.PASSED),
        ((LINES[0], LINES[1][:28] + "OPTIONAL"), Outcome.PASSED),
        ((LINES[0].replace("JANE", "JOAN"), LINES[1]), Outcome.FAILED),
        ((), Outcome.FAILED),
    ],
)
def test_zone_is_compared_as_far_as_the_seal_holds_it(lines: tuple[str, ...], outcome: Outcome) -> None:
    assert compare_with_zone(read_any_seal(visa_seal()), lines).outcome is outcome


@pytest.mark.parametrize("text", ["Grüße \u20ac", "hello", ""])
def test_other_text_is_no_seal(text: str) -> None:
    with pytest.raises(Malformed):
        read_any_seal(bytes_of_text(text))


def test_reason_names_no_person() -> None:
    verdict = check_seal(read_any_seal(visa_seal()), (SIGNER,), STORE, AT)

    assert "DOE" not in " ".join(step.reason for step in verdict.steps)


class TestPublicSeals:
    """The shared seals and codes: every one with a certificate verifies; any change is refused."""

    @staticmethod
    def certificates(shared: Path) -> tuple[Certificate, ...]:
        folder = shared / "documents" / "seals"
        return tuple(read_certificate(path.read_bytes()) for path in sorted(folder.glob("sealgen_*.crt")))

    @pytest.mark.parametrize("key", ["residentPermit", "addressStickerPassport", "visa_224bitSig"])
    def test_signature_passes(self, shared: Path, key: str) -> None:
        vector = json.loads((shared / "documents" / "seals" / "vds.json").read_text())[key]

        found = outcomes(bytes_of_text(vector["hex"]), self.certificates(shared), build_store([]))

        assert (found[Check.SEAL_SIGNATURE], found[Check.SEAL_INTEGRITY]) == (Outcome.PASSED, Outcome.PASSED)

    @pytest.mark.parametrize("key", ["residentPermit", "addressStickerPassport", "visa_224bitSig"])
    @given(data=st.data())
    def test_any_changed_bit_is_refused(self, shared: Path, key: str, data: st.DataObject) -> None:
        altered = bytearray.fromhex(json.loads((shared / "documents" / "seals" / "vds.json").read_text())[key]["hex"])
        altered[data.draw(st.integers(0, len(altered) - 1))] ^= 1 << data.draw(st.integers(0, 7))

        assert self.signature_outcome(bytes(altered), self.certificates(shared)) is not Outcome.PASSED

    @staticmethod
    def signature_outcome(data: bytes, certificates: tuple[Certificate, ...]) -> Outcome | None:
        try:
            return outcomes(data, certificates, build_store([]))[Check.SEAL_SIGNATURE]
        except Malformed:
            return None

    def test_seal_of_another_country_than_its_signer_fails_there(self, shared: Path) -> None:
        vector = json.loads((shared / "documents" / "seals" / "vds.json").read_text())["visa_224bitSig"]

        found = outcomes(bytes_of_text(vector["hex"]), self.certificates(shared), build_store([]))

        assert found[Check.SEAL_COUNTRY] is Outcome.FAILED
