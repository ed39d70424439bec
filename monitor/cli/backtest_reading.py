"""Raw articles cleaned in their order, and read on every processor: reading is most of the work."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from monitor.articles.step import ArticlesStep
from monitor.cli.backtest_raw import Arrival
from monitor.errors import MonitorError
from monitor.events.envelope import Envelope
from monitor.flow.step import Draft
from monitor.reading.reader import Reader
from monitor.reading.step import ReadingStep
from monitor.rules.trial.push import Push

# So many articles go to a process at once: enough that the way there costs nothing.
CHUNK = 24
WORTH_PARTING = 10 * CHUNK

Cleaned = tuple[Envelope[Any], bytes] | None
"""An article accepted or revised with its text; None for a copy, or what is no article."""


class Reading:
    """Makes readings of arrivals, in their order. ``number`` is how many processes read."""

    def __init__(self, reader: Reader, number: int) -> None:
        self._step = ReadingStep(reader)
        self._number = number

    def __call__(self, arrivals: Iterable[Arrival]) -> Iterator[Sequence[Draft]]:
        cleaned = _cleaned(arrivals)
        first = list(islice(cleaned, WORTH_PARTING))
        if self._number < 2 or len(first) < WORTH_PARTING:
            yield from map(self._read, first)
            yield from map(self._read, cleaned)
            return
        yield from self._parted(_chunks(first, cleaned))

    def _read(self, cleaned: Cleaned) -> Sequence[Draft]:
        if cleaned is None:
            return ()
        envelope, body = cleaned
        drafts = self._step.handle(envelope, lambda _: body)
        return [
            Draft(event=draft.event, subject=draft.subject, bodies={envelope.data.body: body})
            for draft in drafts
        ]

    def _parted(self, chunks: Iterator[list[Cleaned]]) -> Iterator[Sequence[Draft]]:
        """Hand chunks out in turn, and take what was made of them in the same order."""
        workers = [self._begin() for _ in range(self._number)]
        busy = [worker for worker in workers if _send(worker, next(chunks, None))]
        following = next(chunks, None)
        while busy:
            worker = busy.pop(0)
            made = _received(worker)
            # The process goes on before its readings are looked at here.
            if _send(worker, following):
                busy.append(worker)
                following = next(chunks, None)
            yield from made

    def _begin(self) -> Connection:
        # The reader comes along with the copy of this process.
        context = get_context("fork")
        mine, theirs = context.Pipe()
        context.Process(target=self._work, args=(theirs,), daemon=True).start()
        theirs.close()
        return mine

    def _work(self, connection: Connection) -> None:
        while chunk := connection.recv():
            connection.send([self._read(cleaned) for cleaned in chunk])


def _send(worker: Connection, chunk: list[Cleaned] | None) -> bool:
    worker.send(chunk)
    return chunk is not None


def _received(worker: Connection) -> list[Sequence[Draft]]:
    try:
        made: list[Sequence[Draft]] = worker.recv()
    except EOFError:
        raise MonitorError("a process of the backtest ended before its work was done") from None
    return made


def _cleaned(arrivals: Iterable[Arrival]) -> Iterator[Cleaned]:
    push = Push([ArticlesStep()])
    for arrival in arrivals:
        push.add_body(arrival.event.body, arrival.body)
        made = push.take(
            arrival.event, subject=arrival.subject, time=arrival.moment, cause=arrival.subject
        )
        found: Cleaned = None
        for envelope in made:
            if envelope.type in ReadingStep.consumes:
                found = (envelope, push.body(envelope.data.body) or b"")
        yield found
        push.forget_bodies()


def _chunks(first: list[Cleaned], rest: Iterator[Cleaned]) -> Iterator[list[Cleaned]]:
    for at in range(0, len(first), CHUNK):
        yield first[at : at + CHUNK]
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
