"""Groups 8 to 12 of a PNRGOV booking: split bookings, other travel, and the history of changes.

Of the history the changes themselves are kept, as Annex I point 19 has it: the flight with its date, airports and
status, and a person's name before and after. Of anything else only the tag: its content is dropped.

Source: IATA/WCO/ICAO PNRGOV implementation guide, groups 8 (EQN RCI), 9 (MSG TVL), 10 (ABI DAT), 11 (SAC TIF SSR IFT
TBD) and 12 (TVL RPI).
"""

import msgspec

from tournai.travel.bookings import plain_name
from tournai.travel.edifact import Segment
from tournai.travel.elements import component, element, operating_flight, read_leg, read_locators
from tournai.travel.groups.booking import service_code
from tournai.travel.groups.flights import status_of
from tournai.travel.groups.state import BookingState, ChangeDraft, Group
from tournai.travel.groups.travellers import is_group
from tournai.travel.minimise import Minimiser
from tournai.travel.records import Change, ChangedName, Leg, SplitBooking
from tournai.travel.travel_dates import universal_time

HISTORY_TAGS = {"IFT", "RCI", "RPI", "SAC", "SSR", "TBD", "TIF", "TVL"}
"""What a change may be of, as its subject says; of any other tag nothing is kept."""
_CONTENT = "history content"


def read_split(state: BookingState, segment: Segment) -> None:
    """EQN: how many travellers a split moved; the other booking's locators follow."""
    state.enter(Group.SPLIT)
    count = state.minimiser.keep("count", element(segment.values(), 1)[0])
    state.split_count = int(count) if count else None


def read_split_locators(state: BookingState, segment: Segment) -> None:
    """RCI of a split: the booking that this one was divided from, or that was divided from it."""
    locators = read_locators(segment, state.minimiser)
    state.booking.splits.append(SplitBooking(tuple(locators), state.split_count, segment.place))
    state.split_count = None


def begin_other_travel(state: BookingState, _segment: Segment) -> None:
    """MSG: hotel, car or rail follows, which Annex I does not list."""
    state.enter(Group.LAND)


def drop_other_travel(state: BookingState, _segment: Segment) -> None:
    """TVL of a hotel, car or train."""
    state.minimiser.drop("GR9 hotel, car or rail")


def read_author(state: BookingState, segment: Segment) -> None:
    """ABI: which office made the changes that follow; never which clerk."""
    close_change(state)
    state.enter(Group.HISTORY)
    state.office = state.memory.recall(segment, state.minimiser, _office)
    state.changed = ("", None)


def _office(segment: Segment, minimiser: Minimiser) -> str:
    values = segment.values()
    offices = (component(element(values, 2), 1), element(values, 3)[0])
    return next((minimiser.keep("office", office) for office in offices if office), "")


def read_time_of_change(state: BookingState, segment: Segment) -> None:
    """DAT of the history: when, in UTC (T, ZT)."""
    moment = element(segment.values(), 1)
    sent = state.minimiser.keep("history time", ":".join(filter(None, moment[1:3])))
    state.changed = (sent, universal_time(*sent.split(":")) if ":" in sent else None)


def read_action(state: BookingState, segment: Segment) -> None:
    """SAC: a change begins: A added, X cancelled, C changed."""
    close_change(state)
    state.enter(Group.CHANGE)
    action = state.minimiser.keep("booking class", element(segment.values(), 3)[0])
    state.change = ChangeDraft(action, segment.place)


def read_changed_name(state: BookingState, segment: Segment) -> None:
    """TIF of the history: a person's name before or after; a group's is dropped."""
    values, change = segment.values(), state.change
    named, person = element(values, 1), element(values, 2)
    if change is None or is_group(named, person):
        drop_content(state, segment)
        return
    _note_subject(state, segment)
    surname, given, title = plain_name(named[0], person[0], state.minimiser)
    type_code = state.minimiser.keep("person type", component(person, 1))
    if surname or given:
        change.names.append(ChangedName(surname, given, title, type_code, segment.place))


def read_changed_flight(state: BookingState, segment: Segment) -> None:
    """TVL of the history: the flight that was added, changed or cancelled; a hotel or car is none."""
    change = state.change
    if change is None:
        drop_content(state, segment)
        return
    _note_subject(state, segment)
    leg = state.memory.recall(segment, state.minimiser, _changed_flight)
    if leg is None:
        state.minimiser.drop(_CONTENT)
    else:
        change.legs.append(msgspec.structs.replace(leg, place=segment.place))


def _changed_flight(segment: Segment, minimiser: Minimiser) -> Leg | None:
    values = segment.values()
    return None if operating_flight(values) else read_leg(values, segment.place, minimiser)


def read_changed_status(state: BookingState, segment: Segment) -> None:
    """RPI of the history: the status of the flight before it."""
    change = state.change
    if change is None or not change.legs:
        drop_content(state, segment)
        return
    count, status = status_of(segment, state.minimiser)
    change.legs[-1] = msgspec.structs.replace(change.legs[-1], status=status, traveller_count=count)


def drop_content(state: BookingState, segment: Segment) -> None:
    """Drop what a change is of, but for its tag; a code outside Annex I counts as such without its name."""
    if segment.tag == "SSR":
        state.minimiser.keeps_service(service_code(segment))
    state.minimiser.drop(_CONTENT)
    _note_subject(state, segment)


def drop_unstructured(state: BookingState, _segment: Segment) -> None:
    """LTS: history as text."""
    state.minimiser.drop("LTS")


def _note_subject(state: BookingState, segment: Segment) -> None:
    change = state.change
    if change is not None and not change.subject and segment.tag in HISTORY_TAGS:
        change.subject = segment.tag


def close_change(state: BookingState) -> None:
    """Note the change that is open, if there is one."""
    change = state.change
    if change is None:
        return
    sent, instant = state.changed
    state.booking.history.append(
        Change(
            action=change.action,
            subject=change.subject,
            at=sent,
            office=state.office,
            place=change.place,
            changed_at=instant,
            legs=tuple(change.legs),
            names=tuple(change.names),
        )
    )
    state.change = None
