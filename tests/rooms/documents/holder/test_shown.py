"""A portrait is shown by every browser, whatever the chip keeps it in."""

from io import BytesIO

import pytest
from PIL import Image

from tournai.documents.holder.shown import as_shown


def picture(form: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 50), (90, 120, 150)).save(made, form)
    return made.getvalue()


@pytest.mark.parametrize(("form", "kind"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_what_browsers_show_stays_as_it_is(form: str, kind: str) -> None:
    assert as_shown(picture(form)) == (kind, picture(form))


@pytest.mark.parametrize("form", ["JPEG2000", "TIFF"])
def test_what_they_do_not_show_becomes_png(form: str) -> None:
    kind, shown = as_shown(picture(form))

    assert kind == "image/png"
    assert Image.open(BytesIO(shown)).size == (40, 50)


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_what_is_no_picture_is_not_shown(data: bytes) -> None:
    assert as_shown(data)[1] == b""
