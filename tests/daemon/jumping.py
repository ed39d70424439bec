"""``monitor`` with a clock that can be set: SIGUSR1 puts it on by an hour, SIGUSR2 back by one.

Run as a process of its own: ``python -m tests.daemon.jumping --config FILE run``.
"""

import datetime as dt
import signal

import time_machine

from monitor.__main__ import main
from monitor.clock import SystemClock


def run() -> None:
    traveller = time_machine.travel(SystemClock().now(), tick=True)
    clock = traveller.start()
    signal.signal(signal.SIGUSR1, lambda *_: clock.shift(dt.timedelta(hours=1)))
    signal.signal(signal.SIGUSR2, lambda *_: clock.shift(dt.timedelta(hours=-1)))
    main()


if __name__ == "__main__":
    run()
