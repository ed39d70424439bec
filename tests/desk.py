"""A small desk on which the whole program is tried: an inbox, a rule, destinations to tell."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULE = """\
title: A flood
id: flood
status: stable
level: high
description: An article speaks of a flood.
when: {text: {anywhere: [flood]}}
alert: {one_per: article, notify: desk, subject: "{source}: flood"}
examples:
  fires:
    - text: "A flood reached the village, an elder said."
  quiet:
    - text: "Nothing happened."
      because: text
"""
NOWHERE = {"hook": "json://localhost:1"}


def mailbox(port: int) -> str:
    """Return the address of a mailbox on a server of this machine."""
    return (
        f"mailto://127.0.0.1:{port}/?from=monitor@localhost.org&to=desk@localhost.org&mode=insecure"
    )


class Desk:
    """A folder with a configuration; each article that is dropped makes one alert."""

    def __init__(self, folder: Path, destinations: Mapping[str, str] = NOWHERE) -> None:
        self.folder = folder
        self.inbox, self.rules, self.state = folder / "inbox", folder / "rules", folder / "var"
        self.dropped = 0
        for part in (self.inbox, self.rules, self.state):
            part.mkdir()
        (self.rules / "flood.yml").write_text(RULE)
        self.config = folder / "config.toml"
        # No limit to floods: each alert is counted.
        told = "".join(
            f'[destinations.{destination}]\nurl = "{url}"\nat_most = {{messages = 0}}\n'
            for destination, url in destinations.items()
        )
        names = ", ".join(f'"{name}"' for name in destinations)
        self.config.write_text(
            '[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n'
            f"{told}[routes.desk]\nto = [{names}]\n"
        )

    def drop(self, count: int = 1) -> None:
        """Put articles into the inbox, each renamed into place, as a careful program would."""
        for _ in range(count):
            self.dropped += 1
            part = self.folder / "part"
            own = " ".join(f"w{self.dropped}x{at}" for at in range(20))
            part.write_text(f"A flood reached village {self.dropped}, an elder said. {own}")
            part.rename(self.inbox / f"{self.dropped}.txt")

    def start(self) -> "subprocess.Popen[bytes]":
        """Start a daemon; what it writes goes to ``journal``."""
        with (self.folder / "journal").open("ab") as journal:
            return subprocess.Popen(
                [sys.executable, "-m", "monitor", "--config", str(self.config), "run"],
                cwd=ROOT,
                stdout=journal,
                stderr=journal,
            )
