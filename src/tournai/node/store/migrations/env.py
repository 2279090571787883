"""How alembic runs here: on the connection, and in the transaction, that `tournai.node.store.migrate` hands it."""

from alembic import context

from tournai.node.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
