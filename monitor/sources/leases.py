"""Asks the Linux kernel whether anybody has a file open for writing.

A read lease is granted only on a file that nobody has open for writing, so asking for one (and
giving it back at once) answers the question. See fcntl(2), "Leases".
"""

import errno
import fcntl
import signal
from enum import Enum


class Writers(Enum):
    NONE = "nobody writes"
    SOME = "somebody writes"
    UNKNOWN = "the system does not say"


def writers(descriptor: int) -> Writers:
    """Return whether a file, open for reading, is open for writing anywhere.

    ``UNKNOWN`` for files of another user (without CAP_LEASE), on network drives and elsewhere.
    """
    try:
        # Who opens the file in the moment of the lease makes the kernel signal us: SIGIO would end
        # the process, SIGURG is ignored by default.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except AttributeError:  # not Linux
        return Writers.UNKNOWN
    except OSError as error:
        return Writers.SOME if error.errno == errno.EAGAIN else Writers.UNKNOWN
    return Writers.NONE
