"""How a group of appends is written over one connection, inside a transaction that is open.

``at_once`` takes it that nothing is refused and nothing comes again, and lets the schema contradict
(``sqlite3.IntegrityError``: the transaction must be undone). ``one_by_one`` looks first, and lets
each append fail alone.
"""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

from monitor.errors import IdempotencyConflict, WrongExpectedVersion
from monitor.eventlog.chain import link
from monitor.eventlog.group_commit import Waiting
from monitor.eventlog.protocol import GENESIS, Checkpoint, Expected, Head
from monitor.eventlog.rows import INSERT, SELECT, Row
from monitor.events.envelope import NewEvent, Recorded


@dataclass(slots=True)
class Wish:
    """What one append asks for."""

    events: Sequence[NewEvent]
    expected: Sequence[Expected]
    checkpoint: Checkpoint | None
    bodies: Mapping[str, bytes]


Group = Sequence[Waiting[Wish, list[Recorded]]]

ASKED_AT_ONCE = 32
# So many streams' versions are remembered: those that were appended to last.
MOST_KNOWN = 20_000


def _asking(count: int) -> str:
    # One call into SQLite for many streams; an IN list would be sorted into a table first.
    highest = "(SELECT max(version) FROM event WHERE subject = ?)"
    return f"SELECT {', '.join([highest] * count)}"


_ASK_ONE, _ASK_MANY = _asking(1), _asking(ASKED_AT_ONCE)


class Appending:
    """Writes over a connection of which it is the only writer. ``now`` is in microseconds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._conn = connection
        self._known: dict[str, int] = {}  # the versions of streams

    def forget(self) -> None:
        """Ask for every version anew: what was written last may have been undone."""
        self._known = {}

    def head(self) -> Head:
        """Return the head as it is stored."""
        row = self._conn.execute(
            "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1"
        ).fetchone()
        return Head(row[0], row[1]) if row else Head(0, GENESIS)

    def at_once(self, group: Group, head: Head, now: int) -> Head:
        """Write a group of appends behind a head; return the new head."""
        events = [event for each in group for event in each.asked.events]
        if len(events) == 1 and events[0].subject not in self._known:
            # A stream that was not seen lately is as good as always a new one.
            self._known[events[0].subject] = 0
        rows = self._insert(events, head, now)
        start = 0
        for waiting in group:
            end = start + len(waiting.asked.events)
            waiting.given = list(starmap(Recorded, rows[start:end]))
            start = end
            self._beside(waiting.asked)
        return Head(rows[-1][0], rows[-1][-1]) if rows else head

    def one_by_one(self, group: Group, head: Head, now: int) -> Head:
        """Do the same, but undo only what is refused, and know what the log holds already."""
        for waiting in group:
            self._conn.execute("SAVEPOINT one")
            try:
                self._check(waiting.asked.expected)
                waiting.given, head = self._missing(waiting.asked.events, head, now)
                self._beside(waiting.asked)
            except (WrongExpectedVersion, IdempotencyConflict) as refusal:
                waiting.failure = refusal
                self._conn.execute("ROLLBACK TO one")
            self._conn.execute("RELEASE one")
        return head

    def _insert(self, events: Sequence[NewEvent], head: Head, now: int) -> list[Row]:
        versions = self._versions(events)
        position, before = head.position, head.hash
        rows: list[Row] = []
        for event in events:
            position += 1
            versions[event.subject] = version = versions[event.subject] + 1
            row = link(event, position, version, now, before)
            before = row[-1]
            rows.append(row)
        if rows:
            self._conn.executemany(INSERT, rows)
        return rows

    def _versions(self, events: Sequence[NewEvent]) -> dict[str, int]:
        """Return the streams' versions, in which those of the events are to be kept."""
        if len(self._known) > MOST_KNOWN:
            self.forget()
        known = self._known
        unknown = {event.subject for event in events if event.subject not in known}
        if unknown:
            known.update(self._ask(unknown))
        return known

    def _ask(self, subjects: Collection[str]) -> dict[str, int]:
        """Return how many events each of some streams holds."""
        names, found = list(subjects), list[int | None]()
        for start in range(0, len(names), ASKED_AT_ONCE):
            some: list[str | None] = [*names[start : start + ASKED_AT_ONCE]]
            if len(some) > 1:
                some += [None] * (ASKED_AT_ONCE - len(some))
            found += self._conn.execute(_ASK_MANY if len(some) > 1 else _ASK_ONE, some).fetchone()
        return {name: version or 0 for name, version in zip(names, found, strict=False)}

    def _missing(
        self, events: Sequence[NewEvent], head: Head, now: int
    ) -> tuple[list[Recorded], Head]:
        """Append those events that the log does not hold; return all as recorded, and the head."""
        held, fresh = self._held(events), dict[str, NewEvent]()
        for event in events:
            known = held.get(event.id) or fresh.setdefault(event.id, event)
            if known.data != event.data or known.type != event.type:
                raise IdempotencyConflict(f"event {event.id} came again with another payload")
        for recorded in starmap(Recorded, self._insert(list(fresh.values()), head, now)):
            held[recorded.id] = recorded
            head = Head(recorded.position, recorded.hash)
        return [held[event.id] for event in events], head

    def _held(self, events: Sequence[NewEvent]) -> dict[str, Recorded]:
        one = f"{SELECT} WHERE id = ?"
        rows = [self._conn.execute(one, (event.id,)).fetchone() for event in events]
        return {row[1]: Recorded(*row) for row in rows if row}

    def _check(self, expected: Sequence[Expected]) -> None:
        for wish in expected:
            found = self._ask({wish.subject})[wish.subject]
            if found != wish.version:
                raise WrongExpectedVersion(
                    f"{wish.subject} is at version {found}, not {wish.version}"
                )

    def _beside(self, wish: Wish) -> None:
        """Store what goes with the events: bodies, and the checkpoint."""
        if wish.bodies:
            self._conn.executemany("INSERT OR IGNORE INTO body VALUES (?, ?)", wish.bodies.items())
        if wish.checkpoint:
            self._conn.execute(
                "INSERT OR REPLACE INTO checkpoint VALUES (?, ?)",
                (wish.checkpoint.name, wish.checkpoint.position),
            )
