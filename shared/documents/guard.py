"""Supervisor of one command: puts it under limits and takes its whole process group down with it.

Run by `shared.documents.bounded` as a script, so that limits are set after the fork in a process without threads:
`guard.py PARENT_PID MEMORY_BYTES CPU_SECONDS FILE_BYTES FOLDER COMMAND…`. Needs the standard library only.
Ends as the command ended (same code, same signal). If the parent dies, the command dies and FOLDER is removed.
"""

import ctypes
import errno
import os
import resource
import shutil
import signal
import socket
import struct
import sys
from contextlib import suppress

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
OPEN_FILES = 256
SYSTEMS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Of each machine: its mark (AUDIT_ARCH), and the number of `socket`; linux/audit.h, asm/unistd.h."""
IO_URING_SETUP, OTHER_NUMBERS, MODE_FILTER = 425, 0x40000000, 2
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, MACHINE, FIRST = 0, 4, 16
"""Where a filter finds the number of a system call, the machine's mark, the first argument."""
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
WATCHED = {signal.SIGTERM, signal.SIGCHLD}


def main() -> None:
    """Start the command, wait until it ends or until somebody wants it to end, and clear up."""
    parent, memory, cpu, size = map(int, sys.argv[1:5])
    folder, *command = sys.argv[5:]
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    die_with_parent(signal.SIGTERM)
    child = start(command, memory, cpu, size)
    if os.getppid() == parent:
        signal.sigwait(WATCHED)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.getppid() != parent:
        shutil.rmtree(folder, ignore_errors=True)
    leave_like(status)


def die_with_parent(sign: signal.Signals) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)


def start(command: list[str], memory: int, cpu: int, size: int) -> int:
    """Fork the command into a process group of its own; its number is the child's."""
    guard = os.getpid()
    child = os.fork()
    if child == 0:
        become(command, guard, memory, cpu, size)
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(child, child)
    return child


def become(command: list[str], guard: int, memory: int, cpu: int, size: int) -> None:
    """Turn this freshly forked process into the command; never returns."""
    try:
        os.setpgid(0, 0)
        die_with_parent(signal.SIGKILL)
        if os.getppid() != guard:
            os._exit(1)
        set_limits(memory, cpu, size)
        leave_network()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        os.execvp(command[0], command)  # noqa: S606 - a list without a shell is the point
    except OSError as error:
        os.write(2, f"{command[0]}: {error}\n".encode())
    finally:
        os._exit(127)


def set_limits(memory: int, cpu: int, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def leave_network() -> None:
    """From now on this process, and all that it starts, can open no socket but between processes of this machine.

    By a filter of system calls (seccomp, kernel 3.17), which needs no right. Raises OSError where it cannot be had.
    """
    mark, opens = SYSTEMS.get(os.uname().machine, (0, 0))
    rules = [
        (LOAD, 0, 0, MACHINE), (EQUAL, 0, 7, mark), (LOAD, 0, 0, NUMBER), (AT_LEAST, 5, 0, OTHER_NUMBERS),
        (EQUAL, 4, 0, IO_URING_SETUP), (EQUAL, 0, 2, opens), (LOAD, 0, 0, FIRST), (EQUAL, 0, 1, socket.AF_UNIX),
        (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE),
    ]  # fmt: skip
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    described = struct.pack("HxxxxxxQ", len(rules), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    for option, *values in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, MODE_FILTER, described, 0, 0)):
        if not mark or libc.prctl(option, *values) != 0:
            raise OSError(ctypes.get_errno(), f"no filter of system calls on {os.uname().machine}")


def leave_like(status: int) -> None:
    """End the way the command ended, so that whoever waits for the guard learns it."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError):
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
