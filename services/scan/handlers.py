"""What the scan desks hear: what every desk hears."""

from shared.hearing import AT_EVERY_DESK

HANDLERS = AT_EVERY_DESK
