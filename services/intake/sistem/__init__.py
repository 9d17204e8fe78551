"""Office systems: an office's own software submits, asks and is told, by keys that act in a person's name."""
