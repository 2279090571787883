"""Lists of whom to trust: `tournai.node.duties.trust_rows.TrustRows`."""

from sqlalchemy import Connection, insert, select, update

from tournai.node.duties.trust_rows import StoredTrust
from tournai.node.store.document_schema import trust_editions
from tournai.node.store.rows import read, read_all, values_of


class TrustTables:
    """Editions of lists of whom to trust, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def in_force(self) -> list[StoredTrust]:
        """Return the latest edition of each source, by source."""
        found = select(trust_editions).where(trust_editions.c.replaced_at.is_(None)).order_by(trust_editions.c.source)
        return read_all(StoredTrust, self._connection.execute(found))

    def identifiers(self) -> tuple[str, ...]:
        """Return the identifiers of the editions in force, sorted: two stores that share them are the same."""
        found = select(trust_editions.c.edition_id).where(trust_editions.c.replaced_at.is_(None))
        return tuple(sorted(self._connection.execute(found).scalars()))

    def before(self, source: str) -> StoredTrust | None:
        """Return the edition of a source that the latest one replaced."""
        replaced = trust_editions.c.source == source, trust_editions.c.replaced_at.is_not(None)
        order = trust_editions.c.replaced_at.desc(), trust_editions.c.edition_id
        row = self._connection.execute(select(trust_editions).where(*replaced).order_by(*order).limit(1)).first()
        return read(StoredTrust, row) if row else None

    def replace(self, edition: StoredTrust) -> None:
        """Store an edition, in force from its import; the one before it is kept, and is so no more."""
        in_force = trust_editions.c.source == edition.source, trust_editions.c.replaced_at.is_(None)
        self._connection.execute(update(trust_editions).where(*in_force).values(replaced_at=edition.imported_at))
        self._connection.execute(insert(trust_editions), values_of([edition]))
