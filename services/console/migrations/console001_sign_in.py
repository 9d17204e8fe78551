"""People, their roles, tries to sign in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "console001"
down_revision = None
branch_labels = ("console",)
depends_on = "s001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "akun",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("nama_masuk", sa.String, nullable=False, unique=True),
        sa.Column("kata_sandi", sa.String, nullable=False),
        sa.Column("nama", sa.String, nullable=False),
        sa.Column("nip", sa.String, nullable=False),
        sa.Column("jabatan", sa.String, nullable=False),
        sa.Column("aktif", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("nama_masuk = lower(nama_masuk)", name="akun_nama_masuk_kecil"),
    )
    op.create_table(
        "peran_akun",
        sa.Column("akun", UUID(as_uuid=True), sa.ForeignKey("akun.id"), primary_key=True),
        sa.Column("kantor", sa.String, primary_key=True),
        sa.Column("peran", sa.String, primary_key=True),
    )
    op.create_table(
        "percobaan_masuk",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("nama_masuk", sa.String, nullable=False),
        sa.Column("alamat", sa.String, nullable=False),
        sa.Column("pada", MOMENT, nullable=False),
        sa.Column("berhasil", sa.Boolean, nullable=False),
    )
    op.create_index("percobaan_masuk_nama", "percobaan_masuk", ["nama_masuk", "pada"])


def downgrade() -> None:
    """Undo."""
    for table in ("percobaan_masuk", "peran_akun", "akun"):
        op.drop_table(table)
