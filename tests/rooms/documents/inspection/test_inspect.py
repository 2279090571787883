"""A whole document checked (BSI TR-03135-1 v2.5, sections 5.5.4, 5.6.4.4, 5.6.4.5 and 5.7), on simulated chips."""

from datetime import UTC, datetime

import pytest
from tests.fakes import documents as world

from tournai.documents.inspection import Challenge, Evidence, Inspection, inspect_document
from tournai.documents.inspection.states import is_same_state
from tournai.documents.tlv import encoded
from tournai.documents.verdict import Check, Outcome
from tournai.simulate.documents.authorities import make_csca, make_signer
from tournai.simulate.documents.chips import make_chip, make_com, make_dg14
from tournai.simulate.documents.signing_keys import elliptic_key


def inspect(
    mrz: str | None = world.ZONE, files: dict[str, bytes] | None = None, at: datetime = world.NOW, **more: object
) -> Inspection:
    chip = world.read(world.chip() if files is None else files)
    return inspect_document(Evidence(mrz, chip, **more), world.store(), at)


def outcome(found: Inspection, check: Check, subject: str = "") -> Outcome:
    return next(step.outcome for step in found.verdict.steps if step.step is check and step.subject == subject)


def reason(found: Inspection, check: Check) -> str:
    return next(step.reason for step in found.verdict.steps if step.step is check)


def with_zone(zone: str) -> dict[str, bytes]:
    return make_chip(world.groups(zone), world.signer())


def test_a_genuine_document_passes() -> None:
    answered = Challenge(world.CHALLENGE, world.CHIP_KEY.sign(world.CHALLENGE))

    assert inspect(challenge=answered).verdict.verdict is Outcome.PASSED


def test_a_document_whose_chip_has_no_key_passes_without_a_challenge() -> None:
    groups = {number: data for number, data in world.groups().items() if number != 15}

    found = inspect(files=make_chip(groups, world.signer()))

    assert outcome(found, Check.ACTIVE_AUTHENTICATION) is Outcome.NOT_DONE
    assert found.verdict.verdict is Outcome.PASSED


class TestZoneAndChip:
    """Section 5.7.2."""

    def test_fields_that_differ_are_named_and_not_their_values(self) -> None:
        found = inspect(mrz=world.OTHER_ZONE)

        assert outcome(found, Check.MRZ_AND_DG1) is Outcome.FAILED
        assert "document number" in reason(found, Check.MRZ_AND_DG1)
        assert "ERIKSSON" not in reason(found, Check.MRZ_AND_DG1)

    def test_a_name_without_check_digit_is_compared_letter_by_letter(self) -> None:
        found = inspect(mrz=world.ZONE.replace("ANNA", "ANMA"))

        assert outcome(found, Check.MRZ_CONSISTENCY) is Outcome.PASSED
        assert outcome(found, Check.MRZ_AND_DG1) is Outcome.FAILED

    def test_optional_data_alone_is_undetermined(self) -> None:
        empty = world.ZONE[:72] + "<" * 14 + "0" + "8"

        assert outcome(inspect(mrz=empty), Check.MRZ_AND_DG1) is Outcome.UNDETERMINED

    def test_a_reading_that_is_not_sure_does_not_blame_the_document(self) -> None:
        found = inspect(mrz=world.ZONE.replace("L898902C3", "L898902C8"), is_sure=False)

        assert outcome(found, Check.MRZ_CONSISTENCY) is Outcome.UNDETERMINED
        assert outcome(found, Check.MRZ_AND_DG1) is Outcome.UNDETERMINED

    def test_a_wrong_check_digit_fails(self) -> None:
        assert outcome(inspect(mrz=world.ZONE.replace("740812", "740813")), Check.MRZ_CONSISTENCY) is Outcome.FAILED


class TestExpiry:
    """Section 5.7.1."""

    def test_on_the_last_day_it_is_valid(self) -> None:
        assert outcome(inspect(at=datetime(2032, 4, 15, 23, tzinfo=UTC)), Check.EXPIRY) is Outcome.PASSED

    def test_on_the_day_after_it_has_expired(self) -> None:
        assert outcome(inspect(at=datetime(2032, 4, 16, 1, tzinfo=UTC)), Check.EXPIRY) is Outcome.FAILED


class TestLists:
    """Section 5.6.4.4.1."""

    def test_a_group_that_ef_com_leaves_out_fails(self) -> None:
        short = make_com(dict.fromkeys((1, 2, 11), b""))

        assert outcome(inspect(files=world.chip() | {"EF.COM": short}), Check.COM_AND_SOD) is Outcome.FAILED

    def test_without_ef_com_nothing_is_compared(self) -> None:
        files = world.chip()
        del files["EF.COM"]

        assert outcome(inspect(files=files), Check.COM_AND_SOD) is Outcome.NOT_DONE


