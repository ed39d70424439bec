"""The whole river: from files in a folder to requested deliveries, and the memory it takes."""

import asyncio
import json
import resource
import tempfile
import time
from pathlib import Path

from monitor.assembly.build import build
from monitor.clock import SystemClock
from monitor.config.settings import Settings

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "accuracy" / "corpus" / "articles.jsonl"
ARTICLES = 4000


def texts() -> list[str]:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [f"{row['title']}\n\n{row['text']}" for row in rows if row["language"] == "en"]


def fill(folder: Path) -> None:
    """Write articles that are no copies of one another: each gets words of its own."""
    known = texts()
    for number in range(ARTICLES):
        paragraphs = known[number % len(known)].split("\n\n")
        own = [f"{paragraph} Note {number}-{at}." for at, paragraph in enumerate(paragraphs)]
        words = "\n\n".join(own).split(" ")
        step = 3 + number % 5
        words[::step] = [f"{word}" for word in words[::step]]
        (folder / f"{number:06}.txt").write_text(" ".join(words), encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        inbox = Path(name) / "inbox"
        inbox.mkdir()
        fill(inbox)
        settings = Settings(
            state=Path(name) / "state",
            rules=ROOT / "rules",
            sources=({"kind": "directory", "name": "in", "path": str(inbox)},),
            destinations={"hook": {"url": "json://localhost:1/never-called"}},
            default_route="desk",
            routes={"desk": {"to": ["hook"]}, "border-desk": {"to": ["hook"]}},
        )
        with build(settings, SystemClock(), {}) as built:
            app = built.app
            app.restore()
            start = time.perf_counter()
            asyncio.run(app.poller.poll_all())
            taken = time.perf_counter()
            app.river.flow()
            done = time.perf_counter()
            requested = len(app.log.read(types={"delivery.requested"}, limit=1_000_000))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {ARTICLES} files taken in     {ARTICLES / (taken - start):8,.0f} articles/s")
    print(f"  river to deliveries     {ARTICLES / (done - taken):8,.0f} articles/s")
    print(f"  together                {ARTICLES / (done - start):8,.0f} articles/s")
    print(f"  {requested} deliveries requested, peak memory {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
