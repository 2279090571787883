"""Lists in parts: written as several messages, put together again, and whether they are whole."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tournai.errors import Malformed
from tournai.travel import (
    Leg,
    ListAction,
    ListSubject,
    MessageFormat,
    Push,
    Traveller,
    read_travel_file,
)
from tournai.travel.type_b import DayTime, Envelope, group_parts, join_parts, read_envelope, write_list_telegrams

HEAD = Envelope(b"", "QU", ("BRUXXXX",), "NCEXXXX", DayTime(1, 9, 0))
LIST = Push(
    MessageFormat.PAXLST,
    "D.05B",
    sender="XT",
    recipient="GOV",
    interchange_reference="301201",
    message_reference="PAX001",
    access_reference="XT1/301202/0900",
    prepared_at=datetime(2030, 12, 1, 9, tzinfo=UTC),
    legs=(Leg("XT", "1", "NCE", "BRU", datetime(2030, 12, 2, 9), datetime(2030, 12, 2, 11), crosses_border=True),),
    travellers=tuple(Traveller("EXAMPLE", f"ANNA{chr(65 + number % 26)}") for number in range(120)),
    list_subject=ListSubject.PASSENGERS,
    list_action=ListAction.REPORT,
)


@pytest.fixture
def parts():
    telegrams = write_list_telegrams(LIST, HEAD, limit=1200)
    return [read_travel_file(telegram).pushes[0] for telegram in telegrams]


class TestTelegrams:
    """UNH S010: part number, C at the first, F at the last; CNT counts all parts."""

    def test_no_message_is_longer_than_the_limit(self):
        assert max(len(one) for one in write_list_telegrams(LIST, HEAD, limit=1200)) <= 1200

    def test_no_line_is_longer_than_the_network_takes(self):
        lines = [line for one in write_list_telegrams(LIST, HEAD, line_length=69) for line in one.split(b"\r\n")]

        assert max(len(line) for line in lines) == 69

    def test_parts_are_numbered_and_the_last_is_marked(self, parts):
        assert [(part.part, part.is_last_part) for part in parts] == [
            (number, number == len(parts)) for number in range(1, len(parts) + 1)
        ]
        assert b"+01:C'" in read_envelope(write_list_telegrams(LIST, HEAD, limit=1200)[0]).body

    def test_every_part_counts_the_persons_of_all_parts(self, parts):
        assert {part.declared_travellers for part in parts} == {120}

    def test_parts_have_no_defects_and_references_of_their_own(self, parts):
        assert [part.defects for part in parts] == [()] * len(parts)
        assert len({part.interchange_reference for part in parts}) == len(parts)

    def test_list_that_fits_is_one_message(self):
        (telegram,) = write_list_telegrams(replace(LIST, travellers=LIST.travellers[:3]), HEAD)

        assert read_travel_file(telegram).pushes[0].is_last_part

    def test_person_longer_than_a_message_is_refused(self):
        with pytest.raises(Malformed, match="alone is longer"):
            write_list_telegrams(LIST, HEAD, limit=300)


class TestJoining:
    def test_whole_list_has_every_person_in_order_whatever_the_order_of_the_parts(self, parts):
        joined = join_parts(list(reversed(parts)))

        assert [one.given for one in joined.push.travellers] == [one.given for one in LIST.travellers]
        assert joined.push.part is None
        assert joined.completeness.is_complete

    def test_missing_part_is_named(self, parts):
        completeness = join_parts([parts[0], *parts[2:]]).completeness

        assert (completeness.missing, completeness.is_complete) == ((2,), False)
        assert completeness.counted < completeness.declared == 120

    def test_missing_last_part_is_seen(self, parts):
        completeness = join_parts(parts[:-1]).completeness

        assert (completeness.missing, completeness.has_last, completeness.is_complete) == ((), False, False)

    def test_part_that_came_twice_alike_is_counted_once(self, parts):
        joined = join_parts([*parts, parts[1]])

        assert joined.completeness.doubled == (2,)
        assert joined.completeness.is_complete
        assert len(joined.push.travellers) == 120

    def test_part_that_came_twice_with_other_persons_is_a_contradiction(self, parts):
        other = replace(parts[1], travellers=parts[1].travellers[1:])

        completeness = join_parts([*parts, other]).completeness

        assert (completeness.contradictory, completeness.is_complete) == ((2,), False)

    def test_part_after_the_last_one_is_a_contradiction(self, parts):
        beyond = replace(parts[-1], part=len(parts) + 1, is_last_part=False)

        assert join_parts([*parts, beyond]).completeness.contradictory == (len(parts) + 1,)

    def test_parts_that_count_differently_are_not_complete(self, parts):
        completeness = join_parts([replace(parts[0], declared_travellers=119), *parts[1:]]).completeness

        assert (completeness.declarations_differ, completeness.is_complete) == (True, False)

    def test_no_part_makes_no_list(self):
        with pytest.raises(ValueError, match="no part"):
            join_parts([])


class TestGrouping:
    def test_parts_of_two_lists_are_told_apart(self, parts):
        others = [replace(part, access_reference="XT2/301202/0900") for part in parts]
        mixed = [part for pair in zip(parts, others, strict=True) for part in pair]

        assert [len(group) for group in group_parts(mixed)] == [len(parts), len(parts)]

    def test_lists_that_are_whole_stand_alone(self):
        whole = replace(LIST, part=1, is_last_part=True)

        assert [len(group) for group in group_parts([whole, whole, LIST])] == [1, 1, 1]

    def test_real_part_is_one_of_several(self, sample):
        (push,) = sample("ediclean/C.original.txt").pushes

        completeness = join_parts([push]).completeness

        assert (completeness.present, completeness.missing) == ((6,), (1, 2, 3, 4, 5))
        assert (completeness.counted, completeness.declared) == (3, 130)
