"""With the real clock and the real kernel: a file is picked up while the daemon runs."""

import asyncio
import time

import msgspec
import pytest

from monitor.clock import SystemClock
from monitor.eventlog.memory import MemoryLog
from monitor.sources.directory import DirectorySource
from monitor.sources.options import DirectoryOptions
from monitor.sources.patient import PatientPoller
from monitor.sources.poller import SourcesPoller
from monitor.sources.watching import watch


class Daemon:
    def __init__(self, folder, **changes) -> None:
        self.arrived = 0
        self.log = MemoryLog(SystemClock())
        self.source = DirectorySource(DirectoryOptions(name="here", path=folder, **changes))
        self.poller = SourcesPoller(self.log, [self.source], SystemClock(), arrived=self._count)
        self.stop = asyncio.Event()

    def _count(self) -> None:
        self.arrived += 1

    def keys(self) -> list[str]:
        return [r.subject for r in self.log.read() if r.type == "article.received"]

    async def wait_for(self, number: int, seconds: float) -> float:
        began = time.monotonic()
        while len(self.keys()) < number:
            if time.monotonic() - began > seconds:
                pytest.fail(f"{len(self.keys())} of {number} files after {seconds} s")
            await asyncio.sleep(0.01)
        return time.monotonic() - began


async def running(daemon: Daemon, script) -> None:
    task = asyncio.create_task(watch(PatientPoller(daemon.poller), [daemon.source], daemon.stop))
    try:
        await asyncio.sleep(0.3)
        await script()
    finally:
        daemon.stop.set()
        await asyncio.wait_for(task, 5)


def test_a_new_file_is_picked_up_within_two_seconds(tmp_path):
    async def script() -> None:
        (tmp_path / "a.txt").write_text("Words of the article.")
        await daemon.wait_for(1, 2)
        (tmp_path / "b.txt.part").write_text("More words.")
        (tmp_path / "b.txt.part").rename(tmp_path / "b.txt")
        await daemon.wait_for(2, 2)
        assert daemon.arrived == 2

    daemon = Daemon(tmp_path)
    asyncio.run(running(daemon, script))


def test_a_file_written_slowly_is_taken_once_and_whole(tmp_path):
    async def script() -> None:
        with (tmp_path / "a.txt").open("w") as slow:
            for _ in range(8):
                slow.write("Some words of it. ")
                slow.flush()
                await asyncio.sleep(0.2)
            assert not daemon.keys()
        await daemon.wait_for(1, 2)
        await asyncio.sleep(0.5)
        (received,) = (r for r in daemon.log.read() if r.type == "article.received")
        text = daemon.log.body(msgspec.json.decode(received.data)["body"])
        assert text == b"Some words of it. " * 8

    daemon = Daemon(tmp_path)
    asyncio.run(running(daemon, script))


def test_a_folder_made_after_the_start_is_watched(tmp_path):
    async def script() -> None:
        (tmp_path / "later").mkdir()
        (tmp_path / "later" / "a.txt").write_text("Words of the article.")
        await daemon.wait_for(1, 3)

    daemon = Daemon(tmp_path / "later")
    asyncio.run(running(daemon, script))


def test_one_pass_waits_for_a_file_that_is_just_being_settled(tmp_path):
    (tmp_path / "a.txt").write_text("Words of the article.")
    daemon = Daemon(tmp_path)
    (outcome,) = asyncio.run(daemon.poller.poll_all())
    assert outcome.new == 1
