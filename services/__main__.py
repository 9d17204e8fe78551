"""`python -m services NAME KIND`: one process of one service.

KIND: api, worker, jobs, relay, watch, migrate, seed, offices, offices-check, check, audit, adopt, mend.
"""

import gc
import sys
from importlib import import_module

from shared.process import KINDS, start
from shared.service import Service
from shared.sop import SERVICES


def main(arguments: list[str]) -> int:
    """Start what was asked for; 2 when it was not understood."""
    if len(arguments) != 2 or arguments[0] not in SERVICES or arguments[1] not in KINDS:
        print(f"usage: python -m services {{{','.join(SERVICES)}}} {{{','.join(KINDS)}}}", file=sys.stderr)  # noqa: T201
        return 2
    name, kind = arguments
    return start(_loaded(name), kind)


def _loaded(name: str) -> Service:
    """The service. What is loaded stays: not looked through for garbage, it is there sooner, and children share it."""
    gc.disable()
    service: Service = import_module(f"services.{name}.service").SERVICE
    gc.freeze()
    gc.enable()
    return service


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
