"""Minutiae from a picture, by the neural network LEADER.

Source: R. Cappelli, M. Ferrara, LEADER (arXiv:2602.15493): raw grey levels at 500 dpi in, sides multiples of 32; out,
for each pixel, presence, direction, type, and quality after all but the local maximum are set to zero.
"""

import math

import numpy as np
import numpy.typing as npt
import onnxruntime
from PIL import Image

from tournai.documents.holder.fingers.templates import MOST_MINUTIAE, Minutia
from tournai.documents.holder.pictures import MalformedPicture, Picture, Pixels
from tournai.values.wordings import say

RESOLUTION = 500
"""Dots per inch that the network was trained on."""
LEAST_RESOLUTION, MOST_RESOLUTION = 300, 1200
"""A file that names another is not believed: screens' 72 and 96 are no scanner's."""
MULTIPLE = 32
LEAST_QUALITY = 0.55
"""Of a minutia, as the network's authors take it."""
ENDING = 0.5
MOST_PIXELS = 1_000_000
"""At 500 dpi: five centimetres square. More is not one finger, and would take long."""


class MinutiaeNetwork:
    """LEADER, loaded. It may be used by several threads."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def maps(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """Return the network's four maps, shape (height, width, 4), of grey pixels at 500 dpi."""
        height, width = pixels.shape
        down, across = -height % MULTIPLE, -width % MULTIPLE
        top, left = down // 2, across // 2
        sides = ((top, down - top), (left, across - left))
        padded = np.pad(pixels.astype(np.float32), sides, constant_values=float(pixels[0, 0]))
        maps = self._session.run(None, {"input": padded[None, :, :, None]})[0][0]
        return np.asarray(maps[top : top + height, left : left + width], np.float32)


def extract_minutiae(network: MinutiaeNetwork, picture: Picture) -> tuple[Minutia, ...]:
    """Return the minutiae of a grey picture, best first, at most 150.

    A picture without a resolution of a scanner is taken as of 500 dpi.

    Raises:
        MalformedPicture: It is larger than one finger.
    """
    maps = network.maps(_at_500_dpi(picture))
    rows, columns = np.nonzero(maps[..., 3] >= LEAST_QUALITY)
    found = [
        Minutia(float(x), float(y), _turn(direction), bool(kind >= ENDING), float(quality))
        for x, y, (_, direction, kind, quality) in zip(columns, rows, maps[rows, columns], strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.quality, one.y, one.x))[:MOST_MINUTIAE])


def _turn(direction: float) -> float:
    return float(direction) % (2 * math.pi)


def _at_500_dpi(picture: Picture) -> Pixels:
    said = picture.dots_per_inch or RESOLUTION
    scale = RESOLUTION / said if LEAST_RESOLUTION <= said <= MOST_RESOLUTION else 1.0
    height, width = (max(round(side * scale), 1) for side in picture.pixels.shape)
    if height * width > MOST_PIXELS:
        raise MalformedPicture(
            say(
                "a picture of {width} x {height} pixels at 500 dpi is larger than a finger", width=width, height=height
            ),
            code="picture-too-large",
        )
    if (height, width) == picture.pixels.shape:
        return picture.pixels
    return np.asarray(Image.fromarray(picture.pixels).resize((width, height), Image.Resampling.BICUBIC))
