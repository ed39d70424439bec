"""How a group of appends is written over one connection, inside a transaction that is open.

``at_once`` takes it that nothing is refused and nothing comes again, and lets the schema contradict
(``Objection``: the transaction must be undone). ``one_by_one`` looks first, and lets
each append fail alone.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import starmap
from typing import Any

import msgspec

from monitor.errors import IdempotencyConflict, WrongExpectedVersion
from monitor.eventlog.apsw_connection import Connection
from monitor.eventlog.chain import Chaining
from monitor.eventlog.group_commit import Waiting
from monitor.eventlog.protocol import GENESIS, Checkpoint, Expected, Head
from monitor.eventlog.rows import SELECT, Row
from monitor.events.envelope import NewEvent, Recorded


class Wish(msgspec.Struct, frozen=True, gc=False):
    """What one append asks for."""

    events: Sequence[NewEvent]
    expected: Sequence[Expected]
    checkpoint: Checkpoint | None
    bodies: Mapping[str, bytes]


Group = Sequence[Waiting[Wish, list[Recorded]]]


def is_one_event(group: Group) -> bool:
    """Tell whether all that is asked for is one event: one statement, and so a transaction."""
    if len(group) > 1:
        return False
    asked = group[0].asked
    return len(asked.events) == 1 and not (asked.checkpoint or asked.bodies)


ASKED_AT_ONCE = 32
# So many streams' versions are remembered: those that were appended to last.
MOST_KNOWN = 20_000
# After so many transactions whose unknown streams were all new the next ones are taken to be so.
DOUBTED = 8


def _asking(count: int) -> str:
    # One call into SQLite for many streams; an IN list would be sorted into a table first.
    highest = "(SELECT max(version) FROM event WHERE subject = ?)"
    return f"SELECT {', '.join([highest] * count)}"


_ASK_ONE, _ASK_MANY = _asking(1), _asking(ASKED_AT_ONCE)


class Appending:
    """Writes over a connection of which it is the only writer. ``now`` is in microseconds."""

    def __init__(self, connection: Connection) -> None:
        self._conn = connection
        self._known: dict[str, int] = {}  # the versions of streams, as they are stored
        self._fresh: dict[str, int] = {}  # those of the transaction that is open
        self._doubts = DOUBTED
        self._chaining = Chaining()

    def settle(self) -> None:
        """Remember the versions that a transaction wrote: it is stored."""
        if len(self._known) > MOST_KNOWN:
            self._known, self._doubts = {}, DOUBTED
        self._known.update(self._fresh)
        self.undo()

    def undo(self) -> None:
        """Forget the versions that a transaction would have written."""
        self._fresh = {}

    def head(self) -> Head:
        """Return the head as it is stored."""
        row = self._conn.execute(
            "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1"
        ).fetchone()
        return Head(row[0], row[1]) if row else Head(0, GENESIS)

    def at_once(self, group: Group, head: Head, now: int) -> Head:
        """Write a group of appends behind a head; return the new head."""
        events = [event for each in group for event in each.asked.events]
        if self._doubts:
            self._look_up(events)
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
        self._doubts = DOUBTED
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
        """Write events behind a head. A stream that is not known is taken to be a new one."""
        known, fresh = self._known, self._fresh
        versions: list[int] = []
        for event in events:
            subject = event.subject
            fresh[subject] = version = (fresh.get(subject) or known.get(subject, 0)) + 1
            versions.append(version)
        rows = self._chaining.rows(events, versions, head, now)
        if rows:
            self._conn.add(rows)
        return rows

    def _look_up(self, events: Sequence[NewEvent]) -> None:
        """Ask for the versions of streams that are not known, as long as some are not new."""
        unknown = {event.subject for event in events} - self._known.keys() - self._fresh.keys()
        if unknown:
            found = self._ask(unknown)
            self._known.update(found)
            self._doubts = DOUBTED if any(found.values()) else max(0, self._doubts - 1)

    def _ask(self, subjects: Collection[str]) -> dict[str, int]:
        """Return how many events each of some streams holds."""
        names, found = list(subjects), list[Any]()
        for start in range(0, len(names), ASKED_AT_ONCE):
            some: list[str | None] = [*names[start : start + ASKED_AT_ONCE]]
            if len(some) > 1:
                some += [None] * (ASKED_AT_ONCE - len(some))
            query = _ASK_MANY if len(some) > 1 else _ASK_ONE
            found += self._conn.execute(query, some).fetchall()[0]
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
        missing = list(fresh.values())
        self._look_up(missing)
        for recorded in starmap(Recorded, self._insert(missing, head, now)):
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
