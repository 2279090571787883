"""The quarantine: bodies that could not be read, sealed, until the carrier sends again or 24 hours are over.

How long an entry is kept is a duty's to decide; here it is only kept, read and destroyed.
"""

from tournai.node.transport.sealed_folder import EntryPort, SealedFolder


class Quarantine(SealedFolder):
    """Bodies that could not be read. An entry keeps the receipt that it had in the spool."""

    label = "quarantine"

    def put(self, receipt: str, entry: EntryPort) -> None:
        """Keep an entry under the receipt it has, with a key of its own; durable on return, as in the spool.

        Putting again replaces the entry, so that a killed process may start over; `sweep` destroys the former key.

        Raises:
            Unavailable: It could not be kept, e.g. the disk is full.
            Malformed: The text is no receipt.
        """
        self._store(receipt, entry, self._digest(entry.body))
