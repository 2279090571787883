"""The models behind `recognition`: imported only where the extra ``biometrics`` is installed, each loaded once."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from tournai.documents.holder.faces.comparison import FaceNetworks
from tournai.documents.holder.models import SFACE, YUNET, read_model
from tournai.documents.holder.portraits import Portrait, compare_portraits
from tournai.documents.pages.reading import read_page
from tournai.documents.pages.recognising import Recogniser
from tournai.documents.verdict import Step
from tournai.node.duties.picture_ports import ZoneInPicture


@cache
def _recogniser() -> Recogniser:
    return Recogniser()


@cache
def _networks() -> FaceNetworks:
    return FaceNetworks(read_model(YUNET), read_model(SFACE))


def read_zone(page: bytes, today: date) -> ZoneInPicture:
    """Return the zone of a page's picture."""
    reading = read_page(page, today, _recogniser())
    return ZoneInPicture(reading.zone.lines, reading.sure)


def compare_faces(pictures: Mapping[str, bytes]) -> tuple[Step, ...]:
    """Return the steps of the holder's face."""
    return compare_portraits({Portrait(name): data for name, data in pictures.items()}, _networks()).steps
