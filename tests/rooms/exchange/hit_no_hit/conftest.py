"""The group that the room's tests compute in."""

import pytest

from tournai.exchange.hit_no_hit.group import Group
from tournai.node.keys.ristretto import open_ristretto


@pytest.fixture(scope="session")
def group() -> Group:
    """ristretto255 over libsodium."""
    return open_ristretto()
