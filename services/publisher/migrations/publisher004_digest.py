"""By what a published document is bound beside its SHA-256."""

import sqlalchemy as sa
from alembic import op

revision = "publisher004"
down_revision = "publisher003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("publikasi", sa.Column("sidik", sa.String, nullable=False, server_default=""))
    op.alter_column("publikasi", "sidik", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_column("publikasi", "sidik")
