"""What every test may ask for: the shared data set, and a node on each kind of database."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import hypothesis
import pytest
from tests.acts import selected_before
from tests.fakes.clock import MovableClock
from tests.postgres import CannotRun, PostgresServer

from tournai.node.assembly import Node, assemble
from tournai.node.settings import Settings
from tournai.node.store.dialect import open_engine
from tournai.node.store.migrate import migrate

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
DATABASES = ("sqlite", "postgresql")
# A busy machine takes seconds over what takes milliseconds: no example fails by the clock.
hypothesis.settings.register_profile("by results alone", deadline=None)
hypothesis.settings.load_profile("by results alone")
NewDatabase = Callable[[Path], AbstractContextManager[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=(*DATABASES, "both"), default="both", help="databases that the node's tests run on"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database")
        metafunc.parametrize("database", DATABASES if chosen == "both" else (chosen,), scope="session")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real messages and lists that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared data set beside the checkout (../shared/data)")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test process."""
    try:
        server = PostgresServer()
    except CannotRun as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The name of a migrated database, to be copied."""
    name = postgres.create()
    migrate_at(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "tournai.sqlite"
    migrate_at(f"sqlite:///{path}")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A node's data folder."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, database: str, data: Path) -> Iterator[str]:
    """The address of a database in which nothing is yet."""
    if database == "sqlite":
        yield f"sqlite:///{data / 'tournai.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, database: str) -> NewDatabase:
    """Give the address of a migrated database that holds nothing, to a test or to a module's tests together."""

    @contextmanager
    def make(data: Path) -> Iterator[str]:
        if database == "sqlite":
            shutil.copy(request.getfixturevalue("migrated_sqlite"), data / "tournai.sqlite")
            yield f"sqlite:///{data / 'tournai.sqlite'}"
            return
        server: PostgresServer = request.getfixturevalue("postgres")
        name = server.create(request.getfixturevalue("migrated_postgres"))
        yield server.url(name)
        server.drop(name)

    return make


@pytest.fixture
def database_url(new_database: NewDatabase, data: Path) -> Iterator[str]:
    """The address of a migrated database that holds nothing; each test runs on every kind."""
    with new_database(data) as url:
        yield url


@pytest.fixture
def clock() -> MovableClock:
    """A node's clock, which the test moves."""
    return MovableClock()


@pytest.fixture
def settings(data: Path, database_url: str) -> Settings:
    """A node's settings."""
    return Settings(data=data, database=database_url, node_name="piu.example")


@pytest.fixture
def node(settings: Settings, clock: MovableClock) -> Iterator[Node]:
    """A node on a database of its own."""
    made = assemble(settings, clock)
    selected_before(made)
    yield made
    made.close()


def migrate_at(url: str) -> None:
    """Migrate the database at an address and leave no connection to it."""
    engine = open_engine(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()
