"""The soak: cases stream through a stack of its own while its parts are killed, frozen, emptied; then a verdict."""
