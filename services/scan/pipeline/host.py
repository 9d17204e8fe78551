"""A process that has loaded all that a page needs and forks a bounded child for each step: no step pays for a start.

`python -m services.scan.pipeline.host SOCKET LANGUAGES`, started by `hosted`. It has one thread and opens no document
itself. Over SOCKET (a file descriptor) it hears one message a step: the request as JSON, with a connection to whoever
waits and the files for output and errors. It ends when the other end of SOCKET is closed, with all steps that run then,
or after idle minutes.
"""

import gc
import json
import select
import socket
import sys

from services.scan.pipeline.host_child import Source, Step, begun
from services.scan.pipeline.hosted import MESSAGE, READY
from services.scan.pipeline.steps import ready

IDLE_SECONDS = 600
FILES = 3


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    engine = ready(sys.argv[2])
    gc.collect()
    gc.freeze()  # children share these pages for good
    control.send(READY)
    steps: list[Step] = []
    try:
        while seen := wait(control, steps):
            steps = [step for step in steps if not step.over(seen)]
            if control in seen:
                message, files, _, _ = socket.recv_fds(control, MESSAGE, FILES)
                if not message:
                    return
                steps.append(begun(json.loads(message), engine, files, control, steps))
    finally:
        for step in steps:
            step.abandon()


def wait(control: socket.socket, steps: list[Step]) -> list[Source]:
    """What has happened; nothing when nothing was asked for so long that it may end."""
    watched: list[Source] = [control, *(one for step in steps for one in step.watched)]
    return select.select(watched, [], [], None if steps else IDLE_SECONDS)[0]


if __name__ == "__main__":
    main()
