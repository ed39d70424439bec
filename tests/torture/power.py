"""Power loss: what is not synced may be lost, kept, torn or kept in another order.

One run of a real log is recorded, write by write. For each point of it the disk is made as a power
cut may have left it, as SQLite's own crash tests do: every unsynced write is kept, dropped or torn
at sectors of 512 bytes. Then the log is opened, and must hold all that it had acknowledged.
"""

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from monitor.eventlog.chain import verify
from monitor.eventlog.protocol import Checkpoint, Snapshot
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.envelope import NewEvent
from monitor.flow.ids import digest
from monitor.flow.replay import walk
from tests.eventlog.contract import an_event
from tests.fakes.clock import FixedClock
from tests.torture.disk import quick
from tests.torture.vfs import OK, told_by

SECTOR = 512
LOG = "events.db"
ALONE = 97


@dataclass(frozen=True, slots=True)
class Op:
    """``kind``: write, truncate, sync, delete; ``begun``, ``done``: it answered for ``size``."""

    kind: str
    name: str = ""
    offset: int = 0
    size: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Recorder:
    """A disk that obeys, and takes down what it was asked."""

    ops: list[Op] = field(default_factory=list)

    def write(self, name: str, data: bytes, offset: int) -> int:
        self.ops.append(Op("write", Path(name).name, offset, len(data), data))
        return OK

    def truncate(self, name: str, size: int) -> int:
        self.ops.append(Op("truncate", Path(name).name, size=size))
        return OK

    def sync(self, name: str) -> int:
        self.ops.append(Op("sync", Path(name).name))
        return OK

    def open(self, name: str) -> int:
        return OK

    def delete(self, name: str) -> int:
        self.ops.append(Op("delete", Path(name).name))
        return OK

    def grow_index(self, name: str) -> int:
        return OK


def text_of(number: int, part: int) -> bytes:
    return f"body {number}.{part} ".encode() * (1 + number * 37 % 211)


def alone(number: int) -> list[NewEvent]:
    """The event that append number ``number`` has before it, if any: a transaction of its own."""
    if number % 3 != 1:
        return []
    name = f"{number}.alone"
    return [an_event(name, subject=f"article/{number % 7}", data=text_of(number, ALONE))]


def work(log: SqliteLog, number: int) -> None:
    """Append number ``number``: one to five events, a checkpoint, a body, at times a snapshot."""
    begin(log, number)
    go_on(log, number)


def begin(log: SqliteLog, number: int) -> None:
    for event in alone(number):
        log.append([event])


def go_on(log: SqliteLog, number: int) -> None:
    events = [
        an_event(f"{number}.{part}", subject=f"article/{number % 7}", data=text_of(number, part))
        for part in range(1 + number % 5)
    ]
    text = text_of(number, 99)
    log.append(events, checkpoint=Checkpoint("step", number), bodies={digest(text): text})
    if number % 10 == 9:
        state = text_of(number, 98)
        log.save_snapshot(Snapshot(name="s", version="1", position=number, state=state))


def recorded(appends: int, *, synchronous: str = "FULL", checkpoint_pages: int = 40) -> list[Op]:
    """Run a log over a disk that takes down every write; return what it took down."""
    disk = Recorder()
    with tempfile.TemporaryDirectory(dir=quick()) as folder, told_by(disk):
        log = SqliteLog(Path(folder) / LOG, FixedClock())
        # Small, so that many points lie inside checkpoints and right after them.
        log._conn.execute(f"PRAGMA wal_autocheckpoint={checkpoint_pages}")
        log._conn.execute(f"PRAGMA synchronous={synchronous}")
        for number in range(1, appends + 1):
            begin(log, number)
            disk.ops.append(Op("begun", size=number))
            go_on(log, number)
            disk.ops.append(Op("done", size=number))
        log.close()
    return disk.ops


class Platter:
    """What a power cut leaves of one file."""

    def __init__(self) -> None:
        self.safe = bytearray()
        self.unsynced: list[Op] = []

    def sync(self) -> None:
        for op in self.unsynced:
            _apply(self.safe, op)
        self.unsynced.clear()

    def after_the_cut(self, chance: random.Random) -> bytes:
        image = bytearray(self.safe)
        keep = chance.choice((0.0, 0.5, 0.9, 1.0))
        for op in self.unsynced:
            if op.kind == "truncate" or chance.random() >= 0.3:
                if chance.random() < keep:
                    _apply(image, op)
            else:
                _tear(image, op, chance)
        return bytes(image)


