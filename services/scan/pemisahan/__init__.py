"""A stack that was scanned in one go: parted at its sheets, each part brought to its case or to the office's tray."""
