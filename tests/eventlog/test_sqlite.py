import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from monitor.errors import IdempotencyConflict, LogCorrupt, LogError, LogInUse
from monitor.eventlog import appending, schema
from monitor.eventlog.chain import verify
from monitor.eventlog.memory import MemoryLog
from monitor.eventlog.protocol import Checkpoint, Snapshot
from monitor.eventlog.sqlite import SqliteLog
from tests.eventlog.contract import EventLogContract, agrees_with_memory, an_event
from tests.fakes.clock import FixedClock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "events.db"


@pytest.fixture
def log(path):
    log = SqliteLog(path, FixedClock())
    yield log
    log.close()


class TestSqliteLog(EventLogContract):
    @pytest.fixture
    def log(self, log):
        return log


@contextmanager
def engines():
    with tempfile.TemporaryDirectory() as folder:
        engine = SqliteLog(Path(folder) / "events.db", FixedClock())
        try:
            yield engine, MemoryLog(FixedClock())
        finally:
            engine.close()


test_sqlite_agrees_with_memory_on_any_story = agrees_with_memory(engines)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE event SET data = x'00' WHERE position = 1", id="update"),
        pytest.param("DELETE FROM event WHERE position = 1", id="delete"),
        pytest.param(
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 1", id="replace"
        ),
        pytest.param(
            "INSERT INTO event SELECT 3, 'x', type, 1, '', 9, 0, 0, '', NULL, data, hash, hash "
            "FROM event WHERE position = 1",
            id="insert without the chain",
        ),
        pytest.param("DROP TRIGGER event_no_delete", id="drop the guard"),
        pytest.param("DROP TABLE event", id="drop the table"),
        pytest.param("ATTACH DATABASE ':memory:' AS other", id="attach"),
    ],
)
def test_the_writer_cannot_change_what_was_written(log, statement):
    log.append([an_event("1"), an_event("2")])
    with pytest.raises(apsw.AuthError):
        log._conn.execute(statement)
    assert [r.id for r in log.read()] == ["1", "2"]


def test_the_writer_cannot_change_the_schema_as_a_table(log):
    log._conn.execute("PRAGMA writable_schema=ON")
    with pytest.raises(apsw.SQLError, match="may not be modified"):
        log._conn.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")


# Another process, with another SQLite: two copies in one process undo each other's locks.
OTHER_PROGRAM = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
for statement in sys.argv[2:]:
    try:
        other.execute(statement)
        other.commit()
    except sqlite3.DatabaseError as error:
        print(error)
    else:
        print("done")