def _apply(image: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del image[op.size :]
        image.extend(bytes(op.size - len(image)))
        return
    image.extend(bytes(max(0, op.offset - len(image))))
    image[op.offset : op.offset + op.size] = op.data


def _tear(image: bytearray, op: Op, chance: random.Random) -> None:
    for start in range(0, op.size, SECTOR):
        part = op.data[start : start + SECTOR]
        if chance.random() < 0.5:
            _apply(image, Op("write", op.name, op.offset + start, len(part), part))


class Machine:
    """Replays a recording up to a point; ``acknowledged``: what the log had promised by then.

    ``begun``: the last append whose event alone it had promised.
    """

    def __init__(self) -> None:
        self.files: dict[str, Platter] = {}
        self.acknowledged = 0
        self.begun = 0

    def does(self, op: Op) -> None:
        if op.kind == "done":
            self.acknowledged = op.size
        elif op.kind == "begun":
            self.begun = op.size
        elif op.kind == "sync":
            self._platter(op.name).sync()
        elif op.kind == "delete":
            self.files.pop(op.name, None)
        else:
            self._platter(op.name).unsynced.append(op)

    def _platter(self, name: str) -> Platter:
        return self.files.setdefault(name, Platter())

    def cut(self, folder: Path, chance: random.Random) -> None:
        """Write the files as the power cut left them."""
        for name, platter in self.files.items():
            (folder / name).write_bytes(platter.after_the_cut(chance))


def faults_after(folder: Path, machine: Machine) -> list[str]:
    """Open what a cut left, and say what is missing of what was promised."""
    try:
        log = SqliteLog(folder / LOG, FixedClock())
    except Exception as error:  # noqa: BLE001  (whatever it is, it is the finding)
        return [f"it does not open: {error!r}"]
    try:
        return list(_looked_over(log, machine.acknowledged, machine.begun))
    except Exception as error:  # noqa: BLE001
        return [f"it cannot be read: {error!r}"]
    finally:
        log.close()


def _looked_over(log: SqliteLog, acknowledged: int, begun: int) -> list[str]:
    found: list[str] = []
    stored = {event.id: event for event in walk(log)}
    head, broken = verify(walk(log))
    if broken:
        found.append(broken)
    reached = log.checkpoint("step")
    if reached < acknowledged:
        found.append(f"the checkpoint is {reached}, {acknowledged} was acknowledged")
    wanted = {f"{n}.{part}": (n, part) for n in range(1, reached + 1) for part in range(1 + n % 5)}
    wanted |= {event.id: (n, ALONE) for n in range(1, reached + 1) for event in alone(n)}
    may_be = {event.id for event in alone(reached + 1)}
    if stored.keys() - may_be != wanted.keys():
        found.append(f"{len(wanted)} events belong to the checkpoint, {len(stored)} are there")
    found += [f"event {name} changed" for name, at in wanted.items() if _differs(stored, name, at)]
    found += [f"event {each.id} is gone" for each in alone(begun) if each.id not in stored]
    for number in range(1, reached + 1):
        text = text_of(number, 99)
        if log.body(digest(text)) != text:
            found.append(f"the body of append {number} is gone")
    work(log, reached + 1)
    if log.head().position <= head.position:
        found.append("it cannot be appended to")
    return found


def _differs(stored: dict[str, object], name: str, at: tuple[int, int]) -> bool:
    event = stored.get(name)
    return event is not None and getattr(event, "data", b"") != text_of(*at)


def torture(
    seed: int,
    count: int,
    *,
    appends: int = 60,
    synchronous: str = "FULL",
    tell: Callable[[int], None] = lambda _: None,
) -> tuple[int, list[str]]:
    """Cut the power ``count`` times; return how many points were tried, and every fault found."""
    chance = random.Random(seed)
    ops = recorded(appends, synchronous=synchronous)
    # Some points before the schema stands are no log yet: the first ones promise nothing.
    points = sorted(chance.randrange(1, len(ops) + 1) for _ in range(count))
    machine, done, found = Machine(), 0, []
    with tempfile.TemporaryDirectory(dir=quick()) as name:
        for tried, point in enumerate(points):
            for op in ops[done:point]:
                machine.does(op)
            done = point
            folder = Path(name) / str(tried)
            folder.mkdir()
            machine.cut(folder, chance)
            where = f"point {point} of {len(ops)} (seed {seed})"
            found += [f"{where}: {each}" for each in faults_after(folder, machine)]
            _remove(folder)
            tell(tried + 1)
    return count, found


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
