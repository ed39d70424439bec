"""Walks a folder and opens its files without being led astray.

Nothing is opened that is not a regular file of that folder, nothing blocks, nothing is read beyond
its cap.
"""

import errno
import fnmatch
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

MEBIBYTE = 1024 * 1024

# Editors, browsers, rsync and friends write under such names and rename when they are done.
_UNFINISHED = ("*.tmp", "*.part", "*.partial", "*.crdownload", "*.swp", "*~", ".*", "#*#")

_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name in a folder.

    ``key`` is its path below the root, printable; ``folder`` is the open descriptor of the folder
    it lies in, valid while the walk stands at it.
    """

    key: str
    name: str
    folder: int
    status: os.stat_result

    @property
    def form(self) -> str:
        """Size, time of change and inode: another form of the file has another one."""
        if stat.S_ISREG(self.status.st_mode):
            status = self.status
            return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"
        return str(self.status.st_ino)

    @property
    def fingerprint(self) -> int:
        """Eight bytes that stand for this form of this file."""
        name = f"{self.key}\x1f{self.form}".encode()
        return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


def walk(root: Path, *, recursive: bool, patterns: tuple[str, ...]) -> Iterator[Found]:
    """Yield what a folder holds under the given patterns, in the order of the names.

    Symbolic links are yielded, never followed. Raises ``OSError`` if the root cannot be listed.
    """
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield from _walk(descriptor, "", recursive=recursive, patterns=patterns)
    finally:
        os.close(descriptor)


def _walk(
    folder: int, prefix: str, *, recursive: bool, patterns: tuple[str, ...]
) -> Iterator[Found]:
    for name in sorted(os.listdir(folder)):
        if _matches(name, _UNFINISHED):
            continue
        try:
            status = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except OSError:
            continue  # gone in between
        key = prefix + printable(name)
        if stat.S_ISDIR(status.st_mode):
            if recursive:
                yield from _inside(folder, name, f"{key}/", patterns)
        elif _matches(name, patterns):
            yield Found(key=key, name=name, folder=folder, status=status)


def _inside(parent: int, name: str, prefix: str, patterns: tuple[str, ...]) -> Iterator[Found]:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(name, flags, dir_fd=parent)
    except OSError:
        return  # gone, replaced by a link, or not ours to read
    try:
        yield from _walk(descriptor, prefix, recursive=True, patterns=patterns)
    finally:
        os.close(descriptor)


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return _any_of(patterns).match(name) is not None


@lru_cache(maxsize=256)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return one expression for all of them: a scan asks it of every file."""
    return re.compile("|".join(map(fnmatch.translate, patterns)) or r"(?!)")


def printable(name: str) -> str:
    """Return a file name as text: bytes that are not UTF-8 and control characters are escaped."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def special(found: Found) -> tuple[str, str] | None:
    """Return why a name is not even opened, and what to do; None for a regular file."""
    mode = found.status.st_mode
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        return "this is a symbolic link", "Copy the file itself into the folder."
    kind = next((kind for test, kind in _SPECIAL if test(mode)), None)
    if kind:
        return f"this is {kind}, not a file", "Only regular files are read."
    return None


def too_large(found: Found, limit: int) -> tuple[str, str] | None:
    """Return why a file is not read, and what to do; None for a file of decent size."""
    if found.status.st_size > limit:
        size = found.status.st_size / MEBIBYTE
        return (
            f"the file is {size:.1f} MiB, more than the limit of {limit / MEBIBYTE:g} MiB",
            "One file holds one article. Split it, or raise max_bytes of this source.",
        )
    return None


def open_regular(found: Found) -> int:
    """Return a descriptor for reading; raises ``OSError`` where the name is no longer the file."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    descriptor = os.open(found.name, flags, dir_fd=found.folder)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_ino != found.status.st_ino:
        os.close(descriptor)
        raise OSError(errno.ESTALE, "the name stands for another file now")
    return descriptor


def read(descriptor: int, limit: int, expected: int = MEBIBYTE) -> bytes:
    """Return what a file holds, at most ``limit`` bytes and one (to tell that there is more).

    ``expected`` is how long it ought to be: one look is enough where it is.
    """
    parts: list[bytes] = []
    left, asked = limit + 1, expected + 1
    while left > 0 and (part := os.read(descriptor, min(left, asked))):
        parts.append(part)
        left -= len(part)
        # One byte more was asked for than there ought to be.
        if len(part) < asked and len(part) == expected:
            break
        asked = MEBIBYTE
    return b"".join(parts)
