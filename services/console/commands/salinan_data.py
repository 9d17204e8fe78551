"""What console keeps of a person, for that person (UU 27/2022, the right to a copy)."""

from typing import Any
from uuid import UUID

from sqlmodel import SQLModel, col, or_, select

from services.console import queries
from services.console.models import Akun, Catatan, KodePemulihan, OidcOrang, PenugasanAkun, PercobaanMasuk, Sesi, Totp
from shared.database.unit import Unit

SECRET = {"kata_sandi", "rahasia", "sidik"}
"""Never handed out, not to the person either: hashes and what is encrypted, no use to anybody but a thief."""


def copy_of(unit: Unit, akun_id: UUID) -> dict[str, Any]:
    """Account, roles, deputations, sessions, tries to sign in, what was recorded by or about the person; JSON."""
    akun = unit.session.get_one(Akun, akun_id)
    person = queries.person(unit.session, akun)
    mine = or_(col(Catatan.oleh) == akun_id, col(Catatan.tentang) == str(akun_id))
    return {
        "akun": akun.model_dump(mode="json", exclude=SECRET),
        "peran": {kantor: list(roles) for kantor, roles in person.peran.items()},
        "penugasan": _rows(unit, select(PenugasanAkun).where(
            or_(col(PenugasanAkun.akun) == akun_id, col(PenugasanAkun.untuk) == akun_id))),
        "sesi": _rows(unit, select(Sesi).where(Sesi.akun == akun_id)),
        "percobaan_masuk": _rows(unit, select(PercobaanMasuk).where(PercobaanMasuk.nama_masuk == akun.nama_masuk)),
        "kode_aplikasi": _rows(unit, select(Totp).where(Totp.akun == akun_id)),
        "kode_pemulihan": _rows(unit, select(KodePemulihan).where(KodePemulihan.akun == akun_id)),
        "sso": _rows(unit, select(OidcOrang).where(OidcOrang.akun == akun_id)),
        "catatan": _rows(unit, select(Catatan).where(mine).order_by(col(Catatan.pada))),
    }  # fmt: skip


def _rows(unit: Unit, query: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a select of any table
    rows: list[SQLModel] = list(unit.session.exec(query))
    return [row.model_dump(mode="json", exclude=SECRET) for row in rows]
