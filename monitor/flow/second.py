"""The other side of ``ahead``: what a process does that works for another one.

It reads messages from its input and answers to its output until the input ends.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from monitor.flow.frames import read, write

T = TypeVar("T")
S = TypeVar("S")


def serve(
    setting: type[S], task: type[T], prepare: Callable[[S], tuple[str, Callable[[T], Any]]]
) -> None:
    """Do what is asked for until the input ends.

    ``prepare`` makes of the setting a digest of what is worked with, and what does one task.
    """
    # Libraries may print; that must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asked = read(sys.stdin.buffer)
    if asked is None:
        return
    digest, do = prepare(msgspec.msgpack.decode(asked, type=setting))
    write(answers, msgspec.msgpack.encode(digest))
    decoder = msgspec.msgpack.Decoder(list[task])  # type: ignore[valid-type]
    for parcel in _parcels():
        answer: list[Any] = []
        for each in decoder.decode(parcel):
            try:
                answer.append(do(each))
            except Exception:  # noqa: BLE001  (it fails again where it is reported)
                answer.append(None)
        write(answers, msgspec.msgpack.encode(answer))


def _parcels() -> Iterator[bytes]:
    """Yield what is asked. A thread takes it in, so that who asks is never held up."""
    taken: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def take() -> None:
        while (asked := read(sys.stdin.buffer)) is not None:
            taken.put(asked)
        taken.put(None)

    threading.Thread(target=take, daemon=True).start()
    yield from iter(taken.get, None)
