import asyncio
import os
import shutil
from pathlib import Path

import pytest

from monitor.assembly.build import build
from monitor.config.settings import Settings
from monitor.events.codec import decode
from tests.fakes.clock import FixedClock

ROOT = Path(__file__).parents[2]


class Pass:
    """One pass over a folder, and what it raised."""

    def __init__(self, app):
        self.log = app.log

    def events(self, *types):
        return [decode(recorded).data for recorded in self.log.read(types=set(types), limit=10_000)]

    def raised(self):
        return [event.match for event in self.events("alert.raised")]


def _aged(folder, target, now):
    """Copy a folder as if its files had lain there for an hour when the clock was set."""
    target.mkdir()
    for path in folder.iterdir():
        if path.is_symlink() or not path.is_file():
            path.rename(target / path.name)
            continue
        shutil.copyfile(path, target / path.name)
        before = now.timestamp() - 3600
        os.utime(target / path.name, (before, before))
    return target


@pytest.fixture
def one_pass(tmp_path):
    """Run the whole river once over a folder of articles with the shipped rules."""

    def run(folder, check):
        clock = FixedClock()
        aged = _aged(folder, tmp_path / "aged", clock.now())
        settings = Settings(
            state=tmp_path / "state",
            rules=ROOT / "rules",
            sources=[{"kind": "directory", "name": "in", "path": str(aged)}],
        )
        with build(settings, clock, {}) as built:
            app = built.app
            app.restore()
            asyncio.run(app.poller.poll_all())
            app.advance()
            app.sender.drain(20)
            app.advance()
            return check(Pass(app))

    return run
