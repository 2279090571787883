"""A form refused for what was filled in is shown again as it was, with the reason (WCAG 2.2, 3.3.1, 3.3.7)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from tests.acts import SOUGHT_BOOKING, deliver, ensure_listed, logged, prepare_alerts, queue, selected_before
from tests.fakes.carrier import pnrgov
from tests.fakes.clock import BEGINS, MovableClock
from tests.fakes.officers import ADMINISTRATOR, ANALYST, SENIOR
from tests.fakes.wanted import SOURCE
from tests.node.web.conftest import PASSWORD
from tests.node.web.stage import serving
from tests.node.web.test_door import Desk, signed_in

from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.matches import claim_match
from tournai.node.settings import Settings
from tournai.node.web.app import create_app

ALERT = re.compile(r'role="alert".*?</div></div>', re.DOTALL)
CHECKED = re.compile(r'value="([^"]+)" checked')


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node with one match, claimed by the analyst."""
    made = assemble(Settings(data=tmp_path_factory.mktemp("night"), node_name="piu.example"), MovableClock())
    for officer in (ANALYST, SENIOR):
        create_account(
            made.ports, ADMINISTRATOR, account=officer.identifier, display_name="X", role=officer.role,
            password=PASSWORD,
        )  # fmt: skip
    prepare_alerts(made)
    selected_before(made)
    deliver(made, pnrgov(SOUGHT_BOOKING))
    claim_match(made.ports, ANALYST, queue(made)[0].match_id)
    yield made
    made.close()


@pytest.fixture(scope="module")
def night_address(night: Node) -> Iterator[str]:
    with serving(create_app(night.ports)) as found:
        yield found


@pytest.fixture
def desk(night_address: str) -> Iterator[Desk]:
    with signed_in(night_address, ANALYST.identifier) as found:
        yield found


@pytest.fixture
def match_path(night: Node) -> str:
    return f"/matches/{queue(night)[0].match_id}"


def alert_of(answer: httpx.Response) -> str:
    return ALERT.findall(answer.text)[0]


class TestReview:
    FIELDS: dict[str, str | list[str]] = {  # noqa: RUF012  an answer to a form, not shared state
        "grounds": ["same full name", "nationality agrees"],
        "decision": "confirmed",
        "note": "seen <twice>",
    }

    def test_grounds_that_do_not_carry_it_are_explained_at_the_form(self, desk: Desk, match_path: str) -> None:
        answer = desk.fill(f"{match_path}/decide", **self.FIELDS)

        assert answer.status_code == 422
        assert "<p>a match is confirmed on at least one incriminating ground" in alert_of(answer)
        assert "rule PNR-13" in alert_of(answer)

    def test_what_was_filled_in_is_still_there(self, desk: Desk, match_path: str) -> None:
        answer = desk.fill(f"{match_path}/decide", **self.FIELDS)

        assert CHECKED.findall(answer.text) == ["same full name", "nationality agrees", "confirmed"]
        assert "seen &lt;twice&gt;</textarea>" in answer.text

    def test_rule_is_said_in_the_readers_language(self, desk: Desk, match_path: str) -> None:
        desk.cookies.set("tournai_language", "fr", domain="127.0.0.1")

        answer = desk.fill(f"{match_path}/decide", **self.FIELDS)

        assert "règle PNR-13" in alert_of(answer)
        assert "Le formulaire n’a pas été accepté" in alert_of(answer)

    def test_undetermined_without_a_note_keeps_its_choice(self, desk: Desk, match_path: str) -> None:
        answer = desk.fill(f"{match_path}/decide", decision="undetermined")

        assert answer.status_code == 422
        assert CHECKED.findall(answer.text) == ["undetermined"]

    def test_decision_that_is_none_is_explained_at_the_form(self, desk: Desk, match_path: str) -> None:
        answer = desk.fill(f"{match_path}/decide", note="seen")

        assert (answer.status_code, "seen</textarea>" in answer.text) == (422, True)

    def test_slip_is_not_logged_as_refused_access(self, desk: Desk, night: Node, match_path: str) -> None:
        before = logged(night, "access:refused")

        desk.fill(f"{match_path}/decide", **self.FIELDS)

        assert logged(night, "access:refused") == before

    def test_match_of_another_officer_stays_not_permitted(self, night_address: str, match_path: str) -> None:
        with signed_in(night_address, SENIOR.identifier) as other:
            answer = other.fill(f"{match_path}/decide", **self.FIELDS)

        assert answer.status_code == 403

    def test_page_opened_first_shows_no_alert(self, desk: Desk, match_path: str) -> None:
        answer = desk.get(match_path)

        assert (answer.status_code, ALERT.findall(answer.text), CHECKED.findall(answer.text)) == (200, [], [])


