"""Real daemons with real servers around them."""

import subprocess
from contextlib import contextmanager

import pytest

from tests.daemon.conftest import Webhook, daemon, systemd, webhook

__all__ = ["Webhook", "daemon", "systemd", "webhook"]


@contextmanager
def small_disk(folder, megabytes):
    """Mount a file system of a few megabytes; skip where that is not allowed."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
