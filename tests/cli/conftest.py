import sys
from pathlib import Path

import pytest

from monitor.cli.main import run

ROOT = Path(__file__).parents[2]
TEXT = "Taliban fighters captured Ishkashim district in Badakhshan on Tuesday, an elder said."
RULE = """\
title: A district falls
id: district-falls
status: stable
level: high
description: A district is reported captured.
when: {claim: territory-captured}
alert: {one_per: place, subject: "{place} fell"}
examples:
  fires:
    - text: "Taliban fighters captured Ishkashim district in Badakhshan, an elder said."
  quiet:
    - text: "The governor denied that Ishkashim had fallen."
      because: denied
"""


class Done:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def monitor(tmp_path, monkeypatch, capsys):
    """The command line in a folder with one article and a small rule."""
    inbox, rules = tmp_path / "inbox", tmp_path / "rules"
    inbox.mkdir()
    rules.mkdir()
    (inbox / "a.txt").write_text(TEXT)
    (rules / "falls.yml").write_text(RULE)
    (tmp_path / "config.toml").write_text(
        '[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n'
    )
    monkeypatch.chdir(tmp_path)

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["monitor", *words])
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
        captured = capsys.readouterr()
        return Done(code or 0, captured.out, captured.err)

    call.folder = tmp_path
    return call
