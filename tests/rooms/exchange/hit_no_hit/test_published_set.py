"""Published sets: one form, a signature, a count that is rounded up, and who is in a view."""

from datetime import UTC, date, datetime
from hashlib import sha256
from hmac import digest as hmac_digest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tournai.errors import Malformed, Unverified
from tournai.exchange.hit_no_hit.agreed_views import (
    DECONFLICTION,
    HIT_NO_HIT,
    LeftOut,
    NotAgreed,
    Standing,
    agreement_for,
    why_left_out,
    why_not_deconflicted,
)
from tournai.exchange.hit_no_hit.elias_fano import MalformedSet, decode, encode
from tournai.exchange.hit_no_hit.published_set import (
    PublishedSet,
    SetStatement,
    change_between,
    changed,
    open_set,
    publish,
    read_statement,
    tag_of,
    tags_of,
)
from tournai.exchange.item import PersonCategory
from tournai.exchange.partners.evidence import thumbprint
from tournai.exchange.partners.members import Agreement
from tournai.node.keys import SigningKey
from tournai.values import PartialDate

SECRET, OTHER_SECRET = b"p" * 32, b"q" * 32
OUTPUTS = [sha256(b"%d" % number).digest() * 2 for number in range(2_500)]
SIGNER = SigningKey(bytes(32))
KEYS = {thumbprint(SIGNER.public_key()): SIGNER.public_key()}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
ADULT = (PartialDate.on(date(1980, 5, 4)),)
AGREEMENT = Agreement("be-fjp", "FR-BE 2026/1", (HIT_NO_HIT,), ("terrorism",),
                      datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))  # fmt: skip
numbers = st.lists(st.integers(0, 2**40 - 1), max_size=200, unique=True).map(sorted)


def published(secret: bytes = SECRET) -> PublishedSet:
    tags, width = tags_of(OUTPUTS, secret)
    statement = SetStatement("fr-spoc", "be-fjp", HIT_NO_HIT, 7, ("pair",), 900, 0, width, "", NOON)
    return publish(statement, tags, SIGNER.public_key(), SIGNER.sign)


class TestEliasFano:
    @given(numbers)
    def test_reading_gives_back_what_was_written(self, values: list[int]) -> None:
        written = encode(np.array(values, np.uint64), 40)

        assert decode(written, len(values), 40).tolist() == values

    def test_a_small_set_is_as_worked_out_by_hand(self) -> None:
        # 4 numbers of 4 bits keep 2 low bits: 0 1 2 3 of 1, 6, 11, 15 are 01 10 11 11; highs 0, 1, 2, 3 -> 1 01 01 01.
        assert encode(np.array([1, 6, 11, 15], np.uint64), 4).hex() == "f955"

    @given(numbers, st.integers(0), st.integers(0, 7))
    def test_one_changed_bit_is_refused_or_is_another_set(self, values: list[int], place: int, bit: int) -> None:
        written = bytearray(encode(np.array(values, np.uint64), 40))
        written[place % len(written)] ^= 1 << bit

        try:
            found = decode(bytes(written), len(values), 40).tolist()
        except MalformedSet:
            found = None

        assert found != values

    @given(st.binary(max_size=60), st.integers(0, 50), st.integers(0, 60))
    def test_any_bytes_give_a_set_or_are_refused(self, data: bytes, count: int, width: int) -> None:
        try:
            found = decode(data, count, width)
        except MalformedSet:
            return

        assert encode(found, width) == data


