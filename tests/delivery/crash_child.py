"""A sender that dies where it is told to: started by test_crash.py in a process of its own.

Arguments: the log's path, the web hook's address, where to die ("before", "after", "never").
"""

import os
import signal
import sys
from pathlib import Path

from monitor.clock import SystemClock
from monitor.delivery.options import DeliveryOptions, Destination, Secret
from monitor.delivery.sender import Sender
from monitor.delivery.workers import WorkerTransport
from monitor.eventlog.sqlite import SqliteLog


class Dying:
    """A real transport; the process is killed before or after the message went out."""

    def __init__(self, moment):
        self._real = WorkerTransport()
        self._moment = moment

    def send(self, destination, message):
        if self._moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        outcome = self._real.send(destination, message)
        if self._moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome

    def close(self):
        self._real.close()


def main(path, url, moment):
    options = DeliveryOptions(destinations=(Destination(name="a", url=Secret(url)),))
    log = SqliteLog(Path(path), SystemClock())
    sender = Sender(log, SystemClock(), options, {"": Dying(moment)})
    sender.recover()
    sender.drain(30)
    sender.close()
    log.close()


main(*sys.argv[1:])
