"""How often ordinary news gives a claim: ``python -m tests.accuracy.ordinary [FILE or FOLDER]``.

A folder holds one article a file (``*.txt``), a file one article a line as JSON (``title`` and
``text``, or ``text`` alone). Without a path the composed articles of tests/reading are read. Prints
how many articles give a claim of the first five types, and which; no text is kept.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from monitor.events.values import ClaimType
from monitor.reading.document import Document
from monitor.reading.reader import load_reader
from tests.reading.ordinary import articles

DAY = dt.date(2024, 5, 14)
FIRST_FIVE = {ClaimType.TERRITORY_CAPTURED, ClaimType.BORDER_CROSSING, ClaimType.ARMED_CLASH,
              ClaimType.CROSS_BORDER_FIRE, ClaimType.DEPLOYMENT}  # fmt: skip


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """(title, text) of every article under a path."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            yield "", file.read_text(encoding="utf-8", errors="replace")
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row.get("title", ""), row["text"]


def main(arguments: list[str]) -> int:
    reader = load_reader()
    found = (
        texts(Path(arguments[0])) if arguments else ((field, text) for field, text in articles())
    )
    count = noisy = 0
    for title, text in found:
        count += 1
        document = Document(id=str(count), title=title, text=text, published=DAY)
        told = [c for c in reader.read(document) if c.is_news and c.type in FIRST_FIVE]
        noisy += bool(told)
        for claim in told[:1]:
            print(f"{count}: {claim.type} {claim.place}: {claim.evidence}")
    print(f"{noisy} of {count} articles give a claim of the first five types")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
