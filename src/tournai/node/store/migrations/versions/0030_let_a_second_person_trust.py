"""Ask a second person before an edition is relied on, and tell lists for documents from those for seals."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Add the columns; what was in force stays so, with nobody's name as its second person."""
    op.add_column("trust_editions", sa.Column("used_for", sa.String(64), nullable=False, server_default="documents"))
    op.add_column("trust_editions", sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("trust_editions", sa.Column("approved_by", sa.String(64), nullable=False, server_default=""))
    op.execute("UPDATE trust_editions SET approved_at = imported_at")
