"""An office's place in the tree, letterhead, sites, calendar and limits."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "s005"
down_revision = "s003"
branch_labels = None
depends_on = None

COLUMNS = (
    ("induk", sa.String, "''"),
    ("tingkat", sa.String, "''"),
    ("kop", JSONB, "'{}'"),
    ("jdih", JSONB, "'[]'"),
    ("hari_kerja", JSONB, "'[1, 2, 3, 4, 5]'"),
    ("tutup", JSONB, "'[]'"),
    ("aktif", sa.Boolean, "true"),
)
LEVEL = """
UPDATE kantor SET tingkat = CASE
    WHEN kode = '0' THEN 'nasional'
    WHEN length(kode) <= 2 THEN 'provinsi'
    WHEN substr(kode, 3) >= '71' THEN 'kota'
    ELSE 'kabupaten' END
"""


def upgrade() -> None:
    """Apply."""
    for name, kind, value in COLUMNS:
        op.add_column("kantor", sa.Column(name, kind, nullable=False, server_default=sa.text(value)))
        op.alter_column("kantor", name, server_default=None)
    for name in ("maks_unggah_mb", "maks_halaman"):
        op.add_column("kantor", sa.Column(name, sa.Integer))
    op.create_index("kantor_induk", "kantor", ["induk"])
    op.execute(LEVEL)


def downgrade() -> None:
    """Undo."""
    op.drop_index("kantor_induk", "kantor")
    for name in ("maks_halaman", "maks_unggah_mb", *(name for name, _, _ in COLUMNS)):
        op.drop_column("kantor", name)
