"""Articles read per second and core, beside peers on the same texts in the same run.

Run: python -m tests.bench.bench_reading

Mixed stream: one article in four is about the border; dense: all are, of about 340 words. Peers: a
naive compiled regular expression per rule; spaCy's blank English with sentencizer, a PhraseMatcher
of the same place names and 20 Matcher patterns (when it is installed: `pip install spacy` in an
environment of your own; it is no dependency of the project). CPU time, median of rounds.
"""

import importlib.util
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.accuracy.measure import articles, document

WORDS = 340
ROUNDS = 3
QUIET = (
    "The city council voted on Monday to repair the roof of the concert hall before the season "
    "opens in September. The mayor said that the work would cost two million and take four months. "
    "Shopkeepers in the old town hope for more visitors, and the choir will rehearse in a school. "
)


def corpus(kind: str) -> list[Document]:
    """Documents of about 340 words each: corpus texts joined, or quiet ones three times in four."""
    rows = [document(row) for row in articles()]
    dense = [_join(rows[at : at + 3]) for at in range(0, len(rows) - 2, 2)]
    if kind == "dense":
        return dense
    quiet = Document(id="q", title="Roof", text=QUIET * 6, published=dense[0].published)
    return [part for doc in dense for part in (doc, quiet, quiet, quiet)]


def _join(rows: list[Document]) -> Document:
    words = "\n\n".join(row.text for row in rows).split(" ")[:WORDS]
    first = rows[0]
    return Document(id=first.id, title=first.title, text=" ".join(words), published=first.published)


def rate(work: Callable[[Document], Any], documents: list[Document]) -> float:
    """Articles per second of CPU time, median over rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for one in documents:
            work(one)
        rounds.append(len(documents) / (time.process_time() - start))
    return statistics.median(rounds)


def regexes(reader: Reader) -> Callable[[Document], Any]:
    """One pattern a frame: its verbs anywhere before one of 200 place names."""
    names = "|".join(
        re.escape(place.name) for place in list(reader.gazetteer.places.values())[:200]
    )
    patterns = [
        re.compile(
            rf"\b(?:{'|'.join(map(re.escape, frame.verbs))})\w*\b.{{0,80}}\b(?:{names})\b",
            re.IGNORECASE,
        )
        for frame in reader.vocabulary.frames
        if frame.verbs
    ]
    return lambda one: [pattern.search(one.text) for pattern in patterns]


def spacy_peer(reader: Reader) -> Callable[[Document], Any] | None:
    if importlib.util.find_spec("spacy") is None:
        return None
    spacy = importlib.import_module("spacy")
    matchers = importlib.import_module("spacy.matcher")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    phrases = matchers.PhraseMatcher(nlp.vocab, attr="LOWER")
    names = [place.name for place in reader.gazetteer.places.values()]
    phrases.add("PLACE", [nlp.make_doc(name) for name in names])
    matcher = matchers.Matcher(nlp.vocab)
    verbs = [verb for frame in reader.vocabulary.frames for verb in frame.verbs][:20]
    for number, verb in enumerate(verbs):
        matcher.add(f"RULE{number}", [[{"LOWER": verb}, {"OP": "*"}, {"IS_TITLE": True}]])

    def work(one: Document) -> Any:
        doc = nlp(one.text)
        return phrases(doc), matcher(doc)

    return work


def worst(reader: Reader) -> list[tuple[str, float]]:
    """Seconds for texts made to hurt."""
    texts = {
        "2 MB without a full stop": "Taliban fighters near Imam Sahib went on " * 50_000,
        "10,000 place names in a row": "Imam Sahib, Yangi Qala, " * 5_000,
        "deep quotes": '"He said ' * 20_000,
    }
    found = []
    for name, text in texts.items():
        start = time.process_time()
        reader.read(Document(id="w", title="", text=text, published=None))
        found.append((name, time.process_time() - start))
    return found


def main() -> int:
    start = time.process_time()
    reader = load_reader()
    print(f"load: {(time.process_time() - start) * 1000:.0f} ms")
    peers = {
        "monitor": reader.read,
        "regex per frame": regexes(reader),
        "spaCy": spacy_peer(reader),
    }
    for kind in ("mixed", "dense"):
        documents = corpus(kind)
        ours = 0.0
        for name, work in peers.items():
            if work is None:
                print(f"{kind:6} {name:16} not installed")
                continue
            speed = rate(work, documents)
            ours = ours or speed
            print(
                f"{kind:6} {name:16} {speed:8.0f} articles/s/core   ours is {ours / speed:5.2f} times"  # noqa: E501  (a sentence)
            )
    for name, seconds in worst(reader):
        print(f"worst  {name:28} {seconds:5.2f} s")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory {used:.0f} MB at most, with everything above")
    return 0


if __name__ == "__main__":
    sys.exit(main())
