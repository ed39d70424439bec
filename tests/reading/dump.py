"""Every claim and every explanation of many texts, as bytes: what a faster reader must not change.

Run: python -m tests.reading.dump FILE

The texts: the corpus, the held-out sets, each of their articles cut into single sentences, joined
by twos and with its words in lower case, and the generated sentences of the metamorphic suite.
"""

import dataclasses
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.accuracy.measure import articles, document
from tests.reading.metamorphic import seeds

HELD_OUT = Path(__file__).parent.parent / "accuracy" / "heldout"


def rows() -> Iterator[dict[str, Any]]:
    """Articles of the corpus in every language, and of the held-out sets."""
    yield from articles("en")
    yield from articles("ru")
    for path in sorted(HELD_OUT.glob("*.articles.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield {"language": "en", "source": "", "title": "", "published": None} | json.loads(
                line
            )


def documents() -> Iterator[Document]:
    whole = [document(row) for row in rows()]
    yield from whole
    for first, second in zip(whole[::2], whole[1::2], strict=False):
        text = f"{first.text}\n\n{second.text}"
        yield dataclasses.replace(first, id=f"{first.id}+{second.id}", text=text)
    for one in whole:
        yield dataclasses.replace(one, id=f"{one.id}:low", text=one.text.lower())
        yield dataclasses.replace(one, id=f"{one.id}:untitled", title="", published=None)
        for number, line in enumerate(one.text.split(". ")):
            yield dataclasses.replace(one, id=f"{one.id}:{number}", title="", text=f"{line}.")
    yield from _generated()


def _generated() -> Iterator[Document]:
    for number, seed in enumerate(seeds()):
        day = None
        text = f"{seed.clause}. Officials denied that {seed.clause}. {seed.nominal} was reported."
        yield Document(id=f"g{number}", title=seed.clause, text=text, published=day)


def lines(reader: Reader, found: Iterable[Document]) -> Iterator[bytes]:
    """One line of JSON a text: its id, its claims with all their fields, and its explanation."""
    for one in found:
        told = reader.explain(one)
        claims = reader.read(one)
        assert claims == told.claims, one.id
        yield msgspec.json.encode([one.id, told]) + b"\n"


def main() -> int:
    digest = hashlib.blake2b(digest_size=12)
    with Path(sys.argv[1]).open("wb") as out:
        for line in lines(load_reader(), documents()):
            digest.update(line)
            out.write(line)
    sys.stdout.write(f"{digest.hexdigest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
