"""Passive authentication of simulated chips: the genuine passes, each forgery is refused at its step.

Source: ICAO Doc 9303-11, 8th edition (2021), section 5.1; BSI TR-03135-1, version 2.5, sections 5.6.4.2 to 5.6.4.4.
"""

import hashlib
from datetime import UTC, datetime

import pytest
from asn1crypto import x509
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import documents as world

from tournai.documents.chip.files import ChipFile
from tournai.documents.chip.passive_authentication import Authentication, authenticate
from tournai.documents.chip.security_object import SecurityObject
from tournai.documents.tlv import encoded
from tournai.documents.trust import TrustStore, build_store, read_certificate, read_defect_list
from tournai.documents.verdict import Check, Outcome, overall
from tournai.simulate.documents.authorities import (
    DEFECT_LIST_SIGNER,
    Holder,
    Request,
    certify,
    make_csca,
    make_defect_list,
    make_link,
    make_list_signer,
    make_signer,
    name_of,
    sign_content,
    years,
)
from tournai.simulate.documents.chips import LDS_SECURITY_OBJECT, make_sod, security_content
from tournai.simulate.documents.signing_keys import SigningKey, elliptic_key, rsa_key


def check(files: dict[str, bytes], store: TrustStore | None = None, at: datetime = world.NOW) -> Authentication:
    read = world.read(files)
    return authenticate(read.files["EF.SOD"], read.groups, store or world.store(), at)


def outcome(found: Authentication, check: Check, subject: str = "") -> Outcome:
    return next(step.outcome for step in found.steps if step.step is check and step.subject == subject)


def failures(found: Authentication) -> set[tuple[Check, str]]:
    return {(step.step, step.subject) for step in found.steps if step.outcome is Outcome.FAILED}


def flipped(data: bytes, place: int, bit: int = 0) -> bytes:
    return data[:place] + bytes((data[place] ^ 1 << bit,)) + data[place + 1 :]


class TestGenuine:
    @pytest.mark.parametrize(
        "key",
        [
            elliptic_key("a"),
            elliptic_key("a", "secp384r1", "sha384"),
            elliptic_key("a", "secp521r1", "sha512"),
            elliptic_key("a", "brainpoolP256r1"),
            elliptic_key("a", "brainpoolP384r1", "sha384", explicit=True),
            rsa_key(),
            rsa_key(pss=True),
            rsa_key(3072, "sha512", pss=True),
        ],
        ids=["p256", "p384", "p521", "bp256", "bp384-explicit", "rsa", "pss", "pss-sha512"],
    )
    def test_every_way_of_signing_passes(self, key: SigningKey) -> None:
        csca = make_csca("UT", key)

        found = check(world.chip(make_signer(csca, key)), world.store(csca))

        assert failures(found) == set()
        assert found.sound == {1, 2, 11, 15}

    def test_a_link_certificate_is_an_anchor_as_well(self) -> None:
        new = make_csca("UT", elliptic_key("new csca"), serial=7)
        link = make_link(world.csca(), new)

        found = check(world.chip(make_signer(new, elliptic_key("ds"))), world.store(link))

        assert outcome(found, Check.DS_CERTIFICATE_SIGNATURE) is Outcome.PASSED

    def test_sha_1_is_accepted_with_a_recorded_defect(self) -> None:
        csca = make_csca("UT", elliptic_key("old", hash_name="sha1"))

        found = check(world.chip(make_signer(csca, elliptic_key("old ds", hash_name="sha1"))), world.store(csca))

        assert failures(found) == set()
        assert "weak-hash" in {defect.code for defect in found.defects}

    def test_a_signer_named_in_another_order_is_found_with_a_recorded_defect(self) -> None:
        certificate = world.signer().certificate.copy()
        issuer = x509.Name("", x509.RDNSequence(list(reversed(list(certificate.issuer.chosen)))))
        named = Holder(_renamed(certificate, issuer), world.signer().key)
        sod = make_sod(world.groups(), named)
        genuine = sod.replace(named.der, world.signer().der)

        found = check(world.chip() | {"EF.SOD": genuine})

        assert outcome(found, Check.SECURITY_OBJECT_SIGNATURE) is Outcome.PASSED
        assert "reordered-name" in {defect.code for defect in found.defects}


def _renamed(certificate: x509.Certificate, name: x509.Name) -> x509.Certificate:
    """Return a certificate with another issuer name: only good to be named by."""
    certificate["tbs_certificate"]["issuer"] = name
    return x509.Certificate.load(certificate.dump(force=True))


