"""What the launcher reports to a person in one sentence instead of a traceback."""


class LauncherError(RuntimeError):
    """Base of everything that can go wrong while starting or stopping; the message is for the operator."""
