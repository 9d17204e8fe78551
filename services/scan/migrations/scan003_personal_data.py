"""Personal data in a scan: what was found, what was decided, and the closing of places."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "scan003"
down_revision = "scan002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("pemindaian", sa.Column("peringatan", JSONB(none_as_null=True)))
    op.create_table(
        "putusan_data_pribadi",
        *_act(),
        sa.Column("kunci", sa.String, nullable=False),
        sa.Column("hasil", sa.String, nullable=False),
        sa.Column("kode", sa.String, nullable=False),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("halaman", sa.Integer, nullable=False),
        sa.Column("kotak", JSONB, nullable=False),
        sa.Column("cuplikan", sa.String, nullable=False),
        sa.Column("putusan", sa.String, nullable=False),
        sa.Column("alasan", sa.String, nullable=False),
    )
    op.create_index("putusan_data_pribadi_berkas", "putusan_data_pribadi", ["berkas_id", "hasil"])
    _penutupan()


def _act() -> list[sa.Column[object]]:
    return [
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
        sa.Column("revisi", sa.Integer, nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        sa.Column("langkah", sa.String, nullable=False),
        sa.Column("oleh", JSONB, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    ]


def _penutupan() -> None:
    op.create_table(
        "penutupan",
        *_act(),
        sa.Column("dari", sa.String, nullable=False),
        sa.Column("bagian", JSONB, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sebab", sa.String),
        sa.Column("hasil", sa.String),
        sa.Column("hasil_ukuran", sa.BigInteger),
        sa.Column("teks", sa.String),
        sa.Column("teks_ukuran", sa.BigInteger),
        sa.Column("pdfa", sa.String),
        sa.Column("pdfa_sebab", sa.String),
        sa.Column("digambar", JSONB(none_as_null=True)),
        sa.Column("virus", JSONB(none_as_null=True)),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
    )
    op.create_index("penutupan_berkas", "penutupan", ["berkas_id", "id"])
    live = sa.text("state IN ('antre', 'diolah')")
    op.create_index("penutupan_hidup", "penutupan", ["berkas_id"], unique=True, postgresql_where=live)


def downgrade() -> None:
    """Undo."""
    for table in ("penutupan", "putusan_data_pribadi"):
        op.drop_table(table)
    op.drop_column("pemindaian", "peringatan")
