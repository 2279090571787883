"""Messages of ETSI TS 103 120 v1.23.1, read and written; vectors: `tests/vectors/providers/SOURCES.md`."""

import base64
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.fakes.orders import NOW, issued_by_judge, preservation_order, subscriber_order, traffic_order, with_form

from tournai.errors import Malformed
from tournai.providers.etsi import (
    Endpoint,
    Message,
    read_message,
    read_order,
    schema_findings,
    write_message,
    write_order,
)
from tournai.providers.etsi.message import kind, objects
from tournai.providers.etsi.reading import asks_interception
from tournai.providers.etsi.writing import NoProfile
from tournai.providers.orders import Audience, Instrument, Order, SignedOrder, render

VECTORS = sorted((Path(__file__).parents[2] / "vectors" / "providers").glob("*.json"))
SENDER, RECEIVER = Endpoint("FR", "TJ-LILLE"), Endpoint("IE", "COURRIER")
ORDERS = {"traffic": traffic_order(), "subscriber": subscriber_order(), "preservation": preservation_order()}


def written(order: Order, audience: Audience = Audience.ADDRESSEE) -> Message:
    """Return the message of an order."""
    signed = SignedOrder(order=order, signatures=issued_by_judge(order))
    return write_order(render(signed, audience), SENDER, RECEIVER, NOW)


def altered(order: Order, kind_of: str, **changed: Any) -> Message:
    """Return the message of an order in which one object says something else."""
    message = json.loads(write_message(written(order)))
    held = next(one for one in objects(Message(message)) if kind(one) == kind_of)
    held.update(changed)
    return Message(message)


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_sample_is_valid_and_written_back_to_the_byte(path: Path) -> None:
    message = read_message(path.read_bytes())

    assert schema_findings(message.content) == ()
    assert write_message(message).strip() == path.read_bytes().strip()


def test_there_are_three_samples() -> None:
    assert len(VECTORS) == 3


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("audience", Audience)
def test_order_is_written_valid_against_the_schemas(name: str, audience: Audience) -> None:
    assert schema_findings(written(ORDERS[name], audience).content) == ()


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("audience", Audience)
def test_order_is_read_back_as_it_was_rendered(name: str, audience: Audience) -> None:
    order = ORDERS[name]

    read = read_order(read_message(write_message(written(order, audience))))

    assert read.rendering == render(SignedOrder(order=order, signatures=issued_by_judge(order)), audience)
    assert read.disagreements == ()


def test_epoc_is_an_authorisation_a_task_for_each_identifier_and_a_document() -> None:
    twice = traffic_order().form.identification.identifiers * 2
    order = with_form(
        traffic_order(), identification=msgspec.structs.replace(traffic_order().form.identification, identifiers=twice)
    )

    kinds = [kind(one) for one in objects(written(order))]

    assert kinds == ["AuthorisationObject", "LDTaskObject", "LDTaskObject", "DocumentObject"]


def test_names_are_those_of_the_profile() -> None:
    authorisation, task, _ = objects(written(traffic_order()))

    assert authorisation["auth:AuthorisationLegalType"]["common:Value"] == "EPOC"
    assert authorisation["auth:AuthorisationPriority"]["common:Value"] == "TenDaysSubjectToEA"
    assert [one["common:Value"] for one in authorisation["auth:AuthorisationFlags"]["auth:AuthorisationFlag"]] == [
        "DelayInformingUser",
        "EnforcingAuthorityNotified",
    ]
    assert task["task:RequestDetails"]["task:Type"]["common:Value"] == "TrafficData"
    assert task["task:RequestDetails"]["task:RequestValues"]["task:RequestValue"] == [
        {
            "task:FormatType": {"task:FormatOwner": "ETSI", "task:FormatName": "InternationalE164"},
            "task:Value": "32470000017",
        }
    ]


def test_preservation_lasts_sixty_days() -> None:
    _, task, _ = objects(written(preservation_order()))

    assert (kind(task), task["task:DesiredPreservationExpiration"]) == ("LPTaskObject", "2027-01-23T09:00:00Z")


