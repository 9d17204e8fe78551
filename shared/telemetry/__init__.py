"""What a process says of itself: structured logs."""

from shared.telemetry.logs import log_to_stderr

__all__ = ["log_to_stderr"]
