"""The record of acts on and by office systems can only be added to."""

from alembic import op

revision = "intake003"
down_revision = "intake002"
branch_labels = None
depends_on = "s002"

TRIGGER = """
CREATE TRIGGER catatan_sistem_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catatan_sistem
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def upgrade() -> None:
    """Apply."""
    op.execute(TRIGGER)


def downgrade() -> None:
    """Undo."""
    op.execute("DROP TRIGGER catatan_sistem_append_only ON catatan_sistem")
