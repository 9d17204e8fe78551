"""A stack of files that came up before."""

from base64 import b64encode
from hashlib import sha256
from uuid import UUID

from services.scan.conservation import check
from services.scan.unggahan.queries import own_for
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import nota_dinas, signed_pdf
from tests.service.scan.conftest import At
from tests.service.scan.tumpukan import conftest as stacks
from tests.service.scan.unggahan.conftest import Tus
from tests.support.people import person
from tests.support.stacks import joined, separator

send_stack, part = stacks.send_stack, stacks.part


def whole(tus: Tus, nama: str, data: bytes, kantor: str = "61") -> UUID:
    """A file in one piece, for a stack of an office."""
    headers = {"Upload-Length": str(len(data)), "Upload-Metadata": f"filename {b64encode(nama.encode()).decode()}"}
    where = tus.ask("POST", f"/api/scan/unggahan?kantor={kantor}", headers).headers["location"]
    assert tus.send(where, 0, data).status_code == 204
    return UUID(where.rpartition("/")[2])


def left(scan: Runtime, orang: Orang) -> list[str]:
    with scan.database.unit() as unit:
        return [one.nama for one in own_for(unit, orang, None, "61")]


def test_its_files_are_read_in_the_order_that_was_chosen_and_used_up(
    scan: Runtime, at: At, tus: Tus, send_stack: stacks.SendStack, part: stacks.Part, staf: Orang
) -> None:
    berkas, data = at("P5"), nota_dinas(seed=701).born_digital_pdf
    first, second = whole(tus, "naskah.pdf", data), whole(tus, "lembar.pdf", separator(berkas.id))
    sent = send_stack(staf, {}, kantor="61", kunci="tumpuk", unggahan=[str(second), str(first)])
    assert sent.status_code == 202, sent.text
    assert [one["nama"] for one in sent.json()["sumber"]] == ["lembar.pdf", "naskah.pdf"]
    assert [(one.state, one.berkas_id) for one in part(sent.json()["id"])] == [("dipindai", berkas.id)]
    again = send_stack(staf, {}, kantor="61", kunci="tumpuk", unggahan=[str(second), str(first)])
    assert (again.json()["id"], left(scan, staf)) == (sent.json()["id"], [])
    assert check(scan) == []


def test_what_was_sent_for_one_office_is_not_there_for_another(
    tus: Tus, send_stack: stacks.SendStack, staf: Orang
) -> None:
    both = staf.model_copy(update={"peran": {"61": ("staf",), "6202": ("staf",)}})
    tus.orang = both
    first = whole(tus, "enam-satu.pdf", nota_dinas(seed=703).born_digital_pdf)

    def seen(kantor: str) -> list[str]:
        rows = tus.ask("GET", f"/api/scan/unggahan?kantor={kantor}").json()
        return [one["nama"] for one in rows if one["id"] == str(first)]

    assert (seen("61"), seen("6202")) == (["enam-satu.pdf"], [])
    assert tus.ask("GET", "/api/scan/unggahan").json()["code"] == "kantor-belum-dipilih"
    refused = send_stack(both, {}, kantor="6202", unggahan=[str(first)])
    assert (refused.status_code, refused.json()["code"]) == (422, "unggahan-tidak-ada")
    assert send_stack(both, {}, kantor="61", unggahan=[str(first)]).status_code == 202


def test_what_is_refused_stays_and_nobody_uses_up_what_is_another_s(
    scan: Runtime, tus: Tus, send_stack: stacks.SendStack, staf: Orang
) -> None:
    signed = whole(tus, "bertanda.pdf", signed_pdf())
    refused = send_stack(staf, {}, kantor="61", unggahan=[str(signed)])
    assert (refused.status_code, refused.json()["code"]) == (422, "pdf-bertanda-tangan-ditumpuk")
    other = person("staf", "61", "Staf Lain")
    page = nota_dinas(seed=702).born_digital_pdf
    for kunci in ("lain", "lain"):
        send_stack(other, {"a.pdf": joined(page)}, kantor="61", kunci=kunci, unggahan=[])
        foreign = send_stack(other, {"a.pdf": joined(page)}, kantor="61", kunci="lain", unggahan=[str(signed)])
        assert foreign.status_code == 202
    assert send_stack(other, {}, kantor="61", unggahan=[str(signed)]).json()["code"] == "unggahan-tidak-ada"
    assert left(scan, staf) == ["bertanda.pdf"]
    assert not scan.store.has(sha256(signed_pdf()).hexdigest())


def test_an_upload_for_a_case_is_none_for_a_stack(
    scan: Runtime, at: At, tus: Tus, send_stack: stacks.SendStack, staf: Orang, plain: bytes
) -> None:
    one = tus.whole(at("P5"), "a.pdf", plain)
    assert send_stack(staf, {}, kantor="61", unggahan=[str(one)]).json()["code"] == "unggahan-tidak-ada"
