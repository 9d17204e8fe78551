"""Stacks that were scanned in one go, and their parts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

revision = "scan004"
down_revision = "scan003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "tumpukan",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("kunci", sa.String, nullable=False),
        sa.Column("sumber", JSONB, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sebab", sa.String),
        sa.Column("kosong", JSONB, nullable=False),
        sa.Column("orang", JSONB, nullable=False),
        sa.Column("oleh", JSONB, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
    )
    op.create_index("tumpukan_kantor", "tumpukan", ["kantor", "id"])
    keyed = sa.text("kunci <> ''")
    op.create_index("tumpukan_kunci", "tumpukan", ["kantor", "kunci"], unique=True, postgresql_where=keyed)
    _bagian()


def _bagian() -> None:
    op.create_table(
        "bagian_tumpukan",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("tumpukan_id", UUID(as_uuid=True), sa.ForeignKey("tumpukan.id"), nullable=False),
        sa.Column("kantor", sa.String, nullable=False),
        sa.Column("urutan", sa.Integer, nullable=False),
        sa.Column("halaman", ARRAY(sa.Integer), nullable=False),
        sa.Column("asal", sa.String, nullable=False),
        sa.Column("kode", sa.String, nullable=False),
        sa.Column("jenis", sa.String),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("ukuran", sa.BigInteger, nullable=False),
        sa.Column("gambar", sa.String, nullable=False),
        sa.Column("gambar_ukuran", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sebab", sa.String),
        sa.Column("berkas_id", UUID(as_uuid=True)),
        sa.Column("giliran", sa.Integer),
        sa.Column("pemindaian_id", UUID(as_uuid=True)),
        sa.Column("diputus_oleh", JSONB(none_as_null=True)),
        sa.Column("diputus_pada", MOMENT),
        sa.Column("alasan", sa.String, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("bagian_tumpukan_urutan", "bagian_tumpukan", ["tumpukan_id", "urutan"], unique=True)
    waiting = sa.text("state = 'baki'")
    op.create_index("bagian_tumpukan_baki", "bagian_tumpukan", ["kantor"], postgresql_where=waiting)
    op.create_index("bagian_tumpukan_berkas", "bagian_tumpukan", ["berkas_id"])


def downgrade() -> None:
    """Undo."""
    for table in ("bagian_tumpukan", "tumpukan"):
        op.drop_table(table)
