"""What must be right in the settings before console answers anybody."""

from services.console.breached import Bocoran, Unfit
from services.console.domain.kode_wajib import unknown_roles
from shared.settings import Settings


def ready(settings: Settings) -> None:
    """Raises SystemExit, with a sentence for the operator."""
    if unknown := unknown_roles(settings.codes_required):
        raise SystemExit(f"TERBIT_CODES_REQUIRED names roles that nobody can have: {', '.join(unknown)}")
    if settings.breached_passwords is None:
        return
    try:
        Bocoran(settings.breached_passwords).check()
    except (OSError, Unfit) as error:
        raise SystemExit(
            f"TERBIT_BREACHED_PASSWORDS: {settings.breached_passwords} is no list of hashes in their order: {error}"
        ) from error
