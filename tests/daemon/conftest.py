"""A real daemon in a process of its own, with a real webhook to tell."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from werkzeug import Response

ROOT = Path(__file__).parents[2]
FALLEN = "Taliban fighters captured {place} district in Badakhshan on Tuesday, an elder said."
RULE = """\
title: A district falls
id: district-falls
status: stable
level: high
description: A district is reported captured.
when: {claim: territory-captured}
alert: {one_per: place, notify: desk, subject: "{place} fell"}
examples:
  fires:
    - text: "Taliban fighters captured Ishkashim district in Badakhshan, an elder said."
  quiet:
    - text: "The governor denied that Ishkashim had fallen."
      because: denied
"""


def eventually(condition, seconds=20.0, every=0.05):
    """Wait until something holds; return what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(every)
    raise AssertionError(f"did not come true within {seconds} s")


class Webhook:
    """What a chat service would have received."""

    def __init__(self, server):
        self.server = server
        self.received = []
        server.expect_request("/hook").respond_with_handler(self._take)

    def _take(self, request):
        self.received.append(request.get_json())
        return Response("{}", content_type="application/json")

    @property
    def url(self):
        return f"json://localhost:{self.server.port}/hook"

    def messages(self):
        return [f"{each.get('title')}\n{each.get('message')}" for each in self.received]


class Systemd:
    """The notification socket that systemd would listen on."""

    def __init__(self, path):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.heard = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                self.heard.append(self.socket.recv(4096).decode())
            except OSError:
                return

    def close(self):
        self.socket.close()


class Daemon:
    """``monitor run`` in a folder of its own."""

    def __init__(self, folder, webhook):
        self.folder = folder
        self.inbox = folder / "inbox"
        self.rules = folder / "rules"
        self.config = folder / "config.toml"
        self.inbox.mkdir()
        self.rules.mkdir()
        (self.rules / "falls.yml").write_text(RULE)
        self.config.write_text(
            f'[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n'
            f'[destinations.hook]\nurl = "{webhook.url}"\n[routes.desk]\nto = ["hook"]\n'
        )
        self.process = None

    def start(self, **environment):
        with (self.folder / "journal").open("a") as journal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "monitor", "--config", str(self.config), "run"],
                env={**os.environ, **environment},
                stdout=journal,
                stderr=journal,
            )
        eventually(lambda: (self.folder / "var" / "control.sock").exists() or self.dead())
        return self

    def dead(self):
        if self.process.poll() is not None:
            raise AssertionError((self.folder / "journal").read_text())
        return False

    def command(self, *words):
        return subprocess.run(
            [sys.executable, "-m", "monitor", "--config", str(self.config), *words],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def drop(self, name, text):
        # Renamed into place, as a careful program would.
        part = self.folder / f"{name}.part"
        part.write_text(text)
        part.rename(self.inbox / name)

    def events(self, *types):
        done = self.command("log", "export", *(f"--type={name}" for name in types))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def tell(self, number):
        self.process.send_signal(number)

    def stop(self, number=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.tell(number)
            self.process.wait(timeout=20)
        return self.process.returncode if self.process else None


@pytest.fixture
def webhook(httpserver):
    return Webhook(httpserver)


@pytest.fixture
def daemon(tmp_path, webhook):
    daemon = Daemon(tmp_path, webhook)
    yield daemon
    daemon.stop(signal.SIGKILL)


@pytest.fixture
def systemd(tmp_path):
    systemd = Systemd(tmp_path / "notify.sock")
    yield systemd
    systemd.close()