class TestOneBit:
    """One bit of a genuine chip is changed: what was signed is told apart from what was not."""

    @given(st.sampled_from(["DG1", "DG2", "DG11", "DG15"]), st.data())
    def test_in_a_data_groups_content_fails_its_integrity(self, name: str, data: st.DataObject) -> None:
        files = world.chip()
        place = data.draw(st.integers(4, len(files[name]) - 1))
        bit = data.draw(st.integers(0, 7))
        changed = ChipFile(name, flipped(files[name], place, bit))
        read = world.read(files)

        found = authenticate(read.files["EF.SOD"], read.groups | {int(name[2:]): changed}, world.store(), world.NOW)

        assert (Check.DATA_GROUP_INTEGRITY, name) in failures(found)
        assert int(name[2:]) not in found.sound

    @given(st.integers(0, 31), st.integers(0, 7))
    def test_in_a_hash_fails_the_signed_hash(self, place: int, bit: int) -> None:
        files = world.chip()
        start = files["EF.SOD"].index(_digest(files["DG1"]))

        found = check(files | {"EF.SOD": flipped(files["EF.SOD"], start + place, bit)})

        assert (Check.SECURITY_OBJECT_HASH, "") in failures(found)
        assert found.sound == set()

    @given(st.integers(1, 60), st.integers(0, 7))
    def test_in_the_signature_fails_it(self, back: int, bit: int) -> None:
        files = world.chip()

        found = check(files | {"EF.SOD": flipped(files["EF.SOD"], len(files["EF.SOD"]) - back, bit)})

        assert (Check.SECURITY_OBJECT_SIGNATURE, "") in failures(found)
        assert found.sound == set()

    @given(st.integers(1, 60), st.integers(0, 7))
    def test_in_the_certificates_signature_fails_the_chain(self, back: int, bit: int) -> None:
        files, der = world.chip(), world.signer().der
        forged = flipped(der, len(der) - back, bit)

        found = check(files | {"EF.SOD": files["EF.SOD"].replace(der, forged)})

        assert (Check.DS_CERTIFICATE_SIGNATURE, "") in failures(found)

    @given(st.data())
    def test_anywhere_in_the_certificate_never_leaves_a_trusted_signer(self, data: st.DataObject) -> None:
        files, der = world.chip(), world.signer().der
        place = data.draw(st.integers(0, len(der) - 1))
        forged = flipped(der, place, data.draw(st.integers(0, 7)))

        found = check(files | {"EF.SOD": files["EF.SOD"].replace(der, forged)})

        assert Check.TRUST_STATUS not in {step.step for step in found.steps if step.outcome is Outcome.PASSED}

    @given(st.data())
    def test_anywhere_in_the_security_object_never_passes_unnoticed(self, data: st.DataObject) -> None:
        files = world.chip()
        sod = files["EF.SOD"]
        place = data.draw(st.integers(0, len(sod) - 1))
        changed = ChipFile("EF.SOD", flipped(sod, place, data.draw(st.integers(0, 7))))

        found = authenticate(changed, world.read(files).groups, world.store(), world.NOW)

        # Bits that nobody signs (a version of the signer, an algorithm named twice) may change without harm.
        genuine = authenticate(world.read(files).files["EF.SOD"], {}, world.store(), world.NOW).security_object
        assert overall(found.steps) is not Outcome.PASSED or _hashes(found.security_object) == _hashes(genuine)


def _hashes(found: SecurityObject | None) -> dict[int, bytes]:
    return found.hashes if found else {}


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


