"""Logs: one JSON object a line on standard error, with ids and never contents."""

import logging
import time

from pythonjsonlogger.json import JsonFormatter

QUIET = ("celery.worker.strategy", "celery.app.trace", "pikepdf", "pdfminer", "fontTools", "PIL")


class _Utc(JsonFormatter):
    """Times as RFC 3339 has them."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"


def log_to_stderr(service: str, kind: str) -> None:
    """Set up the logs of this process."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        _Utc(
            "{asctime}{levelname}{name}{message}", style="{", static_fields={"service": service, "process": kind},
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        )
    )  # fmt: skip
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
