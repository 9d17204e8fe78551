"""The audit chain of a berkas: every act as one text, and a hash that holds it together with all acts before it.

The text is made once, by whoever acts, and travels in the berkas. It is verified as it was written, so facts that are
added later break no older chain and no hearer of an older version. It names the algorithm of its hash, so a chain may
go on with another one; a text that names none is of before, when there was SHA-256 alone.
"""

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

from shared.sidik import FIRST, KNOWN, Algoritma, hashed
from shared.sop.berkas import Berkas, Dokumen, Frozen, Jejak

WITHDRAWAL = "tarik"


class Mata(Frozen):
    """One link: an act's text, the hash before it (the case's id before the first), and its own."""

    giliran: int
    sebelum: str
    rantai: str
    teks: str


def seal(berkas: Berkas, added: Sequence[Dokumen] = (), algoritma: Algoritma = FIRST) -> Berkas:
    """The berkas with its last act, which `added` these documents, as the next link of its chain."""
    *before, act = berkas.riwayat
    stated = {
        **facts(berkas.id, act), "keadaan": str(berkas.keadaan), "isi": content(berkas, algoritma),
        "dokumen": [named(dokumen) for dokumen in added],
        "tenggat": berkas.tenggat.astimezone(UTC).isoformat() if berkas.tenggat else None,
        "algoritma": algoritma,
    }  # fmt: skip
    teks = _canonical(stated)
    rantai = digest((before[-1].rantai if before else "") or str(berkas.id), teks, algoritma)
    sealed = act.model_copy(update={"teks": teks, "rantai": rantai})
    return berkas.model_copy(update={"riwayat": (*before, sealed)})


def named(dokumen: Dokumen) -> list[str]:
    """What a link says of a document that its act added: its kind, and by what its bytes are bound."""
    return [str(dokumen.jenis), dokumen.sha256, *filter(None, [dokumen.sidik])]


def content(berkas: Berkas, algoritma: str = FIRST) -> str:
    """The hash (hex) of all that a berkas holds beside its acts: number, people, product, documents, what still holds.

    What has its default counts for nothing, so that a field that is added later changes no older hash. Where the berkas
    lies is not in it: a withdrawal may meet another desk's act.
    """
    held = berkas.model_dump(
        mode="json", exclude={"riwayat", "keadaan", "langkah", "tenggat"}, exclude_defaults=True
    )  # fmt: skip
    still = [jejak.berlaku for jejak in berkas.riwayat]
    return hashed(algoritma, _canonical({**held, "berlaku": still}).encode())


def facts(berkas_id: UUID, jejak: Jejak) -> dict[str, Any]:
    """What an act states for ever: who, in which role, for whom, when, from, to, what, why. Not whether it holds."""
    return {
        "berkas": str(berkas_id), "giliran": jejak.giliran, "revisi": jejak.revisi, "langkah": jejak.langkah,
        "ke": jejak.ke, "tindakan": jejak.tindakan, "hasil": jejak.hasil, "oleh": jejak.oleh.model_dump(mode="json"),
        "untuk": jejak.untuk.model_dump(mode="json") if jejak.untuk else None,
        "pada": jejak.pada.astimezone(UTC).isoformat(), "catatan": jejak.catatan,
    }  # fmt: skip


def digest(before: str, teks: str, algoritma: str = FIRST) -> str:
    """The hash of a link, in hex."""
    return hashed(algoritma, f"{before}{teks}".encode())


def algorithm(mata: Mata) -> str | None:
    """What a link says its hash is made by, which is part of what is hashed; None: it is none that we know."""
    named = says(mata).get("algoritma", FIRST)
    return named if isinstance(named, str) and named in KNOWN else None


def links(berkas: Berkas) -> tuple[Mata, ...]:
    """The links that a berkas carries; acts from before the chain have none."""
    before = ("", *(jejak.rantai for jejak in berkas.riwayat))
    return tuple(
        Mata(giliran=j.giliran, sebelum=previous or str(berkas.id), rantai=j.rantai, teks=j.teks)
        for previous, j in zip(before, berkas.riwayat, strict=False)
        if j.rantai
    )


def says(mata: Mata) -> dict[str, Any]:
    """The facts that a link's text states; nothing when it cannot be read any more."""
    try:
        told = json.loads(mata.teks)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def is_withdrawal(mata: Mata) -> bool:
    """Whether this act is the publisher's, who may withdraw a case while another desk acts on it."""
    return says(mata).get("tindakan") == WITHDRAWAL


def intact(berkas_id: UUID, mata: Mata) -> bool:
    """Whether a link's hash is that of its text, and the text is of this case and turn."""
    told = says(mata)
    named = (told.get("berkas"), told.get("giliran")) == (str(berkas_id), mata.giliran)
    algoritma = algorithm(mata)
    return named and algoritma is not None and digest(mata.sebelum, mata.teks, algoritma) == mata.rantai


def agrees(berkas_id: UUID, mata: Mata, jejak: Jejak) -> bool:
    """Whether a link's text says what the entry of the riwayat says, as far as both know the same facts."""
    return _covers(says(mata), facts(berkas_id, jejak))


def _covers(told: Any, known: Any) -> bool:  # noqa: ANN401 - JSON
    if isinstance(known, dict) and isinstance(told, dict):
        return all(_covers(told.get(name), value) for name, value in known.items())
    return bool(told == known) or (told is None and known == "")


def _canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
