import json
from datetime import datetime, timedelta, timezone

import msgspec
import pytest
from tests.fakes.exchange import item, message, request

from tournai.errors import Malformed
from tournai.exchange.messages import MAXIMUM_BYTES, MalformedMessage, canonical_bytes, digest, read_message
from tournai.exchange.messages.answering import Clarification, Extent, Reply

ASKED = message(request())
BYTES = canonical_bytes(ASKED)


def code_of(data: bytes) -> str:
    with pytest.raises(MalformedMessage) as caught:
        read_message(data)
    return caught.value.code


class TestCanonicalForm:
    """RFC 8785 (June 2020), sections 3.2.1 to 3.2.4: no white space, sorted names, shortest escapes, UTF-8."""

    def test_the_text_of_the_standards_own_example_is_escaped_as_it_says(self) -> None:
        data = canonical_bytes(message(Clarification((1,), '€$\x0f\nA\'B"\\\\"/')))

        assert b'"question":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"' in data

    def test_names_are_sorted_and_nothing_stands_between(self) -> None:
        expected = json.dumps(json.loads(BYTES), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

        assert expected.encode() == BYTES

    def test_a_message_reads_back(self) -> None:
        assert read_message(BYTES) == ASKED

    def test_the_kind_stands_in_the_body(self) -> None:
        assert "request" == json.loads(BYTES)["body"]["kind"] == ASKED.kind

    def test_the_digest_is_that_of_sha_256(self) -> None:
        assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


class TestOtherForms:
    """What would mean the same is refused: two partners never hold two texts of one message."""

    @pytest.mark.parametrize(
        "data",
        [
            BYTES + b"\n",
            BYTES.replace(b'":"', b'": "', 1),
            BYTES.replace(b'"offence":"drugs"', b'"offence":"dr\\u0075gs"'),
            BYTES.replace(b'"language":"en"', b'"copied_to_europol":false,"language":"en"'),
            BYTES.replace(b'"language":"en"', b'"language":"en","language":"en"', 1),
            BYTES.replace(b"09:00:00Z", b"09:00:00+00:00"),
        ],
        ids=["line end", "space", "escape", "default", "twice", "offset"],
    )
    def test_another_form_is_refused(self, data: bytes) -> None:
        assert code_of(data) == "message-form"


class TestDoor:
    """Bounded and typed before anything looks at it."""

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"null",
            b"[" * 100_000,
            b"\xff",
            BYTES[:-1],
            BYTES.replace(b'"kind":"request"', b'"kind":"order"'),
            BYTES.replace(b'"language":"en"', b'"language":"English"'),
            BYTES.replace(b'"language":"en"', b'"language":"en","unknown":' + b"[" * 9000 + b"]" * 9000),
            BYTES.replace(b'"XA-SPOC"', b'"xa spoc"'),
            BYTES.replace(b"2026-03-02T09:00:00Z", b"2026-03-02T09:00:00"),
            BYTES.replace(b"09:00:00Z", b"10:00:00+01:00"),
            BYTES.replace(b'"penalty_months":120', b'"penalty_months":1e400'),
        ],
    )
    def test_what_is_no_message_is_refused(self, data: bytes) -> None:
        assert code_of(data) == "message"

    def test_more_than_the_greatest_size_is_not_even_read(self) -> None:
        assert code_of(b" " * (MAXIMUM_BYTES + 1)) == "message-size"

    def test_the_refusal_says_where_and_not_what(self) -> None:
        with pytest.raises(MalformedMessage, match=r"at 'body.offence'") as caught:
            read_message(BYTES.replace(b'"offence":"drugs"', b'"offence":1984'))

        assert "1984" not in str(caught.value)

    def test_a_text_that_no_partner_would_read_is_not_written(self) -> None:
        with pytest.raises(MalformedMessage):
            canonical_bytes(message(request(offence="x" * 301)))

    def test_an_instant_of_another_zone_is_not_written(self) -> None:
        there = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))

        with pytest.raises(Malformed):
            msgspec.structs.replace(ASKED, written_at=there)

    def test_an_item_without_a_purpose_is_not_written(self) -> None:
        with pytest.raises(MalformedMessage):
            canonical_bytes(message(Reply(extent=Extent.FULL, items=(item(purposes=()),))))
