"""Checking a document at the desk: nothing is kept without a case; a case opens where something failed."""

from datetime import date, timedelta

import pytest
from tests.acts import kinds
from tests.fakes.officers import ANALYST, BORDER_OFFICER, OTHER_BORDER_OFFICER, SUPERVISOR

from tournai.documents.mrz import Contents, MrzFormat, write_zone
from tournai.errors import Malformed, Refused
from tournai.node.duties.document_cases import end_document_cases, open_case, show_case, show_cases
from tournai.node.duties.document_checks import Handed, check_document
from tournai.oversight.events import parse_event
from tournai.values import PartialDate

# The invented holder of ICAO Doc 9303-4, appendix A, with a later expiry.
ANNA = Contents(
    format=MrzFormat.TD3,
    document_code="P",
    issuing_state="UTO",
    primary="ERIKSSON",
    secondary="ANNA MARIA",
    document_number="L898902C3",
    nationality="UTO",
    date_of_birth=PartialDate.on(date(1974, 8, 12)),
    sex="F",
    date_of_expiry=PartialDate.on(date(2032, 4, 15)),
)
GENUINE = "\n".join(write_zone(ANNA))
FORGED = GENUINE.replace("740812", "750812")


def check(node, zone=FORGED, actor=BORDER_OFFICER, **handed):
    return check_document(node.ports, actor, Handed(zone=zone, **handed))


def outcomes(found):
    return {step.step.value: step.outcome.value for step in found.findings.verdict.steps}


def test_zone_with_a_changed_birth_date_fails_at_its_check_digits(node):
    found = check(node)

    assert outcomes(found)["mrz_consistency"] == "failed"
    assert found.findings.verdict.verdict.value == "failed"


def test_check_is_an_event_that_names_nothing_of_the_document(node):
    check(node)

    [event] = border_events(node)
    assert event.kind.value == "document:checked"
    assert event.details == {
        "verdict": "failed",
        "failed": "mrz_consistency",
        "zone": 1,
        "page": 0,
        "chip": 0,
        "seal": 0,
        "live": 0,
    }


def border_events(node):
    with node.ports.look() as unit:
        return [parse_event(row.payload) for row in unit.events.page("border", before=None, limit=50)]


@pytest.mark.parametrize("actor", [ANALYST, SUPERVISOR])
def test_others_than_border_officers_may_not_check(node, actor):
    with pytest.raises(Refused):
        check(node, actor=actor)

    assert kinds(node).count("access:refused") == 1


def test_nothing_handed_over_is_no_check(node):
    with pytest.raises(Malformed):
        check(node, zone="")


def test_archive_that_is_none_is_malformed(node):
    with pytest.raises(Malformed):
        check(node, chip=b"PK\x03\x04 broken")


def test_seal_that_is_none_fails_at_its_step(node):
    assert outcomes(check(node, seal="hello"))["seal_readability"] == "failed"


def test_nothing_is_stored_by_a_check(node):
    check(node)

    assert show_cases(node.ports, BORDER_OFFICER).cases == ()


def test_failed_check_opens_a_case_in_one_move(node):
    found = check(node)

    case_id = open_case(node.ports, BORDER_OFFICER, found.receipt)

    case = show_case(node.ports, BORDER_OFFICER, case_id)
    assert case.findings == found.findings
    assert case.line.failed == ("mrz_consistency",)
    assert [event.kind.value for event in border_events(node)][:2] == [
        "document-case:consulted",
        "document-case:opened",
    ]


def test_check_without_a_failed_step_opens_none(node):
    found = check(node, zone=GENUINE)

    with pytest.raises(Refused, match="AIA-05"):
        open_case(node.ports, BORDER_OFFICER, found.receipt)


def test_receipt_of_another_officer_is_none(node):
    found = check(node)

    with pytest.raises(Malformed):
        open_case(node.ports, OTHER_BORDER_OFFICER, found.receipt)


@pytest.mark.parametrize("receipt", ["", "AAAA", "%%%"])
def test_other_text_is_no_receipt(node, receipt):
    with pytest.raises(Malformed):
        open_case(node.ports, BORDER_OFFICER, receipt)


def test_receipt_lasts_half_an_hour(node, clock):
    found = check(node)
    clock.move(timedelta(minutes=31))

    with pytest.raises(Refused, match="half an hour"):
        open_case(node.ports, BORDER_OFFICER, found.receipt)


def test_case_is_destroyed_when_its_time_is_over(node, clock):
    case_id = open_case(node.ports, BORDER_OFFICER, check(node).receipt)
    clock.move(timedelta(days=93))

    assert show_case(node.ports, BORDER_OFFICER, case_id) is None
    assert end_document_cases(node.ports) == 1
    assert end_document_cases(node.ports) == 0
    assert border_events(node)[0].kind.value == "document-cases:erased"


def test_analyst_sees_no_case(node):
    with pytest.raises(Refused):
        show_cases(node.ports, ANALYST)


def test_holder_is_nowhere_on_disk_in_clear(node):
    open_case(node.ports, BORDER_OFFICER, check(node).receipt)

    files = [path for path in node.settings.data.rglob("*") if path.is_file()]

    assert files
    assert [path for path in files if b"ERIKSSON" in path.read_bytes()] == []
