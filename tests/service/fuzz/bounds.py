"""How much is tried, and by whom. `TERBIT_FUZZ_EXAMPLES=200` tries more, and something else each time."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from shared.identity import Orang, issue
from shared.sop import Berkas, JenisDokumen
from tests.service.matrix.accounts import KANTOR
from tests.service.matrix.people import persons
from tests.service.matrix.scene import Scene
from tests.service.matrix.table import STEPS

ASKED = os.environ.get("TERBIT_FUZZ_EXAMPLES", "")
BOUNDS = settings(
    max_examples=int(ASKED or 5), derandomize=not ASKED, deadline=None, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
"""No shrinking: what is found is small enough, and a second answer of the same request may be another."""
WHO = ("anonymous", "pengusul", "kasubbag", "staf", "pengelola", "operasi")


@cache
def headers_of(column: str) -> Mapping[str, str]:
    """What makes a request that of somebody at office 6202."""
    who: Orang | None = persons(column, KANTOR)[0]
    return {"Authorization": f"Bearer {issue(who)}"} if who else {}


@cache
def case_of(scene: Scene) -> Berkas:
    """A case at the first step of this service under the SOP of office 6202."""
    mine = (kode for kode, (_, row) in STEPS.items() if kode.startswith("R") and row.desk.service == scene.service)
    return scene.at(next(mine, "R1"))


def existing(scene: Scene) -> Mapping[str, Any]:
    """What may stand in a path and is there."""
    if scene.service == "console":
        return {"kode": KANTOR, "kantor": KANTOR}
    sha256 = scene.given[JenisDokumen.NASKAH_ASLI].sha256
    return {"berkas_id": str(case_of(scene).id), "sha256": sha256, "kantor": KANTOR, "kode": KANTOR}
