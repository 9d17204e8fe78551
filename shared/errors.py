"""Errors that a person or a program can act upon: a stable code, an HTTP status and a sentence in Indonesian."""


class TerbitError(Exception):
    """Base of every expected error. `code` is stable (RFC 9457 `code` member), `sentence` is for a clerk."""

    status = 400
    code = "permintaan-keliru"
    title = "Permintaan tidak dapat dilayani"
    retry_after = 0
    """Seconds after which trying again may help; 0: not known."""

    def __init__(self, sentence: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or self.code
        self.field = field


class Invalid(TerbitError):
    """What was sent cannot be taken as it is; the sentence says what to mend."""

    status = 422
    code = "isian-keliru"
    title = "Isian perlu diperbaiki"


class Unauthenticated(TerbitError):
    """Nobody is signed in, or the sign-in has ended."""

    status = 401
    code = "belum-masuk"
    title = "Silakan masuk"

    def __init__(self, sentence: str = "Silakan masuk terlebih dahulu.", *, code: str | None = None) -> None:
        super().__init__(sentence, code=code)


class SessionDue(Unauthenticated):
    """The sign-in is good, but console should look at its session again before this page is shown."""

    code = "sesi-perlu-diperpanjang"


class Forbidden(TerbitError):
    """This person may not do this, here or at all."""

    status = 403
    code = "tidak-berwenang"
    title = "Tidak berwenang"


class NotFound(TerbitError):
    """There is no such thing, or not for this person."""

    status = 404
    code = "tidak-ditemukan"
    title = "Tidak ditemukan"


class Conflict(TerbitError):
    """Someone else was earlier, or the state does not allow it."""

    status = 409
    code = "keadaan-berubah"
    title = "Keadaan sudah berubah"


class TooLarge(TerbitError):
    """More bytes than are taken."""

    status = 413
    code = "berkas-terlalu-besar"
    title = "Berkas terlalu besar"


class TooOften(TerbitError):
    """More requests in a short time than are answered."""

    status = 429
    code = "terlalu-sering"
    title = "Terlalu sering"


class Unavailable(TerbitError):
    """A part that is needed does not answer now; trying again later may help."""

    status = 503
    code = "layanan-tidak-tersedia"
    title = "Layanan sedang tidak tersedia"


class Permanent(Exception):
    """Work that will never succeed as it is: it needs a person. The text is a sentence for a clerk."""


class Transient(Exception):
    """Work that failed now and may succeed later: it is tried again with growing delay."""
