"""Runs a program that ends with its parent: `python child.py PARENT PROGRAM [ARGUMENT]…`.

PARENT is the process id of the parent. Linux sends SIGTERM to the program when the parent ends, even by SIGKILL. Other
systems do not have this, and the program runs to its own end there.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, program = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before this call
            sys.exit(1)
    os.execv(program[0], program)


if __name__ == "__main__":
    main()
