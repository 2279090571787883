"""A simulated evening: repeatable, readable by the node's own readers, and true to what it says of itself."""

import csv
import gzip
import html
import io
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from tournai.alerts import ListFormat, read_list
from tournai.errors import Malformed
from tournai.simulate import (
    Delivery,
    DeliveryKind,
    Evening,
    iterate_evening,
    make_evening,
    plan_evening,
    write_truth,
)
from tournai.simulate.people import message_name
from tournai.travel import MessageFunction, Push, Traveller, read_travel_file, summarise

NOW = datetime(2031, 5, 14, 16, 20, tzinfo=UTC)
SEED = 2016
UNREADABLE = {DeliveryKind.BROKEN}


@pytest.fixture(scope="module")
def evening() -> Evening:
    return make_evening(SEED, NOW)


def of_kind(evening: Evening, kind: DeliveryKind) -> list[Delivery]:
    return [delivery for delivery in evening.pushes if delivery.kind is kind]


def readable(evening: Evening) -> list[Delivery]:
    return [delivery for delivery in evening.pushes if delivery.kind not in UNREADABLE]


def pushes_of(evening: Evening, kind: DeliveryKind) -> list[Push]:
    return [push for delivery in of_kind(evening, kind) for push in read_travel_file(delivery.body).pushes]


def booked(evening: Evening) -> list[Traveller]:
    pushes = pushes_of(evening, DeliveryKind.BOOKINGS)
    return [traveller for push in pushes for pnr in push.pnrs for traveller in pnr.travellers]


def counts(delivery: Delivery) -> tuple[int, int, list[str]]:
    found = summarise(read_travel_file(delivery.body))
    return found.pnrs, found.travellers, sorted(defect.code for defect in found.defects)


class TestRepeatable:
    def test_same_seed_and_instant_give_the_same_evening(self, evening: Evening) -> None:
        assert evening == make_evening(SEED, NOW)

    def test_another_seed_gives_other_people(self, evening: Evening) -> None:
        other = make_evening(SEED + 1, NOW)

        assert not {one.document_number for one in evening.truth[:220]} & {
            one.document_number for one in other.truth[:220]
        }

    def test_another_instant_gives_the_same_people(self, evening: Evening) -> None:
        later = make_evening(SEED, NOW + timedelta(days=40))

        assert [one.document_number for one in evening.truth] == [one.document_number for one in later.truth]


class TestReadable:
    def test_every_push_holds_the_bookings_travellers_and_damage_that_it_says(self, evening: Evening) -> None:
        said = {
            delivery.name: (delivery.pnrs, delivery.travellers, sorted(delivery.defects))
            for delivery in readable(evening)
        }

        assert said == {delivery.name: counts(delivery) for delivery in readable(evening)}

    def test_broken_push_cannot_be_read(self, evening: Evening) -> None:
        (broken,) = of_kind(evening, DeliveryKind.BROKEN)

        with pytest.raises(Malformed):
            read_travel_file(broken.body)

    def test_one_push_comes_twice_with_the_same_bytes(self, evening: Evening) -> None:
        bodies = Counter(delivery.body for delivery in evening.pushes)

        assert [times for times in bodies.values() if times > 1] == [2]

    def test_most_flights_also_have_a_passenger_list(self, evening: Evening) -> None:
        assert (
            len(of_kind(evening, DeliveryKind.BOOKINGS)),
            len(of_kind(evening, DeliveryKind.PASSENGER_LIST)),
        ) == (24, 20)

    def test_every_message_names_its_sender_as_synthetic(self, evening: Evening) -> None:
        senders = {push.sender for one in readable(evening) for push in read_travel_file(one.body).pushes}

        assert {"SYNTHETICXT", "SYNTHETICZY"} == senders

    def test_files_differ_in_separators_and_damage(self, evening: Evening) -> None:
        damage = {defect for delivery in evening.pushes for defect in delivery.defects}
        endings = {delivery.body[-2:] for delivery in evening.pushes}

        assert damage == {"unt-count", "eqn-count", "unz-reference", "missing-terminator"}
        assert len(endings) >= 4


