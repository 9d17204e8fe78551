"""Receipt of paper, scans, completeness checks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "scan001"
down_revision = None
branch_labels = ("scan",)
depends_on = "s001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "penerimaan_rangkap",
        *_act(),
        sa.Column("jumlah_rangkap", sa.Integer, nullable=False),
        sa.Column("catatan", sa.String, nullable=False),
    )
    op.create_index("penerimaan_rangkap_berkas", "penerimaan_rangkap", ["berkas_id"])
    _pemindaian()
    op.create_table("pemeriksaan", *_act(), sa.Column("baris", JSONB, nullable=False))
    op.create_index("pemeriksaan_berkas", "pemeriksaan", ["berkas_id"])


def _act() -> list[sa.Column[object]]:
    return [
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("berkas_id", UUID(as_uuid=True), nullable=False),
        sa.Column("revisi", sa.Integer, nullable=False),
        sa.Column("giliran", sa.Integer, nullable=False),
        sa.Column("oleh", JSONB, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    ]


def _pemindaian() -> None:
    op.create_table(
        "pemindaian",
        *_act(),
        sa.Column("langkah", sa.String, nullable=False),
        sa.Column("kunci", sa.String, nullable=False),
        sa.Column("asal", sa.String, nullable=False),
        sa.Column("sumber", JSONB, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sebab", sa.String),
        sa.Column("hasil", sa.String),
        sa.Column("hasil_ukuran", sa.BigInteger),
        sa.Column("teks", sa.String),
        sa.Column("teks_ukuran", sa.BigInteger),
        sa.Column("halaman", sa.Integer),
        sa.Column("pdfa", sa.String),
        sa.Column("pdfa_sebab", sa.String),
        sa.Column("laporan", JSONB(none_as_null=True)),
        sa.Column("detik", sa.Float),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
    )
    op.create_index("pemindaian_berkas", "pemindaian", ["berkas_id", "id"])
    live = sa.text("state IN ('antre', 'diolah', 'siap')")
    op.create_index("pemindaian_hidup", "pemindaian", ["berkas_id"], unique=True, postgresql_where=live)
    keyed = sa.text("kunci <> ''")
    op.create_index("pemindaian_kunci", "pemindaian", ["berkas_id", "kunci"], unique=True, postgresql_where=keyed)


def downgrade() -> None:
    """Undo."""
    for table in ("pemeriksaan", "pemindaian", "penerimaan_rangkap"):
        op.drop_table(table)
