"""The folder of master lists and CA certificates that checks of documents rely on, read when its files change."""

from pathlib import Path

from tournai.documents.tlv import read_whole
from tournai.documents.trust import TrustStore
from tournai.documents.trust.certificates import Certificate, certificate_of
from tournai.documents.trust.master_lists import read_master_list
from tournai.documents.trust.store import build_store
from tournai.errors import Malformed, Unavailable

Stamp = tuple[tuple[str, int, int], ...]


class TrustFolder:
    """The files of a folder, as one trust store; made anew where a file came, went or changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: Stamp = ()
        self._store = TrustStore()

    def store(self) -> TrustStore:
        """Return whom the node relies on; nobody where there is no such folder.

        Raises:
            Unavailable: A file is neither a master list nor a certificate.
        """
        files = sorted(path for path in self._folder.glob("*") if path.is_file()) if self._folder.is_dir() else []
        stamp = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
        if stamp != self._stamp:
            self._store = build_store([(path.name, _read(path)) for path in files])
            self._stamp = stamp
        return self._store


def _read(path: Path) -> tuple[Certificate, ...]:
    data = path.read_bytes()
    try:
        return (certificate_of(read_whole(data)),)
    except Malformed:
        pass
    try:
        return read_master_list(data).certificates
    except Malformed as error:
        raise Unavailable(f"{path.name} in the folder of trust is neither a master list nor a certificate") from error
