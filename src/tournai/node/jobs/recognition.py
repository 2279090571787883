"""Recognition of pictures in this process: its libraries are optional, its models are loaded when first needed."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from threading import Lock
from types import ModuleType

from tournai.documents.verdict import Step
from tournai.errors import Unavailable
from tournai.node.duties.picture_ports import ZoneInPicture


class LocalRecognition:
    """The models of the extra ``biometrics``, used by one request at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._module: ModuleType | None = None

    def read_zone(self, page: bytes, today: date) -> ZoneInPicture:
        """Return the zone of a page's picture; see `picture_ports.Recognition`."""
        with self._lock:
            found: ZoneInPicture = self._models().read_zone(page, today)
            return found

    def compare_faces(self, pictures: Mapping[str, bytes]) -> tuple[Step, ...]:
        """Return the steps of the holder's face; see `picture_ports.Recognition`."""
        with self._lock:
            steps: tuple[Step, ...] = self._models().compare_faces(pictures)
            return steps

    def _models(self) -> ModuleType:
        if self._module is None:
            try:
                self._module = import_module("tournai.node.jobs.local_models")
            except ModuleNotFoundError as error:
                if (error.name or "").startswith("tournai"):
                    raise
                raise Unavailable("the extra biometrics is not installed at this node") from error
        return self._module
