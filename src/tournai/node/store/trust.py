"""Lists of whom to trust: `tournai.node.duties.trust_rows.TrustRows`."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from tournai.node.duties.trust_rows import StoredTrust
from tournai.node.store.document_schema import trust_editions
from tournai.node.store.rows import read, read_all, values_of

_IN_FORCE = (trust_editions.c.approved_at.is_not(None), trust_editions.c.replaced_at.is_(None))
_WAITS = (trust_editions.c.approved_at.is_(None), trust_editions.c.replaced_at.is_(None))


class TrustTables:
    """Editions of lists of whom to trust, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def in_force(self) -> list[StoredTrust]:
        """Return the approved edition of each source that no other has replaced, by source."""
        return self._all(_IN_FORCE)

    def proposed(self) -> list[StoredTrust]:
        """Return the editions that wait for a second person, by source."""
        return self._all(_WAITS)

    def edition(self, edition_id: str) -> StoredTrust | None:
        """Return an edition."""
        found = select(trust_editions).where(trust_editions.c.edition_id == edition_id)
        row = self._connection.execute(found).first()
        return read(StoredTrust, row) if row else None

    def identifiers(self) -> tuple[str, ...]:
        """Return the identifiers of the editions in force, sorted: two stores that share them are the same."""
        found = select(trust_editions.c.edition_id).where(*_IN_FORCE)
        return tuple(sorted(self._connection.execute(found).scalars()))

    def before(self, edition: StoredTrust) -> StoredTrust | None:
        """Return the edition of its source that an edition replaced, or would."""
        columns = trust_editions.c
        is_next = (
            columns.replaced_at.is_(None) if edition.approved_at is None else columns.replaced_at <= edition.approved_at
        )
        earlier = (columns.source == edition.source, columns.edition_id != edition.edition_id, is_next)
        found = select(trust_editions).where(*earlier, columns.approved_at.is_not(None))
        row = self._connection.execute(found.order_by(columns.replaced_at.desc(), columns.edition_id).limit(1)).first()
        return read(StoredTrust, row) if row else None

    def propose(self, edition: StoredTrust) -> None:
        """Store an edition that waits; one of the same source that waited does so no more."""
        self._end(edition.source, _WAITS, edition.imported_at)
        self._connection.execute(insert(trust_editions), values_of([edition]))

    def approve(self, edition: StoredTrust, at: datetime, by: str) -> None:
        """Bring an edition in force; the one before it is kept, and is so no more."""
        self._end(edition.source, _IN_FORCE, at)
        given = update(trust_editions).where(trust_editions.c.edition_id == edition.edition_id)
        self._connection.execute(given.values(approved_at=at, approved_by=by))

    def refuse(self, edition: StoredTrust, at: datetime) -> None:
        """Have an edition wait no more."""
        self._end(edition.source, _WAITS, at)

    def _all(self, which: tuple[ColumnElement[bool], ...]) -> list[StoredTrust]:
        found = select(trust_editions).where(*which).order_by(trust_editions.c.source)
        return read_all(StoredTrust, self._connection.execute(found))

    def _end(self, source: str, which: tuple[ColumnElement[bool], ...], at: datetime) -> None:
        ended = update(trust_editions).where(trust_editions.c.source == source, *which)
        self._connection.execute(ended.values(replaced_at=at))
