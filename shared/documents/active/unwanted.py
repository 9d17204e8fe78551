"""What must go from one dictionary of a PDF: its keys, each with the kind of active content that it holds.

Everything is judged by where it stands and how it is built, never by a key alone: a font may well be called /AA.
"""

from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Stream

from shared.documents.active.actions import active_kinds, is_action, is_mapping, is_web_address
from shared.documents.active.kinds import Aktif

Unwanted = tuple[Aktif, str]

SLOTS: Final = ("/A", "/PA", "/Next", "/OpenAction")
TREES: Final = {
    "/JavaScript": Aktif.JAVASCRIPT, "/EmbeddedFiles": Aktif.LAMPIRAN, "/Renditions": Aktif.MEDIA,
    "/AlternatePresentations": Aktif.MEDIA,
}  # fmt: skip
ANNOTATIONS: Final = {
    "/FileAttachment": Aktif.LAMPIRAN, "/Sound": Aktif.MEDIA, "/Movie": Aktif.MEDIA, "/Screen": Aktif.MEDIA,
    "/RichMedia": Aktif.MEDIA, "/3D": Aktif.MEDIA,
}  # fmt: skip
FIELDS: Final = {"/Tx", "/Btn", "/Ch"}
SIGNATURE: Final = "/Sig"
TELLING: Final = {*SLOTS, *TREES, "/AA", "/EF", "/F", "/FT", "/OnInstantiate", "/RF", "/Ref", "/Subtype"}
"""Keys without which nothing has to go: a tagged document has ten thousands of dictionaries that have none of them."""
FILE_NAMES: Final = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
FIELD_DEPTH: Final = 32


def unwanted(item: Object) -> Iterator[Unwanted]:
    """Keys of any dictionary or stream that must go; a key may come more than once."""
    if TELLING.isdisjoint(item.keys()):
        return
    yield from _whole(item)
    for key in SLOTS:
        yield from ((kind, key) for kind in active_kinds(item.get(key)))
    yield from _automatic(item)
    yield from ((kind, key) for key, kind in TREES.items() if _is_tree(item.get(key)))
    yield from ((Aktif.LAMPIRAN, key) for key in ("/EF", "/RF") if _is_files(item.get(key)))
    if isinstance(item.get("/OnInstantiate"), Stream):
        yield Aktif.JAVASCRIPT, "/OnInstantiate"
    yield from _from_outside(item)


def unwanted_in_root(root: Object) -> Iterator[Unwanted]:
    """Keys of the document's catalog that must go, beside those that must go from any dictionary."""
    form, base = root.get("/AcroForm"), root.get("/URI")
    if is_mapping(form) and "/XFA" in form:
        yield Aktif.XFA, "/AcroForm"
    if isinstance(base, Dictionary) and "/Base" in base and not is_web_address(base.get("/Base")):
        yield Aktif.TAUTAN, "/URI"
    if is_mapping(root.get("/Collection")):
        yield Aktif.LAMPIRAN, "/Collection"


def _whole(item: Object) -> Iterator[Unwanted]:
    """All keys of an annotation or a field of which nothing may stay: whoever still points to it finds nothing."""
    kind = _annotation(item) or (Aktif.FORMULIR if _is_field(item) else None)
    if kind:
        yield from ((kind, key) for key in set(item.keys()))


def _annotation(item: Object) -> Aktif | None:
    return ANNOTATIONS.get(_name(item, "/Subtype")) if isinstance(item, Dictionary) else None


def _is_field(item: Object) -> bool:
    if not isinstance(item, Dictionary):
        return False
    return _name(item, "/FT") in FIELDS or (_name(item, "/Subtype") == "/Widget" and _field_type(item) != SIGNATURE)


def _field_type(item: Object) -> str:
    """The type of a field, its own or of the first above it that says."""
    for _ in range(FIELD_DEPTH):
        if found := _name(item, "/FT"):
            return found
        above = item.get("/Parent")
        if not isinstance(above, Dictionary):
            break
        item = above
    return ""


def _automatic(item: Object) -> Iterator[Unwanted]:
    """Actions that run by themselves, of a document, page, annotation or field."""
    triggers = item.get("/AA")
    if not is_mapping(triggers):
        return
    actions = [one for one in triggers.values() if is_action(one)]
    if actions:
        yield Aktif.OTOMATIS, "/AA"
        yield from ((kind, "/AA") for one in actions for kind in active_kinds(one))


def _is_tree(value: object) -> bool:
    if not isinstance(value, Dictionary):
        return False
    branches = (value.get("/Names"), value.get("/Kids"))
    return any(isinstance(branch, Array) and len(branch) > 0 for branch in branches)


def _is_files(value: object) -> bool:
    return isinstance(value, Dictionary) and any(isinstance(value.get(name), Stream | Array) for name in FILE_NAMES)


def _from_outside(item: Object) -> Iterator[Unwanted]:
    if not isinstance(item, Stream):
        return
    if "/F" in item:
        yield Aktif.LUAR, "/F"
    if _name(item, "/Subtype") == "/Form" and isinstance(item.get("/Ref"), Dictionary):
        yield Aktif.LUAR, "/Ref"


def _name(item: Object, key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, Name) else ""
