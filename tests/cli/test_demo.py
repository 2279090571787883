"""`tournai demo` plays an evening in which every desk has something to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tournai.cli.demo_cases import POLICE
from tournai.cli.demo_desk import CARRIER
from tournai.cli.demo_documents import BORDER, SECOND_LINE
from tournai.cli.main import app
from tournai.node.assembly import Node, assemble
from tournai.node.duties.breaches import show_notices
from tournai.node.duties.carrier_desk import show_carriers
from tournai.node.duties.disseminations import show_disseminations
from tournai.node.duties.document_checks import Handed, check_document, failed_checks
from tournai.node.duties.log import show_log
from tournai.node.duties.post import open_letter, show_post
from tournai.node.duties.pull_requests import fetch_pulls
from tournai.node.duties.recipients import show_recipients
from tournai.node.duties.requests import show_requests
from tournai.node.duties.selection_views import show_selections
from tournai.node.settings import Settings
from tournai.values import Actor, Role

SENIOR, JUDGE = Actor("senior", Role.SENIOR_ANALYST), Actor("judge", Role.JUDGE)
OFFICER = Actor("officer", Role.DATA_PROTECTION_OFFICER)


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> tuple[Path, str]:
    data = tmp_path_factory.mktemp("demo")
    done = CliRunner().invoke(app, ["demo", "--no-serve", "--data", str(data)], catch_exceptions=False)
    return data, " ".join(done.output.split())


@pytest.fixture
def node(played) -> Iterator[Node]:
    found = assemble(Settings(data=played[0], states="BEL,FRA,DEU"))
    yield found
    found.close()


def test_notices_reach_the_carriers_account_and_one_was_read(node):
    notices = show_notices(node.ports, CARRIER)

    assert {notice.carrier for notice in notices} >= {"XT", "ZY"}
    assert sum(notice.acknowledged_at is not None for notice in notices) == 1


def test_desk_knows_whose_account_it_is(node):
    carriers = {one.carrier: one.accounts for one in show_carriers(node.ports, SENIOR).carriers}

    assert (carriers["XT"], carriers["ZY"]) == (("carrier",), ("carrier",))


def test_approved_pull_request_waits_for_its_carrier(node):
    assert len(fetch_pulls(node.ports, CARRIER)) == 1


def test_flight_selection_waits_for_the_judge(node):
    assert [one.state for one in show_selections(node.ports, JUDGE).selections if one.may_decide] == ["proposed"]


def test_trials_are_in_the_log_and_what_is_left_is_printed(node, played):
    events = show_log(node.ports, OFFICER, stream="node").events

    assert sum(event.kind == "trial:examined" for event in events) == 6
    assert "on trial: 6 messages" in played[1]
    assert "not yet: parts" in played[1]


def test_public_samples_are_kept_or_their_drop_is_explained(node, played):
    dropped = {row.reason for row in show_selections(node.ports, SENIOR).dropped}

    assert dropped == {"elsewhere", "not selected"}
    assert "calls at no state of this authority (BEL, DEU, FRA; Art. 8(1), rule PNR-02)" in played[1]
    assert "public sample: exact" in played[1]


def test_register_and_stolen_documents_find_their_travellers(played):
    assert "3 documents were listed as stolen once they had been pushed: 5 matches" in played[1]


def test_hit_was_sent_and_its_outcome_is_awaited(node):
    rows = show_disseminations(node.ports, OFFICER).rows

    assert [(row.sent.recipient, row.sent.state, row.clock) for row in rows] == [
        ("BE-POLICE", "received", "outcome of a dissemination")
    ]


def test_police_reads_what_was_sent_to_it(node):
    [row] = show_post(node.ports, POLICE).rows

    assert open_letter(node.ports, POLICE, row.sent.dissemination_id).package is not None


def test_one_request_can_be_answered_and_one_waits_for_the_judge(node):
    requests = show_requests(node.ports, JUDGE).requests

    assert sorted((one.state, one.may_decide) for one in requests) == [("asked", True), ("given", False)]


def test_one_recipient_waits_for_the_second_person(node):
    recipients = show_recipients(node.ports, SENIOR).recipients

    assert [one.entry.code for one in recipients if one.may_decide] == ["XA-INT"]


def test_second_line_alone_sees_the_discreet_alert_on_the_genuine_specimen(node, played):
    handed = Handed(zone=(played[0] / "specimens" / "genuine" / "zone.txt").read_text())

    seen, unseen = (check_document(node.ports, actor, handed) for actor in (SECOND_LINE, BORDER))

    assert [line.content.alert.reference for line in seen.discreet] == ["UT-36-4"]
    assert unseen.discreet == unseen.findings.alerts == ()


def test_border_officer_can_check_each_specimen(node, played):
    folder = played[0] / "specimens"
    forged = folder / "foreign-csca"
    handed = Handed(zone=(forged / "zone.txt").read_text(), chip=(forged / "chip.zip").read_bytes())

    found = check_document(node.ports, BORDER, handed).findings.verdict

    assert len(list(folder.iterdir())) == 6
    assert failed_checks(found) == ["ds_certificate_signature", "trust_status"]
