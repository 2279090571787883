from datetime import datetime, timedelta, timezone

import pytest
from tests.rooms.oversight.logs import event

from tournai.errors import Malformed, Refused
from tournai.oversight.events import STANDINGS, EventKind, Operation, Stream, canonical, parse_event


class TestKinds:
    @pytest.mark.parametrize("kind", EventKind)
    def test_every_kind_has_an_operation_and_a_stream(self, kind: EventKind) -> None:
        assert kind in STANDINGS

    @pytest.mark.parametrize("kind", EventKind)
    def test_a_kind_is_named_subject_and_action(self, kind: EventKind) -> None:
        subject, _, action = kind.value.partition(":")

        assert kind.name == f"{subject}_{action}".replace("-", "_").upper()

    @pytest.mark.parametrize("operation", Operation)
    def test_every_operation_of_the_law_is_recorded_by_some_kind(self, operation: Operation) -> None:
        """Directive (EU) 2016/680, Art. 25(1); rule LED-15: each verb produces an entry."""
        assert operation in {standing.operation for standing in STANDINGS.values()}

    def test_a_sign_in_belongs_to_the_log_of_the_node(self) -> None:
        assert event(kind=EventKind.ACCOUNT_SIGNED_IN).stream is Stream.NODE


class TestEvent:
    """Rule PNR-30: consultation and disclosure show purpose, time and person."""

    @pytest.mark.parametrize("missing", [{"purpose": None}, {"legal_basis": None}, {"actor": ""}])
    def test_a_consultation_without_purpose_basis_or_actor_is_refused(self, missing: dict[str, object]) -> None:
        with pytest.raises(Refused) as caught:
            event(**missing)

        assert caught.value.rule == "SYS-01"

    def test_a_refused_access_needs_no_purpose(self) -> None:
        assert event(kind=EventKind.ACCESS_REFUSED, purpose=None, legal_basis=None).purpose is None

    @pytest.mark.parametrize(
        "at", [datetime(2026, 3, 1), datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=1)))], ids=["naive", "zone"]
    )
    def test_an_instant_that_is_not_utc_is_refused(self, at: datetime) -> None:
        with pytest.raises(Malformed) as caught:
            event(at=at)

        assert caught.value.code == "not-utc"

    def test_content_instead_of_identifiers_is_refused(self) -> None:
        with pytest.raises(Malformed):
            event(details={"text": "x" * 257})


class TestCanonicalForm:
    def test_it_is_json_with_sorted_keys_and_no_white_space(self) -> None:
        assert canonical(event(1)) == (
            b'{"actor":"officer-1","at":"2026-03-01T08:01:00Z","details":{"count":1,"flight":"XA 12"},'
            b'"kind":"match:opened","legal_basis":"Directive (EU) 2016/681, Art. 6(5)","purpose":"terrorism",'
            b'"reference":{"identifier":"M-1","kind":"match"},"role":"analyst","subject":"match-1"}'
        )

    def test_reading_it_gives_the_event_back(self) -> None:
        assert parse_event(canonical(event(7))) == event(7)

    def test_the_order_of_details_does_not_matter(self) -> None:
        assert canonical(event(details={"a": 1, "b": 2})) == canonical(event(details={"b": 2, "a": 1}))

    @pytest.mark.parametrize("change", [b" ", b"\n", b"x"])
    def test_another_encoding_is_refused(self, change: bytes) -> None:
        with pytest.raises(Malformed):
            parse_event(canonical(event()) + change)

    def test_an_event_that_might_never_be_recorded_is_malformed_where_it_is_read(self) -> None:
        with pytest.raises(Malformed):
            parse_event(canonical(event(1)).replace(b'"actor":"officer-1"', b'"actor":""'))
