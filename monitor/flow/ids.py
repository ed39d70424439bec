"""Deterministic ids: the same cause, handled by the same step, gives the same events."""

import hashlib
import uuid

NAMESPACE = uuid.UUID("5b4f2d2e-6c1f-5a9e-8d6c-3f0c1c7f9a10")


def event_id(*parts: str | int) -> str:
    """Return the UUIDv5 of what makes an event the one it is."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts)))


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hex: the name of an article's body."""
    return hashlib.sha256(data).hexdigest()


def short(*parts: str | int, length: int = 12) -> str:
    """Return a short stable name, for people to type: hex digits of a SHA-256."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:length]
