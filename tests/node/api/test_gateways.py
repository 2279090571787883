"""Where a gateway connects: the protocol it spoke, the carrier it speaks for, and that it was the fallback."""

import httpx
import pytest
from tests.acts import UNKNOWN_BOOKING, flights
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ADMINISTRATOR
from tests.node.web.stage import serving
from typer.testing import CliRunner

from tournai.cli.main import app
from tournai.node.api import create_api
from tournai.node.duties.accounts import create_account
from tournai.values import Role

PASSWORD = "correct horse battery staple"
BODY = pnrgov(UNKNOWN_BOOKING)


@pytest.fixture
def carrier(node):
    create_account(node.ports, ADMINISTRATOR, account="xx", display_name="xx", role=Role.CARRIER, password=PASSWORD)


@pytest.fixture
def address(node, carrier):
    with serving(create_api(node.ports)) as found:
        yield found


def push(address, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(f"{address}/pushes", content=BODY, auth=("xx", PASSWORD), headers=names, timeout=30)


@pytest.mark.parametrize(
    ("headers", "channel"),
    [
        ({}, "http"),
        ({"Tournai_Protocol": "AS4"}, "as4"),
        ({"Tournai_Protocol": "mq", "Tournai_Fallback": "true"}, "fallback mq"),
        ({"Tournai_Fallback": "true"}, "fallback http"),
        ({"Tournai_Fallback": "false"}, "http"),
    ],
)
def test_gateway_says_how_a_push_came(node, address, headers, channel):
    answer = push(address, **headers)
    node.worker.run_until_idle()

    assert answer.status_code == 202
    assert [one.channel for one in flights(node)[0].pushes] == [channel]


def test_protocol_that_is_not_agreed_is_refused(node, address):
    assert push(address, Tournai_Protocol="smoke signal").status_code == 400
    assert node.ports.spool.pending() == []


@pytest.mark.parametrize(
    ("options", "channel"),
    [(["--protocol", "type-b"], "type-b"), (["--fallback"], "fallback command"), ([], "command")],
)
def test_command_takes_standard_input_for_a_carrier(node, carrier, options, channel):
    where = ["--data", str(node.settings.data), "--database", node.settings.database_url]

    ran = CliRunner().invoke(app, ["ingest", "-", "--carrier", "xx", *options, *where], input=BODY)

    assert ran.exit_code == 0, ran.output
    assert [one.channel for one in flights(node)[0].pushes] == [channel]
