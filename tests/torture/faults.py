"""The n-th write, sync, truncation, opening, deletion or growing of the index fails, for every n.

Whatever fails, and with whatever error: what was acknowledged is there; what was refused was
refused in the log's own words; a full disk is survived by the same process, any other fault by
the next one.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import LogBroken, LogError, LogFull
from monitor.eventlog.chain import verify
from monitor.eventlog.sqlite import SqliteLog
from monitor.flow.replay import walk
from tests.fakes.clock import FixedClock
from tests.torture.disk import quick
from tests.torture.power import LOG, alone, text_of, work
from tests.torture.vfs import (
    CANTOPEN,
    FULL,
    IOERR_DELETE,
    IOERR_FSYNC,
    IOERR_SHMSIZE,
    IOERR_TRUNCATE,
    IOERR_WRITE,
    OK,
    told_by,
)

# Each operation with the codes that SQLite's own layer gives for EIO and ENOSPC.
CODES = {
    "write": (IOERR_WRITE, FULL),
    "sync": (IOERR_FSYNC,),
    "truncate": (IOERR_TRUNCATE,),
    "open": (CANTOPEN,),
    "delete": (IOERR_DELETE,),
    "grow_index": (IOERR_SHMSIZE,),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Operation number ``nth`` of its kind fails with ``code``, and ``times - 1`` after it."""

    kind: str
    nth: int
    code: int
    times: int = 1
    appends: int = 12


@dataclass(slots=True)
class Failing:
    """A disk that fails as told, and counts what it was asked."""

    fault: Fault | None = None
    asked: Counter[str] = field(default_factory=Counter)
    failed: int = 0

    def _answer(self, kind: str) -> int:
        self.asked[kind] += 1
        fault = self.fault
        if fault is None or kind != fault.kind or self.asked[kind] < fault.nth:
            return OK
        if self.failed >= fault.times:
            return OK
        self.failed += 1
        return fault.code

    def write(self, name: str, data: bytes, offset: int) -> int:
        return self._answer("write")

    def truncate(self, name: str, size: int) -> int:
        return self._answer("truncate")

    def sync(self, name: str) -> int:
        return self._answer("sync")

    def open(self, name: str) -> int:
        return self._answer("open")

    def delete(self, name: str) -> int:
        return self._answer("delete")

    def grow_index(self, name: str) -> int:
        return self._answer("grow_index")


@dataclass(slots=True)
class Run:
    """What a caller saw: which appends were acknowledged, and every refusal."""

    acknowledged: list[int] = field(default_factory=list)
    refusals: list[Exception] = field(default_factory=list)


def every_fault(appends: int) -> Iterator[Fault]:
    """Yield each fault that can befall a run of some appends: for every n that it comes to."""
    counting = Failing()
    with tempfile.TemporaryDirectory(dir=quick()) as folder:
        _run(Path(folder), counting, appends)
    for kind, codes in CODES.items():
        for nth in range(1, counting.asked[kind] + 1):
            for code in codes:
                yield Fault(kind, nth, code, appends=appends)
            if kind == "write":
                # A disk stays full for a while.
                yield Fault(kind, nth, FULL, times=7, appends=appends)


def _run(folder: Path, disk: Failing, appends: int) -> Run:
    run = Run()
    with told_by(disk):
        log = _opened(folder, run)
        if log is None:
            return run
        for number in range(1, appends + 1):
            _append(log, number, run)
        try:
            log.close()
        except Exception as error:  # noqa: BLE001  (whatever it is, it is looked at later)
            run.refusals.append(error)
    return run


def _opened(folder: Path, run: Run) -> SqliteLog | None:
    try:
        log = SqliteLog(folder / LOG, FixedClock())
        log._conn.execute("PRAGMA wal_autocheckpoint=8")
    except Exception as error:  # noqa: BLE001
        run.refusals.append(error)
        return None
    return log


def _append(log: SqliteLog, number: int, run: Run) -> None:
    """Append as a caller would: once more after a full disk, at most ten times."""
    for _ in range(10):
        try:
            work(log, number)
        except LogFull as refusal:
            run.refusals.append(refusal)
            continue
        except Exception as refusal:  # noqa: BLE001
            run.refusals.append(refusal)
            return
        run.acknowledged.append(number)
        return


def run_of(fault: Fault) -> Run:
    """Return what a caller sees of a run that a fault befalls."""
    with tempfile.TemporaryDirectory(dir=quick()) as name:
        return _run(Path(name), Failing(fault), fault.appends)


def findings(fault: Fault) -> list[str]:
    """Let one fault befall a run, then look at what a caller saw and at what is stored."""
    disk = Failing(fault)
    with tempfile.TemporaryDirectory(dir=quick()) as name:
        folder = Path(name)
        run = _run(folder, disk, fault.appends)
        found = [] if disk.failed else ["the fault never came"]
        found += [
            f"a raw error reached the caller: {refusal!r}"
            for refusal in run.refusals
            if not isinstance(refusal, LogError)
        ]
        found += _survived(fault, run)
        found += _stored(folder, run)
    return found


def _survived(fault: Fault, run: Run) -> list[str]:
    broken = any(isinstance(refusal, LogBroken) for refusal in run.refusals)
    missing = set(range(1, fault.appends + 1)) - set(run.acknowledged)
    if missing and not run.refusals:
        return [f"appends {missing} were not acknowledged, and nobody was told"]
    opened = bool(run.acknowledged)
    if opened and fault.code in {FULL, IOERR_SHMSIZE} and (broken or missing):
        return [f"a disk that was full for a while was not survived: {run.refusals}"]
    if opened and broken and run.acknowledged[-1] == fault.appends:
        return ["it went on after the disk had failed"]
    return []


def _stored(folder: Path, run: Run) -> list[str]:
    """A new process opens what is there, after the fault has gone."""
    log = SqliteLog(folder / LOG, FixedClock())
    try:
        stored = {event.id: event.data for event in walk(log)}
        broken = verify(walk(log))[1]
        found = [broken] if broken else []
        found += [
            f"append {number} was acknowledged and is not whole"
            for number in run.acknowledged
            for part in range(1 + number % 5)
            if stored.get(f"{number}.{part}") != text_of(number, part)
        ]
        found += [
            f"the event before append {number} was acknowledged and is not whole"
            for number in run.acknowledged
            for event in alone(number)
            if stored.get(event.id) != event.data
        ]
        before = log.head().position
        work(log, 1000)
        if log.head().position == before:
            found.append("the next process cannot append")
        return found
    finally:
        log.close()
