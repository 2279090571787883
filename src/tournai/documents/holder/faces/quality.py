"""What a picture of a face is worth for comparing: measures with the bounds that a picture must keep.

The names are those of ISO/IEC 29794-5:2025; the measures are simple ones of our own, not the standard's reference
algorithms (OFIQ), whose models are not free to ship: they are not comparable with its quality scores.
"""

import math

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from tournai.documents.holder.faces.detection import Face, FoundFaces
from tournai.documents.holder.pictures import Pixels

SECOND_FACE = 0.25
"""Share of the largest face's area from which another counts."""
DARK, BRIGHT = 26, 247
"""Grey levels of 255 at and beyond which a pixel is under- or over-exposed."""
NOSE_DEPTH = 1.05
"""How far the nose's tip stands out, against half the distance between the eyes, of an average head."""
NOSE_HEIGHT = 0.53
"""Where an upright nose's tip lies between the line of the eyes (0) and that of the mouth (1)."""
EYE_PATCH = 0.18
"""Half the side of what is looked at about an eye, against the distance between the eyes."""


class QualityMeasure(msgspec.Struct, frozen=True):
    """A measure, its unit in its name where it has one, the bounds that it must keep (``None``: none), and whether."""

    name: str
    value: float
    least: float | None
    most: float | None
    kept: bool


class FaceQuality(msgspec.Struct, frozen=True):
    """The measures of a picture, and whether all are kept: then its score may carry a decision."""

    measures: tuple[QualityMeasure, ...]
    sufficient: bool


BOUNDS: dict[str, tuple[float | None, float | None]] = {
    "single_face_present": (1, 1),
    "detection_score": (0.6, None),
    "inter_eye_distance_pixels": (24, None),
    "sharpness": (25, None),
    "under_exposure": (None, 0.5),
    "over_exposure": (None, 0.25),
    "dynamic_range_bits": (5, None),
    "head_pose_yaw_degrees": (-35, 35),
    "head_pose_pitch_degrees": (-30, 30),
    "head_pose_roll_degrees": (-30, 30),
    "eyes_visible": (5, None),
}
"""Measure -> least and most. They are wide: they leave out what cannot be compared, and do not replace the rules for a
passport's picture (ISO/IEC 39794-5, annex D)."""


def judge_face(found: FoundFaces, face: Face, aligned: Pixels) -> FaceQuality:
    """Return the measures of a face. ``aligned``: the 112 x 112 pixels, blue, green, red, that are compared."""
    grey = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY), np.uint8)
    eyes = face.landmarks[1] - face.landmarks[0]
    between = float(np.hypot(*eyes))
    yaw, pitch = _pose(face.landmarks, between)
    values = {
        "single_face_present": float(sum(one.size >= SECOND_FACE * face.size for one in found.faces)),
        "detection_score": face.score,
        "inter_eye_distance_pixels": between / found.scale,
        "sharpness": float(cv2.Laplacian(grey, cv2.CV_64F).var()),
        "under_exposure": float((grey <= DARK).mean()),
        "over_exposure": float((grey >= BRIGHT).mean()),
        "dynamic_range_bits": _entropy(grey),
        "head_pose_yaw_degrees": yaw,
        "head_pose_pitch_degrees": pitch,
        "head_pose_roll_degrees": math.degrees(math.atan2(float(eyes[1]), float(eyes[0]))),
        "eyes_visible": _eye_contrast(found.pixels, face, between),
    }
    measures = tuple(_measure(name, value) for name, value in values.items())
    return FaceQuality(measures, all(one.kept for one in measures))


def _measure(name: str, value: float) -> QualityMeasure:
    least, most = BOUNDS[name]
    kept = (least is None or value >= least) and (most is None or value <= most)
    return QualityMeasure(name, round(value, 3), least, most, kept)


def _pose(landmarks: npt.NDArray[np.float32], between: float) -> tuple[float, float]:
    """Return yaw and pitch in degrees, as the nose's tip stands against eyes and mouth: good to some ten degrees."""
    right, left, nose, mouth_right, mouth_left = landmarks.astype(np.float64)
    eyes, mouth = (right + left) / 2, (mouth_right + mouth_left) / 2
    down = mouth - eyes
    length = max(float(np.hypot(*down)), 1e-6)
    across = np.array([down[1], -down[0]]) / length
    sideways = float((nose - eyes) @ across) / max(between / 2 * NOSE_DEPTH, 1e-6)
    height = float((nose - eyes) @ down) / length**2
    return _degrees(sideways), _degrees((height - NOSE_HEIGHT) * 2)


def _degrees(sine: float) -> float:
    return math.degrees(math.asin(min(max(sine, -1.0), 1.0)))


def _entropy(grey: Pixels) -> float:
    shares = np.bincount(grey.ravel(), minlength=256) / grey.size
    shares = shares[shares > 0]
    return float(-(shares * np.log2(shares)).sum())


def _eye_contrast(pixels: Pixels, face: Face, between: float) -> float:
    """Return the standard deviation in grey levels about the eye where it is less: lid, iris and white differ."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    half = max(between * EYE_PATCH, 2.0)
    return min(_deviation(grey, eye, half) for eye in face.landmarks[:2])


def _deviation(grey: Pixels, centre: npt.NDArray[np.float32], half: float) -> float:
    x, y = float(centre[0]), float(centre[1])
    patch = grey[max(int(y - half), 0) : max(int(y + half) + 1, 0), max(int(x - half), 0) : max(int(x + half) + 1, 0)]
    return float(patch.std()) if patch.size else 0.0
