"""Articles read per second and core, beside peers on the same texts in the same run.

Run: python -m tests.bench.bench_reading

Mixed stream: one article in four is about the border, the others are ordinary news (half of it
names the countries of the region and uses the verbs of war for other things); dense: all are about
the border, of about 340 words. Peers: a naive compiled regular expression per rule; spaCy's blank
English with sentencizer, a PhraseMatcher of the same place names and 20 Matcher patterns (`make
bench` brings it). CPU time; each article counts with the fastest of its rounds, so that a busy
machine tells little.
"""

import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from monitor.reading import native
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.accuracy.measure import articles, document

WORDS = 340
ROUNDS = 3
AIMS = {"mixed": 5000, "dense": 2000}
TIMES_SPACY = 4
# Ordinary news. The second half is made to tempt: names of the region, verbs of war.
QUIET = (
    (
        "The city council voted on Monday to repair the roof of the concert hall before the "
        "season opens. The mayor said that the work would cost two million and take four "
        "months. Shopkeepers in the old town hope for more visitors, and the choir will "
        "rehearse in a school. "
    ),
    (
        "The striker scored twice in the second half, and the visitors never recovered. Their "
        "coach blamed a long season and a short bench. The club has won nine of its last ten "
        "games at home. "
    ),
    (
        "The central bank kept its rate at four per cent, as analysts had expected. Bread and "
        "fuel were cheaper than a year ago; rents were not. Exporters asked for a weaker "
        "currency. "
    ),
    (
        "The ministry of education published the results of the spring exams. Girls did better "
        "than boys in languages, and both did worse in physics. Teachers asked for smaller "
        "classes. "
    ),
    (
        "Prices in Afghanistan fell again in spring, the chamber of commerce said. Traders "
        "from Pakistan captured a larger share of the market, and dried fruit from Iran "
        "crossed the counters of Kabul at half its price of last year. The harvest was a good "
        "one. "
    ),
    (
        "The president of Tajikistan took a break from a busy week and opened a theatre in "
        "Dushanbe. Critics said that the first night fell short of what was promised. The "
        "opera is to travel to Tashkent and Moscow when the tour begins in autumn. "
    ),
    (
        "A side from Kunduz met a team from Mazar in the final of the cup. The defence was "
        "overrun early, but the goalkeeper held the fort. Fans in Afghanistan celebrated the "
        "title all night. "
    ),
    (
        "Russia and Uzbekistan entered talks about tariffs on cotton. The two sides are close, "
        "a negotiator said, and an agreement may be reached before the deputies return from "
        "recess. "
    ),
)


def corpus(kind: str) -> list[Document]:
    """Documents of about 340 words each: corpus texts joined, quiet ones three times in four."""
    rows = [document(row) for row in articles()]
    dense = [_join(rows[at : at + 3]) for at in range(0, len(rows) - 2, 2)]
    if kind == "dense":
        return dense
    found: list[Document] = []
    for at, one in enumerate(dense):
        found += [one, *(_quiet(at * 3 + part, one) for part in range(3))]
    return found


def _join(rows: list[Document]) -> Document:
    words = "\n\n".join(row.text for row in rows).split(" ")[:WORDS]
    first = rows[0]
    return Document(id=first.id, title=first.title, text=" ".join(words), published=first.published)


def _quiet(number: int, beside: Document) -> Document:
    """One text of ordinary news: one of the eight, gone on with until it is long enough."""
    text = QUIET[number % len(QUIET)]
    words = (text * 12).split(" ")[:WORDS]
    return Document(
        id=f"q{number}", title=text.split(".")[0], text=" ".join(words), published=beside.published
    )


def rate(work: Callable[[Document], Any], documents: list[Document]) -> float:
    """Articles per second of CPU time; each article by the fastest of its rounds."""
    best = [float("inf")] * len(documents)
    for _ in range(ROUNDS):
        for at, one in enumerate(documents):
            start = time.process_time()
            work(one)
            best[at] = min(best[at], time.process_time() - start)
    return len(documents) / sum(best)


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


WORST = {
    "2 MB without a full stop": ("Taliban fighters near Imam Sahib went on ", 50_000),
    "10,000 place names in a row": ("Imam Sahib, Yangi Qala, ", 5_000),
    "deep quotes": ('"He said ', 20_000),
    "2,000 sentences with a claim each": ("Imam Sahib fell to the Taliban. ", 2_000),
}


def worst(reader: Reader) -> list[tuple[str, float, float]]:
    """Seconds for texts made to hurt, and how much longer the whole takes than its half."""
    found = []
    for name, (part, times) in WORST.items():
        half, whole = (_seconds(reader, part * (times // share)) for share in (2, 1))
        found.append((name, whole, whole / max(half, 1e-6)))
    return found


def _seconds(reader: Reader, text: str) -> float:
    start = time.process_time()
    reader.read(Document(id="w", title="", text=text, published=None))
    return time.process_time() - start


def memory() -> float:
    """Megabytes of a process that does nothing but read the dense stream."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_reading", "memory"],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _most_resident() -> float:
    """Megabytes that this program held at most (what the parent held before the start aside)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> int:
    start = time.process_time()
    reader = load_reader()
    if sys.argv[1:] == ["memory"]:
        for one in corpus("dense"):
            reader.read(one)
        print(_most_resident())
        return 0
    build = "compiled" if native.compiled_digest() else "pure Python"
    print(f"reader: {build}; load: {(time.process_time() - start) * 1000:.0f} ms")
    peers = {
        f"monitor ({build})": reader.read,
        "regex per frame": regexes(reader),
        "spaCy": spacy_peer(reader),
    }
    print(f"{'stream':7} {'':24} {'articles/s/core':>15} {'ours is':>10}")
    for kind, aim in AIMS.items():
        _streams(kind, aim, peers)
    for name, seconds, ratio in worst(reader):
        print(f"worst   {name:36} {seconds:5.2f} s   twice the text, {ratio:4.1f} times as long")
    print(f"memory  {memory():.0f} MB: the reader in a process of its own (aim: under 150)")
    return 0


def _streams(kind: str, aim: int, peers: dict[str, Callable[[Document], Any] | None]) -> None:
    documents = corpus(kind)
    ours = 0.0
    for name, work in peers.items():
        if work is None:
            print(f"{kind:7} {name:24} {'not installed':>15}")
            continue
        speed = rate(work, documents)
        if not ours:
            ours = speed
            print(f"{kind:7} {name:24} {speed:15.0f} {'':10} (aim: {aim})")
        else:
            aimed = f"(aim: {TIMES_SPACY})" if name == "spaCy" and kind == "mixed" else ""
            print(f"{kind:7} {name:24} {speed:15.0f} {ours / speed:8.1f} x {aimed}")


if __name__ == "__main__":
    sys.exit(main())