class TestTravel:
    def test_flights_depart_in_the_coming_fourteen_hours(self, evening: Evening) -> None:
        plan = plan_evening(SEED, flights=24, travellers_per_flight=5, planted=10)
        departures = [load.flight.departs_at for load in iterate_evening(plan, NOW)]

        assert NOW < min(departures) <= max(departures) <= NOW + timedelta(hours=14)

    def test_every_flight_touches_brussels_or_paris(self, evening: Evening) -> None:
        legs = [push.legs[0] for push in pushes_of(evening, DeliveryKind.BOOKINGS)]

        assert all({"BRU", "CDG"} & {leg.departure_airport, leg.arrival_airport} for leg in legs)

    def test_message_times_are_local_to_the_airports(self) -> None:
        # In June, Brussels and Paris are two hours ahead of UTC, Istanbul is three (tz database).
        plan = plan_evening(3, flights=1, travellers_per_flight=1, planted=0)
        (load,) = iterate_evening(plan, datetime(2031, 6, 2, 12, 0, tzinfo=UTC))
        offsets = {"IST": 3, "BRU": 2, "CDG": 2}

        shown = load.flight.departure - load.flight.departs_at.replace(tzinfo=None)

        assert timedelta(hours=offsets[load.flight.origin]) == shown

    def test_some_travellers_have_no_document_some_no_birth_date_some_are_infants(self, evening: Evening) -> None:
        people = booked(evening)
        without_document = [one for one in people if not one.documents]
        without_birth = [one for one in people if one.documents and one.date_of_birth is None]

        assert min(len(without_document), len(without_birth), sum(one.is_infant for one in people)) >= 10

    def test_some_bookings_have_a_flight_back(self, evening: Evening) -> None:
        pnrs = [pnr for push in pushes_of(evening, DeliveryKind.BOOKINGS) for pnr in push.pnrs]
        back = [(pnr.legs[0], pnr.legs[1]) for pnr in pnrs if len(pnr.legs) == 2]

        assert len(back) >= 100
        assert all(first.arrival_airport == second.departure_airport for first, second in back)

    def test_some_minors_travel_alone(self, evening: Evening) -> None:
        minors = [one.minor_remarks for one in booked(evening) if one.minor_remarks]

        assert len(minors) >= 3
        assert {remarks[0] for remarks in minors} == {"unaccompanied minor"}

    def test_only_flights_that_leave_soon_have_travellers_checked_in(self, evening: Evening) -> None:
        pushes = pushes_of(evening, DeliveryKind.BOOKINGS)
        with_bags = [push for push in pushes if any(one.bags for pnr in push.pnrs for one in pnr.travellers)]

        assert 3 <= len(with_bags) <= 12

    def test_what_minimisation_must_drop_is_there(self, evening: Evening) -> None:
        dropped = {kind for push in pushes_of(evening, DeliveryKind.BOOKINGS) for kind in push.dropped}

        assert {"SSR outside Annex I", "IFT 4:28 other service information"} <= dropped

    def test_update_changes_adds_and_cancels_bookings_of_the_first_push(self, evening: Evening) -> None:
        first = {pnr.locators[0].locator for pnr in pushes_of(evening, DeliveryKind.BOOKINGS)[0].pnrs}
        (update,) = pushes_of(evening, DeliveryKind.UPDATE)
        fates = Counter((pnr.is_cancelled, pnr.locators[0].locator in first) for pnr in update.pnrs)

        assert MessageFunction.UPDATE is update.function
        assert fates == {(True, True): 2, (False, True): 2, (False, False): 1}


class TestTruth:
    def test_two_hundred_and_twenty_are_planted_in_twenty_eight_kinds(self, evening: Evening) -> None:
        kinds = Counter(one.variant for one in evening.truth if not one.variant.startswith("public sample"))

        assert (kinds.total(), len(kinds)) == (220, 28)
        assert min(kinds.values()) >= 7

    def test_every_planted_traveller_is_on_the_flight_as_the_truth_spells_him(self, evening: Evening) -> None:
        kinds = (DeliveryKind.BOOKINGS, DeliveryKind.UPDATE)
        sent = {
            (f"{leg.carrier}{leg.number}", leg.departure_date, pnr.locators[0].locator, one.surname, document.number)
            for kind in kinds
            for push in pushes_of(evening, kind)
            for leg in push.legs
            for pnr in push.pnrs
            for one in pnr.travellers
            for document in one.documents
        }
        planted = {
            (one.flight, one.date, one.record_locator, one.surname, one.document_number)
            for one in (*evening.truth[:220], *evening.lookalikes)
        }

        assert set() == planted - sent

    def test_every_alert_of_the_truth_is_on_its_list_once(self, evening: Evening) -> None:
        listed = {
            (source, alert.reference)
            for source, form, data in evening.alert_lists
            for alert in read_list(form, data).alerts
        }
        named = [(one.source, one.reference) for one in (*evening.truth, *evening.lookalikes)]

        assert set(named) <= listed
        assert len(named) == len(set(named))

    def test_truth_is_written_with_its_header(self, evening: Evening) -> None:
        rows = list(csv.reader(io.StringIO(write_truth(evening).decode())))

        header = "flight,date,record_locator,surname,given,document_number,source,reference,variant"
        assert header.split(",") == rows[0]
        assert len(evening.truth) == len(rows) - 1

    def test_document_that_is_an_alert_s_is_there_under_another_name(self, evening: Evening) -> None:
        documents = {
            str(document.number): {message_name(name.full) for name in alert.person.names}
            for _, form, data in evening.alert_lists
            for alert in read_list(form, data).alerts
            for document in alert.person.documents
        }
        planted = [one for one in evening.truth if one.variant == "same document under another name"]

        assert all(f"{one.given} {one.surname}" not in documents[one.document_number] for one in planted)


