"""Places that were closed in a published document."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "publisher003"
down_revision = "publisher002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("publikasi", sa.Column("ditutup", JSONB(none_as_null=True)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("publikasi", "ditutup")
