"""A verdict taken along as PDF: by who made the check, with its own pictures, on record."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from tests.fakes.officers import ANALYST, BORDER_OFFICER, OTHER_BORDER_OFFICER
from tests.node.duties.test_document_checks import FORGED, border_events, check

from tournai.errors import Malformed, Refused
from tournai.node.duties.document_cases import open_case
from tournai.node.duties.document_prints import print_case, print_verdict, seal_pictures


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (1200, 1600), "grey").save(made, "PNG")
    return made.getvalue()


def test_the_paper_holds_what_the_check_found_for_whom_and_when(node):
    found = check(node)

    printed = print_verdict(node.ports, BORDER_OFFICER, found.receipt)

    assert (printed.findings, printed.by) == (found.findings, BORDER_OFFICER.identifier)


def test_taking_it_along_is_an_event_that_names_nothing_of_the_document(node):
    print_verdict(node.ports, BORDER_OFFICER, check(node).receipt)

    event = border_events(node)[0]
    assert (event.kind.value, event.details) == ("document-verdict:exported", {"verdict": "failed", "pictures": 0})


def test_pictures_come_back_sealed_and_reduced(node):
    found = check(node)
    sealed = seal_pictures(node.ports, BORDER_OFFICER, found.receipt, {"page": picture(), "live": b"none"})

    printed = print_verdict(node.ports, BORDER_OFFICER, found.receipt, sealed)

    assert list(printed.pictures) == ["page"]
    assert Image.open(BytesIO(printed.pictures["page"])).size == (675, 900)


def test_pictures_of_another_check_are_refused(node):
    sealed = seal_pictures(node.ports, BORDER_OFFICER, check(node).receipt, {"page": picture()})

    with pytest.raises(Malformed, match="pictures of this check"):
        print_verdict(node.ports, BORDER_OFFICER, check(node).receipt, sealed)


def test_another_officer_cannot_print_it(node):
    with pytest.raises(Malformed):
        print_verdict(node.ports, OTHER_BORDER_OFFICER, check(node).receipt)


def test_who_may_not_check_may_not_print(node):
    with pytest.raises(Refused):
        print_verdict(node.ports, ANALYST, check(node).receipt)


def test_after_half_an_hour_the_check_is_made_again(node, clock):
    receipt = check(node).receipt
    clock.move(timedelta(minutes=31))

    with pytest.raises(Refused, match="AIA-05"):
        print_verdict(node.ports, BORDER_OFFICER, receipt)


def test_a_case_is_printed_without_pictures(node):
    found = check(node, FORGED)
    case_id = open_case(node.ports, BORDER_OFFICER, found.receipt)

    printed = print_case(node.ports, BORDER_OFFICER, case_id)

    assert (printed.findings, printed.pictures) == (found.findings, {})


def test_a_case_that_is_none_is_none_on_paper_too(node):
    assert print_case(node.ports, BORDER_OFFICER, "none") is None
