"""`./terbit backup FOLDER` and `./terbit restore FOLDER`.

A backup: `postgres` (all databases at one moment), `objects` (private objects by hash), `state.json` (passwords, keys).
The databases are saved first: every object that they name is then in the copy.
"""

import shutil
from pathlib import Path

from minio import Minio
from sqlalchemy import make_url

from deploy.local import check
from deploy.local.asking import answering, ask
from deploy.local.backup import databases, objects
from deploy.local.backup.errors import BackupError
from deploy.local.console import stage
from deploy.local.ready import s3_client
from deploy.local.running import stopping
from deploy.local.stack import Stack
from deploy.local.state import State
from deploy.services import SERVICES

POSTGRES, OBJECTS, STATE = "postgres", "objects", "state.json"


def backup(stack: Stack, folder: Path) -> int:
    """Save everything, whether Terbit runs or not. Objects that the folder has are not copied again."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    new = folder / f"{POSTGRES}.new"
    shutil.rmtree(new, ignore_errors=True)
    with answering(stack):
        with stage("databases"):
            databases.save(stack.administrator, new)
        with stage("objects"):
            copied = objects.save(_store(stack), folder / OBJECTS, _bound(stack))
    shutil.rmtree(folder / POSTGRES, ignore_errors=True)
    new.rename(folder / POSTGRES)
    _copy_private(stack.folder / STATE, folder / STATE)
    print(f"Saved in {folder}: {copied} objects are new. It holds passwords and keys: keep it like the documents.")
    return 0


def restore(root: Path, folder: Path, parts: str = "all") -> int:
    """Put back what is missing: `parts` all, databases or objects. Ends with the conservation check's exit code."""
    if not all((folder / name).exists() for name in (POSTGRES, OBJECTS, STATE)):
        raise BackupError(f"{folder} is not a whole backup: it needs {POSTGRES}, {OBJECTS} and {STATE}")
    if (root / ".terbit").exists() and Stack(root).running:
        raise BackupError("Terbit is running: stop it first with ./terbit down")
    stack = _with_its_secrets(root, folder)
    if parts != "objects":
        with stage("databases"):
            aside = databases.put_back(folder / POSTGRES, stack.folder / "postgres")
        if aside:
            print(f"  The databases that were there lie in {aside}")
    with stopping(stack):
        stack.start_servers()
        stack.migrate()
        if parts != "databases":
            with stage("objects"):
                objects.put_back(_store(stack), folder / OBJECTS, _bound(stack))
        for sentence in mend(stack):
            print(f"  {sentence}")
        return check.run(stack)


def mend(stack: Stack) -> list[str]:
    """What the databases do not know of the store is adopted; what the public sees is made as the databases say."""
    stack.empty_broker()
    rows = {sha256 for part in check.look(stack)[0] for sha256 in part.objects}
    unknown = sorted(set(objects.names(_store(stack))) - rows)
    adopted = ask(stack, "intake", "adopt", "\n".join(unknown)) if unknown else []
    return [*adopted, *ask(stack, "publisher", "mend")]


def _with_its_secrets(root: Path, folder: Path) -> Stack:
    """The installation, with the passwords and keys that belong to the saved databases."""
    own = root / ".terbit"
    own.mkdir(mode=0o711, exist_ok=True)
    if not (own / STATE).exists():
        _copy_private(folder / STATE, own / STATE)
    stack, saved = Stack(root), State.model_validate_json((folder / STATE).read_text())
    if stack.state.secrets != saved.secrets:
        raise BackupError(
            "This installation has other passwords than the backup. Restore into an empty one: ./terbit reset first"
        )
    return stack


def _copy_private(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    target.write_bytes(source.read_bytes())


def _bound(stack: Stack) -> dict[str, str]:
    urls = (make_url(stack.database_url(service)) for service in SERVICES)
    return databases.bound(url.set(drivername="postgresql").render_as_string(hide_password=False) for url in urls)


def _store(stack: Stack) -> Minio:
    return s3_client(stack.s3.endpoint, stack.s3.access_key, stack.s3.secret_key)