class TestRequest:
    FIELDS: dict[str, str | list[str]] = {  # noqa: RUF012  an answer to a form, not shared state
        "authority": "BE-FPS",
        "offence": "drugs",
        "provision": "Art. 2bis",
        "penalty_years": "2",
        "air_link": "flew with it",
        "necessity": "the only trace",
        "kind": ["flight", "record locator", "document number"],
        "value": ["XX 717 2026-12-01", "", "EN5550001"],
    }

    @pytest.fixture(autouse=True)
    def listed_authority(self, night: Node) -> None:
        ensure_listed(night)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({}, "rule PNR-01"),
            ({"penalty_years": "9", "authority": ""}, "rule PNR-14"),
            ({"penalty_years": "9", "necessity": ""}, "rule PNR-22"),
            ({"penalty_years": "9", "value": ["XX 717 tomorrow", "", ""]}, "a date is written YYYY-MM-DD"),
            ({"penalty_years": "many"}, "a whole number"),
        ],
        ids=repr,
    )
    def test_what_it_lacks_is_said_at_the_form(self, desk: Desk, change: dict[str, str | list[str]], said: str) -> None:
        answer = desk.fill("/requests", **(self.FIELDS | change))

        assert answer.status_code == 422
        assert said in alert_of(answer)

    @pytest.mark.parametrize(
        "kept",
        [
            '<option value="BE-FPS" selected>',
            'value="drugs" selected',
            'name="provision" value="Art. 2bis"',
            'name="penalty_years" value="2"',
            'name="air_link" value="flew with it"',
            "the only trace</textarea>",
            'id="value-1" name="value" value="XX 717 2026-12-01"',
            'id="value-3" name="value" value="EN5550001"',
            '<option value="flight" selected>',
            '<option value="document number" selected>',
        ],
    )
    def test_what_was_filled_in_is_still_there(self, desk: Desk, kept: str) -> None:
        assert kept in desk.fill("/requests", **self.FIELDS).text

    def test_no_value_stands_in_the_address(self, desk: Desk) -> None:
        answer = desk.fill("/requests", **self.FIELDS)

        assert (answer.url.path, answer.url.query) == ("/requests", b"")

    def test_low_penalty_is_still_logged_as_refused(self, desk: Desk, night: Node) -> None:
        """Rule PNR-01: refused and logged."""
        desk.fill("/requests", **self.FIELDS)

        assert logged(night, "access:refused")[-1].details["rule"] == "PNR-01"


class TestProposal:
    FIELDS: dict[str, str | list[str]] = {  # noqa: RUF012  an answer to a form, not shared state
        "source": SOURCE,
        "category": "",
        "article": "Art. 6(3)(a)",
        "offence": "weapons",
        "review_by": f"{BEGINS - timedelta(days=1):%Y-%m-%d}",
    }

    def test_review_in_the_past_is_explained_and_the_rest_kept(self, desk: Desk) -> None:
        answer = desk.fill("/alerts/eligibilities", **self.FIELDS)

        assert (answer.status_code, "rule PNR-08" in alert_of(answer)) == (422, True)
        assert "<details open>" in answer.text
        assert 'name="article" value="Art. 6(3)(a)"' in answer.text
        assert 'value="weapons" selected' in answer.text
        assert 'name="review_by" value="2026-11-29"' in answer.text

    def test_day_that_is_none_is_explained_at_the_form(self, desk: Desk) -> None:
        answer = desk.fill("/alerts/eligibilities", **(self.FIELDS | {"review_by": "soon"}))

        assert (answer.status_code, "must be a date" in alert_of(answer)) == (422, True)

    def test_source_that_is_not_there_is_said_on_the_page(self, desk: Desk) -> None:
        answer = desk.fill("/alerts/eligibilities", **(self.FIELDS | {"source": "none", "review_by": "2027-01-01"}))

        assert (answer.status_code, "import it first" in alert_of(answer)) == (422, True)
