"""The links of one traveller: shared bookings, contacts, payments, documents, bags and journeys, two hops at most.

Computed on demand from a hit or under an approved request, logged as one consultation, shown and forgotten: no register
of persons is kept. A hit opens the flights that are still to come; a leg that has departed, or arrived, is locked, and
only a court or independent body opens it, for the period of the request.

Source: Directive (EU) 2016/681, Art. 6(2), 6(6) and 12(3); C-817/19; rules PNR-10, PNR-11, PNR-15, SYS-01.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tournai.casework.requests import ByAlert, ByFlight, period_of
from tournai.casework.reviews import MatchState
from tournai.errors import Refused, Unavailable
from tournai.node.duties.boards import flight_views
from tournai.node.duties.comparing import name_and_birth
from tournai.node.duties.grounds import ground_of_reference
from tournai.node.duties.link_views import LinkedPerson, LinkedThing, LinksPage, TravelLeg
from tournai.node.duties.locks import is_locked
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Duty, duty
from tournai.node.duties.rows import Flight, StoredMatch, StoredRecord, StoredTraveller, Window
from tournai.node.duties.sealed_records import Content, open_record, travellers_of
from tournai.node.duties.searches import named_in_period, open_reasoned_request
from tournai.node.duties.travellers import access_view, require_approved
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.records import Leg, Pnr
from tournai.travel.resolution import WEAK, Chart, Link, LinkKind, Seen, chart_of, is_one_traveller, links_of
from tournai.values import Actor, Reference
from tournai.values.wordings import say

MOST_A_LINK = 12
"""Travellers that are opened of one link, the latest flights first; the chart says how many were left out."""
MOST_A_HOP = 40
"""Travellers that one hop adds."""
MOST_LINKS = 120
"""Links that one hop follows."""
COMING = timedelta(days=400)
"""How far ahead a hit looks: airlines sell seats about a year ahead."""
UNDER_WAY = timedelta(days=2)
Found = tuple[StoredTraveller, StoredRecord, Flight]
IDENTITY = "name and birth date"
STRONG = frozenset(kind.value for kind in LinkKind if kind not in WEAK)
EVERY = frozenset(kind.value for kind in LinkKind)


def show_links(ports: Ports, actor: Actor, traveller_id: str, reference: Reference) -> LinksPage | None:
    """Return the chart of a traveller's links, under a hit or an approved request; ``None``: no such traveller.

    Raises:
        Refused: The match is no hit (PNR-10) or another traveller's (PNR-11), the flight has left (PNR-15), the request
            is not approved or has ended (PNR-15), or does not name this traveller (PNR-11).
        Unavailable: No current record has the traveller.
    """
    with duty(ports, actor, Action.VIEW_LINKS, ground_of_reference(ports, reference)) as linking:
        pair = linking.unit.travel.traveller(traveller_id)
        if pair is None:
            return None
        window = _window(ports, linking, pair[0], reference)
        search = _Search(ports, linking, window)
        start = search.start(pair[0])
        first = search.with_other_flights(search.hop(start, EVERY))
        chart = chart_of([start, first, search.hop(first, STRONG)])
        hops = Counter(person.hop for person in chart.persons)
        linking.record(
            EventKind.LINKS_CHARTED,
            traveller_id,
            first_hop=hops[1],
            second_hop=hops[2],
            things=len(chart.things),
            ties=len(chart.ties),
            records_opened=search.opened,
            left_out=sum(search.left_out.values()),
            flights_from=str(window.first),
            flights_until=str(window.last),
        )
        return _page(linking, traveller_id, window, search, chart)


def _window(ports: Ports, linking: Duty, traveller: StoredTraveller, reference: Reference) -> Window:
    if reference.kind == "match":
        return _coming(ports, linking, traveller, linking.unit.matches.match(reference.identifier))
    if reference.kind != "request":
        raise Refused("links are charted from a hit or under a request: name one", rule="SYS-01")
    request = open_reasoned_request(ports, require_approved(linking, reference.identifier))
    # A flight names everybody aboard, an alert whoever resembles: neither alone identifies anybody (Art. 6(6)).
    elements = [element for element in request.elements if not isinstance(element, ByFlight | ByAlert)]
    found = (row for element in elements for row in named_in_period(ports, linking.unit, request, element))
    if traveller.traveller_id not in {row.traveller_id for row, _, _ in found}:
        raise Refused(
            "this request does not name this traveller by document, booking or name, in its period", rule="PNR-11"
        )
    return Window(*period_of(request))


def _coming(ports: Ports, linking: Duty, traveller: StoredTraveller, match: StoredMatch | None) -> Window:
    if match is None or match.flight_id != traveller.flight_id or match.person != traveller.person:
        raise Refused("this match is not on this traveller: open the traveller from its own match", rule="PNR-11")
    if match.state != MatchState.CONFIRMED.value:
        raise Refused(
            say("a match that is {state} opens no links: a person must confirm it first", state=say(match.state)),
            rule="PNR-10",
        )
    flight = linking.unit.travel.flight(traveller.flight_id)
    if flight is None or is_locked(ports, flight, linking.now):
        raise Refused(
            "the flight has left: its data opens under a request that a court or independent body approved",
            rule="PNR-15",
        )
    today = linking.now.date()
    return Window(today - UNDER_WAY, today + COMING, after=linking.now)


class _Search:
    """What is opened on the way, hop by hop, and what is left out. It ends with the duty."""

    def __init__(self, ports: Ports, linking: Duty, window: Window) -> None:
        self._ports, self._unit, self._now, self._window = ports, linking.unit, linking.now, window
        self._contents: dict[str, tuple[Content, list[StoredTraveller]]] = {}
        self._seen: set[str] = set()
        self._followed: set[tuple[str, str]] = set()
        self.flights: dict[str, Flight] = {}
        self.bookings: dict[str, Pnr] = {}
        self.left_out: Counter[str] = Counter()

    @property
    def opened(self) -> int:
        """How many records were opened."""
        return len(self._contents)

    def start(self, traveller: StoredTraveller) -> list[Seen]:
        """Return the records of the traveller: on this flight, and on the others of the window."""
        flight = self._unit.travel.flight(traveller.flight_id)
        current = self._unit.travel.same_person(traveller.flight_id, traveller.person)
        if not current or flight is None:
            raise Unavailable("no current record has this traveller: the booking was cancelled, or left the flight")
        ring = [self._look(row, record, flight) for row, record in current]
        return self.with_other_flights(ring)

    def with_other_flights(self, ring: Sequence[Seen]) -> list[Seen]:
        """Return a ring with the further records of the same travellers: on this flight and on others."""
        whole = list(ring)
        found = self._find(sorted({pair for seen in ring for pair in _identities(seen)}))
        for rows in found.values():
            for row, record, on in rows:
                if row.traveller_id not in self._seen and self._is_same(row, record, ring):
                    whole.append(self._look(row, record, on))
        return whole

    def hop(self, ring: Sequence[Seen], kinds: frozenset[str]) -> list[Seen]:
        """Return the travellers whom the links of a ring lead to and who were not seen before."""
        links = {(link.kind, link.value): link for seen in ring for link in seen.links if link.kind in kinds}
        new = [link for pair, link in sorted(links.items()) if pair not in self._followed]
        self._followed |= set(links)
        if len(new) > MOST_LINKS:
            self.left_out["links"] += len(new) - MOST_LINKS
        rows = self._find([_pair(link) for link in new[:MOST_LINKS]])
        found = [seen for link in new[:MOST_LINKS] for seen in self._sharing(link, rows[_pair(link)])]
        if len(found) > MOST_A_HOP:
            self.left_out["travellers"] += len(found) - MOST_A_HOP
        return found[:MOST_A_HOP]

    def _sharing(self, link: Link, found: Iterable[Found]) -> Iterator[Seen]:
        for _, record, flight in found:
            content, rows = self._open(record)
            booking = content if isinstance(content, Pnr) else None
            for row in rows:
                held = links_of(travellers_of(content)[row.ordinal], booking)
                if row.traveller_id not in self._seen and _pair(link) in map(_pair, held):
                    yield self._look(row, record, flight)

    def _find(self, values: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Found]]:
        """Return (kind, value) -> the travellers under it, those of flights that are locked left out."""
        digests = {pair: self._ports.keys.blind("look-up", *pair) for pair in values}
        by_kind: dict[str, list[bytes]] = {}
        for (kind, _), digest in digests.items():
            by_kind.setdefault(kind, []).append(digest)
        linked = {
            (kind, digest): found
            for kind, some in by_kind.items()
            for digest, found in self._unit.resolution.linked(kind, some, self._window, limit=MOST_A_LINK).items()
        }
        found = {}
        for pair, digest in digests.items():
            rows, total = linked.get((pair[0], digest), ([], 0))
            if total > len(rows):
                self.left_out[pair[0]] += total - len(rows)
            found[pair] = [row for row in rows if not self._is_closed(row[2])]
        return found

    def _is_closed(self, flight: Flight) -> bool:
        return self._window.after is not None and is_locked(self._ports, flight, self._now)

    def _look(self, row: StoredTraveller, record: StoredRecord, flight: Flight) -> Seen:
        content, _ = self._open(record)
        self._seen.add(row.traveller_id)
        self.flights[flight.flight_id] = flight
        booking = content if isinstance(content, Pnr) else None
        if booking is not None:
            self.bookings[record.record_id] = booking
        traveller = travellers_of(content)[row.ordinal]
        return Seen(row.traveller_id, flight.flight_id, record.record_id, traveller, links_of(traveller, booking))

    def _open(self, record: StoredRecord) -> tuple[Content, list[StoredTraveller]]:
        if record.record_id not in self._contents:
            rows = self._unit.travel.travellers_of_record(record.record_id)
            self._contents[record.record_id] = open_record(self._ports.keys, record), rows
        return self._contents[record.record_id]

    def _is_same(self, row: StoredTraveller, record: StoredRecord, ring: Iterable[Seen]) -> bool:
        traveller = travellers_of(self._open(record)[0])[row.ordinal]
        return any(is_one_traveller(traveller, seen.traveller) for seen in ring)


def _pair(link: Link) -> tuple[str, str]:
    return link.kind, link.value


def _identities(seen: Seen) -> Iterator[tuple[str, str]]:
    """Yield the (kind, value) pairs under which the same traveller stands on other flights."""
    for link in seen.links:
        if link.kind == LinkKind.DOCUMENT.value:
            yield _pair(link)
    born = seen.traveller.date_of_birth
    if born is not None and born.is_exact:
        yield IDENTITY, name_and_birth(seen.traveller.surname, seen.traveller.given, born)


def _page(linking: Duty, traveller_id: str, window: Window, search: _Search, chart: Chart) -> LinksPage:
    [start] = [person for person in chart.persons if person.hop == 0][:1]
    legs, locked = _travel(linking, window, search, start.records)
    [flight] = flight_views(linking.unit, [search.flights[start.records[0].flight]])
    return LinksPage(
        now=linking.now,
        traveller_id=traveller_id,
        flight=flight,
        persons=tuple(
            LinkedPerson(
                hop=person.hop,
                name=_name(person.records),
                births=_texts(one.traveller.date_of_birth for one in person.records),
                documents=_texts(each.number for one in person.records for each in one.traveller.documents),
                flights=_texts(_designator(search.flights[one.flight]) for one in person.records),
            )
            for person in chart.persons
        ),
        things=tuple(LinkedThing(thing.kind, thing.shown or thing.value) for thing in chart.things),
        ties=chart.ties,
        travel=tuple(legs),
        locked_legs=locked,
        left_out=dict(search.left_out),
        travels_from=window.first,
        travels_until=window.last,
        is_coming_only=window.after is not None,
        access=access_view(linking.ground),
    )


def _travel(linking: Duty, window: Window, search: _Search, records: Iterable[Seen]) -> tuple[list[TravelLeg], int]:
    """Return the legs that the records name, by date, and how many are locked or outside of the period."""
    legs: dict[tuple[str, date], TravelLeg] = {}
    locked: set[tuple[str, date]] = set()
    for seen in records:
        flight = search.flights[seen.flight]
        key = _designator(flight), flight.departure_date
        legs[key] = TravelLeg(*key, flight.departure_airport, flight.arrival_airport, seen.flight)
    for booking in {seen.record: search.bookings.get(seen.record) for seen in records}.values():
        for leg in booking.legs if booking else ():
            day = leg.departure_date or (leg.departure.date() if leg.departure else None)
            if day is None:
                continue
            key = _leg_designator(leg), day
            first = linking.now.date() if window.after is not None else window.first
            if first <= day <= window.last:
                legs.setdefault(key, TravelLeg(*key, leg.departure_airport, leg.arrival_airport, ""))
            elif key not in legs:
                locked.add(key)
    return sorted(legs.values(), key=lambda leg: (leg.departs_on, leg.designator)), len(locked)


def _name(records: Sequence[Seen]) -> str:
    # The longest spelling: carriers cut names, none makes them longer.
    one = max((seen.traveller for seen in records), key=lambda each: len(each.surname) + len(each.given))
    return f"{one.surname}, {one.given}".rstrip(", ")


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if value))


def _designator(flight: Flight) -> str:
    return f"{flight.carrier} {flight.number}"


def _leg_designator(leg: Leg) -> str:
    return f"{leg.carrier} {leg.number.lstrip('0')}"
