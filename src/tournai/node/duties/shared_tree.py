"""A log's tree that one process keeps in memory and reads further as the log grows. Safe for several threads."""

import threading

from tournai.node.duties.partner_rows import PartnerRows
from tournai.oversight.events import Stream
from tournai.oversight.growing_tree import GrowingTree
from tournai.oversight.log import LogEntry


class SharedTree:
    """The tree over a stream's entries; 64 bytes of memory an entry."""

    def __init__(self, stream: Stream = Stream.EXCHANGE) -> None:
        self._stream = stream
        self._tree = GrowingTree()
        self._lock = threading.Lock()

    def proof(self, rows: PartnerRows, old_size: int, new_size: int) -> tuple[bytes, tuple[bytes, ...]]:
        """Return the root of the first ``new_size`` entries, and the proof that they begin with the first ``old_size``.

        The proof is empty from none or from all of them.
        """
        with self._lock:
            missing = rows.leaf_rows(self._stream.value, self._tree.size, new_size)
            self._tree.extend(LogEntry(self._stream, number, None, None, made).leaf for number, made in missing)
            is_grown = 0 < old_size < new_size
            return self._tree.root(new_size), self._tree.consistency_proof(old_size, new_size) if is_grown else ()
