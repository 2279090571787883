"""What the library says when it is handed something else than a file's bytes."""

import pytest

from tournai.travel import read_travel_file


@pytest.mark.parametrize("data", ["UNB+IATA:1", None, 7])
def test_what_is_no_bytes_is_said_to_be_none(data: object) -> None:
    with pytest.raises(TypeError, match="give the bytes of a file"):
        read_travel_file(data)  # type: ignore[arg-type]
