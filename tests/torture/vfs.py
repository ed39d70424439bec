"""A disk that does as it is told: SQLite's own file layer, with a test between it and the disk.

The SQLite that the log uses is asked for its default VFS, whose writes, syncs, truncations,
openings, deletions and growing of the shared index then first ask a ``Disk``. So the code under
test, the SQLite and the files are the real ones. (APSW's own ``VFS`` class cannot stand between
SQLite and the index that it shares beside a WAL.)
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from typing import Protocol

import apsw

OK = 0
FULL = apsw.SQLITE_FULL
IOERR_WRITE = apsw.SQLITE_IOERR_WRITE
IOERR_FSYNC = apsw.SQLITE_IOERR_FSYNC
IOERR_TRUNCATE = apsw.SQLITE_IOERR_TRUNCATE
IOERR_DELETE = apsw.SQLITE_IOERR_DELETE
IOERR_SHMSIZE = apsw.SQLITE_IOERR_SHMSIZE
CANTOPEN = apsw.SQLITE_CANTOPEN

# The members of sqlite3_io_methods after iVersion, in their order.
_FILE_METHODS = """
close read write truncate sync size lock unlock reserved control sector traits
shm_map shm_lock shm_barrier shm_unmap fetch unfetch
"""
# The members of sqlite3_vfs after xDelete.
_VFS_METHODS = """
access full dl_open dl_error dl_sym dl_close random sleep now error now64 set get next_call
"""


class Methods(ctypes.Structure):
    _fields_ = (("version", c_int), *((name, c_void_p) for name in _FILE_METHODS.split()))


class File(ctypes.Structure):
    _fields_ = (("methods", POINTER(Methods)),)


class Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        *((name, c_void_p) for name in _VFS_METHODS.split()),
    )


_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_ShmMap = CFUNCTYPE(c_int, c_void_p, c_int, c_int, c_int, c_void_p)
# Paths as addresses, not as bytes: SQLite keeps the pointer as long as the file is open.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class Disk(Protocol):
    """Asked before each operation; what is not ``OK`` is returned to SQLite in its place."""

    def write(self, name: str, data: bytes, offset: int) -> int: ...

    def truncate(self, name: str, size: int) -> int: ...

    def sync(self, name: str) -> int: ...

    def open(self, name: str) -> int: ...

    def delete(self, name: str) -> int: ...

    def grow_index(self, name: str) -> int: ...


def _default() -> Vfs:
    """Return SQLite's default VFS itself, not a copy."""
    pointer = POINTER(Vfs)()
    asked = apsw.Connection(":memory:")
    asked.file_control("main", apsw.SQLITE_FCNTL_VFS_POINTER, ctypes.addressof(pointer))
    asked.close()
    return pointer.contents


class _Between:
    """Stands in SQLite's VFS; must live as long as any file that was opened through it."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self._names: dict[int, str] = {}
        self._tables: dict[int, tuple[Methods, list[object]]] = {}
        self._vfs = _default()
        self._real_open, self._real_delete = self._vfs.open, self._vfs.delete
        self._open = _Open(self._on_open)
        self._delete = _Delete(self._on_delete)

    def enter(self) -> None:
        self._vfs.open = ctypes.cast(self._open, c_void_p)
        self._vfs.delete = ctypes.cast(self._delete, c_void_p)

    def leave(self) -> None:
        self._vfs.open, self._vfs.delete = self._real_open, self._real_delete

    def _on_open(self, vfs: int, path: int | None, file: int, flags: int, given: int) -> int:
        name = ctypes.string_at(path).decode() if path else "(temporary)"
        code = self.disk.open(name) if flags & apsw.SQLITE_OPEN_CREATE else OK
        handle = File.from_address(file)
        if code:
            handle.methods = None
            return code
        code = _Open(self._real_open)(vfs, path, file, flags, given)
        if code == OK and handle.methods:
            self._names[file] = name
            handle.methods = ctypes.pointer(self._table(handle.methods))
        return code

    def _on_delete(self, vfs: int, path: int, sync: int) -> int:
        code = self.disk.delete(ctypes.string_at(path).decode())
        return code or _Delete(self._real_delete)(vfs, path, sync)

    def _table(self, original: "ctypes._Pointer[Methods]") -> Methods:
        """Return the methods of a kind of file, with ours in the place of some."""
        address = ctypes.addressof(original.contents)
        if address not in self._tables:
            table = Methods.from_buffer_copy(original.contents)
            kept = [self._wrap(table, name) for name in ("write", "truncate", "sync", "shm_map")]
            self._tables[address] = (table, kept)
        return self._tables[address][0]

    def _wrap(self, table: Methods, name: str) -> object:
        address = getattr(table, name)
        if not address:
            return None
        kind, make = {
            "write": (_Write, self._writing),
            "truncate": (_Truncate, self._truncating),
            "sync": (_Sync, self._syncing),
            "shm_map": (_ShmMap, self._mapping),
        }[name]
        ours = kind(make(kind(address)))
        setattr(table, name, ctypes.cast(ours, c_void_p))
        return ours

    def _writing(self, real: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, data: int, size: int, offset: int) -> int:
            code = self.disk.write(self._names[file], ctypes.string_at(data, size), offset)
            if code:
                real(file, data, size // 2, offset)  # torn, as a failing disk leaves it
            return code or real(file, data, size, offset)

        return write

    def _truncating(self, real: Callable[..., int]) -> Callable[..., int]:
        return lambda file, size: self.disk.truncate(self._names[file], size) or real(file, size)

    def _syncing(self, real: Callable[..., int]) -> Callable[..., int]:
        return lambda file, flags: self.disk.sync(self._names[file]) or real(file, flags)

    def _mapping(self, real: Callable[..., int]) -> Callable[..., int]:
        def shm_map(file: int, region: int, size: int, extend: int, into: int) -> int:
            code = self.disk.grow_index(self._names[file]) if extend else OK
            if code:
                ctypes.cast(into, POINTER(c_void_p))[0] = None
            return code or real(file, region, size, extend, into)

        return shm_map


_KEPT: list[_Between] = []  # SQLite may call into one as long as the process lives


@contextmanager
def told_by(disk: Disk) -> Iterator[None]:
    """Let every database that is opened meanwhile do what ``disk`` says."""
    between = _Between(disk)
    _KEPT.append(between)
    between.enter()
    try:
        yield
    finally:
        between.leave()
