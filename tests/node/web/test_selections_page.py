"""The page of flight selections on a real node: what each role sees, the way from proposal to judgment, and slips."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.acts import UNKNOWN_BOOKING, deliver
from tests.fakes.carrier import Flight, pnrgov
from tests.fakes.clock import BEGINS, MovableClock
from tests.fakes.officers import (
    ADMINISTRATOR,
    ANALYST,
    DATA_PROTECTION_OFFICER,
    JUDGE,
    OTHER_JUDGE,
    OTHER_SENIOR,
    SENIOR,
)
from tests.node.web.conftest import PASSWORD
from tests.node.web.stage import serving
from tests.node.web.test_door import Desk, signed_in

from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.selection_views import show_selections
from tournai.node.settings import Settings
from tournai.node.web.app import create_app

ALERT = re.compile(r'role="alert".*?</div></div>', re.DOTALL)
PEOPLE = (ANALYST, SENIOR, OTHER_SENIOR, JUDGE, OTHER_JUDGE, DATA_PROTECTION_OFFICER)
INSIDE = Flight(origin="CDG", destination="BRU")
TODAY = BEGINS.date()
FIELDS: dict[str, str | list[str]] = {
    "basis": "route selection",
    "parts": "CDG-BRU\nMAD",
    "decided_by": "Threat analysis <unit>",
    "assessed_on": f"{TODAY}",
    "assessment": "three known journeys",
    "starts": f"{TODAY}",
    "ends": f"{TODAY + timedelta(days=60)}",
    "review_by": f"{TODAY + timedelta(days=20)}",
}


@pytest.fixture
def unit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node at which nothing is selected yet."""
    made = assemble(Settings(data=tmp_path_factory.mktemp("unit"), node_name="piu.example"), MovableClock())
    for person in PEOPLE:
        create_account(
            made.ports, ADMINISTRATOR, account=person.identifier, display_name="X", role=person.role, password=PASSWORD
        )
    yield made
    made.close()


@pytest.fixture
def unit_address(unit: Node) -> Iterator[str]:
    with serving(create_app(unit.ports)) as found:
        yield found


@pytest.fixture
def senior(unit_address: str) -> Iterator[Desk]:
    with signed_in(unit_address, SENIOR.identifier) as found:
        yield found


def first_of(unit: Node) -> str:
    return show_selections(unit.ports, SENIOR).selections[0].selection_id


def fill(address: str, account: str, path: str, **fields: str | list[str]) -> str:
    """Return the page that an officer sees after filling in a form."""
    with signed_in(address, account) as desk:
        desk.follow_redirects = True
        return desk.fill(path, **fields).text


def test_selection_goes_from_proposal_to_judgment_through_the_page(unit: Node, unit_address: str) -> None:
    asked = fill(unit_address, SENIOR.identifier, "/selections", **FIELDS)
    path = f"/selections/{first_of(unit)}"
    given = fill(unit_address, JUDGE.identifier, f"{path}/decide", approve="yes", reasons="Order 7")
    later = f"{TODAY + timedelta(days=40)}"
    kept = fill(unit_address, OTHER_SENIOR.identifier, f"{path}/review", reasons="still so", review_by=later)
    judged = fill(unit_address, OTHER_JUDGE.identifier, f"{path}/judge", uphold="no", reasons="Judgment 9")

    assert "A court or independent body must approve it." in asked
    assert "waits for its approval" in asked
    assert ("in force" in given, "Order 7" in given, "still so" in kept) == (True, True, True)
    assert ("Judgment 9" in judged, "no intra-EU flight is kept now" in judged) == (True, True)


def test_what_was_typed_is_escaped(unit_address: str) -> None:
    assert "Threat analysis &lt;unit&gt;" in fill(unit_address, SENIOR.identifier, "/selections", **FIELDS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"parts": "CDG-NCE"}, "stays within one Member State"),
        ({"parts": ""}, "name the airports, routes or patterns"),
        ({"ends": f"{TODAY + timedelta(days=400)}"}, "at most 180 days"),
        ({"starts": "soon"}, "must be a date"),
    ],
)
def test_slip_is_said_at_the_form_and_the_rest_is_kept(senior: Desk, change: dict[str, str], said: str) -> None:
    answer = senior.fill("/selections", **(FIELDS | change))

    assert (answer.status_code, said in ALERT.findall(answer.text)[0]) == (422, True)
    assert "three known journeys</textarea>" in answer.text


def test_slip_of_a_review_is_said_at_its_selection(unit: Node, unit_address: str, senior: Desk) -> None:
    senior.fill("/selections", **FIELDS)
    path = f"/selections/{first_of(unit)}"
    fill(unit_address, JUDGE.identifier, f"{path}/decide", approve="yes", reasons="Order 7")

    page = fill(unit_address, OTHER_SENIOR.identifier, f"{path}/review", reasons="known", review_by="2030-01-01")

    assert "not after its end" in ALERT.findall(page)[0]
    assert ('value="2030-01-01"' in page, "known</textarea>" in page) == (True, True)


@pytest.mark.parametrize(
    ("account", "forms"),
    [
        (ANALYST.identifier, []),
        (DATA_PROTECTION_OFFICER.identifier, []),
        (SENIOR.identifier, ["/selections"]),
        (JUDGE.identifier, ["decide"]),
    ],
)
def test_each_is_offered_what_is_theirs(
    unit: Node, unit_address: str, senior: Desk, account: str, forms: list[str]
) -> None:
    senior.fill("/selections", **FIELDS)

    with signed_in(unit_address, account) as desk:
        page = desk.get("/selections").text

    actions = re.findall(r'action="(/selections[^"]*)"', page)
    assert [action.rpartition("/")[2] if action != "/selections" else action for action in actions] == forms


def test_analyst_who_decides_is_refused_under_the_rule(unit: Node, unit_address: str, senior: Desk) -> None:
    senior.fill("/selections", **FIELDS)

    page = fill(unit_address, ANALYST.identifier, f"/selections/{first_of(unit)}/decide", approve="yes", reasons="x")

    assert "rule PNR-02" in page


def test_dropped_pushes_are_counted_on_the_page(unit: Node, senior: Desk) -> None:
    deliver(unit, pnrgov(UNKNOWN_BOOKING, flight=INSIDE))

    page = senior.get("/selections").text

    assert ("intra-EU flight, not selected" in page, "No flight selection yet" in page) == (True, True)
    assert "DEWINTERE" not in page


def test_unknown_airport_is_said_so_that_the_carrier_can_mend_it(unit: Node, senior: Desk) -> None:
    deliver(unit, pnrgov(UNKNOWN_BOOKING, flight=Flight(origin="ZZQ")))

    page = senior.get("/selections").text

    assert ("An airport is not known" in page, '<span class="code">ZZQ</span>' in page) == (True, True)


def test_empty_board_leads_to_the_selections(senior: Desk) -> None:
    assert '<a href="/selections">Flight selections</a>' in senior.get("/flights").text
