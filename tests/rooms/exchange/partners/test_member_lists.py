"""The signed list of partner nodes: who must sign, which list follows which, and what changes."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.exchange.partners.members_for_tests import (
    BELGIUM,
    FRANCE,
    NOW,
    PARIS,
    SIGNERS,
    STRANGER,
    YEAR,
    member,
    members,
    signed,
)

from tournai.errors import Malformed, Unverified
from tournai.exchange.partners import read_member_list, thumbprint, verify_member_list
from tournai.exchange.partners.member_lists import (
    Change,
    MemberChange,
    OlderList,
    SignedMemberList,
    changes_between,
    write_member_list,
)
from tournai.exchange.partners.members import Agreement, MessageKey

TRUSTED = tuple(key.public for key in SIGNERS)


class TestSigned:
    """Rule SYS-02: two different persons."""

    def test_two_trusted_keys_are_enough(self):
        assert verify_member_list(signed(members()), TRUSTED, now=NOW) == members()

    @pytest.mark.parametrize(
        "keys",
        [SIGNERS[:1], (SIGNERS[0], SIGNERS[0]), (SIGNERS[0], STRANGER)],
        ids=["one", "one twice", "one and a stranger"],
    )
    def test_fewer_are_refused(self, keys):
        with pytest.raises(Unverified, match="two must"):
            verify_member_list(signed(members(), *keys), TRUSTED, now=NOW)

    def test_signatures_of_another_list_do_not_count(self):
        swapped = SignedMemberList(members(BELGIUM), signed(members()).signatures)

        with pytest.raises(Unverified, match="two must"):
            verify_member_list(swapped, TRUSTED, now=NOW)

    @pytest.mark.parametrize("now", [NOW - 2 * YEAR, NOW + YEAR])
    def test_list_of_another_time_is_refused(self, now):
        with pytest.raises(Unverified, match="not valid"):
            verify_member_list(signed(members()), TRUSTED, now=now)


class TestVersions:
    def test_later_version_follows(self):
        later = members(BELGIUM, version=2)

        assert verify_member_list(signed(later), TRUSTED, now=NOW, in_force=members()) == later

    def test_same_list_again_is_no_harm(self):
        assert verify_member_list(signed(members()), TRUSTED, now=NOW, in_force=members()) == members()

    @pytest.mark.parametrize("version", [1, 2])
    def test_older_or_other_list_of_the_version_is_refused(self, version):
        with pytest.raises(OlderList):
            verify_member_list(signed(members(BELGIUM, version=version)), TRUSTED, now=NOW, in_force=members(version=2))

    def test_list_of_another_network_is_refused(self):
        with pytest.raises(Unverified, match="another network"):
            verify_member_list(signed(members(version=2, network="other")), TRUSTED, now=NOW, in_force=members())

    def test_changes_name_members_and_fields(self):
        moved = msgspec.structs.replace(FRANCE, address="https://new.fr.example:8016")
        third = member("piu.fr.example", STRANGER, "FRA")

        found = changes_between(members(), members(moved, third, version=2))

        assert found == (
            MemberChange("piu.fr.example", Change.ADDED),
            MemberChange("spoc.be.example", Change.REMOVED),
            MemberChange("spoc.fr.example", Change.CHANGED, ("address",)),
        )


class TestFile:
    def test_what_was_written_is_read(self):
        assert read_member_list(write_member_list(signed(members()))) == signed(members())

    @given(st.binary(max_size=200))
    def test_any_bytes_give_a_list_or_a_refusal(self, data):
        with pytest.raises(Malformed):
            read_member_list(data)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("node", "spoc fr"),
            ("country", "FR"),
            ("address", "http://spoc.fr.example:8016"),
            ("address", "https://spoc.fr.example:8016/path"),
            ("address", "https://spoc.fr.example"),
            ("languages", ("fr",)),
            ("certificate_pins", ()),
            ("certificate_pins", ("AA" * 32,)),
            ("message_keys", ()),
            ("log_key", b"short"),
            ("name", "two\nlines"),
        ],
    )
    def test_member_that_is_not_right_is_refused(self, field, value):
        with pytest.raises(Malformed):
            msgspec.structs.replace(FRANCE, **{field: value})

    def test_name_or_certificate_stands_for_one_member(self):
        twin = msgspec.structs.replace(FRANCE, node="twin.fr.example")

        with pytest.raises(Malformed):
            members(FRANCE, twin)


class TestMember:
    def test_key_counts_while_it_is_valid(self):
        next_key = MessageKey(STRANGER.public, NOW + timedelta(days=1), NOW + YEAR)
        rotating = msgspec.structs.replace(FRANCE, message_keys=(*FRANCE.message_keys, next_key))

        assert set(rotating.keys_at(NOW)) == {thumbprint(PARIS.public)}
        assert len(rotating.keys_at(NOW + timedelta(days=1))) == 2

    def test_agreement_allows_what_it_names_while_it_is_in_force(self):
        agreed = Agreement(BELGIUM.node, "Invented agreement 1", ("hit-no-hit",), ("terrorism",), NOW, NOW + YEAR)
        bound = msgspec.structs.replace(FRANCE, agreements=(agreed,))

        assert bound.allows("hit-no-hit", BELGIUM.node, NOW)
        assert not bound.allows("hit-no-hit", BELGIUM.node, NOW + YEAR)
        assert not bound.allows("deconfliction", BELGIUM.node, NOW)
        assert not bound.allows("hit-no-hit", FRANCE.node, NOW)
