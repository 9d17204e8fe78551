"""Which services there are and which processes each of them runs."""

SERVICES = ("intake", "approval", "scan", "publisher", "console")
STORING = ("intake", "approval", "scan", "publisher")
WITH_JOBS = ("intake", "scan", "publisher")


def kinds(service: str) -> tuple[str, ...]:
    """The long-running processes of a service, in the order in which they start."""
    jobs = ("jobs",) if service in WITH_JOBS else ()
    return ("api", "worker", *jobs, "relay")
