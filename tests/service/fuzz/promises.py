"""What a request may meet that is as the description wants it: its answer, or one of the refusals below."""

from typing import Any, Final

ANSWERED: Final = ("2xx", "401", "403", "404", "409", "429")
"""Done; or nobody is signed in, may not, it is not there, it is not its turn, it was tried too often."""

_PAPERS = "a document must be a PDF or a picture that can be opened"
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


def _only(statuses: tuple[str, ...]) -> dict[str, Any]:
    return {"positive_data_acceptance": {"expected-statuses": [*statuses]}}


CHECKED: Final[dict[str, Any]] = {
    "checks": _only(ANSWERED),
    "operations": [{"include-name": name, "checks": _only((*ANSWERED, "422"))} for name in REFUSED],
}
