"""What is wrong with a backup, or with the place where it is to be restored."""

from deploy.local.errors import LauncherError


class BackupError(LauncherError):
    """Nothing was backed up or restored; the message says why and what to do."""
