"""The pages of criteria on a real node: written, checked, tried, advised on, approved and compared through the page."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.acts import deliver
from tests.fakes.carrier import ARRIVED, pnrgov
from tests.fakes.clock import BEGINS, MovableClock
from tests.fakes.criteria import HASTY_BOOKING, OFFICER, crowd
from tests.fakes.officers import ADMINISTRATOR, ANALYST, DATA_PROTECTION_OFFICER, JUDGE, SENIOR
from tests.node.web.conftest import PASSWORD
from tests.node.web.stage import serving
from tests.node.web.test_door import Desk, signed_in

from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.applying import keep_criteria
from tournai.node.duties.criterion_views import show_criteria
from tournai.node.settings import Settings
from tournai.node.web.app import create_app

ALERT = re.compile(r'role="alert".*?</div></div>', re.DOTALL)
PEOPLE = (OFFICER, ANALYST, SENIOR, DATA_PROTECTION_OFFICER, JUDGE)
TODAY = BEGINS.date()
FIELDS: dict[str, str | list[str]] = {
    "title": "Late <cash> bookings",
    "text": "payment is cash and lead time under 1440 minutes",
    "offence": "drugs",
    "provision": "Art. 2bis",
    "penalty_years": "5",
    "air_link": "Couriers arrive by air.",
    "knowledge": "Eleven couriers, convicted.",
    "against": "Families who travel to a funeral.",
    "starts": f"{TODAY}",
    "ends": f"{TODAY + timedelta(days=60)}",
    "review_by": f"{TODAY + timedelta(days=20)}",
}


@pytest.fixture
def unit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node with a stored past on which criteria can be tried; intra-EU flights have been selected (PNR-02)."""
    made = assemble(
        Settings(data=tmp_path_factory.mktemp("unit"), node_name="piu.example", states="BE"), MovableClock()
    )
    for person in PEOPLE:
        create_account(
            made.ports, ADMINISTRATOR, account=person.identifier, display_name="X", role=person.role, password=PASSWORD
        )
    from_third = {"origin": "TUN"}
    deliver(
        made,
        pnrgov(*crowd(120, 8), flight=type(ARRIVED)(departs=ARRIVED.departs, arrives=ARRIVED.arrives, **from_third)),
    )
    yield made
    made.close()


@pytest.fixture
def unit_address(unit: Node) -> Iterator[str]:
    with serving(create_app(unit.ports)) as found:
        yield found


@pytest.fixture
def officer(unit_address: str) -> Iterator[Desk]:
    with signed_in(unit_address, OFFICER.identifier) as found:
        yield found


def path_of(unit: Node) -> str:
    [one] = show_criteria(unit.ports, SENIOR).versions
    return f"/criteria/{one.criterion_id}/{one.version_id}"


def fill(address: str, account: str, path: str, **fields: str | list[str]) -> str:
    with signed_in(address, account) as desk:
        desk.follow_redirects = True
        return desk.fill(path, **fields).text


def test_criterion_goes_from_its_text_to_a_match_through_the_page(unit: Node, unit_address: str) -> None:
    asked = fill(unit_address, OFFICER.identifier, "/criteria", **FIELDS)
    path = path_of(unit)
    fill(unit_address, OFFICER.identifier, f"{path}/try")
    unit.worker.run_until_idle()
    advised = fill(
        unit_address, DATA_PROTECTION_OFFICER.identifier, f"{path}/advise", objects="no", reasons="even and narrow"
    )
    approved = fill(unit_address, SENIOR.identifier, f"{path}/decide", approve="yes", reasons="drawn from convictions")
    keep_criteria(unit.ports)
    deliver(unit, pnrgov(HASTY_BOOKING, flight=type(ARRIVED)(origin="TUN"), reference="R7"))
    with signed_in(unit_address, ANALYST.identifier) as desk:
        queue = desk.get("/matches").text
        match = desk.get(re.findall(r'href="(/matches/[a-z0-9]+)"', queue)[0]).text

    assert ("It waits for its trial" in asked, "payment is cash and lead time under 24 hours" in asked) == (True, True)
    assert ("Trial on the stored past" in advised, "even and narrow" in advised) == (True, True)
    assert ("in force" in approved, "drawn from convictions" in approved) == (True, True)
    assert ("Late &lt;cash&gt; bookings" in queue, "criterion, version 1" in queue) == (True, True)
    assert ("22 hours" in match, "Families who travel to a funeral." in match) == (True, True)


def test_text_is_checked_without_the_rest_of_the_form(unit: Node, officer: Desk) -> None:
    answer = officer.fill("/criteria/check", text='routing goes from "TUN" and bags IS 0', title="T")

    assert answer.status_code == 200
    assert "routing goes from &#34;TUN&#34; and bags is 0</p>" in answer.text
    assert "an airport may stand for the nationality" in answer.text
    assert show_criteria(unit.ports, SENIOR).versions == ()


@pytest.mark.parametrize("path", ["/criteria", "/criteria/check"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "nationality is any"}, "no criterion may rest on nationality"),
        ({"text": "payment is cash or bags is 0 and changes over 2"}, "line 1, column 30"),
        ({"text": 'routing goes from "TUN"'}, "would suffice"),
    ],
)
def test_slip_of_the_text_is_said_at_the_form_and_the_rest_is_kept(
    officer: Desk, path: str, change: dict[str, str], said: str
) -> None:
    answer = officer.fill(path, **(FIELDS | change))

    assert (answer.status_code, said in ALERT.findall(answer.text)[0]) == (422, True)
    assert "Eleven couriers, convicted.</textarea>" in answer.text


def test_approval_before_the_trial_is_a_slip_at_the_version(unit: Node, unit_address: str, officer: Desk) -> None:
    officer.fill("/criteria", **FIELDS)

    page = fill(unit_address, SENIOR.identifier, f"{path_of(unit)}/decide", approve="yes", reasons="known")

    assert "try this version on the stored past first" in ALERT.findall(page)[0]


def test_versions_are_compared(unit: Node, officer: Desk) -> None:
    officer.fill("/criteria", **FIELDS)
    criterion_id = path_of(unit).split("/")[2]
    changed = {"text": "payment is cash and lead time under 12 hours", "criterion_id": criterion_id}
    officer.fill("/criteria", **(FIELDS | changed))

    page = officer.get(f"/criteria/{criterion_id}").text

    assert ("<del>24</del>" in page, "<ins>12</ins>" in page) == (True, True)


@pytest.mark.parametrize(
    ("account", "forms"),
    [
        (ANALYST.identifier, []),
        (JUDGE.identifier, []),
        (DATA_PROTECTION_OFFICER.identifier, ["advise"]),
        (SENIOR.identifier, ["try", "decide", "withdraw", "criteria"]),
        (OFFICER.identifier, ["try", "withdraw", "criteria"]),
    ],
)
def test_each_is_offered_what_is_theirs(
    unit: Node, unit_address: str, officer: Desk, account: str, forms: list[str]
) -> None:
    officer.fill("/criteria", **FIELDS)

    with signed_in(unit_address, account) as desk:
        page = desk.get(path_of(unit).rpartition("/")[0]).text

    assert [action.rpartition("/")[2] for action in re.findall(r'<form[^>]* action="(/criteria[^"]*)"', page)] == forms


def test_analyst_who_writes_is_refused_under_the_rule(unit_address: str) -> None:
    assert "rule PNR-09" in fill(unit_address, ANALYST.identifier, "/criteria", **FIELDS)


def test_criteria_officer_starts_at_the_criteria(officer: Desk) -> None:
    officer.follow_redirects = True

    assert "No criterion yet" in officer.get("/").text
