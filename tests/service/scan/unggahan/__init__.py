"""Files that come up piece by piece."""
