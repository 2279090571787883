"""Transactions: one `Unit` each, whose data and events land together or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from tournai.errors import Unavailable, Unverified
from tournai.node.store.accounts import AccountTables
from tournai.node.store.alerts import AlertTables
from tournai.node.store.border import BorderTables
from tournai.node.store.carriers import CarrierTables
from tournai.node.store.cases import CaseTables
from tournai.node.store.criteria import CriterionTables
from tournai.node.store.dialect import WRITES, open_engine, reading
from tournai.node.store.disseminations import DisseminationTables
from tournai.node.store.document_cases import DocumentCaseTables
from tournai.node.store.evaluations import EvaluationTables
from tournai.node.store.events import EventTables, LogSigner
from tournai.node.store.false_matches import FalseMatchTables
from tournai.node.store.information import InformationTables
from tournai.node.store.intake import IntakeTables
from tournai.node.store.matches import MatchTables
from tournai.node.store.migrate import migrate
from tournai.node.store.partners import PartnerTables
from tournai.node.store.resolution import ResolutionTables
from tournai.node.store.selections import SelectionTables
from tournai.node.store.statistics import StatisticsTables
from tournai.node.store.timetable import TimetableTables
from tournai.node.store.travel import TravelTables
from tournai.node.store.trials import TrialTables
from tournai.node.store.trust import TrustTables
from tournai.oversight.log import Checkpoint
from tournai.values.wordings import say

Witness = Callable[[Sequence[Checkpoint]], None]
"""Told of every checkpoint once it is committed, to keep it where this database cannot rewrite it."""


class TableUnit:
    """One transaction on the tables: `tournai.node.duties.ports.Unit`."""

    def __init__(self, connection: Connection, signer: LogSigner) -> None:
        self.travel = TravelTables(connection)
        self.resolution = ResolutionTables(connection)
        self.timetable = TimetableTables(connection)
        self.alerts = AlertTables(connection)
        self.matches = MatchTables(connection)
        self.false_matches = FalseMatchTables(connection)
        self.evaluations = EvaluationTables(connection)
        self.disseminations = DisseminationTables(connection)
        self.statistics = StatisticsTables(connection)
        self.cases = CaseTables(connection)
        self.selections = SelectionTables(connection)
        self.criteria = CriterionTables(connection)
        self.carriers = CarrierTables(connection)
        self.trials = TrialTables(connection)
        self.document_cases = DocumentCaseTables(connection)
        self.border = BorderTables(connection)
        self.trust = TrustTables(connection)
        self.partners = PartnerTables(connection)
        self.information = InformationTables(connection)
        self.accounts = AccountTables(connection)
        self.intake = IntakeTables(connection)
        self.events = EventTables(connection, signer)


class Database:
    """A node's database, migrated to this program's schema."""

    def __init__(self, engine: Engine, signer: LogSigner, witness: Witness) -> None:
        self._engine = engine
        self._signer = signer
        self._witness = witness
        self._writing = Lock()

    @contextmanager
    def begin(self) -> Iterator[TableUnit]:
        """Open a transaction that writes; it commits when the block ends, and rolls back when the block raises.

        Raises:
            Unavailable: The database cannot be reached, or is held by another process for too long.
        """
        # Threads of one process wait here, in order, instead of asking SQLite again and again.
        with self._writing, _database_errors():
            with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                unit = TableUnit(connection, self._signer)
                yield unit
                signed = unit.events.flush()
            self._witness(signed)

    @contextmanager
    def look(self) -> Iterator[TableUnit]:
        """Open a transaction that only reads, on one state of the data; nothing done in it is kept."""
        with _database_errors(), self._engine.connect() as connection:
            yield TableUnit(reading(connection), self._signer)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_database(url: str, signer: LogSigner, witness: Witness) -> Database:
    """Return the database at ``sqlite:///PATH`` or ``postgresql://...``, migrated to this program's schema.

    Raises:
        Malformed: No such kind of database, or its schema is newer than this program.
        Unavailable: It cannot be reached.
    """
    engine = open_engine(url)
    try:
        with _database_errors():
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, signer, witness)


@contextmanager
def _database_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise Unavailable(say("the database cannot be used now: {error}", error=_first_line(error))) from error
    except DatabaseError as error:
        # Its subclasses are faults of a statement, and of this program; sqlite3 raises the class itself for damage.
        if type(error) is not DatabaseError:
            raise
        said = "the database is damaged: {error}; restore it from its copy"
        raise Unverified(say(said, error=_first_line(error))) from error


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else type(error).__name__
