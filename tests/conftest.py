"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real messages and lists that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared data set beside the checkout (../shared/data)")
    return SHARED
