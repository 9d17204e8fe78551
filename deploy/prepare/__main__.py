"""`python -m deploy.prepare`: databases and buckets in the containers' servers, before the services; may be repeated.

Where the servers are stands in `TERBIT_PREPARE_POSTGRES` (libpq address of the administrator without password) and
`TERBIT_PREPARE_S3` (host:port); passwords are the files of `TERBIT_SECRETS_DIR`.
"""

import os
from pathlib import Path

from minio import Minio

from deploy.prepare.buckets import prepare_buckets
from deploy.prepare.databases import prepare_databases
from deploy.services import SERVICES


def main() -> None:
    """Prepare both servers; the first failure ends the container with its traceback, and it is started again."""
    folder = Path(os.environ["TERBIT_SECRETS_DIR"])
    administrator = f"{os.environ['TERBIT_PREPARE_POSTGRES']}?password={_read(folder, 'postgres_password')}"
    prepare_databases(administrator, {name: _read(folder, f"{name}_database_password") for name in SERVICES})
    prepare_buckets(Minio(os.environ["TERBIT_PREPARE_S3"], "admin", _read(folder, "s3_admin"), secure=False))


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text().strip()


main()
