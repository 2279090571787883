"""Laws of orders: what was written is read back; any bytes give a value or `Malformed`; clocks keep their order."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.orders import NOW, preservation_order, subscriber_order, traffic_order, with_form

from tournai.errors import Malformed
from tournai.providers.cards import read_cards
from tournai.providers.clocks import CLOCKS, Place, alarm, start
from tournai.providers.etsi import (
    Endpoint,
    Message,
    read_message,
    read_order,
    schema_findings,
    write_message,
    write_order,
)
from tournai.providers.orders import BOXES, Audience, Order, SignedOrder, read, render, write
from tournai.providers.orders.case_ids import CaseId, parse_case_id
from tournai.providers.orders.identification import Identification, Identifier, IdentifierKind, TimeRange
from tournai.providers.orders.order import Evidence
from tournai.providers.rules import Dossier, check_order

ENDS = Endpoint("FR", "TJ-LILLE"), Endpoint("IE", "COURRIER")
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))
IDENTIFIERS = st.builds(
    Identifier,
    kind=st.sampled_from(IdentifierKind),
    value=st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), min_size=1, max_size=20),
    timestamp=st.none() | INSTANTS,
    port=st.none() | st.integers(0, 65535),
)
IDENTIFICATIONS = st.builds(
    Identification,
    identifiers=st.lists(IDENTIFIERS, max_size=4).map(tuple),
    time_range=st.none() | st.builds(TimeRange, start=st.none() | INSTANTS, end=st.none() | INSTANTS),
    additional=TEXTS,
)
EVIDENCE = st.builds(
    Evidence, boxes=st.lists(st.sampled_from(sorted(BOXES)), unique=True, max_size=6).map(tuple), additional=TEXTS
)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    base = draw(st.sampled_from([traffic_order(), subscriber_order(), preservation_order()]))
    order = with_form(base, identification=draw(IDENTIFICATIONS), evidence=draw(EVIDENCE))
    return msgspec.structs.replace(order, further=msgspec.structs.replace(order.further, necessity=draw(TEXTS)))


@given(orders(), st.sampled_from(Audience))
def test_rendering_that_was_written_is_read_back(order: Order, audience: Audience) -> None:
    rendering = render(SignedOrder(order=order), audience)

    assert read(write(rendering)) == rendering


@settings(max_examples=25)
@given(orders(), st.sampled_from(Audience))
def test_order_survives_its_message_which_is_valid(order: Order, audience: Audience) -> None:
    rendering = render(SignedOrder(order=order), audience)

    message = read_message(write_message(write_order(rendering, *ENDS, NOW)))

    assert schema_findings(message.content) == ()
    assert (read_order(message).rendering, read_order(message).disagreements) == (rendering, ())


@given(orders(), st.sampled_from(Audience))
def test_rules_find_the_same_whatever_the_draft(order: Order, audience: Audience) -> None:
    given_order = Dossier(order=order, now=NOW, audience=audience)

    assert check_order(given_order) == check_order(given_order)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_malformed(data: bytes) -> None:
    for reader in (read, read_message, read_cards):
        with suppress(Malformed):
            reader(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Header", "CREATE", "HI1Object", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(JSON)
def test_any_payload_is_no_order_or_malformed(payload: object) -> None:
    message = Message({"Header": {}, "Payload": {"RequestPayload": {"ActionRequests": {"ActionRequest": payload}}}})

    with suppress(Malformed):
        read_order(message)
    schema_findings(message.content)


@given(
    st.builds(
        CaseId,
        st.sampled_from(["EPOC", "EPOCPR", "EIO"]),
        st.sampled_from(["BE", "FR"]),
        st.sampled_from(["IE", "LU"]),
        st.dates(datetime(2020, 1, 1).date(), datetime(2099, 1, 1).date()),
        st.integers(1, 9999),
        st.integers(0, 2**31 - 1),
        st.none() | st.integers(0, 999_999),
    )
)
def test_case_identifier_that_was_written_is_read_back(case: CaseId) -> None:
    assert parse_case_id(str(case)) == case


@given(INSTANTS, st.sampled_from(sorted(CLOCKS, key=lambda one: one.value)), st.sampled_from(["BE", "IE", "SK"]))
def test_target_is_never_after_the_legal_latest(event: datetime, kind: object, state: str) -> None:
    clock = start(kind, event, Place(state, "Europe/Brussels"))  # type: ignore[arg-type]

    assert clock.started_at < clock.target_at <= clock.latest_at
    assert alarm(clock, event) == 0
    assert alarm(clock, clock.target_at + timedelta(seconds=1)) == 100
