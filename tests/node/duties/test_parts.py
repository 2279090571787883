"""Pushes in several messages: each is screened as it comes; only a whole push says who has left the flight."""

import itertools
from datetime import timedelta

import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN, deliver, flights, prepare_alerts, queue, tables
from tests.fakes.carrier import UPDATE, Booking, Passenger, paxlst, pnrgov
from tests.fakes.officers import CARRIER

from tournai.node.assembly import assemble
from tournai.node.duties.pushes import receive_push

ROOM = [Booking(f"LOC8{letter}1", (UNKNOWN,)) for letter in "ABCDEF"]
GONE = Booking("LOC8Z1", (UNKNOWN,))
SETS = itertools.count(1)


def part(number, *bookings, status="", total=6, prepared="261130:0900", reference=""):
    """Return one message of a push of six bookings in three parts."""
    body = pnrgov(*bookings, reference=reference or f"P{next(SETS)}")
    body = body.replace(b"XX717/011226/1100'", f"XX717/011226/1100+{number}{status}'".encode())
    body = body.replace(b"261130:0900", prepared.encode())
    return body.replace(f"EQN+{len(bookings)}'".encode(), f"EQN+{total}'".encode())


def three_parts(**how):
    return [
        part(1, *ROOM[:2], status=":C", **how),
        part(2, *ROOM[2:4], **how),
        part(3, *ROOM[4:], status=":F", **how),
    ]


def states(node):
    return sorted(row[5] for row in tables(node)["records"])


def parts_shown(node):
    pushes = flights(node)[0].pushes
    return [
        (one.parts.number, one.parts.total, one.parts.missing, one.parts.completeness) for one in pushes if one.parts
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_booking_that_a_whole_push_lacks_has_left_once_the_last_part_is_there(node, order):
    deliver(node, pnrgov(GONE))
    bodies = three_parts()

    deliver(node, *[bodies[place] for place in order[:2]])
    before = states(node)
    deliver(node, bodies[order[2]])

    assert before == ["current"] * 5
    assert states(node) == ["current"] * 6 + ["left"]


def test_parts_in_one_interchange_are_one_push(node):
    deliver(node, pnrgov(GONE))
    one, two, three = three_parts(reference="I1")
    messages = [body[body.index(b"UNH") : body.index(b"UNZ")] for body in (one, two, three)]

    deliver(node, one[: one.index(b"UNH")] + b"".join(messages) + b"UNZ+3+I1'")

    assert states(node) == ["current"] * 6 + ["left"]
    assert {shown[3] for shown in parts_shown(node)} == {"whole"}


def test_parts_that_are_missing_are_shown(node):
    one, _, three = three_parts()

    deliver(node, one, three)

    assert parts_shown(node) == [(1, 3, (2,), "incomplete"), (3, 3, (2,), "incomplete")]


def test_part_is_screened_before_the_others_come(node):
    prepare_alerts(node)

    deliver(node, part(2, SOUGHT_BOOKING))

    assert len(queue(node)) == 1


def test_part_under_another_reference_again_is_a_repetition(node):
    one, two, three = three_parts()

    deliver(node, one, two, part(1, *ROOM[:2], status=":C"), three)

    assert [shown[2:] for shown in parts_shown(node)] == [((), "whole")] * 4
    assert [push.parts.is_repeated for push in flights(node)[0].pushes] == [False, False, True, False]


def test_new_push_is_whole_though_the_former_never_was(node):
    deliver(node, pnrgov(GONE), *three_parts()[:2])

    deliver(node, *three_parts(prepared="261201:0900"))

    assert [shown[2:] for shown in parts_shown(node)] == [((), "incomplete")] * 2 + [((), "whole")] * 3
    assert states(node).count("left") == 1


def test_update_between_two_parts_is_not_undone_by_the_last(node):
    one, two, three = three_parts()
    new = Booking("LOC8N1", (UNKNOWN,))

    deliver(node, one, two, pnrgov(new, reference="U1", function=UPDATE), three)

    assert states(node) == ["current"] * 7


def test_whole_push_whose_count_is_wrong_takes_nobody_off(node):
    deliver(node, pnrgov(GONE), *three_parts(total=9))

    assert states(node) == ["current"] * 7
    assert {shown[3] for shown in parts_shown(node)} == {"counts differ"}


def test_parts_that_were_only_spooled_when_the_node_died_complete_the_push(node, clock):
    deliver(node, pnrgov(GONE))
    clock.move(timedelta(seconds=1))
    one, two, three = three_parts()
    deliver(node, one)
    receive_push(node.ports, CARRIER, three, channel="http")

    risen = assemble(node.settings, clock)
    receive_push(risen.ports, CARRIER, two, channel="http")
    risen.worker.run_until_idle()
    risen.close()

    assert states(node) == ["current"] * 6 + ["left"]


def test_passenger_list_in_parts_is_whole_when_the_persons_of_all_parts_are_there(node):
    listed = [Passenger(f"DEWINTERE{letter}", "FLEUR") for letter in "ABC"]
    one, two = paxlst(*listed[:2], reference="L1"), paxlst(listed[2], reference="L2")
    one = one.replace(b"XX717/261201/1100'", b"XX717/261201/1100+01:C'").replace(b"CNT+42:2'", b"CNT+42:3'")
    two = two.replace(b"XX717/261201/1100'", b"XX717/261201/1100+02:F'").replace(b"CNT+42:1'", b"CNT+42:3'")

    deliver(node, one)
    before = parts_shown(node)
    deliver(node, two)

    assert before == [(1, None, (), "incomplete")]
    assert parts_shown(node) == [(1, 2, (), "whole"), (2, 2, (), "whole")]
