"""`tournai order`: checks, conversions, routes."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.orders import PROSECUTOR, signed_by, traffic_order, with_form, with_identification
from typer.testing import CliRunner, Result

from tournai.cli.main import app
from tournai.providers.orders import Audience, Order, SignedOrder, render, write
from tournai.providers.orders.signing import SigningPart

VECTORS = Path(__file__).parents[1] / "vectors" / "providers"


def order(*words: str) -> Result:
    return CliRunner().invoke(app, ["order", *words])


def file_of(folder: Path, given: Order, audience: Audience = Audience.ISSUING_AUTHORITY) -> str:
    """Return the path of an order's file, signed by its issuer."""
    signature = signed_by(given, "issuer", SigningPart.ISSUING, given.form.issuing.type)
    path = folder / "order.json"
    path.write_bytes(write(render(SignedOrder(order=given, signatures=(signature,)), audience)))
    return str(path)


def checked(path: str, code: int) -> dict[str, Any]:
    result = order("check", path, "--json")
    assert result.exit_code == code
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def rules(answer: dict[str, Any]) -> set[str]:
    return {one["rule"] for one in answer["findings"] if one["weight"] == "refused"}


def test_investigating_judges_order_is_valid(tmp_path: Path) -> None:
    answer = checked(file_of(tmp_path, traffic_order()), 0)

    assert (answer["valid"], answer["instrument"], answer["case_id"]) == (True, "EPOC", "EPOC-FR-IE-2026-11-24-0001-3")
    assert rules(answer) == set()


def test_prosecutors_traffic_order_without_validation_names_prv_02(tmp_path: Path) -> None:
    answer = checked(file_of(tmp_path, with_form(traffic_order(), issuing=PROSECUTOR)), 4)

    assert not answer["valid"]
    assert "PRV-02" in rules(answer)


def test_order_for_all_users_names_prv_10(tmp_path: Path) -> None:
    answer = checked(file_of(tmp_path, with_identification(traffic_order(), additional="all users")), 4)

    assert rules(answer) == {"PRV-10"}


def test_copy_that_nobody_signed_names_prv_03(tmp_path: Path) -> None:
    path = tmp_path / "unsigned.json"
    path.write_bytes(write(render(SignedOrder(order=traffic_order()), Audience.ADDRESSEE)))

    assert rules(checked(str(path), 4)) == {"PRV-03"}


def test_what_a_file_cannot_show_is_listed_as_not_applied(tmp_path: Path) -> None:
    answer = checked(file_of(tmp_path, traffic_order(), Audience.ADDRESSEE), 0)

    assert {"PRV-08", "PRV-13", "PRV-18", "PRV-21", "PRV-23", "PRV-24"} <= set(answer["not_applied"])


@pytest.mark.parametrize("name", ["request4.json", "request5-JSON-Delivery.json", "response4.json"])
def test_sample_of_another_profile_is_valid_by_its_schemas(name: str) -> None:
    answer = checked(str(VECTORS / name), 0)

    assert (answer["valid"], answer["kind"], answer["schemas"]["valid"]) == (True, "ETSI TS 103 120", True)
    assert answer["schemas"]["stand_ins"][0] == "ts_103280_2017_07"


def test_message_that_breaks_its_schema_says_where(tmp_path: Path) -> None:
    message = json.loads((VECTORS / "request4.json").read_text(encoding="utf-8"))
    message["Header"]["Timestamp"] = "yesterday"
    path = tmp_path / "message.json"
    path.write_text(json.dumps(message), encoding="utf-8")

    answer = checked(str(path), 3)

    assert [(one["rule"], one["field"]) for one in answer["findings"]] == [("ETSI-SCHEMA", "Header/Timestamp")]


def test_order_becomes_a_message_and_an_order_again(tmp_path: Path) -> None:
    source = file_of(tmp_path, traffic_order())
    message = tmp_path / "message.json"

    message.write_text(order("convert", source, "--as", "etsi").stdout, encoding="utf-8")
    again = order("convert", str(message), "--as", "order").stdout

    assert json.loads(again) == json.loads(order("convert", source, "--as", "order").stdout)
    assert checked(str(message), 0)["valid"]


def test_message_whose_task_was_widened_names_prv_22(tmp_path: Path) -> None:
    source = file_of(tmp_path, traffic_order())
    message = json.loads(order("convert", source, "--as", "etsi").stdout)
    actions = message["Payload"]["RequestPayload"]["ActionRequests"]["ActionRequest"]
    actions[1]["CREATE"]["HI1Object"]["task:RequestDetails"]["task:EndTime"] = "2026-11-20T00:00:00Z"
    path = tmp_path / "message.json"
    path.write_text(json.dumps(message), encoding="utf-8")

    assert rules(checked(str(path), 4)) == {"PRV-22"}


def test_addressees_copy_cannot_become_the_enforcing_authoritys(tmp_path: Path) -> None:
    source = file_of(tmp_path, traffic_order(), Audience.ADDRESSEE)

    result = order("convert", source, "--as", "order", "--for", "enforcing-authority")

    assert "PRV-14" in str(result.exception)


def test_conversion_for_the_addressee_leaves_section_m_out(tmp_path: Path) -> None:
    source = file_of(tmp_path, traffic_order())

    assert "No other source tells" not in order("convert", source, "--as", "order").stdout


def test_altered_order_is_broken_input(tmp_path: Path) -> None:
    path = Path(file_of(tmp_path, traffic_order()))
    path.write_bytes(path.read_bytes().replace(b"+32470000017", b"+32470000018"))

    assert "digest" in str(order("check", str(path)).exception)


def test_routes_tell_instrument_and_card() -> None:
    answer = json.loads(
        order("routes", "traffic_data", "--service", "signal", "--represented-in", "IE", "--json").stdout
    )

    assert [one["kind"] for one in answer["routes"]] == ["European Production Order"]
    assert answer["card"]["service"] == "Signal"
    assert answer["warnings"]


def test_routes_to_decryption_end_in_a_refusal() -> None:
    result = order("routes", "decryption", "--represented-in", "IE")

    assert "no order asks for keys" in result.stdout
