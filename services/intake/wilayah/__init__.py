"""An office above sees how far those below it have come: numbers and places, no contents before publication."""