"""


def other_program(path, *statements):
    """What each statement of another program comes to."""
    command = [sys.executable, "-c", OTHER_PROGRAM, str(path), *statements]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_triggers_hold_against_other_programs_too(path, log, recursive):
    log.append([an_event("1"), an_event("2")])
    statements = (
        "UPDATE event SET data = x'00'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
    )
    said = other_program(path, f"PRAGMA recursive_triggers={recursive}", *statements)
    assert said == ["done", *["the event log is append-only"] * 3]
    assert [r.id for r in log.read()] == ["1", "2"]


def test_a_log_whose_guards_were_dropped_is_refused(path):
    SqliteLog(path, FixedClock()).close()
    assert other_program(path, "DROP TRIGGER event_guard") == ["done"]
    with pytest.raises(LogCorrupt, match="schema was changed"):
        SqliteLog(path, FixedClock())
    SqliteLog(path, FixedClock(), read_only=True).close()


def test_a_log_is_the_one_that_earlier_programs_made_and_open(path):
    """The digest of the schema as the first release wrote it: it is compared at every start."""
    SqliteLog(path, FixedClock()).close()
    db = apsw.Connection(str(path))
    [(digest,)] = db.execute("SELECT value FROM meta WHERE key = 'schema'")
    [done] = db.execute("SELECT migration_set, name FROM _sqlite_migrations")
    db.close()
    assert digest == "f9370d368d31ef72e6ecf7187397b7af7a6c5faa07b656519afc963bfdded156"
    assert done == ("eventlog", "create_the_log")


def test_logs_of_earlier_forms_go_on(path, monkeypatch):
    earlier = schema.FIRST.replace("INTEGER PRIMARY KEY,", "INTEGER PRIMARY KEY AUTOINCREMENT,", 1)
    earlier = earlier.replace(
        "bytes BLOB NOT NULL) STRICT", "bytes BLOB NOT NULL) STRICT, WITHOUT ROWID"
    )
    with monkeypatch.context() as then:
        then.setitem(schema.MIGRATIONS, "create_the_log", earlier)
        log = SqliteLog(path, FixedClock())
        log.append([an_event("1")], bodies={"d": b"text"})
        log.close()
    log = SqliteLog(path, FixedClock())
    log.append([an_event("2"), an_event("3", subject="article/b")], bodies={"e": b"more"})
    assert [(event.id, event.version) for event in log.read()] == [("1", 1), ("2", 2), ("3", 1)]
    assert verify(log.read()) == (log.head(), None)
    assert (log.body("d"), log.body("e")) == (b"text", b"more")
    log.close()


def test_a_second_writer_is_refused_with_the_first_ones_process(path, log):
    with pytest.raises(LogInUse, match=str(os.getpid())):
        SqliteLog(path, FixedClock())


def test_a_reader_sees_what_the_writer_committed(path, log):
    reader = SqliteLog(path, FixedClock(), read_only=True)
    log.append([an_event("1")])
    assert [r.id for r in reader.read()] == ["1"]
    with pytest.raises(LogError):
        reader.append([an_event("2")])
    reader.close()


def test_a_file_that_is_no_database_is_refused_in_words(path):
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(LogError, match="cannot be opened"):
        SqliteLog(path, FixedClock())


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE event SET data = x'7b7d' WHERE position = 2",
        "UPDATE event SET time = time + 1 WHERE position = 2",
        "DELETE FROM event WHERE position = 2",
        "UPDATE event SET position = -position WHERE position = 3",
    ],
)
def test_the_chain_shows_what_was_changed_behind_its_back(path, attack):
    log = SqliteLog(path, FixedClock())
    log.append([an_event(str(n), data=b'{"n":%d}' % n) for n in range(4)])
    log.close()
    guards = ("event_no_update", "event_no_delete", "event_guard")
    drops = [f"DROP TRIGGER {guard}" for guard in guards]
    assert set(other_program(path, *drops, attack)) == {"done"}
    reader = SqliteLog(path, FixedClock(), read_only=True)
    assert verify(reader.read(after=-10))[1] is not None
    reader.close()


def test_a_text_that_is_none_is_told_in_the_logs_own_words(path):
    log = SqliteLog(path, FixedClock())
    log.append([an_event("1")])
    log.close()
    attack = "UPDATE event SET subject = CAST(x'ff' AS TEXT)"
    assert other_program(path, "DROP TRIGGER event_no_update", attack) == ["done"] * 2
    reader = SqliteLog(path, FixedClock(), read_only=True)
    with pytest.raises(LogError, match="could not be read"):
        reader.read()
    reader.close()


def test_who_waits_for_the_disk_holds_up_no_other_thread(path, log):
    """Another connection has the file; the append waits inside SQLite, as it does for a sync."""
    holder = apsw.Connection(str(path))
    holder.execute("BEGIN IMMEDIATE")
    begun, done = threading.Event(), []

    def produce():
        begun.set()
        done.append(log.append([an_event("1")]))

    thread = threading.Thread(target=produce)
    thread.start()
    begun.wait()
    time.sleep(0.3)
    assert not done
    # Held up, we came here only after the ten seconds for which the append waits in vain.
    holder.execute("ROLLBACK")
    holder.close()
    thread.join()
    assert [event.id for event in done[0]] == ["1"]


def test_a_backup_is_a_whole_log(path, log, tmp_path):
    log.append([an_event(str(n)) for n in range(5)])
    log.backup(tmp_path / "copy.db")
    copy = SqliteLog(tmp_path / "copy.db", FixedClock(), read_only=True)
    assert verify(copy.read()) == (log.head(), None)
    copy.close()


PRODUCER = """
import sys
from pathlib import Path
from monitor.clock import SystemClock
from monitor.eventlog.protocol import Checkpoint
from monitor.eventlog.sqlite import SqliteLog
from tests.eventlog.contract import an_event
log = SqliteLog(Path(sys.argv[1]), SystemClock())
start = log.checkpoint("producer")
for n in range(start, start + 100_000):
    log.append([an_event(f"e{n}")], checkpoint=Checkpoint("producer", n + 1))
    print(n, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(path):
    acknowledged = -1
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", PRODUCER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(0.15)
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().splitlines()
        child.wait()
        child.stdout.close()
        acknowledged = max([acknowledged, *(int(n) for n in lines[:-1] if n.isdigit())])
    log = SqliteLog(path, FixedClock())
    stored = log.read(limit=1_000_000)
    assert len(stored) > acknowledged > 0
    assert [r.id for r in stored] == [f"e{n}" for n in range(len(stored))]
    assert log.checkpoint("producer") == len(stored)
    assert verify(stored)[1] is None
    log.append([], checkpoint=Checkpoint("producer", 0))
    log.close()


def test_a_stream_goes_on_at_its_version_whoever_wrote_it_before(path, monkeypatch):
    monkeypatch.setattr(appending, "MOST_KNOWN", 3)
    for opening in range(3):
        log = SqliteLog(path, FixedClock())
        for number in range(6):
            subjects = [f"article/{(number + at) % 5}" for at in range(1 + number % 2)]
            log.append([an_event(f"{opening}-{number}-{name}", subject=name) for name in subjects])
        log.close()
    reader = SqliteLog(path, FixedClock(), read_only=True)
    assert verify(reader.read())[1] is None
    for name in range(5):
        versions = [event.version for event in reader.read_stream(f"article/{name}")]
        assert versions == list(range(1, len(versions) + 1))
    assert reader.head().position == 3 * 9
    reader.close()


def test_a_refused_append_spoils_none_that_shared_its_transaction(log):
    log.append([an_event("old")])
    shared, outcomes = threading.Barrier(8), {}

    def produce(number):
        wish = [an_event(f"new {number}", subject=f"article/{number}")]
        if number % 2:
            wish.append(an_event("old", data=b'{"other":1}'))
        shared.wait()
        try:
            outcomes[number] = log.append(wish)
        except IdempotencyConflict as refusal:
            outcomes[number] = refusal

    threads = [threading.Thread(target=produce, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, outcome in outcomes.items():
        assert isinstance(outcome, IdempotencyConflict) == bool(number % 2)
        assert bool(log.get(f"new {number}")) != bool(number % 2)
    assert verify(log.read())[1] is None
    assert log.head().position == 5


def test_streams_old_and_new_go_on_whatever_is_taken_for_new(path):
    """Long runs of new streams, after which unknown ones are taken to be new, then old ones."""
    wanted, count, surprised = dict[str, int](), 0, 0
    for opening in range(3):
        log = SqliteLog(path, FixedClock())
        for number in range(30):
            names = [f"article/{opening}.{number}.{part}" for part in range(2)]
            if number in {0, 12, 14, 26}:
                names += list(wanted)[number::9]
                surprised += opening > 0 and not log._appending._doubts
            for name in names:
                wanted[name] = wanted.get(name, 0) + 1
            wish = [an_event(f"e{count + at}", subject=name) for at, name in enumerate(names)]
            count += len(wish)
            assert [event.version for event in log.append(wish)] == [wanted[n] for n in names]
        log.close()
    reader = SqliteLog(path, FixedClock(), read_only=True)
    assert verify(reader.read(limit=1_000_000)) == (reader.head(), None)
    assert reader.head().position == count
    reader.close()
    assert surprised


def test_what_a_refused_transaction_would_have_written_is_not_remembered(log):
    log.append([an_event("1")])
    with pytest.raises(IdempotencyConflict):
        log.append([an_event("2"), an_event("1", data=b'{"other":1}')])
    log.save_snapshot(Snapshot(name="s", version="1", position=1, state=b"a"))
    assert [event.version for event in log.append([an_event("3"), an_event("4")])] == [2, 3]
