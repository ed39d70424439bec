"""Somebody with the right to write the file changes the log: every change must be found.

Half of the attackers know the chain and make it anew from where they were; only an anchor outside
the file can tell of those, and of a tail that is cut off.
"""

import random
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
from msgspec.structs import astuple

from monitor.assembly.audit import audit
from monitor.eventlog.anchors import Anchors, read_anchors
from monitor.eventlog.chain import seal
from monitor.eventlog.protocol import GENESIS
from monitor.eventlog.rows import INSERT, SELECT
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.envelope import NewEvent, Recorded
from tests.eventlog.contract import an_event
from tests.fakes.clock import FixedClock
from tests.torture.disk import quick

EVENTS = 60
ANCHORED = 20  # an anchor each so many events, so that a short log has several
GUARDS = ("event_no_update", "event_no_delete", "event_guard")
FIELDS = ("type", "subject", "correlation_id", "id", "time", "recorded_at", "version", "data")

Attack = Callable[[list[Recorded], random.Random], list[Recorded]]


def changed(event: Recorded, field: str, chance: random.Random) -> Recorded:
    values = {name: getattr(event, name) for name in Recorded.__struct_fields__}
    before = values[field]
    if isinstance(before, int):
        values[field] = before + chance.choice((-1, 1, 1000))
    elif isinstance(before, bytes):
        at = chance.randrange(len(before))
        values[field] = (
            before[:at] + bytes([before[at] ^ 1 << chance.randrange(8)]) + before[at + 1 :]
        )
    else:
        values[field] = before + chance.choice("abcxyz")
    return Recorded(**values)


def edit(events: list[Recorded], chance: random.Random) -> list[Recorded]:
    at = chance.randrange(len(events))
    found = list(events)
    found[at] = changed(events[at], chance.choice(FIELDS), chance)
    return found


def delete(events: list[Recorded], chance: random.Random) -> list[Recorded]:
    at = chance.randrange(len(events) - 1)
    return events[:at] + events[at + 1 + chance.randrange(3) :]


def insert(events: list[Recorded], chance: random.Random) -> list[Recorded]:
    at = chance.randrange(len(events))
    return [*events[:at], changed(events[at], "id", chance), *events[at:]]


def reorder(events: list[Recorded], chance: random.Random) -> list[Recorded]:
    one, other = chance.sample(range(len(events)), 2)
    found = list(events)
    found[one], found[other] = found[other], found[one]
    return found


def truncate(events: list[Recorded], chance: random.Random) -> list[Recorded]:
    return events[: chance.randrange(EVENTS)]


def numbered(events: list[Recorded]) -> list[Recorded]:
    """Give each event the position that it stands at, and leave its hashes as they were."""
    return [
        Recorded(**{**{n: getattr(e, n) for n in Recorded.__struct_fields__}, "position": at})
        for at, e in enumerate(events, start=1)
    ]


def chained_anew(events: list[Recorded]) -> list[Recorded]:
    """Make the whole chain anew, as who knows the program would."""
    found: list[Recorded] = []
    before = GENESIS
    for at, event in enumerate(events, start=1):
        names = NewEvent.__struct_fields__
        new = NewEvent(**{name: getattr(event, name) for name in names})
        found.append(
            seal(
                new,
                position=at,
                version=event.version,
                recorded_at=event.recorded_at,
                prev_hash=before,
            )
        )
        before = found[-1].hash
    return found


ATTACKS: dict[str, Attack] = {
    "edit": edit,
    "delete": lambda events, chance: numbered(delete(events, chance)),
    "insert": lambda events, chance: numbered(insert(events, chance)),
    "reorder": lambda events, chance: numbered(reorder(events, chance)),
    "truncate": truncate,
    "rewrite after an edit": lambda events, chance: chained_anew(edit(events, chance)),
    "rewrite after a deletion": lambda events, chance: chained_anew(delete(events, chance)),
    "rewrite after an insertion": lambda events, chance: chained_anew(insert(events, chance)),
    "rewrite after a reordering": lambda events, chance: chained_anew(reorder(events, chance)),
}


def honest(folder: Path) -> Path:
    """Make a log of which anchors were taken, the last one at its head."""
    path = folder / "events.db"
    anchors = Anchors(folder / "anchors.jsonl", FixedClock())
    log = SqliteLog(path, FixedClock())
    for number in range(1, EVENTS + 1):
        subject = f"article/{number % 5}"
        log.append([an_event(f"e{number}", subject=subject, data=b'{"n":%d}' % number)])
        if number % ANCHORED == 0:
            anchors._position = -1_000_000  # due now, whatever the clock says
            anchors.look(log.head())
    log.close()
    return path


def overwrite(path: Path, events: list[Recorded]) -> None:
    with closing(apsw.Connection(str(path))) as db, db:
        for guard in GUARDS:
            db.execute(f"DROP TRIGGER {guard}")
        db.execute("DELETE FROM event")
        for event in events:
            db.execute(INSERT, astuple(event))


def torture(seed: int, count: int) -> tuple[int, list[str]]:
    """Attack ``count`` times; return how many attacks could be stored, and those not found."""
    chance = random.Random(seed)
    tried, missed = 0, []
    with tempfile.TemporaryDirectory(dir=quick()) as name:
        folder = Path(name)
        original = honest(folder)
        anchors = read_anchors(folder / "anchors.jsonl")
        db = apsw.Connection(str(original))
        events = [Recorded(*row) for row in db.execute(f"{SELECT} ORDER BY position")]
        db.close()
        copy = folder / "attacked.db"
        while tried < count:
            what = chance.choice(list(ATTACKS))
            for suffix in ("-wal", "-shm"):
                copy.with_name(copy.name + suffix).unlink(missing_ok=True)
            shutil.copy(original, copy)
            attacked = ATTACKS[what](events, chance)
            try:
                overwrite(copy, attacked)
            except apsw.ConstraintError:
                continue  # the schema itself refuses two events of one version or id
            tried += 1
            log = SqliteLog(copy, FixedClock(), read_only=True)
            if attacked != events and audit(log, anchors).fault is None:
                missed.append(f"{what} (seed {seed}, attack {tried})")
            log.close()
    return tried, missed
