"""Bringing a database to this program's schema: numbered migrations, forward only."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from tournai.errors import Malformed
from tournai.node.store.dialect import WRITES, is_sqlite

MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 7_300_011
"""PostgreSQL's advisory lock of migrations: two processes that start together do not both migrate."""


def migrate(engine: Engine) -> None:
    """Apply the migrations that the database lacks, in one transaction; none where it has them all.

    Raises:
        Malformed: The database was migrated by a newer program.
    """
    scripts = ScriptDirectory.from_config(_config())
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if not is_sqlite(connection):
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
        _check_known(connection, scripts)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check_known(connection: Connection, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise Malformed(
            f"the database is at schema {', '.join(sorted(unknown))}, which this program does not know: "
            "install the Tournai that migrated it, or a newer one",
            code="schema",
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
