"""A refuted match is not raised again for the same person and the same alert: Art. 12(5); rule PNR-20."""

from datetime import date

import msgspec
import pytest
from tests.acts import (
    SOUGHT,
    claim_and_decide,
    confirm,
    deliver,
    import_list,
    kinds,
    logged,
    prepare_alerts,
    queue,
    tables,
)
from tests.fakes.carrier import UPDATE, Booking, Flight, paxlst, pnrgov
from tests.fakes.officers import ANALYST, OTHER_ANALYST
from tests.fakes.wanted import ALL, ORLANDIC, published

from tournai.errors import Refused
from tournai.node.duties.false_matches import raise_again
from tournai.node.duties.matches import claim_match, open_match
from tournai.values import StateCode

BACK = Flight(number="719", departs="021226:1100", arrives="021226:1255")
"""The same travellers' next journey, a day later."""
OTHER_DOCUMENT = msgspec.structs.replace(SOUGHT, number="ZZ9999999")
GROUND = "different birthplace"


def booked(passenger=SOUGHT, **changes):
    return pnrgov(Booking("LOC7Q1", (passenger,)), **changes)


def back(passenger=SOUGHT, **changes):
    return pnrgov(Booking("LOC9B2", (passenger,)), flight=BACK, **({"reference": "R9"} | changes))


def refute(node, ground=GROUND, match_id=""):
    claim_and_decide(node, ANALYST, match_id or queue(node, "open")[0].match_id, "refuted", ground)


def states(node):
    """The states of the matches, by flight."""
    return {row.designator: row.state for row in queue(node)}


@pytest.fixture
def refuted(node):
    """A node on which a person refuted the match of a traveller."""
    prepare_alerts(node)
    deliver(node, booked())
    refute(node)
    return node


def test_next_journey_of_the_same_person_is_not_raised(refuted):
    deliver(refuted, back())

    assert states(refuted) == {"XX 717": "refuted", "XX 719": "suppressed"}
    assert queue(refuted, "open") == []
    assert kinds(refuted).count("match:suppressed") == 1


def test_later_pushes_of_the_flight_leave_it_so(refuted):
    deliver(refuted, back(), back(reference="R10"), back(reference="R11", function=UPDATE))

    assert states(refuted)["XX 719"] == "suppressed"
    assert kinds(refuted).count("match:suppressed") == 1


def test_match_that_waits_already_leaves_the_queue(node):
    prepare_alerts(node)
    deliver(node, booked(), back())

    refute(node, match_id=next(row.match_id for row in queue(node) if row.designator == "XX 717"))
    node.worker.run_until_idle()

    assert states(node) == {"XX 717": "refuted", "XX 719": "suppressed"}


def test_match_that_an_officer_reviews_stays_with_the_officer(node):
    prepare_alerts(node)
    deliver(node, booked(), back())
    rows = {row.designator: row.match_id for row in queue(node)}

    claim_match(node.ports, OTHER_ANALYST, rows["XX 719"])

    refute(node, match_id=rows["XX 717"])
    node.worker.run_until_idle()

    assert states(node)["XX 719"] == "claimed"


def test_other_document_is_raised(refuted):
    deliver(refuted, back(OTHER_DOCUMENT))

    assert states(refuted)["XX 719"] == "new"


def test_other_birth_date_is_raised(refuted):
    deliver(refuted, back(msgspec.structs.replace(SOUGHT, birth=date(1971, 4, 3))))

    assert states(refuted)["XX 719"] == "new"


def test_traveller_without_a_document_is_raised_until_one_is_known(refuted):
    deliver(refuted, back(msgspec.structs.replace(SOUGHT, birth=None, number="")))
    before = states(refuted)["XX 719"]

    deliver(refuted, paxlst(SOUGHT, flight=BACK, reference="L9"))

    assert (before, states(refuted)["XX 719"]) == ("new", "suppressed")


def test_changed_alert_opens_both_again(refuted):
    deliver(refuted, back())
    person = msgspec.structs.replace(ORLANDIC.person, nationalities=(StateCode("HRV"),))
    changed = msgspec.structs.replace(ORLANDIC, person=person)

    import_list(refuted, published(changed, *ALL[1:]))
    refuted.worker.run_until_idle()

    assert states(refuted) == {"XX 717": "reopened", "XX 719": "reopened"}


def test_second_document_of_the_refuted_person_opens_the_match_again(refuted):
    deliver(refuted, paxlst(OTHER_DOCUMENT, reference="L2"))

    assert [row.state for row in queue(refuted)] == ["reopened"]


@pytest.mark.parametrize("ground", ["person sought was elsewhere", "no link with the offences or with air travel"])
def test_ground_about_one_journey_does_not_hold_for_the_next(node, ground):
    prepare_alerts(node)
    deliver(node, booked())
    refute(node, ground)

    deliver(node, back())

    assert states(node)["XX 719"] == "new"


def test_memory_ends_with_the_travel_data_it_rests_on(refuted):
    """Six months from transfer: rule PNR-20."""
    page = open_match(refuted.ports, ANALYST, queue(refuted)[0].match_id)

    [known] = page.known_false
    received = logged(refuted, "push:received")[0].at

    assert (known.expires_at.year, known.expires_at.month, known.expires_at.day) == (2027, 5, received.day)


def test_memory_holds_digests_and_no_name(refuted):
    [row] = tables(refuted)["false_matches"]

    assert "ORLANDIC" not in repr(row)
    assert SOUGHT.number not in repr(row)


def test_confirmed_person_is_no_longer_known_as_false(refuted):
    deliver(refuted, back())
    match_id = next(row.match_id for row in queue(refuted) if row.designator == "XX 719")
    raise_again(refuted.ports, ANALYST, match_id)

    confirm(refuted, match_id, OTHER_ANALYST)

    assert tables(refuted)["false_matches"] == []


def test_officer_raises_it_after_all(refuted):
    deliver(refuted, back())
    match_id = next(row.match_id for row in queue(refuted) if row.designator == "XX 719")

    raise_again(refuted.ports, ANALYST, match_id)

    assert [row.match_id for row in queue(refuted, "open")] == [match_id]


def test_what_is_in_the_queue_is_not_raised_again(refuted):
    with pytest.raises(Refused) as refused:
        raise_again(refuted.ports, ANALYST, queue(refuted)[0].match_id)

    assert refused.value.rule == "PNR-10"


def test_page_of_what_was_not_raised_tells_who_refuted_it_and_why(refuted):
    deliver(refuted, back())
    match_id = next(row.match_id for row in queue(refuted) if row.designator == "XX 719")

    page = open_match(refuted.ports, ANALYST, match_id)

    [known] = page.known_false
    assert (known.reviewer, known.grounds, known.is_over) == (ANALYST.identifier, (GROUND,), False)
    assert page.may_raise
