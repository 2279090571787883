"""How bytes arrive and leave: the spool of received bodies, the quarantine, watched folders."""

from tournai.node.transport.quarantine import Quarantine
from tournai.node.transport.sealed_folder import EntryPort, KeyStorePort, Receipt, SpoolEntry, Swept
from tournai.node.transport.spool import Spool

__all__ = ["EntryPort", "KeyStorePort", "Quarantine", "Receipt", "Spool", "SpoolEntry", "Swept"]
