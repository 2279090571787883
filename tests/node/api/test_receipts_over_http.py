"""The carriers' door over HTTP: receipts, and what a carrier may ask about its own pushes."""

import re
from datetime import timedelta
from typing import ClassVar

import httpx
import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN_BOOKING, logged, prepare_alerts, queue
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ADMINISTRATOR
from tests.node.web.stage import serving

from tournai.node.api import create_api
from tournai.node.duties.accounts import create_account
from tournai.travel.replies import read_ackres
from tournai.values import Role

PASSWORD = "correct horse battery staple"
BROKEN = b"UNB+IATA:1+XX+GOV+261130:0900+R7'this is no message'"
HOPELESS = b"no interchange at all"
RECEIPT = re.compile(rb"[0-9A-HJKMNP-TV-Z]{26}")


class Carrier(httpx.Client):
    """A carrier's system at the door of a node."""

    def __init__(self, address: str, account: str) -> None:
        super().__init__(base_url=address, auth=(account, PASSWORD), timeout=30)

    def push(self, body):
        return self.post("/pushes", content=body)

    def ask(self, receipt, language="en"):
        return self.get(f"/pushes/{receipt}", headers={"Accept-Language": language})


@pytest.fixture
def address(node):
    for account in ("xx", "yy"):
        create_account(
            node.ports, ADMINISTRATOR, account=account, display_name=account, role=Role.CARRIER, password=PASSWORD
        )
    with serving(create_api(node.ports)) as found:
        yield found


@pytest.fixture
def carrier(address):
    with Carrier(address, "xx") as found:
        yield found


@pytest.fixture
def other(address):
    with Carrier(address, "yy") as found:
        yield found


def settle(node, clock):
    """Process what is there and let the time pass after which a carrier is told."""
    node.worker.run_until_idle()
    clock.move(timedelta(seconds=60))


def names_and_values(answer):
    return [pair for pair in answer.headers.items() if pair[0] != "date"]


class TestReceipt:
    """Rule PNR-13: alike in content and timing whether or not anything matched."""

    def test_answers_are_the_same_byte_for_byte_whether_or_not_anything_matched(self, node, clock, carrier):
        prepare_alerts(node)
        pushed = [carrier.push(body) for body in (pnrgov(SOUGHT_BOOKING), pnrgov(UNKNOWN_BOOKING, reference="R2"))]
        receipts = [answer.json()["receipt"] for answer in pushed]
        early = [carrier.ask(receipt) for receipt in receipts]
        node.worker.run_until_idle()
        at_once = [carrier.ask(receipt) for receipt in receipts]
        settle(node, clock)
        late = [carrier.ask(receipt) for receipt in receipts]

        pairs = [pushed, early, at_once, late]
        assert len(queue(node)) == 1
        assert [[RECEIPT.sub(b"", one.content) for one in pair] for pair in pairs] == [
            [RECEIPT.sub(b"", pair[0].content)] * 2 for pair in pairs
        ]
        assert [names_and_values(one) for one, _ in pairs] == [names_and_values(one) for _, one in pairs]
        assert [pair[0].json().get("status") for pair in pairs] == [None, "received", "received", "processed"]

    def test_defects_of_a_readable_push_are_told_with_their_places(self, node, clock, carrier):
        body = pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'")
        receipt = carrier.push(body).json()["receipt"]
        settle(node, clock)

        told = carrier.ask(receipt).json()

        assert told["status"] == "processed"
        assert [(one["code"], one["offset"]) for one in told["defects"]] == [("eqn-count", body.index(b"EQN"))]

    @pytest.mark.parametrize(
        ("language", "word"),
        [("en", "send the push again"), ("fr-BE", "renvoyez"), ("nl", "opnieuw"), ("de-AT", "erneut"), ("pl", "again")],
    )
    def test_unreadable_push_is_asked_for_again_in_the_carriers_language(self, node, clock, carrier, language, word):
        receipt = carrier.push(BROKEN).json()["receipt"]
        settle(node, clock)

        told = carrier.ask(receipt, language).json()

        assert told["status"] == "quarantined"
        assert [one["code"] for one in told["defects"]] == ["no-message"]
        assert word in told["notice"]

    def test_push_of_another_carrier_is_not_told(self, node, clock, carrier, other):
        waiting = carrier.push(pnrgov(UNKNOWN_BOOKING)).json()["receipt"]
        before = other.ask(waiting).status_code
        settle(node, clock)

        assert (before, other.ask(waiting).status_code) == (404, 404)

    @pytest.mark.parametrize("receipt", ["01M847BKNS5YNWN1CAHGDS0D0Y", "nothing", "..%2f..%2fkeys"])
    def test_unknown_receipt_is_not_found(self, carrier, receipt):
        assert carrier.ask(receipt).status_code == 404

    def test_repeated_push_is_processed_too(self, node, clock, carrier):
        carrier.push(pnrgov(UNKNOWN_BOOKING))
        again = carrier.push(pnrgov(UNKNOWN_BOOKING)).json()["receipt"]
        settle(node, clock)

        assert carrier.ask(again).json()["status"] == "processed"


