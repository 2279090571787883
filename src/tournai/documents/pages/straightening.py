"""A line of a zone cut out of a picture, level and of one size, dark on white."""

import cv2
import numpy as np

from tournai.documents.pages.finding import Bar
from tournai.documents.pages.opening import Grey

TEXT_WIDTH = 1_150
"""Pixels from the first character to the last."""
MARGIN = 25
WHITE_EDGE_X, WHITE_EDGE_Y = 20, 8
HEIGHTS = 1.0
"""Heights of the line that are cut out above its middle, and below."""
MOST_HEIGHT = 220


def straighten(page: Grey, bar: Bar) -> Grey:
    """Return a line on white: its background evened out, its darkest ink black."""
    return _on_white(_cut(page, bar))


def _cut(page: Grey, bar: Bar) -> Grey:
    along = np.subtract(bar.right, bar.left) / bar.length
    across = np.array([-along[1], along[0]])
    scale = TEXT_WIDTH / bar.length
    out, half = along * (MARGIN / scale), across * (bar.height * HEIGHTS)
    corners = [np.subtract(bar.left, out) - half, np.add(bar.right, out) - half, np.subtract(bar.left, out) + half]
    width, height = TEXT_WIDTH + 2 * MARGIN, min(MOST_HEIGHT, round(2 * HEIGHTS * bar.height * scale))
    turn = cv2.getAffineTransform(
        np.array(corners, np.float32), np.array([[0, 0], [width, 0], [0, height]], np.float32)
    )
    way = cv2.INTER_CUBIC if scale > 0.6 else cv2.INTER_AREA
    cut = cv2.warpAffine(page, turn, (width, height), flags=way, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, dtype=np.uint8)


def _on_white(cut: Grey) -> Grey:
    size = max(15, int(cut.shape[0] * 0.6) | 1)
    paper = cv2.morphologyEx(cut, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    paper = cv2.GaussianBlur(paper, (0, 0), size / 3)
    ink = 255.0 - np.clip(paper.astype(np.float32) - cut, 0, 255)
    darkest = float(np.percentile(ink, 2))
    white = np.clip((ink - darkest) * (255.0 / max(255.0 - darkest, 1.0)), 0, 255).astype(np.uint8)
    edged = cv2.copyMakeBorder(
        white, WHITE_EDGE_Y, WHITE_EDGE_Y, WHITE_EDGE_X, WHITE_EDGE_X, cv2.BORDER_CONSTANT, value=(255,)
    )
    return np.asarray(edged, dtype=np.uint8)