class TestChain:
    def test_an_expired_signer_fails(self) -> None:
        expired = make_signer(world.csca(), elliptic_key("ds"), years(2012, 2022))

        assert failures(check(world.chip(expired))) == {(Check.DS_VALIDITY, ""), (Check.TRUST_STATUS, "")}

    def test_a_signer_that_is_not_valid_yet_fails(self) -> None:
        early = make_signer(world.csca(), elliptic_key("ds"), years(2027, 2037))

        assert (Check.DS_VALIDITY, "") in failures(check(world.chip(early)))

    def test_an_expired_csca_fails(self) -> None:
        csca = make_csca("UT", elliptic_key("csca"), years(2010, 2020))

        found = check(world.chip(), world.store(csca))

        assert failures(found) == {(Check.CSCA_VALIDITY, ""), (Check.TRUST_STATUS, "")}

    def test_a_revoked_signer_fails(self) -> None:
        found = check(world.chip(), world.store(crls=(world.crl(1000),)))

        assert failures(found) == {(Check.DS_REVOCATION, ""), (Check.TRUST_STATUS, "")}

    def test_a_signer_that_is_on_no_current_revocation_list_passes(self) -> None:
        found = check(world.chip(), world.store(crls=(world.crl(77),)))

        assert outcome(found, Check.DS_REVOCATION) is Outcome.PASSED

    def test_an_outdated_revocation_list_cannot_tell(self) -> None:
        outdated = world.crl(77, until=datetime(2026, 11, 23, tzinfo=UTC))

        found = check(world.chip(), world.store(crls=(outdated,)))

        assert outcome(found, Check.DS_REVOCATION) is Outcome.UNDETERMINED

    def test_a_revocation_list_that_no_csca_signed_counts_for_nothing(self) -> None:
        forged = flipped(world.crl(1000), len(world.crl(1000)) - 5)

        store = world.store(crls=(forged,))

        assert len(store.bad_crls) == 1
        assert outcome(check(world.chip(), store), Check.DS_REVOCATION) is Outcome.NOT_DONE

    def test_a_revocation_list_in_the_name_of_another_country_counts_for_nothing(self) -> None:
        foreign = make_csca("XX", elliptic_key("foreign"))
        pretender = Holder(world.csca().certificate, foreign.key)

        store = world.store(world.csca(), foreign, crls=(world.crl(77, by=pretender),))

        assert len(store.bad_crls) == 1
        assert outcome(check(world.chip(), store), Check.DS_REVOCATION) is Outcome.NOT_DONE

    def test_without_a_revocation_list_nothing_is_said(self) -> None:
        assert outcome(check(world.chip()), Check.DS_REVOCATION) is Outcome.NOT_DONE

    def test_a_signer_in_the_name_of_a_csca_that_did_not_sign_it_fails(self) -> None:
        request = Request(
            name_of("UT", "Document Signer 1"),
            elliptic_key("forger's signer"),
            1,
            years(2024, 2036),
            key_id=world.csca().key.key_id,
        )
        forged = certify(request, world.csca().certificate.subject, elliptic_key("forger"))

        assert (Check.DS_CERTIFICATE_SIGNATURE, "") in failures(check(world.chip(forged)))

    def test_a_signer_of_a_csca_that_nobody_knows_is_undetermined(self) -> None:
        foreign = make_csca("XX", elliptic_key("foreign"))

        found = check(world.chip(make_signer(foreign, elliptic_key("foreign ds"))))

        assert outcome(found, Check.DS_CERTIFICATE_SIGNATURE) is Outcome.UNDETERMINED
        assert outcome(found, Check.TRUST_STATUS) is Outcome.UNDETERMINED

    def test_a_signer_of_one_country_signed_by_another_countrys_csca_fails(self) -> None:
        foreign = make_csca("XX", elliptic_key("foreign"))
        request = Request(name_of("UT", "DS"), elliptic_key("ds"), 5, years(2024, 2036))
        forged = certify(request, name_of("UT", "CSCA UT"), foreign.key)

        found = check(world.chip(forged), world.store(world.csca(), foreign))

        assert (Check.DS_CERTIFICATE_SIGNATURE, "") in failures(found)

    def test_a_signer_cannot_issue_another_signer(self) -> None:
        request = Request(name_of("UT", "Below"), elliptic_key("below"), 6, years(2024, 2036))
        below = certify(request, world.signer().certificate.subject, world.signer().key)

        found = check(world.chip(below), world.store(world.csca(), world.signer()))

        assert (Check.DS_CERTIFICATE_SIGNATURE, "") in failures(found)

    def test_a_csca_that_signs_documents_itself_fails(self) -> None:
        found = check(world.chip(world.csca()))

        assert (Check.DS_CERTIFICATE_SIGNATURE, "") in failures(found)

    def test_a_signer_of_lists_cannot_sign_documents(self) -> None:
        lists = make_list_signer(world.csca(), elliptic_key("lists"), "2.23.136.1.1.3")

        assert (Check.DS_CERTIFICATE_SIGNATURE, "") in failures(check(world.chip(lists)))

    def test_a_key_too_short_to_prove_anything_fails(self) -> None:
        weak = make_signer(world.csca(), rsa_key(1024))
        modulus = weak.key.key_info["public_key"].parsed["modulus"].native
        short = weak.der.replace(modulus.to_bytes(128, "big"), (modulus >> 1 | 1).to_bytes(128, "big"))

        found = check(world.chip() | {"EF.SOD": make_sod(world.groups(), weak).replace(weak.der, short)})

        assert (Check.SECURITY_OBJECT_SIGNATURE, "") in failures(found)

    @pytest.mark.parametrize("status", [0, 2, 3, 4])
    def test_a_signer_revoked_by_a_defect_list_fails(self, status: int) -> None:
        found = check(world.chip(), _with_defect("1.1", status))

        assert (Check.DS_REVOCATION, "") in failures(found)

    @pytest.mark.parametrize("status", [1, 5, 32])
    def test_a_signer_under_suspicion_is_undetermined(self, status: int) -> None:
        found = check(world.chip(), _with_defect("1.1", status))

        assert outcome(found, Check.DS_REVOCATION) is Outcome.UNDETERMINED

    def test_a_known_wrong_validity_is_undetermined(self) -> None:
        found = check(world.chip(), _with_defect("1.6", 1), at=datetime(2037, 6, 1, tzinfo=UTC))

        assert outcome(found, Check.DS_VALIDITY) is Outcome.UNDETERMINED


