"""`python -m deploy.secrets`: the secret files of docker-compose.yml, made once into `deploy/secrets/`."""

import json
import secrets
import sys
from pathlib import Path

from deploy.keys import identity_keys
from deploy.prepare.buckets import identities
from deploy.services import SERVICES, STORING

FOLDER = Path(__file__).with_name("secrets")
_PASSWORDS = (
    "postgres_password",
    "valkey_password",
    "form_secret",
    "keys_secret",
    "s3_admin",
    *(f"{name}_database_password" for name in SERVICES),
    *(f"{name}_s3_secret_key" for name in STORING),
)
_SIGNING = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")


_ALONE = ("keys_secret",)
"""Files that stand by themselves: what an older installation lacks is added."""


def make(folder: Path) -> bool:
    """Write every file, unless there are some already: whoever wants new ones removes all. Returns whether it wrote."""
    if folder.exists() and any(folder.iterdir()):
        return _add_missing(folder)
    # Containers run as another user than the one who calls this, so the directory keeps others out, not the files.
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, content in _contents().items():
        file = folder / name
        file.write_text(content)
        file.chmod(0o444)
    return True


def _add_missing(folder: Path) -> bool:
    missing = {name: secrets.token_urlsafe(24) for name in _ALONE if not (folder / name).exists()}
    missing |= _rights(folder)
    for name, content in missing.items():
        file = folder / name
        file.unlink(missing_ok=True)
        file.write_text(content)
        file.chmod(0o444)
    return bool(missing)


def _rights(folder: Path) -> dict[str, str]:
    """The identities file of an older installation, if its keys have other rights by now."""
    file = folder / "seaweedfs_identities.json"
    keys = {"admin": folder / "s3_admin"} | {name: folder / f"{name}_s3_secret_key" for name in STORING}
    if not all(one.exists() for one in (file, *keys.values())):
        return {}
    wanted = json.dumps(identities({name: one.read_text() for name, one in keys.items()}))
    return {} if file.read_text() == wanted else {file.name: wanted}


def _contents() -> dict[str, str]:
    made = {name: secrets.token_urlsafe(24) for name in _PASSWORDS}
    private, public = identity_keys()
    keys = {"admin": made["s3_admin"]} | {name: made[f"{name}_s3_secret_key"] for name in STORING}
    sections = [f'[{name}]\nkey = "{secrets.token_urlsafe(24)}"\n' for name in _SIGNING]
    return made | {
        "identity_private_key": private,
        "identity_public_key": public,
        "valkey.conf": f"requirepass {made['valkey_password']}\n",
        "seaweedfs_identities.json": json.dumps(identities(keys)),
        "seaweedfs_security.toml": "\n".join(sections),
    }


if __name__ == "__main__":
    written = make(FOLDER)
    sys.stdout.write(f"{FOLDER} {'written' if written else 'has files already; remove it to make new ones'}\n")
