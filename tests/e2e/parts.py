"""Real servers that alerts are sent to: each is started by the test that needs it, on loopback."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.delivery.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
SYNAPSE = ROOT / "build" / "synapse" / "bin" / "python"
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def needed(found: str | None, name: str, how: str) -> str:
    """Return what was found; skip by name where it is not installed, but never in CI."""
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed: {how}")
    pytest.skip(f"{name} is not installed: {how}")


def wait_for_port(port: int, process: subprocess.Popen[bytes], output: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert process.poll() is None, output.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(output.read_text())


@contextmanager
def started(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a server in a folder until the body ends; it is ready once its port answers."""
    output = folder / "output"
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=file)
        try:
            wait_for_port(port, process, output)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


# --- Matrix ------------------------------------------------------------------------------------

HOMESERVER = """\
server_name: localhost
pid_file: {folder}/pid
signing_key_path: {folder}/signing.key
media_store_path: {folder}/media
report_stats: false
enable_registration: true
enable_registration_without_verification: true
suppress_key_server_warning: true
trusted_key_servers: []
macaroon_secret_key: only for this test
form_secret: only for this test
database: {{name: sqlite3, args: {{database: "{folder}/homeserver.db"}}}}
listeners:
  - {{port: {port}, type: http, bind_addresses: [127.0.0.1], resources: [{{names: [client]}}]}}
rc_login:
  address: {{per_second: 100, burst_count: 100}}
  account: {{per_second: 100, burst_count: 100}}
rc_message: {{per_second: 100, burst_count: 100}}
"""


class Room:
    """A room on a homeserver, and somebody in it who reads."""

    def __init__(self, port: int, bot: str, password: str) -> None:
        self.port, self.bot, self.password = port, bot, password
        self._token = ""
        self._register(bot, password)
        self._token = self._register("reader", "read3r-password")
        made = self._call(
            "POST", "createRoom", {"preset": "public_chat", "room_alias_name": "border"}
        )
        self._room = made["room_id"]

    @property
    def url(self) -> str:
        return f"matrix://{self.bot}:{self.password}@127.0.0.1:{self.port}/%23border"

    def messages(self) -> list[dict[str, Any]]:
        """Return what was said in the room, the oldest first."""
        chunk = self._call("GET", f"rooms/{self._room}/messages?dir=f&limit=500")["chunk"]
        return [event["content"] for event in chunk if event["type"] == "m.room.message"]

    def _register(self, user: str, password: str) -> str:
        wanted = {"username": user, "password": password, "auth": {"type": "m.login.dummy"}}
        return str(self._call("POST", "register", wanted)["access_token"])

    def _call(self, method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/_matrix/client/v3/{path}",
            data=None if content is None else json.dumps(content).encode(),
            headers={"Authorization": f"Bearer {self._token}"} if self._token else {},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()}") from None


@contextmanager
def matrix_room(folder: Path, bot: str = "bot", password: str = "b0t-password") -> Iterator[Room]:
    """Start Synapse from an environment of its own (``make synapse``), with one room."""
    found = str(SYNAPSE) if SYNAPSE.exists() else None
    python = needed(found, "Synapse, the Matrix server,", "run `make synapse`")
    port = free_port()
    config = folder / "homeserver.yaml"
    config.write_text(HOMESERVER.format(folder=folder, port=port))
    command = [python, "-m", "synapse.app.homeserver", "-c", str(config)]
    subprocess.run([*command, "--generate-keys"], check=True, capture_output=True, cwd=folder)
    with started(command, port, folder):
        yield Room(port, bot, password)


# --- IRC ---------------------------------------------------------------------------------------

IRCD = """\
[Global]
Name = irc.test.localhost
Info = a server for one test
Listen = 127.0.0.1
Ports = {port}
[Limits]
ConnectRetry = 0
MaxConnectionsIP = 0
[Options]
DNS = no
Ident = no
PAM = no
"""


class Listener:
    """Somebody in a channel who keeps all that is said there."""

    def __init__(self, port: int, channel: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._file = self._socket.makefile("rw", encoding="utf-8", newline="\r\n")
        self.said: list[str] = []
        self._write("NICK listener", "USER listener 0 * :listener")
        self._until(" 001 ")
        self._write(f"JOIN {channel}")
        self._until(" 366 ")

    def hear(self, words: str, seconds: float = 30) -> list[str]:
        """Return all that was said up to a line that holds some words."""
        self._socket.settimeout(seconds)
        self._until(words)
        return self.said

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def _write(self, *lines: str) -> None:
        for line in lines:
            self._file.write(f"{line}\r\n")
        self._file.flush()

    def _until(self, words: str) -> None:
        for line in self._file:
            if line.startswith("PING"):
                self._write(line.rstrip().replace("PING", "PONG", 1))
            if " PRIVMSG " in line:
                self.said.append(line.partition(" :")[2].rstrip("\r\n"))
            if words in line:
                return
        raise AssertionError(f"the server hung up before {words!r}: {self.said}")


@contextmanager
def irc_channel(folder: Path, channel: str = "#border") -> Iterator[tuple[Listener, int]]:
    """Start ngircd, and let somebody listen in a channel."""
    program = needed(shutil.which("ngircd", path=SBIN), "ngircd, the IRC server,", "apt has it")
    port = free_port()
    config = folder / "ngircd.conf"
    config.write_text(IRCD.format(port=port))
    with started([program, "--config", str(config), "--nodaemon"], port, folder):
        listener = Listener(port, channel)
        try:
            yield listener, port
        finally:
            listener.close()
