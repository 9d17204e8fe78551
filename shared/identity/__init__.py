"""Who acts: people as a signed token states them, and the tokens that guard forms."""

from shared.identity.orang import OPERASI, OUTSIDE_SOP, PENGELOLA, Digantikan, JenisPenugasan, Orang, Penugasan
from shared.identity.sandi import readable_password
from shared.identity.token import Masuk, form_token, issue, same_form_token, verify

__all__ = [
    "OPERASI", "OUTSIDE_SOP", "PENGELOLA", "Digantikan", "JenisPenugasan", "Masuk", "Orang", "Penugasan",
    "form_token", "issue", "readable_password", "same_form_token", "verify",
]  # fmt: skip
