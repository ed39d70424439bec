"""A backtest over 100,000 stored articles (from their stored claims) and over 10,000 raw ones.

Run: python -m tests.bench.bench_backtest [--stored N] [--raw N] [--dense] [--folder KEEP]

The stored past is the labelled corpus over and over, as the river would have written it: received,
read (each text once, really), merged by the real step. One article in four is of the corpus, nine
days a cycle; the others tell of nothing, as in the mixed stream of the reader's benchmark; with
``--dense`` all are of the corpus. Making it takes minutes; a folder keeps it. The backtest is the
command itself, in a process of its own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from monitor.clock import SystemClock
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.codec import encode
from monitor.events.envelope import Envelope, NewEvent, microseconds
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived
from monitor.events.values import Claim
from monitor.flow.ids import digest
from monitor.incidents.step import IncidentsStep
from monitor.reading.document import Document
from monitor.reading.reader import load_reader
from monitor.rules.trial.push import Push
from tests.bench.stream import some

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "accuracy" / "corpus" / "articles.jsonl"
STORED, RAW = 100_000, 10_000
EVERY = timedelta(days=9)
BEGIN = date(2014, 1, 1)
BATCH = 1_000
ONE_IN = 4
PER_CYCLE = 180


def corpus() -> list[dict]:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["language"] == "en"]


def readings(rows: list[dict]) -> list[tuple[Claim, ...]]:
    reader = load_reader()
    return [
        tuple(
            reader.read(
                Document(
                    id=row["id"],
                    title=row["title"],
                    text=row["text"],
                    published=date.fromisoformat(row["published"]),
                )
            )
        )
        for row in rows
    ]


def shifted(day: str | None, by: timedelta) -> str | None:
    return (date.fromisoformat(day[:10]) + by).isoformat() if day else None


def past(
    number: int, one_in: int
) -> Iterator[tuple[ArticleReceived, ArticleRead, datetime, bytes]]:
    """Articles in the order of their publication, a cycle of the corpus every nine days."""
    rows = corpus()
    claims = readings(rows)
    for at in range(number):
        turn = at // one_in
        row, cycle = rows[turn % len(rows)], turn // len(rows)
        said = claims[turn % len(rows)] if at % one_in == 0 else ()
        minutes = int(EVERY / timedelta(minutes=1)) * (turn % len(rows)) // len(rows)
        moment = datetime.combine(BEGIN, datetime.min.time(), UTC) + EVERY * cycle
        moment += timedelta(minutes=minutes)
        by = moment.date() - date.fromisoformat(row["published"])
        body = f"{row['text']}\n\nNote {at}.".encode()
        name, key = f"a{at}", digest(body)
        received = ArticleReceived(
            source=row["source"], key=name, body=key, media_type="text/plain", title=row["title"]
        )
        read = ArticleRead(
            article=name,
            revision=1,
            source=row["source"],
            outlet=row["source"],
            title=row["title"],
            body=key,
            wire=name,
            reader="bench",
            published=moment.date().isoformat(),
            claims=tuple(replace(claim, when=shifted(claim.when, by)) for claim in said),
        )
        yield received, read, moment, body


def fill(state: Path, number: int, one_in: int) -> None:
    """Write the past into a log."""
    state.mkdir(parents=True, exist_ok=True)
    log = SqliteLog(state / "events.db", SystemClock())
    push = Push([IncidentsStep()])
    events: list[NewEvent] = []
    bodies: dict[str, bytes] = {}
    for received, read, moment, body in past(number, one_in):
        subject = f"source/{received.source}/{received.key}"
        found = [*push.take(received, subject=subject, time=moment)]
        found += push.take(read, subject=f"article/{read.article}", time=moment)
        events += [_new(envelope, read.article) for envelope in found]
        bodies[received.body] = body
        if len(bodies) >= BATCH:
            log.append(events, bodies=bodies)
            events, bodies = [], {}
    log.append(events, bodies=bodies)
    log.close()


def _new(envelope: Envelope[Any], correlation: str) -> NewEvent:
    return NewEvent(
        id=f"{envelope.position}-{envelope.type}",
        type=envelope.type,
        schema_version=envelope.data.VERSION,
        subject=envelope.subject,
        time=microseconds(envelope.time),
        correlation_id=correlation,
        causation_id=None,
        data=encode(envelope.data),
    )


def write_raw(path: Path, number: int, one_in: int) -> None:
    """Write an articles file: the corpus with words of its own in each, or the mixed stream."""
    articles = _corpus_again(number) if one_in == 1 else _mixed(number)
    with path.open("w", encoding="utf-8") as file:
        for at, (title, text) in enumerate(articles):
            day = BEGIN + EVERY * (at // PER_CYCLE)
            told = {"id": f"a{at}", "title": title, "text": text, "source": "wire"}
            file.write(json.dumps({**told, "published": day.isoformat()}) + "\n")


def _corpus_again(number: int) -> Iterator[tuple[str, str]]:
    rows = corpus()
    for at in range(number):
        row = rows[at % len(rows)]
        text = "\n\n".join(f"{part} Note {at}." for part in row["text"].split("\n\n"))
        yield row["title"], text


def _mixed(number: int) -> Iterator[tuple[str, str]]:
    for article in some(number):
        title, _, text = article.partition("\n\n")
        yield title, text


def timed(state: Path, *arguments: str) -> None:
    """Run the command; print how long it took and how much of the processors."""
    command = [sys.executable, "-m", "monitor", "--config", str(ROOT / "config.example.toml")]
    command += ["--state", str(state), "backtest", *arguments]
    before, start = os.times(), time.perf_counter()
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    after, took = os.times(), time.perf_counter() - start
    used = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    last = (told.stdout or told.stderr).strip().splitlines()[-1]
    print(f"  backtest {' '.join(arguments)[:40]:40} {took:6.1f} s, CPU {used:6.1f} s: {last}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stored", type=int, default=STORED)
    parser.add_argument("--raw", type=int, default=RAW)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    one_in = 1 if given.dense else ONE_IN
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        state, articles = folder / f"state-{given.stored}-{one_in}", folder / "raw.jsonl"
        if not state.exists():
            fill(state, given.stored, one_in)
        write_raw(articles, given.raw, one_in)
        shape = "all of the corpus" if given.dense else f"one in {ONE_IN} of the corpus"
        print(f"  {given.stored:,} stored articles, {shape}; {given.raw:,} raw ones")
        timed(state)
        timed(state, "--articles", str(articles))


if __name__ == "__main__":
    main()
