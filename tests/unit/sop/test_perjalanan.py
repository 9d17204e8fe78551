"""The journey of a berkas by the rules of its SOP."""

from datetime import timedelta

import pytest

from shared.errors import Conflict, Forbidden, Invalid
from shared.kalender import Kalender
from shared.sop import Berkas, JenisDokumen, Keadaan, sop
from shared.sop.perjalanan import (
    approved_by_another,
    authorise,
    complete,
    refuse,
    resubmit,
    send_back,
    withdraw,
)
from tests.support.people import MOMENT, actor, berkas_at, document, new_berkas, person

P, R = "kalbar-8-2022", "kotim-33-2021"


def walk(berkas: Berkas) -> list[str]:
    """The codes of the steps that a berkas of this kind goes through."""
    rules, codes, kode = sop(berkas.sop), [], berkas.langkah
    while kode:
        codes.append(kode)
        row = rules.after(kode, berkas.produk.jenis)
        kode = row.kode if row else None
    return codes


@pytest.mark.parametrize(
    ("sop_id", "jenis", "codes"),
    [
        (P, "keputusan_kpu_provinsi", ["P1", "P2a", "P2b", "P3", "P4", "P5", "P6", "P7"]),
        (R, "keputusan_kpu_kabkota", ["R1", "R2a", "R2b", "R3a", "R4a", "R4b", "R5a", "R5b"]),
        (R, "surat_edaran", ["R1", "R2a", "R2b", "R3b", "R4a", "R4b", "R5a", "R5b"]),
    ],
)
def test_the_way_depends_on_sop_and_kind(sop_id: str, jenis: str, codes: list[str]) -> None:
    assert walk(new_berkas(sop_id, jenis=jenis)) == codes


def test_every_act_raises_the_turn_and_the_last_one_ends_the_case() -> None:
    berkas = berkas_at("R5b")
    done = complete(sop(R), berkas, actor("staf"), MOMENT)
    assert (berkas.giliran, done.giliran, done.keadaan, done.langkah) == (7, 8, Keadaan.SELESAI, None)
    assert [j.giliran for j in done.riwayat] == list(range(1, 9))


def test_a_step_is_not_done_without_what_must_be_there() -> None:
    with pytest.raises(Invalid, match="Nota dinas") as refused:
        complete(sop(R), new_berkas(), actor("pengusul"), MOMENT)
    assert refused.value.code == "belum-lengkap"


def test_role_office_and_four_eyes() -> None:
    berkas = berkas_at("R3a")
    assert authorise(sop(R), berkas, person("kasubbag")).peran == "kasubbag"
    proposer = person("pengusul").model_copy(update={"peran": {"6202": ("pengusul", "kasubbag")}})
    elsewhere = person("kasubbag", "61")
    for who, code in ((person("staf"), "peran-lain"), (elsewhere, "kantor-lain"), (proposer, "usulan-sendiri")):
        with pytest.raises(Forbidden) as refused:
            authorise(sop(R), berkas, who)
        assert refused.value.code == code


def test_a_return_voids_what_was_made_from_there_on() -> None:
    berkas = berkas_at("P6", P, "61", "keputusan_kpu_provinsi")
    back = send_back(sop(P), berkas, actor("kasubbag", "61"), MOMENT, "P4", "Stempel miring")
    assert (back.langkah, back.riwayat[-1].catatan) == ("P4", "Stempel miring")
    assert back.terbaru(JenisDokumen.HASIL_SCAN) is None
    assert back.terbaru(JenisDokumen.LEMBAR_DISPOSISI) is not None
    assert len(back.dokumen) == len(berkas.dokumen)


@pytest.mark.parametrize(("ke", "alasan", "code"), [("P2b", "x", "tujuan-keliru"), ("P4", "  ", "alasan-kosong")])
def test_a_return_needs_an_allowed_step_and_a_reason(ke: str, alasan: str, code: str) -> None:
    berkas = berkas_at("P6", P, "61", "keputusan_kpu_provinsi")
    with pytest.raises(Invalid) as refused:
        send_back(sop(P), berkas, actor("kasubbag", "61"), MOMENT, ke, alasan)
    assert refused.value.code == code


def test_a_regency_decision_cannot_be_returned_to_the_branch_it_did_not_take() -> None:
    berkas = berkas_at("R4a")
    assert [row.kode for row in sop(R).returns("R4a", berkas.produk.jenis)] == ["R3a"]
    with pytest.raises(Invalid):
        send_back(sop(R), berkas, actor("staf"), MOMENT, "R3b", "keliru")


def test_resubmission_is_a_new_revision_that_keeps_what_was_not_sent_again() -> None:
    berkas = berkas_at("R3a")
    back = send_back(sop(R), berkas, actor("kasubbag"), MOMENT, "R1", "Judul keliru")
    assert not approved_by_another(sop(R), back)
    naskah = document(JenisDokumen.NASKAH_ASLI, "R1", b"baru", revisi=2)
    again = resubmit(
        sop(R), back, actor("pengusul"), MOMENT, nota_dinas=back.nota_dinas, produk=back.produk, dokumen=[naskah]
    )
    assert (again.revisi, again.langkah) == (2, "R2a")
    assert again.terbaru(JenisDokumen.NASKAH_ASLI) == naskah
    nota = again.terbaru(JenisDokumen.NOTA_DINAS)
    assert nota is not None
    assert nota.revisi == 2


def test_refusal_and_withdrawal_end_the_case() -> None:
    refused = refuse(sop(R), berkas_at("R3a"), actor("kasubbag"), MOMENT, "Bukan produk hukum")
    assert (refused.keadaan, refused.langkah) == (Keadaan.DITOLAK, None)
    withdrawn = withdraw(berkas_at("R4b"), actor("pengusul"), MOMENT, "Keliru berkas")
    assert withdrawn.keadaan is Keadaan.DITARIK
    with pytest.raises(Conflict):
        withdraw(withdrawn, actor("pengusul"), MOMENT, "lagi")
    with pytest.raises(Conflict):
        refuse(sop(R), berkas_at("R4b"), actor("staf"), MOMENT, "tidak boleh di sini")


def test_approval_counts_only_from_another_and_while_it_holds() -> None:
    berkas = berkas_at("R5b")
    assert approved_by_another(sop(R), berkas)
    own = berkas.model_copy(update={"pengusul": actor("kasubbag")})
    assert not approved_by_another(sop(R), own)


def test_a_deadline_is_reckoned_by_the_office_s_calendar() -> None:
    friday = MOMENT.replace(year=2026, month=11, day=20)
    back = send_back(sop(R), berkas_at("R3a"), actor("kasubbag"), friday, "R1", "Judul keliru")
    closed = Kalender(tutup=frozenset({friday.date() + timedelta(days=3)}))
    later = send_back(sop(R), berkas_at("R3a"), actor("kasubbag"), friday, "R1", "Judul keliru", closed)
    assert (back.tenggat, later.tenggat) == (friday + timedelta(days=4), friday + timedelta(days=5))
