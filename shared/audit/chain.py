"""Verifying the chain of a case: pure, over the links that somebody kept. What is wrong comes out as sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from uuid import UUID

from shared.sop import Berkas, Keadaan
from shared.sop.berkas import Jejak
from shared.sop.rantai import (
    WITHDRAWAL,
    Mata,
    agrees,
    algorithm,
    content,
    intact,
    is_withdrawal,
    links,
    named,
    says,
)


def heads(kept: Sequence[Mata]) -> list[str]:
    """The hashes after which nothing came, sorted: one, or two when a withdrawal met another desk's act."""
    return sorted({mata.rantai for mata in kept} - {mata.sebelum for mata in kept})


def from_before(berkas: Berkas) -> list[int]:
    """The turns of a case that were done before there was a chain: nobody can verify them."""
    sealed = next((n for n, jejak in enumerate(berkas.riwayat) if jejak.rantai), len(berkas.riwayat))
    return [jejak.giliran for jejak in berkas.riwayat[:sealed]]


def faults(berkas_id: UUID, kept: Sequence[Mata], first: int = 1) -> list[str]:
    """What is wrong with these links by themselves. `first`: the turn with which the chain begins."""
    known = {mata.rantai: mata for mata in kept}
    return [
        *(f"turn {mata.giliran}: the text or a hash was changed" for mata in kept if not intact(berkas_id, mata)),
        *(fault for mata in kept for fault in _joint(berkas_id, mata, known, first)),
        *forks((mata.giliran, is_withdrawal(mata)) for mata in kept),
    ]


def against(berkas: Berkas, kept: Sequence[Mata]) -> list[str]:
    """What this service's berkas says otherwise than its links: in its riwayat, its documents, where it lies."""
    return [*_history(berkas, kept), *_documents(berkas), *_content(berkas), *_state(berkas, kept)]


def _joint(berkas_id: UUID, mata: Mata, known: dict[str, Mata], first: int) -> Iterator[str]:
    """A link follows the one before it, or begins the chain."""
    before = known.get(mata.sebelum)
    if before is None:
        if (mata.sebelum, mata.giliran) != (str(berkas_id), first):
            yield f"turn {mata.giliran}: the link before it is missing"
        return
    if mata.giliran != before.giliran + 1:
        yield f"turn {mata.giliran}: follows turn {before.giliran}"
    if is_withdrawal(before):
        yield f"turn {mata.giliran}: follows a withdrawal, which is final"
    elif says(mata).get("langkah") != says(before).get("ke"):
        yield f"turn {mata.giliran}: was done at another step than the one at which the berkas lay"


def forks(acts: Iterable[tuple[int, bool]]) -> Iterator[str]:
    """A turn was done once; a withdrawal alone may stand beside it, and a case has one at most.

    `acts`: turn of each act of a case, and whether it is a withdrawal.
    """
    by_turn: dict[int, list[bool]] = defaultdict(list)
    for giliran, withdrawal in acts:
        by_turn[giliran].append(withdrawal)
    yield from (f"turn {turn}: was done twice" for turn, found in sorted(by_turn.items()) if found.count(False) > 1)
    if sum(found.count(True) for found in by_turn.values()) > 1:
        yield "the case was withdrawn twice"


def _history(berkas: Berkas, kept: Sequence[Mata]) -> Iterator[str]:
    by_hash = {mata.rantai: mata for mata in kept}
    if [jejak.giliran for jejak in berkas.riwayat] != list(range(1, berkas.giliran + 1)):
        yield f"the riwayat of the berkas is not one act for each of its {berkas.giliran} turns"
    for jejak in berkas.riwayat[len(from_before(berkas)) :]:
        mata = by_hash.get(jejak.rantai)
        if mata is None:
            yield f"turn {jejak.giliran}: stands in the berkas but not in the audit"
        elif mata.teks != jejak.teks or not agrees(berkas.id, mata, _as_it_was_done(jejak, mata)):
            yield f"turn {jejak.giliran}: the berkas says otherwise than the audit"


def _as_it_was_done(jejak: Jejak, mata: Mata) -> Jejak:
    """A withdrawal stands after the acts of desks that had not heard of it, whatever its own turn was."""
    if not is_withdrawal(mata):
        return jejak
    return jejak.model_copy(update={"giliran": mata.giliran, "revisi": says(mata).get("revisi")})


def _documents(berkas: Berkas) -> Iterator[str]:
    """Every document came with an act; those from before the chain stand first."""
    told = [pair for mata in links(berkas) for pair in _added(mata)]
    have = [named(dokumen) for dokumen in berkas.dokumen]
    if told != (have[max(0, len(have) - len(told)) :] if from_before(berkas) else have):
        yield "the documents of the berkas are not those that its acts added"


def _content(berkas: Berkas) -> Iterator[str]:
    """What the berkas holds is what it held after its last act; a withdrawal changes nothing of it."""
    held = _before_its_withdrawal(berkas)
    for mata in links(held)[-1:]:
        algoritma = algorithm(mata)
        if algoritma is None or says(mata).get("isi") != content(held, algoritma):
            yield "number, people, product or documents of the berkas are not as its last act left them"


def _before_its_withdrawal(berkas: Berkas) -> Berkas:
    *before, last = berkas.riwayat or (None,)
    if last is None or last.tindakan != WITHDRAWAL or not before:
        return berkas
    earlier = {"giliran": berkas.giliran - 1, "riwayat": tuple(before), "sejak": before[-1].pada}
    return berkas.model_copy(update=earlier)


def _added(mata: Mata) -> list[object]:
    found = says(mata).get("dokumen")
    return found if isinstance(found, list) else []


def _state(berkas: Berkas, kept: Sequence[Mata]) -> Iterator[str]:
    """Where the berkas lies is where the last act put it; a withdrawal is final, whatever another desk still did."""
    if any(map(is_withdrawal, kept)):
        yield from _withdrawn(berkas)
        return
    last = max(kept, key=lambda mata: mata.giliran, default=None)
    said = says(last) if last else {}
    tenggat = berkas.tenggat.astimezone(UTC).isoformat() if berkas.tenggat else None
    state = (berkas.giliran, berkas.langkah or "", str(berkas.keadaan), tenggat)
    if last and state != (last.giliran, said.get("ke"), said.get("keadaan"), said.get("tenggat")):
        yield f"the berkas is {berkas.keadaan} at {berkas.langkah}, turn {berkas.giliran}; its last act says otherwise"


def _withdrawn(berkas: Berkas) -> Iterator[str]:
    """A withdrawn berkas lies nowhere since its last act, the withdrawal, which holds and is of its last revision."""
    if (berkas.keadaan, berkas.langkah, berkas.tenggat) != (Keadaan.DITARIK, None, None):
        yield f"the case was withdrawn, but the berkas is {berkas.keadaan} at {berkas.langkah}, due {berkas.tenggat}"
    for last in berkas.riwayat[-1:]:
        if (last.tindakan, last.pada, last.revisi, last.berlaku) != (WITHDRAWAL, berkas.sejak, berkas.revisi, True):
            yield "the berkas does not end with its withdrawal as that was done"
