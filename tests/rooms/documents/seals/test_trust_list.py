"""The signed list of 2D-Doc authorities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.seals.trust_list import MalformedTrustList, TrustList, read_trust_list
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.errors import TournaiError


@pytest.fixture(scope="module")
def data(shared: Path) -> bytes:
    return (shared / "documents" / "seals" / "2ddoc_tsl_signed.xml").read_bytes()


def test_public_list_verifies_and_names_its_authorities(data: bytes) -> None:
    found = read_trust_list(data)

    assert [authority.identifier for authority in found.authorities] == ["FR01", "FR03", "FR04", "FR05", "FR06", "FR07"]
    assert all(authority.is_granted for authority in found.authorities)
    assert (found.sequence_number, f"{found.issued:%Y-%m-%d}", found.signer.subject.country) == (22, "2025-08-25", "FR")


@given(st.data())
def test_any_changed_bit_is_refused_or_changes_nothing_that_is_read(data: bytes, chosen: st.DataObject) -> None:
    altered = bytearray(data)
    altered[chosen.draw(st.integers(0, len(data) - 1))] ^= 1 << chosen.draw(st.integers(0, 7))

    assert outcome(bytes(altered)) in (None, read_trust_list(data))


def outcome(data: bytes) -> TrustList | None:
    try:
        return read_trust_list(data)
    except TournaiError:
        return None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"IDnow SAS", b"IDnou SAS"),
        (b"<tsl:TrustServiceProviderList>", b"<tsl:TrustServiceProviderList> "),
    ],
)
def test_changed_list_is_refused(data: bytes, old: bytes, new: bytes) -> None:
    with pytest.raises((BadSignature, MalformedTrustList)):
        read_trust_list(data.replace(old, new, 1))


def test_relative_namespace_is_malformed(data: bytes) -> None:
    relative = data.replace(b'xmlns:tslx="http://', b'xmlns:tslx="/', 1)

    with pytest.raises(MalformedTrustList):
        read_trust_list(relative)


def test_element_added_to_the_list_is_refused(data: bytes) -> None:
    wrapped = data.replace(b"<tsl:SchemeInformation>", b"<tsl:SchemeInformation><tsl:Extra/>", 1)

    with pytest.raises(BadSignature):
        read_trust_list(wrapped)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<t:TrustServiceStatusList xmlns:t="http://uri.etsi.org/02231/v2#"/>',
    ],
)
def test_other_text_is_malformed(text: bytes) -> None:
    with pytest.raises(MalformedTrustList):
        read_trust_list(text)
