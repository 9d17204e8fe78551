"""What the desks do, by shared.sop alone; every act that is committed is told to the model."""

from datetime import datetime, timedelta
from functools import partial
from itertools import count
from uuid import UUID

from shared.identity import Orang
from shared.sop import Berkas, Dokumen, JenisDokumen, Keadaan, Langkah, Sop, Tindakan, sop
from shared.sop.kabar import newer
from shared.sop.perjalanan import authorise, complete, refuse, resubmit, send_back, withdraw
from tests.support.people import MOMENT, document, new_berkas, person
from tests.unit.sop.machine import model
from tests.unit.sop.machine.desks import Crash, Desk, Desks, Message, Newer

WAYS = (
    ("kalbar-8-2022", "61", "keputusan_kpu_provinsi"),
    ("kotim-33-2021", "6202", "keputusan_kpu_kabkota"),
    ("kotim-33-2021", "6202", "surat_edaran"),
)
"""Both SOPs, and in the second both branches."""


class Office:
    """The desks at work beside their model. `newer`, `dedup`, `atomic`: the guards, for tests that take one away."""

    def __init__(self, newer: Newer = newer, *, dedup: bool = True, atomic: bool = True) -> None:
        self.newer, self.dedup = newer, dedup
        self.desks = Desks(atomic=atomic)
        self.model: dict[UUID, model.Case] = {}
        self.accepted: list[tuple[UUID, int]] = []
        self.requests = 0
        self._papers = count(1)

    def submit(self, way: tuple[str, str, str], crash: bool) -> None:
        """A proposer submits a new case."""
        sop_id, kantor, jenis = way
        rules, fresh = sop(sop_id), new_berkas(sop_id, kantor, jenis)
        papers = self._made(rules.first, fresh)
        berkas = complete(rules, fresh, fresh.pengusul, self._now(), dokumen=papers)
        self._commit("intake", berkas, crash)
        if not crash:
            case = self.model[berkas.id] = model.opened(rules, jenis, fresh.pengusul.nama)
            model.done(case, fresh.pengusul.nama, papers)

    def waiting(self) -> list[tuple[str, UUID]]:
        """Every desk with each case that lies there as far as the desk knows."""
        return [(name, known.id) for name, desk in self.desks.at.items() for known in desk.known.values()
                if known.langkah and sop(known.sop).step(known.langkah).desk.service == name]  # fmt: skip

    def work(self, name: str, case_id: UUID, who: Orang, crash: bool) -> None:
        """Do the step. Publishing takes two: the order, and its end (which a person's press cannot hurry)."""
        rules, berkas, row = self._desk(name, case_id)
        pelaku = authorise(rules, berkas, who)
        papers = self._made(row, berkas)
        if row.tindakan is Tindakan.UNGGAH and case_id not in self.desks.at[name].publishing:
            self._publishing(name, case_id, crash, begins=True)
            return
        again = row == rules.first
        moved = (
            resubmit(rules, berkas, pelaku, self._now(), nota_dinas=berkas.nota_dinas, produk=berkas.produk,
                     dokumen=papers)
            if again else complete(rules, berkas, pelaku, self._now(), dokumen=papers)
        )  # fmt: skip
        self._commit(name, moved, crash)
        if not crash:
            (model.submitted_again if again else model.done)(self.model[case_id], pelaku.nama, papers)

    def give_back(self, name: str, case_id: UUID, choice: int, crash: bool, *, refuses: bool) -> None:
        """Return to one of the steps that the SOP allows, or refuse. While it is published, the publication fails."""
        rules, berkas, row = self._desk(name, case_id)
        if case_id in self.desks.at[name].publishing:
            self._publishing(name, case_id, crash, begins=False)
            return
        pelaku = authorise(rules, berkas, self.right_person(berkas, row))
        targets = [step.kode for step in rules.returns(row.kode, berkas.produk.jenis)]
        if refuses or not targets:
            self._commit(name, refuse(rules, berkas, pelaku, self._now(), "alasan"), crash)
            apply = partial(model.refused, self.model[case_id], pelaku.nama)
        else:
            to = targets[choice % len(targets)]
            self._commit(name, send_back(rules, berkas, pelaku, self._now(), to, "alasan"), crash)
            apply = partial(model.returned, self.model[case_id], pelaku.nama, to)
        if not crash:
            apply()

    def ask_withdrawal(self, case_id: UUID) -> None:
        """The proposer asks through intake; the publisher will judge."""
        berkas = self.desks.at["intake"].known[case_id]
        withdraw(berkas, berkas.pengusul, self._now(), "alasan")
        self.requests += 1
        self.desks.bag.append(self.desks.letter("publisher", case_id, berkas))

    def deliver(self, message: Message, crash: bool) -> None:
        """Effect and entry in the inbox are one unit."""
        with self.desks.unit(message.to) as (desk, outbox):
            if self.dedup and message.id in desk.inbox:
                return
            desk.inbox |= {message.id}
            if message.berkas:
                desk.hear(self.newer, message.berkas)
            if message.to == "publisher" and message.request:
                outbox.extend(self._judged(desk, message, crash))
            elif message.request:
                desk.noted += (message.request,)
            if crash:
                raise Crash

    @staticmethod
    def right_person(berkas: Berkas, row: Langkah) -> Orang:
        """Who holds the role of the step."""
        return person(row.peran, berkas.kantor)

    @staticmethod
    def greedy_proposer(berkas: Berkas) -> Orang:
        """The submitter with every role there is: only four eyes stand in the way."""
        everything = {berkas.kantor: tuple(sop(berkas.sop).peran)}
        return person(berkas.pengusul.peran, berkas.kantor).model_copy(update={"peran": everything})

    def _judged(self, desk: Desk, message: Message, crash: bool) -> list[Message]:
        berkas = desk.known[message.case]
        if berkas.keadaan is Keadaan.DITARIK:
            return []
        if berkas.keadaan is not Keadaan.BERJALAN or berkas.id in desk.publishing:
            return [self.desks.letter("intake", berkas.id, request=message.request)]
        desk.known[berkas.id] = withdraw(berkas, berkas.pengusul, self._now(), "alasan")
        if not crash:
            self.model[berkas.id]["withdrawn"] = True
        return self.desks.tell("publisher", desk.known[berkas.id])

    def _desk(self, name: str, case_id: UUID) -> tuple[Sop, Berkas, Langkah]:
        berkas = self.desks.at[name].known[case_id]
        rules = sop(berkas.sop)
        return rules, berkas, rules.step(berkas.langkah)

    def _publishing(self, name: str, case_id: UUID, crash: bool, *, begins: bool) -> None:
        """The order to publish is given, or publication has failed: either is known at the publisher alone."""
        with self.desks.unit(name) as (desk, _):
            desk.publishing = desk.publishing | {case_id} if begins else desk.publishing - {case_id}
            if crash:
                raise Crash

    def _commit(self, name: str, berkas: Berkas, crash: bool) -> None:
        with self.desks.unit(name) as (desk, outbox):
            desk.known[berkas.id] = berkas
            desk.publishing -= {berkas.id}
            outbox.extend(self.desks.tell(name, berkas))
            if crash:
                raise Crash
        if not crash:
            self.accepted.append((berkas.id, berkas.giliran))

    def _made(self, row: Langkah, berkas: Berkas) -> list[Dokumen]:
        """What the step needs and nobody has made yet; at the first step the original is always sent anew."""
        wanted = {item.dokumen for item in (*row.kelengkapan, *row.keluaran) if item.dokumen}
        missing = {jenis for jenis in wanted if berkas.terbaru(jenis) is None}
        fresh = {JenisDokumen.NASKAH_ASLI} if row.tindakan is Tindakan.AJUKAN else set()
        if row.desk.approves:
            fresh.add(JenisDokumen.LEMBAR_PERSETUJUAN)
        return [
            document(jenis, row.kode, f"{berkas.id} {next(self._papers)}".encode(), revisi=berkas.revisi)
            for jenis in sorted(missing | fresh)
        ]

    def _now(self) -> datetime:
        return MOMENT + timedelta(minutes=len(self.accepted))
