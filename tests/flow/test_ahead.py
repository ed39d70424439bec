"""What is done ahead is bounded, and what the other side says about itself is heeded."""

import io
import threading
import time
from dataclasses import dataclass

import msgspec

from monitor.flow import ahead as ahead_module
from monitor.flow.ahead import Ahead, Trade
from monitor.flow.frames import framed


@dataclass(frozen=True)
class Text:
    body: bytes


class Silent:
    """A process that names what it works with, and says nothing more."""

    def __init__(self, digest: str) -> None:
        self.stdin, self.stdout = io.BytesIO(), io.BytesIO(framed(msgspec.msgpack.encode(digest)))
        self.killed = threading.Event()

    def kill(self) -> None:
        self.killed.set()

    def wait(self) -> int:
        return 0


def trade(started: list[Silent], digest: str = "one") -> Trade:
    def start() -> Silent:
        started.append(Silent(digest))
        return started[-1]

    return Trade(start=start, setting="", result=str, worth=2)


def names(count: int, body: bytes) -> list[tuple[str, Text]]:
    return [(str(number), Text(body)) for number in range(count)]


def test_no_more_is_begun_with_than_may_be_held_until_it_is_taken(monkeypatch) -> None:
    monkeypatch.setattr(ahead_module, "LARGEST", 100)
    held: Ahead = Ahead(Trade(start=None, setting="", result=str, worth=1000))  # type: ignore[arg-type]
    held.begin("one", names(5, b"x" * 40))
    assert [*held._waiting[0]] == ["0", "1"]
    assert held.take("0") is None
    held.begin("one", names(5, b"x" * 40))
    assert [*held._waiting[1]] == ["0"]  # there is room for one again
    assert held.take("1") is None
    assert held.take("0") is None
    assert held._held == 0
    assert not held._waiting


def test_a_process_that_works_with_something_else_is_let_go_and_not_started_again(
    monkeypatch,
) -> None:
    monkeypatch.setattr(ahead_module, "cores", lambda: 2)
    started: list[Silent] = []
    other: Ahead = Ahead(trade(started, digest="another"))
    for _ in range(3):
        other.begin("one", names(5, b"text"))
        thread = other._thread
        if thread:
            thread.join(10)
    assert len(started) == 1
    assert started[0].killed.is_set()
    assert [other.take(str(number)) for number in range(5)] == [None] * 5


def test_what_was_under_way_in_a_process_that_ends_is_left_to_the_step(monkeypatch) -> None:
    monkeypatch.setattr(ahead_module, "cores", lambda: 2)
    started: list[Silent] = []
    dying: Ahead = Ahead(trade(started))
    dying.begin("one", names(5, b"text"))
    assert [dying.take(str(number)) for number in range(5)] == [None] * 5
    dying.close()
    assert dying._held == 0


class Answering(Silent):
    """A process that does each task, but not before it is let."""

    def __init__(self) -> None:
        super().__init__("one")
        self.let = threading.Event()
        self.stdout = self  # type: ignore[assignment]
        self._said = io.BytesIO(framed(msgspec.msgpack.encode("one")))

    def read(self, size: int) -> bytes:
        found = self._said.read(size)
        if not found:
            self.let.wait(10)
            answer = framed(msgspec.msgpack.encode(["done", "done"]))
            self._said = io.BytesIO(answer)
            found = self._said.read(size)
        return found

    def close(self) -> None:
        pass


def test_the_step_gets_what_is_under_way_when_it_asks_for_it(monkeypatch) -> None:
    monkeypatch.setattr(ahead_module, "cores", lambda: 2)
    process = Answering()
    made: Ahead = Ahead(Trade(start=lambda: process, setting="", result=str, worth=2, under_way=1))
    made.begin("one", names(2, b"text"))
    end = time.monotonic() + 10
    while not made._doing and time.monotonic() < end:
        time.sleep(0.01)
    threading.Timer(0.2, process.let.set).start()
    assert [made.take("0"), made.take("1")] == ["done", "done"]
    made.close()
