"""A second reader, in a process of its own: ``python -m monitor.reading.second_reader``.

Reads messages from standard input and writes answers to standard output, each with its length
before it. The first says what to read with; its answer is the reader's digest. Every other one is a
number of articles; its answer is their claims, or None for one that could not be read. It ends when
its input ends.
"""

import os
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

from monitor.events.articles import ArticleAccepted
from monitor.events.values import Claim
from monitor.flow.frames import read, write


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """The folders that a reader is made of, beside what is shipped."""

    vocabulary: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kept_in: str = ""


class Task(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article and its text."""

    article: ArticleAccepted
    body: bytes


Answer = list[tuple[Claim, ...] | None]


def main() -> None:
    """Read what is asked for until the input ends."""
    # Libraries may print; that must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asked = read(sys.stdin.buffer)
    if asked is None:
        return
    setting = msgspec.msgpack.decode(asked, type=Setting)
    # Only now: whoever started this process need not have loaded a reader to know its messages.
    from monitor.reading.accepted import claims_of  # noqa: PLC0415
    from monitor.reading.reader import load_reader  # noqa: PLC0415

    reader = load_reader(
        [Path(name) for name in setting.vocabulary],
        [*map(Path, setting.places)],
        kept_in=Path(setting.kept_in) if setting.kept_in else None,
    )
    write(answers, msgspec.msgpack.encode(reader.digest))
    decoder = msgspec.msgpack.Decoder(list[Task])
    for parcel in _parcels():
        answer: Answer = []
        for task in decoder.decode(parcel):
            try:
                answer.append(claims_of(reader, task.article, task.body))
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


if __name__ == "__main__":
    main()
