"""Deciding over JSON. Every act answers with where the berkas lies now."""

from uuid import UUID

from fastapi import APIRouter

from services.approval import commands
from services.approval.acts import CekSalinan, Disposisikan, Kembalikan, Putuskan, Tolak
from shared.web.berkas import Posisi, berkas_router
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["putusan"])
router.include_router(berkas_router())


@router.post("/berkas/{berkas_id}/disposisi")
def disposisi(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Disposisikan) -> Posisi:
    """Pass the berkas on with a lembar disposisi."""
    return Posisi.of(commands.disposisikan(runtime, orang, berkas_id, act))


@router.post("/berkas/{berkas_id}/setujui")
def setujui(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Putuskan) -> Posisi:
    """Approve the publication."""
    return Posisi.of(commands.setujui(runtime, orang, berkas_id, act))


@router.post("/berkas/{berkas_id}/cek-salinan")
def cek_salinan(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: CekSalinan) -> Posisi:
    """State that the salinan is like the asli; it gets the stamp SALINAN."""
    return Posisi.of(commands.cek_salinan(runtime, orang, berkas_id, act))


@router.post("/berkas/{berkas_id}/otentikasi")
def otentikasi(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Putuskan) -> Posisi:
    """Authenticate the salinan; it gets the stamp SALINAN."""
    return Posisi.of(commands.otentikasi(runtime, orang, berkas_id, act))


@router.post("/berkas/{berkas_id}/kembalikan")
def kembalikan(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Kembalikan) -> Posisi:
    """Return the berkas to a named earlier step, with a reason."""
    with runtime.database.unit() as unit:
        return Posisi.of(commands.kembalikan(unit, orang, berkas_id, act))


@router.post("/berkas/{berkas_id}/tolak")
def tolak(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Tolak) -> Posisi:
    """Refuse the berkas, with a reason; it ends."""
    with runtime.database.unit() as unit:
        return Posisi.of(commands.tolak(unit, orang, berkas_id, act))
