"""Public messages, named and not kept here, give the counts that an independent script gave before Tournai read them.

`tests/vectors/travel/public/SOURCES.md` says how to get them; TOURNAI_PUBLIC_MESSAGES names the folder that holds them.
"""

import hashlib
import os
import tomllib
from pathlib import Path

import pytest

from tournai.travel import read_travel_file, summarise

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "travel" / "public"
MESSAGES = tomllib.loads((VECTORS / "messages.toml").read_text(encoding="utf-8"))["message"]

CASES = [pytest.param(message, id=message["name"]) for message in MESSAGES]


@pytest.fixture(scope="module")
def public_messages() -> Path:
    if "TOURNAI_PUBLIC_MESSAGES" not in os.environ:
        pytest.skip("needs the public messages: TOURNAI_PUBLIC_MESSAGES (tests/vectors/travel/public/SOURCES.md)")
    return Path(os.environ["TOURNAI_PUBLIC_MESSAGES"])


@pytest.mark.parametrize("message", CASES)
def test_public_message_gives_the_counts_made_before_it_was_read(message, public_messages):
    data = (public_messages / message["name"]).read_bytes()

    summary = summarise(read_travel_file(data))

    assert message["sha256"] == hashlib.sha256(data).hexdigest()
    assert message["format"] == summary.format
    assert message["counts"] == {count: getattr(summary, count) for count in message["counts"]}


def test_at_least_thirty_messages_are_named():
    assert len({message["sha256"] for message in MESSAGES}) >= 30