class TestAcknowledgement:
    """ACKRES (PNRGOV implementation guide): UNH, MSG, ERC; asked for by its media type (RFC 1767)."""

    EDIFACT: ClassVar = {"Accept": "application/EDIFACT"}

    def test_receipt_is_an_acknowledgement_where_it_is_asked_for(self, carrier):
        answer = carrier.post("/pushes", content=pnrgov(UNKNOWN_BOOKING), headers=self.EDIFACT)

        [read] = read_ackres(answer.content)
        assert (answer.status_code, answer.headers["content-type"]) == (202, "application/EDIFACT")
        assert (read.letter.sender, read.letter.recipient, read.errors) == ("PIU.EXAMPLE", "XX", ())
        [receipt] = re.findall(rb"UNH\+1\+ACKRES:13:1:IA\+(\w{26})'", answer.content)
        assert re.fullmatch("[0-9]{14}", read.letter.reference)
        [again] = read_ackres(carrier.get(f"/pushes/{receipt.decode()}", headers=self.EDIFACT).content)
        assert again.letter.reference == read.letter.reference

    @pytest.mark.parametrize(
        ("body", "errors"), [(pnrgov(SOUGHT_BOOKING), ()), (pnrgov(UNKNOWN_BOOKING), ()), (BROKEN, ("118",))]
    )
    def test_acknowledgement_says_whether_a_push_could_be_read_and_nothing_of_a_match(
        self, node, clock, carrier, body, errors
    ):
        prepare_alerts(node)
        receipt = carrier.push(body).json()["receipt"]
        settle(node, clock)

        answer = carrier.get(f"/pushes/{receipt}", headers=self.EDIFACT)

        assert [read.errors for read in read_ackres(answer.content)] == [errors]
        assert re.findall(rb"'([A-Z]{3})", answer.content) == [
            b"UNB", b"UNH", b"MSG", *([b"ERC"] * len(errors)), b"UNT", b"UNZ",
        ]  # fmt: skip


class TestResend:
    def test_quarantine_ends_when_the_same_interchange_comes_mended(self, node, carrier):
        broken = carrier.push(BROKEN).json()["receipt"]
        node.worker.run_until_idle()
        kept = node.ports.quarantine.pending()

        mended = carrier.push(pnrgov(UNKNOWN_BOOKING, reference="R7")).json()["receipt"]
        node.worker.run_until_idle()

        assert (kept, node.ports.quarantine.pending()) == ([broken], [])
        [ended] = logged(node, "quarantine:ended")
        assert (ended.subject, ended.details) == (broken, {"resent_as": mended})

    @pytest.mark.parametrize(
        ("body", "reference"), [(BROKEN, "R8"), (HOPELESS, "R7"), (BROKEN.replace(b"+R7", b""), "")]
    )
    def test_quarantine_stays_where_nothing_ties_it_to_a_later_push(self, node, carrier, body, reference):
        broken = carrier.push(body).json()["receipt"]
        carrier.push(pnrgov(UNKNOWN_BOOKING, reference=reference))
        node.worker.run_until_idle()

        assert node.ports.quarantine.pending() == [broken]

    def test_push_of_another_carrier_ends_no_quarantine(self, node, carrier, other):
        broken = carrier.push(BROKEN).json()["receipt"]
        other.push(pnrgov(UNKNOWN_BOOKING, reference="R7"))
        node.worker.run_until_idle()

        assert node.ports.quarantine.pending() == [broken]

    def test_quarantine_ends_after_24_hours(self, node, clock, carrier):
        carrier.push(HOPELESS)
        node.worker.run_until_idle()
        clock.move(timedelta(hours=24))
        node.worker.run_until_idle()

        assert node.ports.quarantine.pending() == []

    def test_body_whose_quarantine_ended_while_the_process_died_is_destroyed_later(self, node, clock, carrier):
        broken = carrier.push(BROKEN).json()["receipt"]
        node.worker.run_until_idle()
        with node.ports.begin() as unit:
            unit.intake.end_quarantine([broken], clock())

        clock.move(timedelta(minutes=1))
        node.worker.run_until_idle()

        assert node.ports.quarantine.pending() == []


def test_health_tells_whoever_asks_nothing_of_the_work(address, carrier):
    """Rule PNR-13: how long a push is worked on would tell what came of it."""
    before = httpx.get(f"{address}/health").json()
    carrier.push(pnrgov(UNKNOWN_BOOKING))

    assert httpx.get(f"{address}/health").json() == before
    assert sorted(before) == ["status", "version"]
