"""The second line over HTTP: the entitled officer's pages, and what the others' pages do not tell (rule SIS-04)."""

import re

import pytest
from tests.fakes.border import ERIKSSON, OTHER, POLICE, list_police, police
from tests.fakes.officers import ADMINISTRATOR, BORDER_OFFICER, OTHER_SECOND_LINE, SECOND_LINE
from tests.node.duties.test_document_checks import GENUINE
from tests.node.web.conftest import PASSWORD
from tests.node.web.stage import serving
from tests.node.web.test_door import signed_in

from tournai.node.duties.accounts import create_account
from tournai.node.web.app import create_app

CHANGING = re.compile(r'name="(csrf|receipt|pictures)" value="([^"]+)"')
"""Fields that are sealed anew for each page: told by their name and length."""
ACTION = "note companions"


@pytest.fixture
def border(node):
    for actor in (BORDER_OFFICER, SECOND_LINE, OTHER_SECOND_LINE):
        create_account(
            node.ports, ADMINISTRATOR, account=actor.identifier, display_name="Officer", role=actor.role,
            password=PASSWORD,
        )  # fmt: skip
    with serving(create_app(node.ports)) as address:
        yield address


def page_of_check(border, actor):
    with signed_in(border, actor.identifier) as desk:
        shown = desk.fill("/documents/check", zone=GENUINE).text
    return CHANGING.sub(lambda field: f"{field[1]} {len(field[2])}", shown)


def test_discreet_alert_changes_no_byte_of_an_ordinary_officers_page(node, border):
    list_police(node, police("36", OTHER))
    without = page_of_check(border, BORDER_OFFICER)
    list_police(node, police("36", ERIKSSON, action=ACTION), is_used=False)

    shown = page_of_check(border, BORDER_OFFICER)

    assert shown == without
    assert ACTION in page_of_check(border, SECOND_LINE)


def test_entitled_officer_writes_the_form(node, border):
    list_police(node, police("36", ERIKSSON, action=ACTION))
    page_of_check(border, BORDER_OFFICER)

    with signed_in(border, SECOND_LINE.identifier) as desk:
        [path] = set(re.findall(r"/documents/second-line/[a-z2-7]{26}", desk.get("/documents/second-line").text))
        refused = desk.fill(f"{path}/report", place="")
        desk.fill(f"{path}/report", place="lane 3", companions="one adult")
        written = desk.get(path).text

    assert refused.status_code == 422
    assert "one adult" in written
    assert re.search(r"G-\d{8}-[A-Z2-7]{8}", written)


def test_ordinary_officer_is_refused_the_page_and_not_offered_it(border):
    with signed_in(border, BORDER_OFFICER.identifier) as desk:
        assert desk.get("/documents/second-line").status_code == 403
        assert "second-line" not in desk.get("/documents").text


def test_two_officers_let_checks_use_a_source_and_end_it(node, border):
    list_police(node, police("26", ERIKSSON), is_used=False)

    with signed_in(border, SECOND_LINE.identifier) as one, signed_in(border, OTHER_SECOND_LINE.identifier) as other:
        one.fill("/documents/second-line/sources/propose", source=POLICE, reason="Art. 44(1)(a)")
        [path] = re.findall(r"/documents/second-line/sources/[a-z2-7]{26}", other.get("/documents/second-line").text)
        other.fill(f"{path}/decide", approve="yes", reason="necessary")
        used = page_of_check(border, BORDER_OFFICER)
        one.fill(f"{path}/end")

    assert "UT-1" in used
    assert "UT-1" not in page_of_check(border, BORDER_OFFICER)
