"""The model: a plain dict for each case, to which acts are applied in their true order; it knows no shared code."""

from typing import Any

from shared.sop import Dokumen, Sop

Case = dict[str, Any]


def opened(rules: Sop, jenis: str, pengusul: str) -> Case:
    """A case before anything was done."""
    way = [row for row in rules.langkah if not row.jika_jenis or jenis in row.jika_jenis]
    way = [row for row in way if jenis not in row.kecuali_jenis]
    return {
        "order": [row.kode for row in rules.langkah], "way": [row.kode for row in way], "pengusul": pengusul,
        "at": way[0].kode, "state": "berjalan", "revision": 1, "acts": [], "papers": [], "withdrawn": False,
        "approving": {row.kode for row in way if row.desk.approves},
    }  # fmt: skip


def done(case: Case, who: str, papers: list[Dokumen]) -> None:
    """A step was done."""
    here = case["at"]
    case["papers"] += [_paper(paper) for paper in papers]
    case["acts"].append({"step": here, "act": "selesai", "who": who, "valid": True})
    place = case["way"].index(here) + 1
    case["at"] = case["way"][place] if place < len(case["way"]) else None
    case["state"] = "berjalan" if case["at"] else "selesai"


def submitted_again(case: Case, who: str, papers: list[Dokumen]) -> None:
    """A new revision: of the proposer's own papers, what was not sent again stays."""
    case["revision"] += 1
    sent = {paper.jenis for paper in papers}
    own = {p["kind"]: p for p in case["papers"] if p["step"] == case["order"][0] and p["kind"] not in sent}
    case["papers"] += [{**paper, "valid": True} for paper in own.values()]
    done(case, who, papers)


def returned(case: Case, who: str, to: str) -> None:
    """The case went back: what was made from there on no longer counts."""
    start = case["order"].index(to)
    for item in [*case["papers"], *case["acts"]]:
        item["valid"] = item["valid"] and case["order"].index(item["step"]) < start
    case["acts"].append({"step": case["at"], "act": "kembalikan", "who": who, "valid": True})
    case["at"] = to


def refused(case: Case, who: str) -> None:
    """The case was refused."""
    case["acts"].append({"step": case["at"], "act": "tolak", "who": who, "valid": True})
    case["at"], case["state"] = None, "ditolak"


def turns(case: Case) -> int:
    """How many acts were accepted."""
    return len(case["acts"]) + int(case["withdrawn"])


def valid_papers(case: Case) -> list[str]:
    """What may still be used, in the order in which it was made."""
    return [paper["sha"] for paper in case["papers"] if paper["valid"]]


def approved(case: Case) -> bool:
    """Whether an approval by another than the submitter holds."""
    return any(
        act["valid"] and act["act"] == "selesai" and act["step"] in case["approving"] and act["who"] != case["pengusul"]
        for act in case["acts"]
    )


def _paper(paper: Dokumen) -> dict[str, Any]:
    return {"sha": paper.sha256, "kind": paper.jenis, "step": paper.langkah, "valid": True}
