"""A checked document and its holder against the alerts that may be used at a border."""

from datetime import timedelta

import pytest
from tests.acts import approve, import_list
from tests.fakes.border import LOST, OTHER, POLICE, list_lost, list_police, lost, police, use_at_border
from tests.fakes.officers import ANALYST, BORDER_OFFICER, OTHER_SECOND_LINE, SECOND_LINE
from tests.fakes.wanted import SOURCE
from tests.node.duties.test_document_checks import FORGED, GENUINE, border_events, outcomes

from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.border_sources import decide_border_source, end_border_source, propose_border_source
from tournai.node.duties.document_cases import open_case, show_case
from tournai.node.duties.document_checks import Handed, check_document


def check(node, zone=GENUINE, actor=BORDER_OFFICER):
    return check_document(node.ports, actor, Handed(zone=zone))


def of_alerts(node, zone=GENUINE):
    found = outcomes(check(node, zone))
    return found["lost_and_stolen"], found["wanted"]


def test_without_lists_the_steps_are_not_done(node):
    assert of_alerts(node) == ("not done", "not done")


def test_list_that_two_officers_did_not_approve_for_the_border_is_not_used(node):
    list_police(node, police("26"), is_used=False)

    assert of_alerts(node) == ("not done", "not done")


def test_approval_for_travel_data_opens_nothing_at_the_border(node):
    list_police(node, police("26"), is_used=False)
    approve(node, source=POLICE)

    assert of_alerts(node) == ("not done", "not done")


def test_listed_document_fails_at_its_step_and_names_its_list(node):
    list_lost(node)

    [step] = [one for one in check(node).findings.verdict.steps if one.step.value == "lost_and_stolen"]
    assert (step.outcome.value, step.reason, step.source) == ("failed", f"listed by {LOST}", "alerts")


def test_document_on_no_list_passes(node):
    list_lost(node, lost("X1234567"))

    assert of_alerts(node) == ("passed", "not done")


def test_document_of_another_state_with_the_number_is_another_one(node):
    list_lost(node, lost(state="BEL"))

    assert of_alerts(node)[0] == "passed"


def test_number_that_is_alike_is_compared_by_the_officer(node):
    list_lost(node, lost("L8989O2C3"))

    assert of_alerts(node)[0] == "undetermined"


@pytest.mark.parametrize("category", ["26", "32(1)(a)", "34"])
def test_holder_who_is_sought_is_a_possible_hit(node, category):
    list_police(node, police(category))

    found = check(node)

    assert outcomes(found)["wanted"] == "undetermined"
    [alert] = found.findings.alerts
    assert (alert.reference, alert.category, alert.action) == ("UT-1", category, "do what is asked")
    assert {"surname", "document"} <= {feature.name for feature in alert.features}


def test_somebody_else_who_is_sought_is_none(node):
    list_police(node, police("26", OTHER))

    assert of_alerts(node) == ("passed", "passed")


@pytest.mark.parametrize("category", ["24", "3", "37a", "red"])
def test_categories_with_rights_of_their_own_are_not_used(node, category):
    list_police(node, police(category))

    assert check(node).findings.alerts == ()


def test_zone_and_chip_of_two_people_are_both_looked_up(node):
    list_police(node, police("26"))

    # The forged birth date makes another person of the printed zone; the name and number still resemble the alert.
    assert outcomes(check(node, FORGED))["wanted"] == "undetermined"


def test_alert_that_was_withdrawn_is_met_no_more(node):
    list_police(node, police("26"))
    check(node)
    import_alerts(
        node.ports, ANALYST, source=POLICE, format="police", keep_hours=0,
        data=police("26") + police("26", OTHER, reference="UT-2").splitlines()[1] + b"\n",
    )  # fmt: skip
    import_alerts(
        node.ports, ANALYST, source=POLICE, format="police", keep_hours=0, data=police("26", OTHER, reference="UT-2")
    )

    assert check(node).findings.alerts == ()


def test_source_that_was_ended_is_used_no_more(node):
    list_lost(node)
    end_border_source(node.ports, SECOND_LINE, use_at_border(node, LOST))

    assert of_alerts(node)[0] == "not done"
    assert "border-source:ended" in [one.kind.value for one in border_events(node)]


def test_approval_ends_after_a_year(node, clock):
    list_lost(node)
    clock.move(timedelta(days=366))

    assert of_alerts(node)[0] == "not done"


def test_whoever_proposed_a_source_may_not_approve_it(node):
    list_police(node, police("26"), is_used=False)
    approval_id = propose_border_source(node.ports, SECOND_LINE, POLICE, "Art. 44")

    with pytest.raises(Refused, match="SYS-02"):
        decide_border_source(node.ports, SECOND_LINE, approval_id, approve=True, reason="necessary")


def test_list_of_sanctions_is_none_for_a_border(node):
    import_list(node)

    with pytest.raises(Refused, match="SIS-04"):
        propose_border_source(node.ports, SECOND_LINE, SOURCE, "Art. 44")


def test_unknown_source_cannot_be_proposed(node):
    with pytest.raises(Malformed):
        propose_border_source(node.ports, OTHER_SECOND_LINE, "nobody's", "Art. 44")


def test_case_keeps_the_possible_hit_with_its_reasons(node):
    list_lost(node)
    list_police(node, police("26"))
    found = check(node)

    case_id = open_case(node.ports, BORDER_OFFICER, found.receipt)

    assert show_case(node.ports, BORDER_OFFICER, case_id).findings.alerts == found.findings.alerts != ()


def test_border_index_is_apart_from_that_of_travel_data(node):
    list_police(node, police("26"))
    check(node)

    assert node.ports.indexes.base() is None
    assert len(node.ports.border_indexes.base()[0]) == 1
