"""The vocabulary with an analyst's words, compiled once and kept: a start costs no seconds then.

One file in a folder of the caller's choice. It names the words and the program it was made from,
and a checksum of itself; one that is damaged, or of other words or another program, is not used.
"""

import contextlib
import hashlib
import os
from importlib import metadata
from pathlib import Path

import msgspec

from monitor.reading.vocabulary.compiled import Compiled

NAME = "vocabulary-{language}.cache"
_ROOM = Path(__file__).parent
# What turns YAML into the compiled vocabulary: words inflected by another program are other words.
_MAKERS = (
    *sorted(_ROOM.glob("*.py")),
    _ROOM.parent / "text" / "folding.py",
    _ROOM.parent / "text" / "grammar.py",
)
_INFLECTS = "lemminflect"
_SIZE = 16


class VocabularyCache:
    """The kept vocabulary of one folder and language."""

    def __init__(self, folder: Path, language: str) -> None:
        self.path = folder / NAME.format(language=language)

    def read(self, digest: str) -> Compiled | None:
        """Return what is kept for these words; None where nothing fit for use is."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        key, checksum, body = data[:_SIZE], data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
        if key != _key(digest) or checksum != _digest(body):
            return None
        try:
            compiled = msgspec.json.decode(body, type=Compiled)
        except msgspec.DecodeError:
            return None
        return compiled if compiled.digest == digest else None

    def write(self, compiled: Compiled) -> None:
        """Keep a vocabulary, whole or not at all; where that cannot be, it is compiled again."""
        body = msgspec.json.encode(compiled)
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            fresh.write_bytes(_key(compiled.digest) + _digest(body) + body)
            fresh.replace(self.path)
        except OSError:  # no such folder yet, or it is another user's
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


def _key(digest: str) -> bytes:
    """Return the name of what these words become in this program."""
    found = hashlib.blake2b(digest.encode(), digest_size=_SIZE)
    for path in _MAKERS:
        found.update(path.read_bytes())
    found.update(metadata.version(_INFLECTS).encode())
    return found.digest()


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_SIZE).digest()
