"""The process that sends: Apprise is loaded once, and each message goes out from a child of it.

Started as ``python -m monitor.delivery.nursery`` with a socket as standard input. Each request
brings a socket of its own; a forked child answers there and ends. The kernel's alarm kills a child
at its deadline, whatever hangs in it (a dripping server leaves Apprise with threads that never
end). When the daemon goes, however it goes, the standard input ends and all children are killed.
"""

import os
import signal
import socket

from monitor.delivery import apprise_transport, parcel


def main() -> None:
    door = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the kernel
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the daemon's to handle
    apprise_transport.warm_up()
    try:
        while _serve_next(door):
            pass
    finally:
        # Our own session (see workers.py): nobody else is in this group.
        os.killpg(os.getpgid(0), signal.SIGKILL)


def _serve_next(door: socket.socket) -> bool:
    note, descriptors, _flags, _address = socket.recv_fds(door, 1, 1)
    if not note:
        return False
    for descriptor in descriptors:
        if os.fork() == 0:
            _child(door, descriptor)
        os.close(descriptor)
    return True


def _child(door: socket.socket, descriptor: int) -> None:
    """Send one message and end; never return into the parent's loop."""
    try:
        door.close()
        wire = socket.socket(fileno=descriptor)
        wire.settimeout(10)
        request = parcel.take_request(wire)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, request.deadline)
        parcel.put(wire, apprise_transport.send(request))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
