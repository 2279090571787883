"""The holder's face within `tournai document check`: the chip's portrait, the page's, the person's."""

from collections.abc import Mapping
from contextlib import suppress

from tournai.documents.chip.archive import ChipFiles
from tournai.documents.chip.faces import read_faces
from tournai.documents.holder.faces.comparison import FaceNetworks
from tournai.documents.holder.models import SFACE, YUNET, read_model
from tournai.documents.holder.portraits import Portrait, compare_portraits
from tournai.documents.verdict import Step
from tournai.errors import Malformed


def steps_of(chip: ChipFiles | None, pictures: Mapping[str, bytes]) -> tuple[Step, ...]:
    """Return the steps of the faces at hand; ``pictures``: ``page`` and ``live``, those that were given."""
    at_hand = {Portrait(name): data for name, data in pictures.items()}
    dg2 = chip.files.get("DG2") if chip else None
    if dg2 is not None:
        with suppress(Malformed):  # a step of its own says that DG2 cannot be read
            at_hand[Portrait.CHIP] = read_faces(dg2)[0].data
    return compare_portraits(at_hand, FaceNetworks(read_model(YUNET), read_model(SFACE))).steps
