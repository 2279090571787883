"""Alerts for discreet checks (rule SIS-04): for the entitled officer; everybody else gets the bytes of without."""

import json
from datetime import timedelta

import msgspec
import pytest
from tests.fakes.border import ERIKSSON, NUMBER, OTHER, list_police, police
from tests.fakes.officers import (
    BORDER_OFFICER,
    DATA_PROTECTION_OFFICER,
    GATE,
    OTHER_SECOND_LINE,
    SECOND_LINE,
    SUPERVISOR,
)
from tests.node.duties.test_alerts_at_a_border import check
from tests.node.duties.test_document_checks import GENUINE, border_events

from tournai.casework.sirene_forms import Circumstances
from tournai.documents.mrz import read_zone
from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.border_alerts import find_alerts
from tournai.node.duties.discreet_checks import end_discreet_checks, refute_discreet, report_discreet, show_discreet
from tournai.node.duties.holder_alerts import holders
from tournai.values import Name, Person

SEEN = Circumstances("arrivals hall, lane 3", companions="one adult", vehicle="XT 4410")
ACTION = "discreet check: note companions"


def discreet(node, who=ERIKSSON):
    list_police(node, police("36", who, action=ACTION))


def checks(node, actor=SECOND_LINE):
    return show_discreet(node.ports, actor).checks


@pytest.mark.parametrize("who", [ERIKSSON, NUMBER], ids=["person", "document"])
@pytest.mark.parametrize("actor", [BORDER_OFFICER, GATE], ids=["officer", "gate"])
def test_others_find_nothing_of_it(node, actor, who):
    discreet(node, who)

    found = check(node, actor=actor)

    assert (found.findings.alerts, found.discreet) == ((), ())
    assert "36" not in json.dumps(msgspec.to_builtins(found.findings.verdict.steps[-2:]))


@pytest.mark.parametrize("actor", [BORDER_OFFICER, GATE], ids=["officer", "gate"])
def test_findings_of_others_are_those_of_a_list_without_the_alert(node, actor):
    discreet(node, OTHER)
    without = check(node, actor=actor)
    list_police(node, police("36", action=ACTION), is_used=False)

    found = check(node, actor=actor)

    assert msgspec.json.encode(found.findings) == msgspec.json.encode(without.findings)
    assert len(found.receipt) == len(without.receipt)
    assert len(checks(node)) == 1


def test_event_of_the_check_says_the_same(node):
    discreet(node)
    check(node)

    events = {event.kind.value: event for event in border_events(node)}
    assert events["document:checked"].details["verdict"] == "passed"
    assert "discreet-check:met" in events


def test_entitled_officer_sees_it_with_the_action_to_be_taken(node):
    discreet(node)

    [line] = check(node, actor=SECOND_LINE).discreet

    assert (line.content.alert.reference, line.content.alert.action, line.state) == ("UT-1", ACTION, "new")
    assert line.due_at - line.met_at == timedelta(hours=12)


def test_entitled_officer_finds_what_a_gate_met(node):
    discreet(node)
    check(node, actor=GATE)

    [line] = checks(node)

    assert (line.content.checked_by, line.content.holder.names[0].surname) == ("gate.1", "ERIKSSON")


def test_form_is_about_whom_the_alert_resembles_of_page_and_chip(node):
    discreet(node)
    persons = (Person(names=(Name("DELFOSSE", "BRAM"),)), *holders((read_zone(GENUINE, node.ports.clock().date()),)))

    [met] = find_alerts(node.ports, persons).met

    assert met.holder.names == (Name("ERIKSSON", "ANNA MARIA"),)


def test_alert_on_the_document_alone_is_met_too(node):
    discreet(node, NUMBER)
    check(node, actor=GATE)

    assert [line.content.alert.reference for line in checks(node)] == ["UT-1"]


@pytest.mark.parametrize("actor", [BORDER_OFFICER, GATE, DATA_PROTECTION_OFFICER, SUPERVISOR])
def test_others_may_not_see_the_page(node, actor):
    with pytest.raises(Refused, match=r"SIS-04|PNR-27|SYS-09"):
        show_discreet(node.ports, actor)


def test_document_that_is_checked_again_makes_no_other(node):
    discreet(node)
    check(node)
    check(node, actor=SECOND_LINE)

    assert len(checks(node)) == 1


def test_form_holds_what_sirene_is_told(node):
    discreet(node)
    [line] = check(node, actor=SECOND_LINE).discreet

    number = report_discreet(node.ports, SECOND_LINE, line.check_id, SEEN)

    [reported] = checks(node)
    form = reported.content.form
    assert (form.number, form.alert, form.category, form.document) == (number, "UT-1", "36", "UTO L898902C3")
    assert (form.seen, form.reported_by, reported.state) == (SEEN, "k.nys", "reported")
    assert number.startswith("G-20")


def test_form_needs_the_place(node):
    discreet(node)
    [line] = check(node, actor=SECOND_LINE).discreet

    with pytest.raises(Incomplete):
        report_discreet(node.ports, SECOND_LINE, line.check_id, Circumstances(" "))


def test_form_is_written_once(node):
    discreet(node)
    [line] = check(node, actor=SECOND_LINE).discreet
    report_discreet(node.ports, SECOND_LINE, line.check_id, SEEN)

    with pytest.raises(Refused, match="SIS-04"):
        report_discreet(node.ports, OTHER_SECOND_LINE, line.check_id, SEEN)


def test_refuted_one_is_destroyed(node):
    discreet(node)
    [line] = check(node, actor=SECOND_LINE).discreet

    refute_discreet(node.ports, SECOND_LINE, line.check_id)

    assert checks(node) == ()
    with pytest.raises(Malformed):
        report_discreet(node.ports, SECOND_LINE, line.check_id, SEEN)


def test_one_that_nobody_reviewed_ends_after_a_day(node, clock):
    discreet(node)
    check(node)
    clock.move(timedelta(hours=24))

    assert checks(node) == ()
    assert (end_discreet_checks(node.ports), end_discreet_checks(node.ports)) == (1, 0)


def test_report_is_kept_for_three_months(node, clock):
    discreet(node)
    [line] = check(node, actor=SECOND_LINE).discreet
    report_discreet(node.ports, SECOND_LINE, line.check_id, SEEN)
    clock.move(timedelta(days=60))

    assert len(checks(node)) == 1


def test_event_says_whether_sirene_was_told_in_time(node, clock):
    discreet(node)
    [line] = check(node, actor=SECOND_LINE).discreet
    clock.move(timedelta(hours=13))

    report_discreet(node.ports, SECOND_LINE, line.check_id, SEEN)

    [event] = [one for one in border_events(node) if one.kind.value == "discreet-check:reported"]
    assert event.details == {"in_time": 0}


def test_holder_is_nowhere_on_disk_in_clear(node):
    discreet(node, NUMBER)
    check(node)

    files = [path for path in node.settings.data.rglob("*") if path.is_file()]
    assert [path for path in files if b"ERIKSSON" in path.read_bytes()] == []