@pytest.mark.parametrize("instrument", [Instrument.NATIONAL, Instrument.DSA, Instrument.TCO])
def test_order_under_another_law_has_no_message(instrument: Instrument) -> None:
    with pytest.raises(NoProfile):
        written(with_form(subscriber_order(), instrument=instrument))


def test_task_that_says_otherwise_than_the_form_is_found() -> None:
    assert read_order(altered(traffic_order(), "LDTaskObject", **{"task:RequestDetails": {}})).disagreements == (
        "task:RequestDetails",
    )


def test_authorisation_that_hides_the_notification_is_found() -> None:
    changed = {"auth:AuthorisationFlags": {"auth:AuthorisationFlag": []}}

    assert read_order(altered(traffic_order(), "AuthorisationObject", **changed)).disagreements == (
        "auth:AuthorisationFlags",
    )


def test_document_that_does_not_fit_its_checksum_is_refused() -> None:
    body = {
        "doc:Contents": base64.b64encode(b"{}").decode(),
        "doc:ContentType": "application/json; profile=tournai-order/1",
    }

    with pytest.raises(Malformed, match="checksum"):
        read_order(altered(traffic_order(), "DocumentObject", **{"doc:DocumentBody": body}))


@pytest.mark.parametrize("name", ORDERS)
def test_order_without_our_form_is_read_from_its_objects(name: str) -> None:
    order = ORDERS[name]
    read = read_order(altered(order, "DocumentObject", **{"doc:DocumentBody": {"doc:ContentType": "application/xml"}}))

    assert read.rendering is None
    assert read.has_other_form
    assert (read.form.instrument, read.form.case_id) == (order.form.instrument, order.form.case_id)
    assert (read.form.categories, read.form.deadline.choice) == (order.form.categories, order.form.deadline.choice)
    assert (read.form.evidence, read.form.identification.time_range) == (
        order.form.evidence,
        order.form.identification.time_range,
    )
    assert (read.form.notified is None) == (order.form.notified is None)


def test_approval_that_is_no_object_is_read_over() -> None:
    body = {"doc:DocumentBody": {"doc:ContentType": "application/xml"}}
    message = altered(traffic_order(), "DocumentObject", **body)
    held = next(one for one in objects(message) if kind(one) == "AuthorisationObject")
    held["auth:AuthorisationApprovalDetails"] = [1]

    assert read_order(message).form.validating is None


def test_live_interception_is_seen() -> None:
    task = {"@xsi:type": "{http://uri.etsi.org/03120/common/2020/09/Task}LITaskObject", "ObjectIdentifier": "x"}
    action = {"ActionIdentifier": 0, "CREATE": {"HI1Object": task}}
    payload = {"RequestPayload": {"ActionRequests": {"ActionRequest": [action]}}}

    assert asks_interception(Message({"Header": {}, "Payload": payload}))


def test_schema_that_is_not_at_hand_lets_nothing_pass() -> None:
    changed = {"@xsi:type": "{http://uri.etsi.org/03120/common/2016/02/Notification}NotificationObject"}

    assert schema_findings(altered(traffic_order(), "DocumentObject", **changed).content) != ()


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"Header": 1, "Payload": {}}', b'{"Header": {}, "Header": {}, "Payload": {}}', b"\xff",
     b'{"Header": {"a": NaN}, "Payload": {}}', b"[" * 200_000,
     b'{"Header": {"a": "\\ud800"}, "Payload": {}}',
     b'{"Header": {}, "Payload": ' + b'{"a":' * 70 + b"1" + b"}" * 71],
)  # fmt: skip
def test_other_bytes_are_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_message(data)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"RequestPayload": []},
        {"RequestPayload": {"ActionRequests": {"ActionRequest": [1, {"CREATE": 1}, {"CREATE": {"HI1Object": 3}}]}}},
    ],
)
def test_message_without_an_authorisation_carries_no_order(payload: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="no authorisation"):
        read_order(Message({"Header": {}, "Payload": payload}))
