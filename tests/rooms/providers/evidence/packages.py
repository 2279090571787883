"""An invented delivery, whole and altered."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from tournai.providers.evidence.delivery import OpenOrder
from tournai.providers.evidence.order_manifest import Means
from tournai.providers.evidence.package import PackageFile
from tournai.providers.evidence.sums import measure
from tournai.providers.evidence.tag_files import Information
from tournai.providers.evidence.writing import ALGORITHMS, Contents, Sending, manifest_of, tag_files

AT = datetime(2026, 9, 3, 10, tzinfo=UTC)
REFERENCE = "EPOC-FR-IE-2026-09-01-0001-1"
ORDER = OpenOrder(
    REFERENCE, "Messenger Ireland", "Tribunal judiciaire", frozenset({"traffic_data"}), AT - timedelta(30), AT
)
SENDING = Sending("Messenger Ireland", "Tribunal judiciaire", REFERENCE, AT, Means.DOWNLOAD, date(2026, 9, 23))
PAYLOAD = {"logs/connections.json": b'{"connections": []}', "100 %.txt": b"twice\n" * 1000}
CONTENTS = {
    "logs/connections.json": Contents("traffic_data", AT - timedelta(9), AT - timedelta(8)),
    "100 %.txt": Contents("traffic_data", AT - timedelta(20), AT - timedelta(10)),
}


class Held:
    """A package in memory; ``links``: names that are no plain files."""

    def __init__(self, files: dict[str, bytes], links: Sequence[str] = (), piece: int = 7) -> None:
        self.held, self.links, self.piece = files, links, piece

    def files(self) -> Sequence[PackageFile]:
        return [PackageFile(name, len(data), name not in self.links) for name, data in self.held.items()]

    def chunks(self, name: str) -> Iterator[bytes]:
        data = self.held[name]
        yield from (data[start : start + self.piece] for start in range(0, len(data), self.piece))


def package(
    payload: dict[str, bytes] = PAYLOAD,
    sending: Sending = SENDING,
    contents: dict[str, Contents] = CONTENTS,
    information: Information | None = None,
) -> dict[str, bytes]:
    """Return the files of a delivery by name."""
    measured = {name: measure((data,), ALGORITHMS) for name, data in payload.items()}
    tags = tag_files(measured, manifest_of(sending, measured, contents), information or Information())
    return tags | {f"data/{name}": data for name, data in payload.items()}


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a package whose tag manifest fits its tag files again: what an insider alters does fit."""
    tags = {name: data for name, data in files.items() if not name.startswith(("data/", "tagmanifest-"))}
    lines = (f"{hashlib.sha512(data).hexdigest()} {name}\n" for name, data in tags.items())
    return files | {"tagmanifest-sha512.txt": "".join(lines).encode()}
