"""What a request may meet that is as the description wants it: its answer, or one of the refusals below."""

from typing import Any, Final

ANSWERED: Final = ("2xx", "401", "403", "404", "409", "429")
"""Done; or nobody is signed in, may not, it is not there, it is not its turn, it was tried too often."""

_PAPERS = "a document must be a PDF or a picture that can be opened"
_NAMES = "a file has a name that people can read"
_PERSON = "which people an office has, with which roles, its own SOP says"
_HIDDEN = "whether a password is right, or a new one good, is told to nobody before"
_PLACE = "code and level, parent and SOP of an office must fit together"
_PLACES = "which places a scan has, and whether they can be closed, the scan itself says"
_OUTSIDE = "an address must be one of the open internet"
REFUSED: Final = {
    "POST /api/intake/berkas": _PAPERS,
    "POST /api/intake/berkas/{berkas_id}/ajukan-ulang": _PAPERS,
    "POST /api/scan/berkas/{berkas_id}/pindaian": _PAPERS,
    "POST /api/scan/berkas/{berkas_id}/data-pribadi": _PLACES,
    "POST /api/scan/berkas/{berkas_id}/unggahan": _NAMES,
    "POST /api/scan/unggahan": _NAMES,
    "POST /api/scan/tumpukan": _PAPERS,
    "POST /api/intake/sistem/kunci": _PERSON,
    "POST /api/intake/sistem/langganan": _OUTSIDE,
    "PUT /api/console/oidc": _OUTSIDE,
    "POST /api/console/kantor": _PLACE,
    "PUT /api/console/kantor/{kode}": _PLACE,
    "PUT /api/console/kantor/{kode}/kode-wajib": _PERSON,
    "POST /api/console/orang": _PERSON,
    "POST /api/console/orang/undang": _PERSON,
    "PUT /api/console/orang/{akun_id}": _PERSON,
    "POST /api/console/penugasan": _PERSON,
    "PUT /api/console/me/sandi": _HIDDEN,
    "POST /api/console/sessions/{sesi_id}/akhiri": _HIDDEN,
    "POST /api/console/me/totp/aktifkan": _HIDDEN,
    "POST /api/console/me/totp/matikan": _HIDDEN,
}
"""Where 422 says what no schema can say, and why. Everywhere else it would be a promise that is not kept."""


ALSO: Final = {
    "POST /api/scan/berkas/{berkas_id}/unggahan": ("413",),
    "POST /api/scan/unggahan": ("413",),
}
"""Where a header says how large what follows will be: more than the office takes is refused at once."""
TUS: Final = (
    "POST /api/scan/berkas/{berkas_id}/unggahan",
    "POST /api/scan/unggahan",
    "PATCH /api/scan/unggahan/{unggahan_id}",
    "DELETE /api/scan/unggahan/{unggahan_id}",
)
"""The tus protocol wants 412 where its version is missing or another one."""
WRONG: Final = ("400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429")


def _only(statuses: tuple[str, ...]) -> dict[str, Any]:
    return {"positive_data_acceptance": {"expected-statuses": [*statuses]}}


def _of(name: str) -> dict[str, Any]:
    asked_well = (*ANSWERED, *(("422",) if name in REFUSED else ()), *ALSO.get(name, ()))
    asked_wrongly = {"negative_data_rejection": {"expected-statuses": [*WRONG]}} if name in TUS else {}
    return {"include-name": name, "checks": {**_only(asked_well), **asked_wrongly}}


CHECKED: Final[dict[str, Any]] = {
    "checks": _only(ANSWERED),
    "operations": [_of(name) for name in dict.fromkeys((*REFUSED, *TUS))],
}
