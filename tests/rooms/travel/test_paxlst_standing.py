"""What lists of changes, removals and persons on board say of the travellers reported before."""

from datetime import date

import pytest
from msgspec.structs import replace

from tournai.travel import ListAction, ListSubject, MessageFormat, Push, Traveller
from tournai.travel.paxlst import Standing, standings
from tournai.values import PartialDate

ANNA = Traveller("EXAMPLE", "ANNA", unique_reference="ABC001", record_locators=("TYR123",))
BEN = Traveller("EXAMPLE", "BEN", unique_reference="ABC002", record_locators=("TYR123",))
CARL = Traveller("MUSTER", "CARL", record_locators=("ABCDEF",), date_of_birth=PartialDate.on(date(1980, 1, 2)))
PILOT = Traveller("MUSTER", "PIA", is_crew=True)
KNOWN = (ANNA, BEN, CARL, PILOT)

ABOARD, NOT_ABOARD, REMOVED = Standing.ABOARD, Standing.NOT_ABOARD, Standing.REMOVED


def listed(action, *travellers, subject=ListSubject.FLIGHT, declared=None):
    count = len(travellers) if declared is None else declared
    return Push(
        MessageFormat.PAXLST,
        "D.05B",
        travellers=travellers,
        declared_travellers=count,
        list_subject=subject,
        list_action=action,
    )


def test_whole_list_of_those_on_board_tells_who_is_not():
    push = listed(
        ListAction.ABOARD, Traveller("", unique_reference="ABC001"), Traveller("", record_locators=("ABCDEF",))
    )

    assert standings(KNOWN, push) == (ABOARD, NOT_ABOARD, ABOARD, None)


def test_list_that_is_not_whole_says_nothing_of_those_it_does_not_name():
    push = listed(ListAction.ABOARD, Traveller("", unique_reference="ABC001"), declared=3)

    assert standings(KNOWN, push) == (ABOARD, None, None, None)
    assert standings(KNOWN, replace(push, declared_travellers=1, part=1, is_last_part=False))[1] is None


def test_list_of_those_who_did_not_board_leaves_the_others_on_board():
    push = listed(ListAction.NOT_ABOARD, Traveller("", unique_reference="ABC002"))

    assert standings(KNOWN, push) == (ABOARD, NOT_ABOARD, ABOARD, None)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Traveller("", unique_reference="ABC002"), (None, REMOVED, None, None)),
        (Traveller("", record_locators=("TYR123",)), (REMOVED, REMOVED, None, None)),
        (Traveller("EXAMPLE", "BEN", record_locators=("TYR123",)), (None, REMOVED, None, None)),
        (Traveller("MUSTER", "CARL", date_of_birth=CARL.date_of_birth), (None, None, REMOVED, None)),
        (Traveller("MUSTER", "CARL", date_of_birth=PartialDate.in_year(1999)), (None, None, None, None)),
        (Traveller("EXAMPLE", "BEN", record_locators=("OTHER1",)), (None, None, None, None)),
        (
            Traveller("EXAMPLE", "BEN", unique_reference="NONE99", record_locators=("TYR123",)),
            (None, REMOVED, None, None),
        ),
    ],
)
def test_removal_names_people_by_reference_then_booking_then_name_and_birth(entry, expected):
    assert standings(KNOWN, listed(ListAction.REMOVE, entry, subject=ListSubject.PASSENGERS)) == expected


def test_cancelled_flight_removes_everyone():
    assert standings(KNOWN, listed(ListAction.CANCEL_FLIGHT)) == (REMOVED,) * 4


def test_change_tells_whose_data_changed_and_nothing_of_the_rest():
    push = listed(ListAction.CHANGE, replace(ANNA, given="ANNA MARIA"), subject=ListSubject.PASSENGERS)

    assert standings(KNOWN, push) == (Standing.CHANGED, None, None, None)


@pytest.mark.parametrize("action", [ListAction.CLOSE, ListAction.OTHER, ListAction.CHANGE_FLIGHT])
def test_list_that_only_names_the_flight_says_nothing_of_anyone(action):
    assert standings(KNOWN, listed(action)) == (None, None, None, None)
