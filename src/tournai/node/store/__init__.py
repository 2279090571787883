"""The node's database: SQLite or PostgreSQL behind the duties' ports."""

from tournai.node.store.database import Database, open_database

__all__ = ["Database", "open_database"]
