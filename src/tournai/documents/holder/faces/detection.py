"""Faces of a picture, by YuNet: where, how sure, and five landmarks.

Source: OpenCV Zoo, face_detection_yunet (2023-03); Wu et al., YuNet: A Tiny Millisecond-level Face Detector (2023).
"""

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from tournai.documents.holder.pictures import Picture, Pixels

SMALL, ENLARGED = 112, 160
"""Pixels: a picture whose longer side is smaller is enlarged to so many, and bordered: the face may fill it."""
LONGEST = 1280
"""Pixels: a larger picture is reduced, which keeps a face of a portrait far above what is compared."""
BORDER = 0.25
SURE = 0.5
"""Least score of a detection. The detector is trained for 0.6 and more on large pictures, small ones score less."""
OVERLAP = 0.3
MOST_FACES = 50


class Face(msgspec.Struct, frozen=True):
    """A face within the pixels that it was found in.

    Args:
        row: The detector's own: x, y, width, height, five landmarks as x, y, score.
    """

    row: npt.NDArray[np.float32]

    @property
    def size(self) -> float:
        """Area of its box, square pixels."""
        return float(self.row[2] * self.row[3])

    @property
    def score(self) -> float:
        """How sure the detector is, 0 to 1."""
        return float(self.row[14])

    @property
    def landmarks(self) -> npt.NDArray[np.float32]:
        """Right eye, left eye, tip of the nose, right and left corner of the mouth: shape (5, 2), x and y."""
        return self.row[4:14].reshape(5, 2)


class FoundFaces(msgspec.Struct, frozen=True):
    """The faces of a picture, largest first, and the pixels (blue, green, red) that they are found in.

    ``scale``: pixels there for one of the picture.
    """

    pixels: Pixels
    scale: float
    faces: tuple[Face, ...]


class FaceDetector:
    """YuNet, loaded. Not for two threads at once."""

    def __init__(self, model: bytes) -> None:
        self._network = cv2.FaceDetectorYN.create(
            "onnx", np.frombuffer(model, np.uint8), np.empty(0, np.uint8), (320, 320), SURE, OVERLAP, MOST_FACES
        )

    def find(self, picture: Picture) -> FoundFaces:
        """Return the faces of a colour picture; none where there are none."""
        pixels, scale = _sized(np.ascontiguousarray(picture.pixels[:, :, ::-1]))
        found = self._faces(pixels)
        if not found:
            pixels = _bordered(pixels)
            found = self._faces(pixels)
        return FoundFaces(pixels, scale, found)

    def _faces(self, pixels: Pixels) -> tuple[Face, ...]:
        self._network.setInputSize((pixels.shape[1], pixels.shape[0]))
        rows = self._network.detect(pixels)[1]
        faces = [] if rows is None else [Face(np.array(row, np.float32)) for row in rows if np.isfinite(row).all()]
        return tuple(sorted(faces, key=lambda face: -face.size))


def _sized(pixels: Pixels) -> tuple[Pixels, float]:
    longest = max(pixels.shape[:2])
    if longest > LONGEST:
        return _scaled(pixels, LONGEST / longest), LONGEST / longest
    if longest < SMALL:
        return _bordered(_scaled(pixels, ENLARGED / longest)), ENLARGED / longest
    return pixels, 1.0


def _scaled(pixels: Pixels, scale: float) -> Pixels:
    size = tuple(max(round(side * scale), 1) for side in (pixels.shape[1], pixels.shape[0]))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)


def _bordered(pixels: Pixels) -> Pixels:
    side = round(BORDER * max(pixels.shape[:2]))
    return np.asarray(cv2.copyMakeBorder(pixels, side, side, side, side, cv2.BORDER_REPLICATE), np.uint8)
