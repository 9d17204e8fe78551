"""What the electronic signatures of a published document are worth."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "publisher002"
down_revision = "publisher001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("publikasi", sa.Column("tanda_tangan", JSONB(none_as_null=True)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("publikasi", "tanda_tangan")
