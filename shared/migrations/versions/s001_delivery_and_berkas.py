"""Delivery (outbox, inbox, jobs, canary), the berkas, offices, stored objects."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "s001"
down_revision = None
branch_labels = ("shared",)
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("acked_at IS NULL AND discarded_at IS NULL")


def upgrade() -> None:
    """Apply."""
    _outbox()
    _inbox_and_jobs()
    _operations()
    _berkas()


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(always=True), unique=True),
        sa.Column("event_id", UUID(as_uuid=True), nullable=False),
        sa.Column("subscriber", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("envelope", JSONB, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claimed_until", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("acked_at", MOMENT),
        sa.Column("dead_at", MOMENT),
        sa.Column("discarded_at", MOMENT),
        sa.Column("last_error", sa.String),
    )
    op.create_index("outbox_open", "outbox", ["subscriber", "subject", "seq"], postgresql_where=OPEN)
    op.create_index("outbox_sendable", "outbox", ["seq"], postgresql_where=sa.text(f"{OPEN} AND dead_at IS NULL"))
    op.create_index("outbox_subject", "outbox", ["subject"])


def _inbox_and_jobs() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("producer", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("handled_at", MOMENT, nullable=False),
    )
    op.create_table(
        "job",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", UUID(as_uuid=True), nullable=False),
        sa.Column("payload", JSONB, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("available_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("woken_until", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("last_error", sa.String),
    )
    waiting = sa.text("state IN ('waiting', 'running')")
    op.create_index("job_open", "job", ["available_at"], postgresql_where=waiting)


def _operations() -> None:
    op.create_table(
        "canary",
        sa.Column("queue", sa.String, primary_key=True),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
    op.create_table(
        "operator_act",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("target", UUID(as_uuid=True), nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("actor", UUID(as_uuid=True), nullable=False),
        sa.Column("actor_name", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )


def _berkas() -> None:
    op.create_table(
        "berkas",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("sop", sa.String, nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        sa.Column("revisi", sa.Integer, nullable=False),
        sa.Column("langkah", sa.String),
        sa.Column("keadaan", sa.String, nullable=False),
        sa.Column("isi", JSONB, nullable=False),
        sa.Column("kunci", sa.String),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_index("berkas_desk", "berkas", ["kantor", "langkah"])
    op.create_table(
        "kantor",
        sa.Column("kode", sa.String, primary_key=True),
        sa.Column("nama", sa.String, nullable=False),
        sa.Column("sop", sa.String, nullable=False),
        sa.Column("tempat", sa.String, nullable=False),
        sa.Column("zona", sa.String, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
    )
    op.create_table(
        "stored_object",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content_type", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("stored_object", "kantor", "berkas", "operator_act", "canary", "job", "inbox", "outbox"):
        op.drop_table(table)
