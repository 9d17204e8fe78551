"""Actions: which of them are ordinary links, and what kind the others are."""

import re
from typing import Final, TypeGuard

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from shared.documents.active.kinds import Aktif

KINDS: Final = {
    "/JavaScript": Aktif.JAVASCRIPT, "/Launch": Aktif.PROGRAM, "/SubmitForm": Aktif.KIRIM, "/ResetForm": Aktif.KIRIM,
    "/ImportData": Aktif.KIRIM, "/GoToR": Aktif.TAUTAN, "/GoToE": Aktif.TAUTAN, "/URI": Aktif.TAUTAN,
    "/Thread": Aktif.TAUTAN, "/Rendition": Aktif.MEDIA, "/Movie": Aktif.MEDIA, "/Sound": Aktif.MEDIA,
    "/RichMediaExecute": Aktif.MEDIA, "/GoTo3DView": Aktif.MEDIA,
    "/Hide": Aktif.PERINTAH, "/SetOCGState": Aktif.PERINTAH, "/Trans": Aktif.PERINTAH, "/GoToDp": Aktif.PERINTAH,
}  # fmt: skip
KNOWN: Final = {*KINDS, "/GoTo", "/Named"}
TURNING: Final = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
SCHEMES: Final = {"http", "https", "mailto", "tel"}
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED: Final = re.compile(r"[\x00-\x20\x7f]")


def is_mapping(value: object) -> TypeGuard[Object]:
    """Whether a value has keys: a dictionary, or the dictionary of a stream."""
    return isinstance(value, Dictionary | Stream)


def active_kinds(value: object) -> set[Aktif]:
    """Kinds of what stands where an action or a list of actions may stand; none of what is harmless there."""
    actions = list(value) if isinstance(value, Array) else [value]
    return {kind for action in actions if (kind := _kind(action))}


def is_action(value: object) -> bool:
    """Whether a value is an action of a known kind, harmless or not, wherever it stands."""
    return is_mapping(value) and (str(value.get("/S")) in KNOWN or value.get("/JS") is not None)


def is_web_address(value: object) -> bool:
    """Whether a link to this address opens a web page or a letter, and no file or script."""
    if not isinstance(value, String | str | bytes):
        return False
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    address = _IGNORED.sub("", text)
    scheme = _SCHEME.match(address)
    if scheme:
        return scheme[1].lower() in SCHEMES
    return bool(address) and not address.startswith(("/", "\\"))


def _kind(action: object) -> Aktif | None:
    if not is_mapping(action):
        return None
    name = action.get("/S")
    if not isinstance(name, Name):
        return Aktif.JAVASCRIPT if action.get("/JS") is not None else None
    if str(name) == "/GoTo" or (str(name) == "/URI" and is_web_address(action.get("/URI"))):
        return None
    if str(name) == "/Named" and str(action.get("/N")) in TURNING:
        return None
    return KINDS.get(str(name), Aktif.PERINTAH)
