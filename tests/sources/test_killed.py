"""A real process on a real log, killed with SIGKILL while it takes files in."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from monitor.clock import SystemClock
from monitor.eventlog.sqlite import SqliteLog
from monitor.flow.replay import walk

ROUNDS = 8
FILES = 20

INTAKE = """
import asyncio, sys
from pathlib import Path
from monitor.clock import SystemClock
from monitor.eventlog.sqlite import SqliteLog
from monitor.sources.directory import DirectorySource
from monitor.sources.options import DirectoryOptions
from monitor.sources.poller import SourcesPoller
from monitor.sources.watching import watch

async def main():
    source = DirectorySource(DirectoryOptions(name="here", path=Path(sys.argv[2])))
    poller = SourcesPoller(SqliteLog(Path(sys.argv[1]), SystemClock()), [source], SystemClock())
    poller.restore()
    print("ready", flush=True)
    await watch(poller, [source], asyncio.Event())

asyncio.run(main())
"""


def intake(log: Path, folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", INTAKE, str(log), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def end(process: subprocess.Popen[str], how: signal.Signals) -> None:
    process.send_signal(how)
    process.wait(10)
    if process.stdout:
        process.stdout.close()


def received(path: Path) -> Counter[str]:
    log = SqliteLog(path, SystemClock(), read_only=True)
    try:
        events = walk(log, types={"article.received"})
        return Counter(msgspec.json.decode(recorded.data)["key"] for recorded in events)
    finally:
        log.close()


def test_no_file_is_lost_or_taken_twice_when_the_process_is_killed_at_random(tmp_path):
    chance = random.Random(7)
    folder, path = tmp_path / "in", tmp_path / "events.db"
    folder.mkdir()
    names = []
    for number in range(ROUNDS):
        process = intake(path, folder)
        for file in range(FILES):
            names.append(f"{number}-{file}.txt")
            (folder / names[-1]).write_text(f"Words of article {number} {file}.")
            time.sleep(chance.uniform(0, 0.02))
        time.sleep(chance.uniform(0, 0.3))
        end(process, signal.SIGKILL)
    process = intake(path, folder)
    until = time.monotonic() + 20
    while len(received(path)) < len(names) and time.monotonic() < until:
        time.sleep(0.1)
    end(process, signal.SIGKILL)
    assert received(path) == Counter(names)
