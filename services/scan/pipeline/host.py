"""A process that has loaded all that a page needs and forks a bounded child for each step: no step pays for a start.

`python -m services.scan.pipeline.host SOCKET LANGUAGES`, started by `hosted`. It has one thread and opens no document
itself. Over SOCKET (a file descriptor) it hears one message a step: the request as JSON, with a connection to whoever
waits and the files for output and errors. It ends when the other end of SOCKET is closed, or after idle minutes.
"""

import gc
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress

from services.scan.pipeline.host_child import watch
from services.scan.pipeline.hosted import MESSAGE, READY
from services.scan.pipeline.steps import ready

IDLE_SECONDS = 600
FILES = 3


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    engine = ready(sys.argv[2])
    gc.collect()
    gc.freeze()  # children share these pages for good
    signal.signal(signal.SIGCHLD, fetch)
    control.send(READY)
    while select.select([control], [], [], IDLE_SECONDS)[0]:
        message, files, _, _ = socket.recv_fds(control, MESSAGE, FILES)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            watch(json.loads(message), engine, *files)
        for file in files:
            with suppress(OSError):
                os.close(file)


def fetch(*_: object) -> None:
    """Let guards go that have ended; what they and their steps took is then counted here."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    main()
