"""Makes a child process end with its owner; run as a script, with nothing but the standard library.

    python -I -S leash.py exec OWNER COMMAND …    becomes COMMAND, which the kernel ends when OWNER's starting thread ends (Linux)
    python -I -S leash.py watch PID               ends PID when its own standard input closes (any POSIX system)

Source: prctl(2), PR_SET_PDEATHSIG: the setting survives execve, is cleared by fork, and follows the thread that forked, so `exec` is for
owners that start the child from their main thread. An owner may die before prctl runs; the parent's id tells.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
# The engine closes its files in 0.4 s after SIGTERM (measured); one that has not by then is stuck and recovers from its log.
GRACE_S = 6.0


def become(owner: int, command: list[str]) -> None:
    """Replace this process by `command`, to receive SIGTERM when `owner` dies; exit at once when it is dead already."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM) != 0:
        sys.exit(f"prctl failed: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != owner:
        sys.exit("the owner has ended")
    os.execv(command[0], command)  # noqa: S606 - no shell is the point


def watch(pid: int) -> None:
    """Block until standard input closes, then end `pid`, in the end by force."""
    while os.read(0, 1024):
        pass
    try:
        os.kill(pid, signal.SIGTERM)
        for _ in range(int(GRACE_S / 0.1)):
            time.sleep(0.1)
            os.kill(pid, 0)
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    if sys.argv[1] == "exec":
        become(int(sys.argv[2]), sys.argv[3:])
    else:
        watch(int(sys.argv[2]))