class TestIssuingState:
    """Section 5.6.4.5."""

    @pytest.mark.parametrize(
        ("state", "country"),
        [("D<<", "DE"), ("GBN", "GB"), ("GBR", "GB"), ("RKS", "KS"), ("UTO", "UT"), ("BEL", "BE"), ("CHN", "HK")],
    )
    def test_codes_of_two_standards_for_one_state(self, state: str, country: str) -> None:
        assert is_same_state(state, country)

    @pytest.mark.parametrize(("state", "country"), [("BEL", "NL"), ("UTO", "DE"), ("", "DE"), ("D<<", "")])
    def test_codes_of_two_states(self, state: str, country: str) -> None:
        assert not is_same_state(state, country)

    def test_a_signer_of_another_state_fails(self) -> None:
        foreign = make_csca("XX", elliptic_key("foreign"))
        chip = world.read(world.chip(make_signer(foreign, elliptic_key("foreign ds"))))

        found = inspect_document(Evidence(world.ZONE, chip), world.store(foreign), world.NOW)

        assert outcome(found, Check.DS_CERTIFICATE_SIGNATURE) is Outcome.PASSED
        assert outcome(found, Check.ISSUING_STATE) is Outcome.FAILED


class TestForms:
    """ICAO Doc 9303-10, section 4.7: a genuine document may break a layout, a file cut off proves nothing."""

    def test_a_signed_group_that_breaks_its_layout_is_undetermined(self) -> None:
        groups = world.groups() | {12: encoded(0x6C, encoded(0x5F19, b"x")[:-1])}
        found = inspect(files=make_chip(groups, world.signer()))

        assert outcome(found, Check.DATA_GROUP_INTEGRITY, "DG12") is Outcome.PASSED
        assert outcome(found, Check.DATA_GROUP_FORM, "DG12") is Outcome.UNDETERMINED

    def test_a_file_that_is_cut_off_is_told_and_missed(self) -> None:
        files = world.chip()
        found = inspect(files=files | {"DG1": files["DG1"][:20]})

        assert outcome(found, Check.DATA_GROUP_FORM, "DG1") is Outcome.UNDETERMINED
        assert outcome(found, Check.DATA_GROUPS_DELIVERED) is Outcome.FAILED

    def test_a_security_object_that_is_cut_off_fails(self) -> None:
        files = world.chip()
        found = inspect(files=files | {"EF.SOD": files["EF.SOD"][:50]})

        assert outcome(found, Check.SECURITY_OBJECT_FORM) is Outcome.FAILED


class TestCopiedChip:
    """Section 5.6.4.1; ICAO Doc 9303-11, 5.1: passive authentication alone does not tell a copied chip."""

    CHALLENGE = world.CHALLENGE

    def test_a_chip_that_has_a_key_and_was_not_asked_is_not_shown_to_be_genuine(self) -> None:
        found = inspect()

        assert outcome(found, Check.ACTIVE_AUTHENTICATION) is Outcome.UNDETERMINED
        assert found.verdict.verdict is Outcome.UNDETERMINED
        assert "a copy is not ruled out" in reason(found, Check.ACTIVE_AUTHENTICATION)

    def test_a_whole_copy_on_another_chip_never_passes(self) -> None:
        unasked, silent = inspect(), inspect(challenge=Challenge(self.CHALLENGE, None))
        guessed = inspect(challenge=Challenge(self.CHALLENGE, elliptic_key("copyist").sign(self.CHALLENGE)))

        verdicts = [found.verdict.verdict for found in (unasked, silent, guessed)]
        assert verdicts == [Outcome.UNDETERMINED, Outcome.UNDETERMINED, Outcome.FAILED]

    def test_a_key_for_chip_authentication_asks_to_be_used_too(self) -> None:
        groups = {n: data for n, data in world.groups().items() if n != 15} | {14: make_dg14(world.CHIP_KEY)}

        found = inspect(files=make_chip(groups, world.signer()))

        assert outcome(found, Check.CHIP_AUTHENTICATION) is Outcome.UNDETERMINED
        assert outcome(found, Check.ACTIVE_AUTHENTICATION) is Outcome.NOT_DONE

    def test_one_proof_is_enough(self) -> None:
        files = make_chip(world.groups() | {14: make_dg14(world.CHIP_KEY)}, world.signer())

        found = inspect(files=files, challenge=Challenge(self.CHALLENGE, world.CHIP_KEY.sign(self.CHALLENGE)))

        assert outcome(found, Check.CHIP_AUTHENTICATION) is Outcome.NOT_DONE
        assert found.verdict.verdict is Outcome.PASSED

    def test_a_chip_that_does_not_answer_is_undetermined(self) -> None:
        found = inspect(challenge=Challenge(self.CHALLENGE, None))

        assert outcome(found, Check.ACTIVE_AUTHENTICATION) is Outcome.UNDETERMINED

    def test_an_answer_by_another_key_fails(self) -> None:
        answer = elliptic_key("copyist").sign(self.CHALLENGE)

        found = inspect(challenge=Challenge(self.CHALLENGE, answer))

        assert outcome(found, Check.ACTIVE_AUTHENTICATION) is Outcome.FAILED

    def test_a_key_that_was_not_signed_proves_nothing(self) -> None:
        files = world.chip() | {"DG15": world.groups()[15].replace(b"\x04", b"\x05", 1)}

        found = inspect(files=files, challenge=Challenge(self.CHALLENGE, b"x" * 64))

        assert outcome(found, Check.ACTIVE_AUTHENTICATION) is Outcome.NOT_DONE