class TestTheSet:
    def test_a_tag_is_an_hmac_cut_short(self) -> None:
        whole = hmac_digest(SECRET, b"tournai hit-no-hit tag" + OUTPUTS[0], "sha256")

        assert f"{tag_of(OUTPUTS[0], SECRET, 44):011x}" == whole.hex()[:11]

    def test_it_holds_the_outputs_and_no_others(self) -> None:
        found = open_set(published(), KEYS)
        width = found.statement.width
        strangers = [sha256(output).digest() * 2 for output in OUTPUTS]

        assert all(found.holds([tag_of(output, SECRET, width) for output in OUTPUTS]))
        assert not any(found.holds([tag_of(output, SECRET, width) for output in strangers]))

    def test_the_same_records_give_the_same_bytes_whatever_their_order(self) -> None:
        tags, width = tags_of(reversed(OUTPUTS), SECRET)

        assert encode(tags, width) == published().data

    def test_another_partner_finds_nothing_of_it(self) -> None:
        found = open_set(published(), KEYS)

        assert not any(found.holds([tag_of(output, OTHER_SECRET, found.statement.width) for output in OUTPUTS]))

    def test_its_holder_learns_the_count_only_to_a_thousand(self) -> None:
        assert read_statement(published().statement).count == 3_000
        assert len(tags_of([], SECRET)[0]) == len(tags_of(OUTPUTS[:999], SECRET)[0]) == 1_000

    def test_an_altered_set_is_refused(self) -> None:
        right = published()
        wrong = PublishedSet(right.statement, right.evidence, published(OTHER_SECRET).data)

        with pytest.raises(Unverified):
            open_set(wrong, KEYS)

    def test_an_altered_statement_is_refused(self) -> None:
        right = published()
        wrong = PublishedSet(right.statement.replace(b":7", b":8"), right.evidence, right.data)

        with pytest.raises(Unverified):
            open_set(wrong, KEYS)

    def test_another_publishers_set_is_refused(self) -> None:
        other = SigningKey(bytes(31) + b"\1").public_key()

        with pytest.raises(Unverified):
            open_set(published(), {thumbprint(other): other})

    @pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b" " * 5_000])
    def test_bytes_that_are_no_statement_are_refused(self, data: bytes) -> None:
        with pytest.raises(Malformed):
            read_statement(data)

    def test_a_days_change_makes_the_old_set_the_new_one(self) -> None:
        before, width = tags_of(OUTPUTS[:2_100], SECRET)
        after, _ = tags_of(OUTPUTS[200:2_300], SECRET)

        assert changed(before, change_between(before, after)).tolist() == after.tolist()
        assert not {tag_of(OUTPUTS[0], SECRET, width)} & set(after.tolist())

    def test_a_change_of_another_set_is_refused(self) -> None:
        before, after = tags_of(OUTPUTS[:2_100], SECRET)[0], tags_of(OUTPUTS[200:2_300], SECRET)[0]

        with pytest.raises(Malformed, match="another set"):
            changed(after, change_between(before, after))


class TestAgreements:
    def test_it_is_off_until_an_agreement_names_it(self) -> None:
        with pytest.raises(NotAgreed) as refused:
            agreement_for([AGREEMENT], DECONFLICTION, "be-fjp", NOON)

        assert refused.value.rule == "EXC-10"

    @pytest.mark.parametrize(("partner", "year"), [("nl-spoc", 2026), ("be-fjp", 2027), ("be-fjp", 2025)])
    def test_another_partner_or_time_has_none(self, partner: str, year: int) -> None:
        with pytest.raises(NotAgreed):
            agreement_for([AGREEMENT], HIT_NO_HIT, partner, NOON.replace(year=year))

    def test_the_agreement_in_force_is_found(self) -> None:
        assert agreement_for([AGREEMENT], HIT_NO_HIT, "be-fjp", NOON) is AGREEMENT


class TestLedArticle6:
    """Directive (EU) 2016/680, Art. 6: a view holds suspects and convicts of the agreed offences, and nobody else."""

    SUSPECT = Standing(PersonCategory.SUSPECT, ("terrorism",), ADULT)

    @pytest.mark.parametrize("category", [PersonCategory.SUSPECT, PersonCategory.CONVICT])
    def test_suspects_and_convicts_are_in(self, category: PersonCategory) -> None:
        assert why_left_out(replace(self.SUSPECT, category=category), AGREEMENT, TODAY) is None

    @pytest.mark.parametrize(
        "category", sorted(set(PersonCategory) - {PersonCategory.SUSPECT, PersonCategory.CONVICT}, key=str)
    )
    def test_victims_witnesses_contacts_and_others_never_are(self, category: PersonCategory) -> None:
        assert why_left_out(replace(self.SUSPECT, category=category), AGREEMENT, TODAY) is LeftOut.CATEGORY

    @pytest.mark.parametrize(
        "births",
        [
            (),
            (PartialDate.on(date(2008, 11, 25)),),
            (PartialDate.in_year(2008),),
            (PartialDate.on(date(1980, 5, 4)), PartialDate.on(date(2010, 5, 4))),
        ],
    )
    def test_a_minor_or_who_may_be_one_is_not(self, births: tuple[PartialDate, ...]) -> None:
        assert why_left_out(replace(self.SUSPECT, births=births), AGREEMENT, TODAY) is LeftOut.MINOR

    def test_whoever_is_of_age_today_is(self) -> None:
        born = (PartialDate.on(date(2008, 11, 24)),)

        assert why_left_out(replace(self.SUSPECT, births=born), AGREEMENT, TODAY) is None

    def test_another_offence_is_not(self) -> None:
        assert why_left_out(replace(self.SUSPECT, offences=("fraud",)), AGREEMENT, TODAY) is LeftOut.OFFENCE

    def test_what_its_owner_holds_back_is_not(self) -> None:
        assert why_left_out(replace(self.SUSPECT, is_held_back=True), AGREEMENT, TODAY) is LeftOut.HELD_BACK

    def test_an_open_case_is_deconflicted_only_where_its_magistrate_opted_in(self) -> None:
        opted_in = replace(self.SUSPECT, opted_in_by="magistrate.moreau")

        assert why_not_deconflicted(self.SUSPECT, AGREEMENT, TODAY) is LeftOut.NOT_OPTED_IN
        assert why_not_deconflicted(opted_in, AGREEMENT, TODAY) is None
