"""The parts of a push: there, missing, repeated, at odds."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tournai.travel.parts import Completeness, Part, join_parts, push_of

BEGAN = datetime(2026, 11, 30, 9, tzinfo=UTC)


def part(number, *, last=False, items=2, declared=6, name="", after=0, kind="XX717/011226/1100", content=b""):
    at = BEGAN + timedelta(minutes=after)
    return Part(name or f"p{number}", ("XX", kind), number, last, at, items, declared, content)


THREE = [part(1), part(2), part(3, last=True)]


def known(push):
    return push.numbers, push.total, push.missing, push.completeness.value


class TestOnePush:
    """ISO 9735-1, S010: a part's number, and F on the last."""

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
    def test_push_is_whole_in_whatever_order_its_parts_come(self, order):
        [push] = join_parts([THREE[place] for place in order])

        assert known(push) == ((1, 2, 3), 3, (), "whole")

    def test_part_that_has_not_come_is_missing(self):
        [push] = join_parts([THREE[0], THREE[2]])

        assert known(push) == ((1, 3), 3, (2,), "incomplete")

    def test_total_is_unknown_before_the_last_part(self):
        [push] = join_parts(THREE[:2])

        assert known(push) == ((1, 2), None, (), "incomplete")

    @pytest.mark.parametrize("alone", [part(None), part(1, last=True)])
    def test_single_message_is_whole(self, alone):
        [push] = join_parts([msgspec.structs.replace(alone, declared=2)])

        assert known(push) == ((1,), 1, (), "whole")

    def test_declared_total_that_the_parts_do_not_hold_is_told(self):
        [push] = join_parts([part(1, declared=7), part(2, last=True, declared=7)])

        assert push.completeness is Completeness.COUNTS_DIFFER
        assert not push.holds_all_items

    def test_sender_that_counts_each_message_by_itself_is_understood(self):
        [push] = join_parts([part(1, items=4, declared=4), part(2, last=True, items=3, declared=3)])

        assert push.holds_all_items

    def test_push_that_declares_nothing_does_not_say_that_it_holds_all(self):
        [push] = join_parts([part(1, declared=None), part(2, last=True, declared=None)])

        assert (push.completeness, push.holds_all_items) == (Completeness.WHOLE, False)

    def test_part_after_the_last_is_a_contradiction(self):
        [push] = join_parts([part(1), part(2, last=True), part(3)])

        assert push.completeness is Completeness.CONTRADICTORY


class TestSeveralPushes:
    def test_part_of_the_same_content_again_is_a_repetition(self):
        again = part(1, name="again", content=b"a")

        [push] = join_parts([part(1, content=b"a"), part(2), again, part(3, last=True)])

        assert known(push) == ((1, 2, 3), 3, (), "whole")
        assert push_of([push], "again") is push

    def test_later_push_of_the_flight_is_another_though_the_first_is_incomplete(self):
        later = [part(number, after=24 * 60, last=number == 3, name=f"q{number}") for number in (3, 1, 2)]

        first, second = join_parts([*THREE[:2], *later])

        assert known(first) == ((1, 2), None, (), "incomplete")
        assert known(second) == ((1, 2, 3), 3, (), "whole")

    def test_number_that_is_there_already_begins_another_push(self):
        first, second = join_parts([*THREE[:2], part(1, name="q1", content=b"b"), part(2, name="q2")])

        assert (first.numbers, second.numbers) == ((1, 2), (1, 2))

    def test_another_declared_total_tells_another_push(self):
        first, second = join_parts([*THREE[:2], part(3, last=True, declared=9)])

        assert (first.missing, second.missing) == ((), (1, 2))

    def test_parts_of_another_access_reference_stay_apart(self):
        first, second = join_parts([part(1), part(2, last=True, kind="XX718/011226/1100")])

        assert (first.numbers, second.numbers) == ((1,), (2,))

    def test_thousands_of_parts_are_put_together_in_no_time(self):
        many = [part(number, name=f"p{number}", content=b"%d" % number) for number in range(9_999, 0, -1)]

        [push] = join_parts(many)

        assert (len(push.parts), push.missing, push.total) == (9_999, (), None)


def test_part_number_0_is_a_contradiction_and_never_whole():
    [push] = join_parts([part(0, declared=2), part(2, last=True, declared=2)])
    [alone] = join_parts([part(0, last=True, declared=2)])

    assert {push.completeness, alone.completeness} == {Completeness.CONTRADICTORY}
    assert not push.holds_all_items
    assert not alone.holds_all_items
