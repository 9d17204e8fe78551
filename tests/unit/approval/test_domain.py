"""Rules of deciding."""

import pytest

from services.approval.domain.disposisi import chosen, receivers
from services.approval.domain.putusan import Keputusan, keputusan_of, require_match
from services.approval.domain.salinan import Perlakuan, present_salinan, treatment
from shared.errors import Invalid
from shared.sop import JenisDokumen, Sop, Tindakan, owned_by, sop
from tests.support.people import document, new_berkas

KABKOTA = sop("kotim-33-2021")
PROVINSI = sop("kalbar-8-2022")


@pytest.mark.parametrize(
    ("rules", "kode", "expected"),
    [(PROVINSI, "P2b", ["kabag", "kasubbag", "staf"]), (KABKOTA, "R2b", ["kasubbag", "staf"]), (KABKOTA, "R5b", [])],
)
def test_a_berkas_is_passed_to_roles_that_still_have_a_step(rules: Sop, kode: str, expected: list[str]) -> None:
    assert list(receivers(rules, rules.step(kode), "surat_edaran")) == expected


def test_receivers_are_taken_in_the_order_of_the_sop() -> None:
    known = receivers(KABKOTA, KABKOTA.step("R2b"), "surat_edaran")
    assert list(chosen(known, ["staf", "kasubbag"])) == ["kasubbag", "staf"]


@pytest.mark.parametrize(("kode", "code"), [([], "penerima-kosong"), (["pengusul"], "penerima-keliru")])
def test_a_disposition_needs_receivers_that_have_a_step(kode: list[str], code: str) -> None:
    known = receivers(KABKOTA, KABKOTA.step("R2b"), "surat_edaran")
    with pytest.raises(Invalid) as refused:
        chosen(known, kode)
    assert (refused.value.code, refused.value.field) == (code, "diteruskan_kepada")


def test_a_salinan_is_stamped_once_and_never_when_signed() -> None:
    fresh = document(JenisDokumen.SALINAN, "R2a")
    assert treatment(KABKOTA, fresh) is Perlakuan.DISTEMPEL
    assert treatment(KABKOTA, fresh.model_copy(update={"langkah": "R3a"})) is Perlakuan.SUDAH
    assert treatment(KABKOTA, fresh.model_copy(update={"bertanda_tangan": True})) is Perlakuan.BERTANDA_TANGAN


def test_without_a_salinan_there_is_nothing_to_authenticate() -> None:
    with pytest.raises(Invalid, match="Salinan belum ada"):
        present_salinan(new_berkas())


def test_a_salinan_that_differs_is_not_approved() -> None:
    require_match(True)
    with pytest.raises(Invalid) as refused:
        require_match(False)
    assert refused.value.code == "salinan-tidak-sesuai"


def test_every_act_of_this_service_but_the_disposition_is_a_decision() -> None:
    acts = (owned_by("approval") - {Tindakan.DISPOSISI}) | {"kembalikan", "tolak"}
    assert {keputusan_of(act) for act in acts} == set(Keputusan)
