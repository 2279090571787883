"""Characters read from a straight line by Tesseract with a model of machine-readable zones.

The model is `mrz` of DoubangoTelecom/tesseractMRZ (BSD-3-Clause), which ships in this package; its SHA-256 is compared
when it is loaded. A loaded model serves one thread at a time.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from importlib.resources import as_file, files

import msgspec
from PIL import Image
from tesserocr import OEM, PSM, RIL, PyTessBaseAPI

from tournai.documents.pages.opening import Grey
from tournai.errors import Unverified

MODEL = "mrz"
MODEL_SHA256 = "ece2a54f125a73792f9cec74e6f8e62f6e5e00c7f19153ba865af689be5b5f01"
MOST_SYMBOLS = 90
LEAST_SYMBOLS = 12


class Symbol(msgspec.Struct, frozen=True, gc=False):
    """A character as it was read: the reader's confidence (0 to 100), and its box in pixels of the line."""

    char: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> float:
        """Where it stands along the line."""
        return (self.left + self.right) / 2


class Recogniser:
    """A loaded model. Close it when it is no longer needed, or use it as a context."""

    def __init__(self) -> None:
        self._held = ExitStack()
        folder = self._held.enter_context(as_file(files("tournai.documents.pages") / "models" / "tesseract_mrz"))
        if sha256((folder / f"{MODEL}.traineddata").read_bytes()).hexdigest() != MODEL_SHA256:
            raise Unverified("the model of machine-readable zones is not the one that was reviewed")
        self._api = PyTessBaseAPI(path=f"{folder}/", lang=MODEL, psm=PSM.SINGLE_LINE, oem=OEM.LSTM_ONLY)

    def __enter__(self) -> "Recogniser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the model's memory back."""
        self._api.End()
        self._held.close()

    def read(self, line: Grey) -> tuple[Symbol, ...]:
        """Return the characters of a line from left to right."""
        image = Image.fromarray(line)
        found = self._read(image, PSM.SINGLE_LINE)
        # Where it finds no line, e.g. for an accent above it, it is told that the whole image is one.
        return found if len(found) >= LEAST_SYMBOLS else self._read(image, PSM.RAW_LINE)

    def _read(self, image: Image.Image, mode: int) -> tuple[Symbol, ...]:
        self._api.SetPageSegMode(mode)
        self._api.SetImage(image)
        self._api.Recognize()
        return tuple(symbol for symbol in self._symbols() if symbol.char.strip())[:MOST_SYMBOLS]

    def _symbols(self) -> Iterator[Symbol]:
        iterator = self._api.GetIterator()
        if iterator is None:
            return
        while True:
            try:
                char = iterator.GetUTF8Text(RIL.SYMBOL)
            except RuntimeError:  # a line in which nothing was found
                return
            box = iterator.BoundingBox(RIL.SYMBOL)
            if box:
                yield Symbol(char, iterator.Confidence(RIL.SYMBOL), *box)
            if not iterator.Next(RIL.SYMBOL):
                return
