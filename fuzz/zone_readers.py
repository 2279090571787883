"""The readers of machine-readable zones and of pictures of pages, and small inputs of invented holders."""

from datetime import date
from io import BytesIO

import numpy as np
from PIL import Image

from tournai.documents.mrz import propose_repairs, read_zone
from tournai.documents.pages.opening import FORMATS, MOST_PIXELS, open_page

TODAY = date(2030, 12, 1)
ZONES = (
    b"I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
    b"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
    b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    b"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<",
    b"IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02\n1710GVA123451ROBERTA<<<<<<<9112311F2",
    b"IDBEL600001795<0152<<<<<<<<<<<\n1301014F2311207BEL130101987398\nSPECIMEN<<SPECIMEN<<<<<<<<<<<<",
)


class Mended(AssertionError):
    """A zone's text was changed, or a picture came out larger than it may be."""


def read_text(data: bytes) -> None:
    """Read a zone and look for repairs; its lines stay what they were."""
    text = data.decode("latin-1")
    zone = read_zone(text, TODAY)
    propose_repairs(zone.lines)
    if "".join(zone.lines) != "".join(text.split()).upper():
        raise Mended


def zones() -> list[bytes]:
    """Return zones of every format."""
    return list(ZONES)


def read_picture(data: bytes) -> None:
    """Open a picture."""
    if open_page(data).size > MOST_PIXELS:
        raise Mended


def pictures() -> list[bytes]:
    """Return a small picture in each format that is read."""
    shades = np.repeat(np.arange(48, dtype=np.uint8) * 5, 48).reshape(48, 48)
    found = []
    for form in FORMATS:
        for picture in (Image.fromarray(shades // 128 * 255), Image.fromarray(shades).convert("RGB").quantize(4)):
            file = BytesIO()
            (picture.convert("L") if form in ("JPEG", "JPEG2000") else picture).save(file, form)
            found.append(file.getvalue())
    return found
