"""What was done at console is never changed: rows of the record can only be added."""

from alembic import op

revision = "console003"
down_revision = "console002"
branch_labels = None
depends_on = "s005"

TRIGGER = """
CREATE TRIGGER catatan_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catatan
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def upgrade() -> None:
    """Apply."""
    op.execute(TRIGGER)


def downgrade() -> None:
    """Undo."""
    op.execute("DROP TRIGGER catatan_append_only ON catatan")
