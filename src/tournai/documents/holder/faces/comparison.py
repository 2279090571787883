"""One face against one face: a score, the threshold with its errors, and what the pictures are worth.

Source: OpenCV Zoo, face_recognition_sface (2021-12); Zhong et al., SFace: Sigmoid-Constrained Hypersphere Loss (2021).
The network gives 128 numbers of a face that is aligned by its landmarks; the score is the cosine of two such vectors.
"""

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from tournai.documents.holder.faces.detection import FaceDetector
from tournai.documents.holder.faces.quality import FaceQuality, judge_face
from tournai.documents.holder.pictures import MalformedPicture, Picture
from tournai.documents.holder.thresholds import FACES, Measured
from tournai.values.wordings import say


class FaceVector(msgspec.Struct, frozen=True):
    """A face as 128 numbers of length one, and what its picture is worth."""

    numbers: npt.NDArray[np.float32]
    quality: FaceQuality


class FaceComparison(msgspec.Struct, frozen=True):
    """How alike two faces are.

    Args:
        score: Cosine of the two vectors, -1 to 1.
        threshold: From it on, the faces count as of one person, with a false match in 1,000.
        same: The score reaches the threshold. Whether the pictures suffice to say so, `quality` tells.
        quality: Of the first and of the second picture.
        measured: Thresholds, their errors, and on what they were measured.
    """

    score: float
    threshold: float
    same: bool
    quality: tuple[FaceQuality, FaceQuality]
    measured: Measured


class FaceNetworks:
    """YuNet and SFace, loaded. Not for two threads at once."""

    def __init__(self, detector: bytes, recogniser: bytes) -> None:
        self._detector = FaceDetector(detector)
        self._recogniser = cv2.FaceRecognizerSF.create(
            "onnx", np.frombuffer(recogniser, np.uint8), np.empty(0, np.uint8)
        )

    def describe(self, picture: Picture) -> FaceVector:
        """Return the largest face of a colour picture as a vector, with its quality.

        Raises:
            MalformedPicture: There is no face.
        """
        found = self._detector.find(picture)
        if not found.faces:
            raise MalformedPicture(say("no face is found in the picture"), code="no-face")
        face = found.faces[0]
        aligned = np.asarray(self._recogniser.alignCrop(found.pixels, face.row), np.uint8)
        numbers = np.array(self._recogniser.feature(aligned)[0], np.float32)
        return FaceVector(numbers / max(float(np.linalg.norm(numbers)), 1e-12), judge_face(found, face, aligned))


def score_faces(first: FaceVector, second: FaceVector) -> float:
    """Return the score of two faces."""
    return float(first.numbers @ second.numbers)


def compare_faces(first: FaceVector, second: FaceVector) -> FaceComparison:
    """Compare two faces."""
    score = round(score_faces(first, second), 4)
    quality = (first.quality, second.quality)
    return FaceComparison(score, FACES.threshold, score >= FACES.threshold, quality, FACES)
