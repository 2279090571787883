"""An officer checks a document over HTTP and takes the verdict along as PDF."""

import re
from collections.abc import Iterator

import pytest
from tests.fakes.officers import ADMINISTRATOR, BORDER_OFFICER
from tests.node.duties.test_document_checks import FORGED
from tests.node.web.conftest import PASSWORD
from tests.node.web.test_door import Desk

from tournai.node.assembly import Node
from tournai.node.duties.accounts import create_account

FIELD = re.compile(r'name="(receipt|pictures)" value="([^"]*)"')


@pytest.fixture(scope="module")
def officer(node: Node, address: str) -> Iterator[Desk]:
    create_account(
        node.ports,
        ADMINISTRATOR,
        account="b.print",
        display_name="b.print",
        role=BORDER_OFFICER.role,
        password=PASSWORD,
    )
    with Desk(address) as found:
        found.sign_in("b.print")
        yield found


def test_an_answer_of_the_chip_is_written_in_hexadecimal(officer: Desk) -> None:
    page = officer.post("/documents/check", data={"csrf": officer.token(), "zone": FORGED, "answer": "none"})

    assert (page.status_code, "in hexadecimal" in page.text) == (422, True)


def test_the_verdict_is_a_file_of_its_own(officer: Desk) -> None:
    page = officer.post("/documents/check", data={"csrf": officer.token(), "zone": FORGED, "seal": ""})
    carried = dict(FIELD.findall(page.text))

    paper = officer.fill("/documents/print", **carried)

    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
