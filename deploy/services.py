"""Which services there are and which processes each of them runs."""

from collections.abc import Mapping

SERVICES = ("intake", "approval", "scan", "publisher", "console")
STORING = ("intake", "approval", "scan", "publisher")
WITH_JOBS = ("intake", "scan", "publisher")


def watching(service: str, settings: Mapping[str, str]) -> tuple[str, ...]:
    """The process that watches the folders of scanners, where the settings name any."""
    return ("watch",) if service == "scan" and settings.get("TERBIT_FOLDERS") else ()


def kinds(service: str) -> tuple[str, ...]:
    """The long-running processes of a service, in the order in which they start."""
    jobs = ("jobs",) if service in WITH_JOBS else ()
    return ("api", "worker", *jobs, "relay")
