"""What a service tells of the audit, and that a byte changed in any row is found."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat as uuids

from services.intake.commands import ask_withdrawal
from services.intake.handlers import HANDLERS
from services.publisher.models import Publikasi
from shared.audit.report import Reference, Told, told
from shared.audit.verdict import judge
from shared.events.catalogue import PekerjaanTerhenti, PenarikanTerlambat
from shared.events.conservation import findings
from shared.events.dead_letters import discard
from shared.events.tables import Outbox, now
from shared.sop import Berkas
from tests.support.bench import Bench
from tests.support.people import MOMENT, actor, berkas_at, person
from tests.support.tamper import tamper


def tell(bench: Bench, service: str, case: UUID | str) -> Told | None:
    """What a service tells of a case."""
    return told(bench.service(service), bench.runtime(service), Reference.read(str(case)))


def known(bench: Bench, service: str, case: UUID | str) -> Told:
    """The same, for a case that it knows."""
    found = tell(bench, service, case)
    assert found is not None
    return found


@pytest.fixture
def berkas(bench: Bench) -> Berkas:
    """A case of several acts, known to two services."""
    made = berkas_at("R4b", nomor=uuids.uuid7().int % 10**8)
    bench.put("approval", made)
    return bench.put("scan", made)


BREAKING = [
    "UPDATE audit SET teks = overlay(teks placing '#' from 40) WHERE berkas_id = %s AND giliran = 3",
    "UPDATE audit SET teks = replace(teks, 'kasubbag', 'staf') WHERE berkas_id = %s AND giliran = 2",
    "UPDATE audit SET rantai = overlay(rantai placing '#' from 5) WHERE berkas_id = %s AND giliran = 1",
    "UPDATE audit SET sebelum = overlay(sebelum placing '#' from 64) WHERE berkas_id = %s AND giliran = 4",
    "UPDATE audit SET giliran = 9 WHERE berkas_id = %s AND giliran = 5",
    "UPDATE audit SET berkas_id = gen_random_uuid() WHERE berkas_id = %s AND giliran = 4",
    "DELETE FROM audit WHERE berkas_id = %s AND giliran = 5",
    "DELETE FROM audit WHERE berkas_id = %s",
    "UPDATE berkas SET langkah = 'R4a' WHERE id = %s",
    "UPDATE berkas SET giliran = 4 WHERE id = %s",
    "UPDATE berkas SET keadaan = 'selesai' WHERE id = %s",
    "UPDATE berkas SET isi = jsonb_set(isi, '{riwayat,2,oleh,nama}', '\"Orang Lain\"') WHERE id = %s",
    "UPDATE berkas SET isi = jsonb_set(isi, '{dokumen,0,sha256}', '\"00\"') WHERE id = %s",
    "UPDATE berkas SET isi = jsonb_set(isi, '{produk,tentang}', '\"Yang Lain\"') WHERE id = %s",
    "UPDATE berkas SET isi = jsonb_set(isi, '{pengusul,nama}', '\"Orang Lain\"') WHERE id = %s",
    "UPDATE berkas SET isi = jsonb_set(isi, '{riwayat,1,berlaku}', 'false') WHERE id = %s",
    "UPDATE berkas SET isi = jsonb_set(isi, '{tenggat}', '\"2036-01-01T00:00:00Z\"') WHERE id = %s",
    "UPDATE berkas SET isi = '{}' WHERE id = %s",
    "DELETE FROM berkas WHERE id = %s",
]  # fmt: skip


@pytest.mark.parametrize("query", BREAKING)
def test_whatever_is_changed_in_the_rows_is_found(bench: Bench, berkas: Berkas, query: str) -> None:
    assert judge({"scan": known(bench, "scan", berkas.id)}).verified
    assert tamper(bench.stack, "scan", query, (berkas.id,)) > 0
    parts = {name: tell(bench, name, berkas.id) for name in ("approval", "scan")}
    verdict = judge(parts)
    assert verdict.wrong
    assert all(sentence.startswith("scan") for sentence in verdict.wrong), verdict.wrong


def test_the_conservation_check_names_the_case(bench: Bench, berkas: Berkas) -> None:
    case = str(berkas.id)
    before = findings(bench.service("scan"), bench.runtime("scan"))
    assert case in before.heads
    assert case not in {*before.faulty, *before.from_before}
    tamper(bench.stack, "scan", BREAKING[0], (berkas.id,))
    after = findings(bench.service("scan"), bench.runtime("scan"))
    assert case in after.faulty
    assert f"audit of berkas {case}: turn 3: the text or a hash was changed" in after.wrong


def test_a_chain_forged_whole_in_one_service_is_found_by_the_others(bench: Bench, berkas: Berkas) -> None:
    other = berkas_at("R4b", same=berkas, kantor="61")
    for table, column in (("audit", "berkas_id"), ("berkas", "id")):
        tamper(bench.stack, "scan", f"DELETE FROM {table} WHERE {column} = %s", (berkas.id,))
    bench.put("scan", other)
    parts = {name: tell(bench, name, berkas.id) for name in ("approval", "scan")}
    assert all(part and not part.wrong for part in parts.values())
    assert any(sentence.startswith("between the services: turn 1: was done twice") for sentence in judge(parts).wrong)


def test_a_case_that_no_service_knows_is_not_verified() -> None:
    verdict = judge({"approval": None, "scan": None})
    assert (verdict.wrong, verdict.verified) == ([], False)


def test_what_is_on_its_way_is_not_wrong_and_not_verified(bench: Bench, berkas: Berkas) -> None:
    event = Outbox(
        event_id=uuids.uuid7(), subscriber="intake", subject=str(berkas.id), type="t", version=1, envelope={}
    )
    with bench.runtime("scan").database.unit() as unit:
        unit.session.add(event)
    verdict = judge({name: tell(bench, name, berkas.id) for name in ("approval", "scan", "intake")})
    assert verdict.wrong == []
    assert verdict.unsure == ["intake does not know the case", "event t to intake: on its way (scan)"]
    with bench.runtime("scan").database.unit() as unit:
        unit.session.get_one(Outbox, event.id).acked_at = now()
    verdict = judge({name: tell(bench, name, berkas.id) for name in ("approval", "scan", "intake")})
    assert (verdict.wrong, verdict.unsure) == (["intake does not know the case"], [])


def test_a_case_is_found_by_its_agenda_number(bench: Bench, berkas: Berkas) -> None:
    found = known(bench, "scan", f"6202:{berkas.nomor_agenda}/2026")
    assert (found.id, found.name, found.zona) == (berkas.id, f"6202:{berkas.agenda}", "Asia/Jakarta")
    assert tell(bench, "scan", "61:99999999/2026") is None
    assert tell(bench, "scan", berkas_at("R1").id) is None
    for wrong in ("", "6202", "6202:1/26", "berkas"):
        with pytest.raises(ValueError, match="UUID"):
            Reference.read(wrong)


def test_a_case_from_before_the_chain_is_never_fine(bench: Bench) -> None:
    old = berkas_at("R4a")
    bare = tuple(j.model_copy(update={"teks": "", "rantai": "", "ke": ""}) for j in old.riwayat)
    bench.put("scan", old.model_copy(update={"riwayat": bare}))
    part = known(bench, "scan", old.id)
    assert (part.wrong, part.links, part.from_before) == ([], [], [1, 2, 3, 4])
    verdict = judge({"scan": part})
    assert (verdict.wrong, verdict.verified) == ([], False)
    assert verdict.unsure == ["turns 1 to 4 were done before there was an audit chain"]
    assert str(old.id) in findings(bench.service("scan"), bench.runtime("scan")).from_before


def test_withdrawals_and_stopped_work_are_told_beside_the_chain(bench: Bench) -> None:
    berkas, moment = bench.put("intake", berkas_at("R3a")), now() + timedelta(minutes=5)
    with bench.runtime("intake").database.unit() as unit:
        ask_withdrawal(unit, person("pengusul"), berkas.id, "Salah berkas")
        late = PenarikanTerlambat(berkas_id=berkas.id, sebab="Sedang diterbitkan.", pada=moment)
        HANDLERS[PenarikanTerlambat](unit, late)
        stopped = PekerjaanTerhenti(berkas_id=berkas.id, langkah="R4b", sebab="Berkas rusak.", pada=MOMENT)
        HANDLERS[PekerjaanTerhenti](unit, stopped)
    told_beside = [(one.apa, one.oleh, one.sebab) for one in known(bench, "intake", berkas.id).beside]
    assert told_beside == [
        ("Perlu perhatian di langkah R4b", "", "Berkas rusak."),
        ("Penarikan diminta", f"{berkas.pengusul.nama}, Subbagian Pengusul", "Salah berkas"),
        ("Penarikan tidak dapat dilakukan", "", "Sedang diterbitkan."),
    ]
    assert [known(bench, "intake", berkas.id).beside[n].pada for n in (0, 2)] == [MOMENT, moment]


def test_what_operations_did_to_a_dead_letter_is_told_beside_the_chain(bench: Bench, berkas: Berkas) -> None:
    row = Outbox(event_id=uuids.uuid7(), subscriber="intake", subject=str(berkas.id), type="t", version=1, envelope={})
    row.dead_at = now()
    with bench.runtime("scan").database.unit() as unit:
        unit.session.add(row)
        unit.session.flush()
        discard(unit, row.id, "Sudah ditangani", person("operasi", nama="Ibu Operasi"))
    (one,) = known(bench, "scan", berkas.id).beside
    assert (one.apa, one.oleh, one.sebab) == ("buang: t → intake", "Ibu Operasi (operasi)", "Sudah ditangani")


def test_publications_are_told_beside_the_chain(bench: Bench) -> None:
    berkas = bench.put("publisher", berkas_at("R5b"))
    values: dict[str, Any] = {
        "berkas_id": berkas.id, "kantor": "6202", "edisi": 1, "giliran": berkas.giliran, "situs": "lain",
        "slug": str(berkas.id), "nama_berkas": f"{berkas.id}.pdf", "isi": {}, "sha256": "ab", "ukuran": 1,
        "keadaan": "ditarik", "oleh": actor("staf").model_dump(mode="json"), "created_at": MOMENT,
        "first_published_at": MOMENT + timedelta(seconds=1), "verified_at": MOMENT + timedelta(seconds=2),
    }  # fmt: skip
    with bench.runtime("publisher").database.unit() as unit:
        unit.session.add(Publikasi(**values))
    beside = known(bench, "publisher", berkas.id).beside
    assert [one.apa.rpartition(" ")[2] for one in beside] == ["dipesan", "dikirim", "terverifikasi"]
    assert [one.oleh for one in beside] == ["Staf 6202, staf", "", ""]
