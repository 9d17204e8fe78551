"""News of a berkas: what a service keeps when it hears of one. The order in which news comes makes no difference."""

from shared.sop.berkas import Berkas, Jejak, Keadaan


def newer(known: Berkas | None, heard: Berkas) -> Berkas | None:
    """What is to be kept now; None when it is what is known already.

    The most acts count. A withdrawal is final: acts of desks that had not heard of it stay in the history before it.
    """
    if known is None:
        return heard
    last = max(known, heard, key=_acts)
    tarik = _withdrawal(known) or _withdrawal(heard)
    kept = _withdrawn(last, tarik) if tarik else last
    return None if kept == known else kept


def _acts(berkas: Berkas) -> int:
    return berkas.giliran - (berkas.keadaan is Keadaan.DITARIK)


def _withdrawal(berkas: Berkas) -> Jejak | None:
    return berkas.riwayat[-1] if berkas.keadaan is Keadaan.DITARIK else None


def _withdrawn(berkas: Berkas, tarik: Jejak) -> Berkas:
    if berkas.keadaan is Keadaan.DITARIK:
        return berkas
    turn = berkas.giliran + 1
    jejak = tarik.model_copy(update={"giliran": turn, "revisi": berkas.revisi})
    return berkas.model_copy(
        update={
            "giliran": turn, "riwayat": (*berkas.riwayat, jejak), "keadaan": Keadaan.DITARIK,
            "langkah": None, "sejak": tarik.pada, "tenggat": None,
        }
    )  # fmt: skip
