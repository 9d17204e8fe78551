"""Who acts: people as a signed token states them, and the tokens that guard forms."""

from shared.identity.orang import OPERASI, Orang
from shared.identity.token import form_token, issue, same_form_token, verify

__all__ = ["OPERASI", "Orang", "form_token", "issue", "same_form_token", "verify"]
