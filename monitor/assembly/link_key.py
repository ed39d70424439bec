"""The key that signs the links in messages: made once, kept in the state directory.

Whoever holds it may acknowledge, silence and resolve; so it stands where the log stands, readable
by the service alone. Delete it, and every link sent so far is void.
"""

import os
import secrets
from pathlib import Path

from monitor.config.settings import Settings
from monitor.delivery.options import Secret
from monitor.errors import MonitorError

NAME = "links.key"
_BYTES = 32


def link_key(settings: Settings) -> Secret | None:
    """Return the key, making it where there is none; None where messages link to no page."""
    if settings.web.address is None:
        return None
    path = settings.state / NAME
    try:
        return Secret(_read(path) or _make(path))
    except OSError as error:
        raise MonitorError(
            f"the key of the links in messages {path} cannot be kept: {error.strerror}",
            hint="It is made in the state directory: may the service write there?",
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _make(path: Path) -> str:
    """Make the key; whoever is first to put it there wins."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
    return _read(path)
