"""`./terbit release VERSION`: the image of a version, unless a package is over its time or nobody could be asked."""

import shutil
import subprocess
from typing import Final

from deploy.local import advisories
from deploy.local.errors import LauncherError
from deploy.local.programs import REPOSITORY

BUILD: Final = ("build", "--pull", "--no-cache", "--file", "deploy/Dockerfile")


class NoEngine(LauncherError):
    """There is nothing here that builds images."""

    def __init__(self) -> None:
        super().__init__("No container engine was found (docker): an image is built where there is one.")


def run(version: str) -> int:
    """Ask the advisories, then build; the exit code of what fails first. Raises NoEngine."""
    engine = shutil.which("docker")
    if engine is None:
        raise NoEngine
    code = advisories.audit(advisories.pinned(), required=True)
    if code:
        print(f"terbit:{version} was not built.")
        return code
    return subprocess.run((engine, *BUILD, "--tag", f"terbit:{version}", "."), cwd=REPOSITORY, check=False).returncode