class TestLists:
    def test_both_lists_are_read_whole(self, evening: Evening) -> None:
        lists = [read_list(form, data) for _, form, data in evening.alert_lists]

        assert [found.format for found in lists] == [ListFormat.UN, ListFormat.OFAC]
        assert evening.alerts == sum(len(found.alerts) for found in lists)
        assert [found.bad_rows + found.notes for found in lists] == [(), ()]

    def test_three_hundred_are_sought_besides_the_lookalikes(self, evening: Evening) -> None:
        # 220 planted, 80 who do not travel, 8 in public samples.
        assert evening.alerts - len(evening.lookalikes) == 308

    @pytest.mark.shared
    def test_nobody_is_called_as_a_person_on_a_real_list(self, evening: Evening, shared: Path) -> None:
        real = real_names(shared / "watchlists")
        sought = [
            name.full
            for _, form, data in evening.alert_lists
            for alert in read_list(form, data).alerts
            for name in alert.person.names
        ]
        travelling = [f"{one.surname} {one.given}" for one in booked(evening)]

        assert len(real) > 30_000
        assert set() == real & {name_key(name) for name in (*sought, *travelling)}

    @pytest.mark.shared
    def test_both_lists_are_valid_by_their_publishers_schemas(self, evening: Evening, shared: Path) -> None:
        schemas = ("un_sc/UN_consolidated.xsd", "ofac/OFAC_xml.xsd")
        lists = [etree.fromstring(data) for _, _, data in evening.alert_lists]

        valid = [
            etree.XMLSchema(etree.parse(shared / "watchlists" / schema)).validate(root)
            for schema, root in zip(schemas, lists, strict=True)
        ]

        assert valid == [True, True]


class TestScale:
    def test_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(Malformed, match="UTC"):
            make_evening(1, NOW.replace(tzinfo=None), flights=1, planted=0)

    @pytest.mark.parametrize(("flights", "planted"), [(1, 0), (1, 1), (2, 30), (5, 3)])
    def test_small_evenings_are_whole_too(self, flights: int, planted: int) -> None:
        evening = make_evening(11, NOW, flights=flights, travellers_per_flight=6, planted=planted)

        assert len(of_kind(evening, DeliveryKind.BOOKINGS)) == flights
        assert len(evening.truth) == planted + 8
        assert {one.name: counts(one)[:2] for one in readable(evening)} == {
            one.name: (one.pnrs, one.travellers) for one in readable(evening)
        }

    def test_flights_of_a_large_plan_are_made_one_by_one(self) -> None:
        plan = plan_evening(1, flights=3_300, travellers_per_flight=90, planted=220)

        load = next(iterate_evening(plan, NOW))

        assert (load.deliveries[0].travellers or 0) >= 90


def name_key(name: str) -> str:
    return " ".join(sorted(message_name(name).split()))


def real_names(folder: Path) -> set[str]:
    """Return the keys of all names on the UN, OFAC and EU lists, the last one read without a reader of ours."""
    official = [(ListFormat.UN, path) for path in sorted((folder / "un_sc").glob("*.xml.gz"))]
    official += [(ListFormat.OFAC, path) for path in sorted((folder / "ofac").glob("*.xml.gz"))]
    names = {
        name_key(name.full)
        for form, path in official
        for alert in read_list(form, gzip.decompress(path.read_bytes())).alerts
        for name in alert.person.names
    }
    texts = [gzip.decompress(path.read_bytes()).decode() for path in (folder / "eu_fsf").glob("*full*.gz")]
    found = (html.unescape(name) for text in texts for name in re.findall(r'wholeName="([^"]*)"', text))
    return names | {name_key(name) for name in found}