def _with_defect(kind: str, status: int) -> TrustStore:
    lists = make_list_signer(world.csca(), elliptic_key("defects"), DEFECT_LIST_SIGNER)
    data = make_defect_list([(world.signer(), f"0.4.0.127.0.7.3.1.5.{kind}", status)], lists, world.csca())
    return build_store([("test", (read_certificate(world.csca().der),))], (), [read_defect_list(data)])


class TestDelivery:
    """BSI TR-03135-1, section 5.6.4.4.2: every data group that is listed is looked for."""

    def test_a_chips_key_that_is_held_back_fails(self) -> None:
        files = world.chip()
        del files["DG15"]

        assert failures(check(files)) == {(Check.DATA_GROUPS_DELIVERED, "")}

    def test_details_that_are_held_back_are_undetermined(self) -> None:
        files = world.chip()
        del files["DG11"]

        assert outcome(check(files), Check.DATA_GROUPS_DELIVERED) is Outcome.UNDETERMINED

    def test_a_data_group_of_another_chip_fails(self) -> None:
        found = check(world.chip() | {"DG1": world.groups(world.OTHER_ZONE)[1]})

        assert failures(found) == {(Check.DATA_GROUP_INTEGRITY, "DG1")}

    def test_a_data_group_that_was_never_signed_fails(self) -> None:
        files = world.chip() | {"DG12": encoded(0x6C, b"")}

        assert failures(check(files)) == {(Check.DATA_GROUP_INTEGRITY, "DG12")}

    def test_fingerprints_that_only_some_may_read_are_not_missed(self) -> None:
        groups = world.groups() | {3: encoded(0x63, b"\x7f\x61\x03\x02\x01\x00")}
        sod = make_sod(groups, world.signer())

        assert failures(check(world.chip() | {"EF.SOD": sod})) == set()


class TestForm:
    """ICAO Doc 9303-10, section 4.6.2."""

    def test_another_version_of_the_list_of_hashes_fails(self) -> None:
        content = security_content(world.groups(), version=2)
        sod = encoded(0x77, sign_content(LDS_SECURITY_OBJECT, content, world.signer(), (world.signer(),)))

        assert failures(check(world.chip() | {"EF.SOD": sod})) == {(Check.SECURITY_OBJECT_FORM, "")}

    def test_another_version_of_signed_data_fails(self) -> None:
        content = security_content(world.groups())
        signed = sign_content(LDS_SECURITY_OBJECT, content, world.signer(), (world.signer(),), version=1)

        found = check(world.chip() | {"EF.SOD": encoded(0x77, signed)})

        assert failures(found) == {(Check.SECURITY_OBJECT_FORM, "")}

    def test_another_content_type_fails(self) -> None:
        signed = sign_content("2.23.136.1.1.2", security_content(world.groups()), world.signer(), (world.signer(),))

        found = check(world.chip() | {"EF.SOD": encoded(0x77, signed)})

        assert failures(found) == {(Check.SECURITY_OBJECT_FORM, "")}

    def test_without_the_signers_certificate_nothing_is_proven(self) -> None:
        signed = sign_content(LDS_SECURITY_OBJECT, security_content(world.groups()), world.signer(), ())

        found = check(world.chip() | {"EF.SOD": encoded(0x77, signed)})

        assert outcome(found, Check.SECURITY_OBJECT_SIGNATURE) is Outcome.UNDETERMINED
        assert found.sound == set()

    def test_what_is_no_security_object_fails(self) -> None:
        found = check(world.chip() | {"EF.SOD": encoded(0x77, b"\x30\x00")})

        assert failures(found) == {(Check.SECURITY_OBJECT_FORM, "")}
