"""Laws of messages: what was written reads back; any bytes give a message or its refusal; one form for one meaning."""

import contextlib
import json

from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.exchange import message, request

from tournai.errors import Malformed
from tournai.exchange.messages import canonical_bytes, read_message
from tournai.exchange.messages.answering import Clarification

BYTES = canonical_bytes(message(request()))
texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200)


@given(texts)
def test_any_text_reads_back_from_its_one_form(text: str) -> None:
    written = message(Clarification((1,), text))

    assert written == read_message(canonical_bytes(written))


@given(texts)
def test_the_form_is_json_as_others_write_it(text: str) -> None:
    data = canonical_bytes(message(Clarification((1,), text)))

    assert json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == data


@given(st.binary(max_size=300))
def test_any_bytes_give_a_message_or_its_refusal(data: bytes) -> None:
    with contextlib.suppress(Malformed):
        read_message(data)


@given(st.integers(0, len(BYTES) - 1), st.binary(max_size=3))
def test_a_changed_message_is_refused_or_is_its_own_one_form(at: int, other: bytes) -> None:
    changed = BYTES[:at] + other + BYTES[at + 1 :]

    with contextlib.suppress(Malformed):
        assert changed == canonical_bytes(read_message(changed))
