"""Pictures and prints from outside, and where their fuzzing starts; what a network would see of them is left out."""

from io import BytesIO

import numpy as np
from PIL import Image

from fuzz.document_seeds import finger_images, finger_minutiae
from tournai.documents.holder.fingers.extraction import MinutiaeNetwork
from tournai.documents.holder.fingers.reading import read_finger
from tournai.documents.holder.pictures import MalformedPicture, read_picture

FORMS = ("JPEG", "PNG", "TIFF", "BMP", "JPEG2000", "PPM")


def read_print(data: bytes) -> None:
    read_finger(data, _no_network)


def read_colour_and_grey(data: bytes) -> None:
    read_picture(data, grey=bool(len(data) % 2))


def pictures() -> list[bytes]:
    grey = np.add.outer(np.arange(20), np.arange(24)).astype(np.uint8) * 5
    plain = [_coded(grey, form) for form in FORMS]
    colour = np.dstack([grey, grey.T[:20, :20].repeat(2, 1)[:, :24], grey[::-1]])
    return [
        *plain,
        _coded(colour, "JPEG"),
        _coded(colour, "PNG"),
        _coded(colour, "JPEG2000"),
    ]


def prints() -> list[bytes]:
    return [*finger_minutiae(), *finger_images()]


def _coded(pixels: np.ndarray, form: str) -> bytes:
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, form)
    return buffer.getvalue()


def _no_network() -> MinutiaeNetwork:
    raise MalformedPicture("no network is loaded while fuzzing", code="no-network")
