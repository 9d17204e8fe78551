"""The broker that tests run on: the stack's own Valkey, or what `TERBIT_BROKER_URL` in the environment names."""

import os

BROKER = "TERBIT_BROKER_URL"


def given_broker() -> dict[str, str]:
    """Setting of a stack whose services shall use the broker that was given; nothing when none was."""
    return {BROKER: os.environ[BROKER]} if BROKER in os.environ else {}
