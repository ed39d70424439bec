"""Hostile inputs, made from good ones: by number, so that a finding can be made again."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from tests.sources.builders import item, rss

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 200_000
# What parsers, cleaners and readers have stumbled over, here or elsewhere.
BAD_WORDS = (
    "\0", "\x1b[31m", "\r\n", "\u2028", "\u202e", "\ufeff", "\u200d", "\ud800", "\U0010ffff",
    "İ", "ﬀ", "ß", "١٢٣", "½", "²", "1e999", "-1", "99999999999999999999", "00:00", "24:61",
    "<![CDATA[", "]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "&#x110000;", "<!--",
    "<script>", "</description>", "<a href='java&#10;script:x'>", "<p>" * 40, "\"'`", "://[",
    "http://[::1", "http://a:99999/", "%00", "{{ x }}", "{place}", "{", "}", "%s", "$(x)",
    "0000-00-00", "9999-12-31", "2021-02-30T25:00:00+99:99", "31 February 2021", "Mon, 32 Foo",
    "&a", "*a", "<<: *a", "!!python/object:os.system", "? [", "- - - -", "|", ">", "---", "...",
    "no", "12:30", "0x1F", ".inf", "~", "\t", "'", '"', "#", ": ", "(a+)+$", "(?=a)", "\\1",
    "[[[[", "{1,1000}{1,1000}", "not:", "all:", "any:", "when:", "unless:", "claim:", "text:",
    "examples:", "fires:", "quiet:", "within: 1h", "24 killed", "no one was killed", "km", "Mr.",
)  # fmt: skip


def _corpus() -> list[str]:
    lines = (ROOT / "tests/accuracy/corpus/articles.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line)["text"] for line in lines[:400]]


def _feeds(texts: Sequence[str]) -> list[bytes]:
    feeds = [rss(item(n, text=text[: 40 + 20 * n])).encode() for n, text in enumerate(texts)]
    atom = (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>i</id>"
        "<entry><id>e</id><title type='html'>&lt;b&gt;T&lt;/b&gt;</title><link href='/1'/>"
        "<updated>2021-07-06T10:00:00Z</updated><content type='xhtml'><div xmlns="
        "'http://www.w3.org/1999/xhtml'><p>Text of it.</p></div></content></entry></feed>"
    )
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
        "<title>R</title></channel><item><title>T</title><link>http://a.example/</link>"
        "<dc:date>2021-07-06</dc:date><description>D</description></item></rdf:RDF>"
    )
    cdata = rss(item(7, text="<![CDATA[<p>Fighters <b>took</b> Qala-e-Zal.</p>]]>"))
    return [*feeds, atom.encode(), rdf.encode(), cdata.encode(), cdata.encode("utf-16")]


def _articles(texts: Sequence[str]) -> list[bytes]:
    seeds = [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*"))]
    html = [
        f"<html><head><title>T</title></head><body><p>{text}</p></body></html>"
        for text in texts[:80]
    ]
    front = [f"---\ntitle: T\ndate: 2021-07-06\n---\n{text}" for text in texts[80:160]]
    return [*seeds, *(text.encode() for text in (*html, *front, *texts[160:]))]


def _rules() -> list[bytes]:
    files = sorted((ROOT / "rules").glob("*.yml")) + sorted((ROOT / "rules/lists").glob("*.yml"))
    return [path.read_bytes() for path in files]


class Inputs:
    """``make(kind, number)`` gives always the same bytes for the same seed."""

    def __init__(self, seed: int) -> None:
        texts = _corpus()
        self._seed = seed
        self._good = {
            "feed": _feeds(texts[:40]), "article": _articles(texts), "rules": _rules()
        }  # fmt: skip

    def make(self, kind: str, number: int) -> bytes:
        chance = random.Random(f"{self._seed}:{kind}:{number}")
        good = self._good[kind]
        data = chance.choice(good)
        if kind == "article" and chance.random() < 0.7:  # short ones make more of the time
            data = data[: chance.randrange(200, 1500)]
        for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
            data = chance.choice(_CHANGES)(data, chance, good)[:LONGEST]
        # What is not UTF-8 is refused at the door; most of it should get further than that.
        return data if chance.random() < 0.3 else data.decode("utf-8", "replace").encode()


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 8, 40, 300)))


def _flip(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, _end = _place(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def _drop(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _cut(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: _place(data, chance)[0]]


def _word(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    word = chance.choice(BAD_WORDS).encode("utf-8", "surrogatepass")
    return data[:start] + word + data[chance.choice((start, end)) :]


def _twice(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _deep(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    opening, closing = chance.choice(
        ((b"[", b"]"), (b"<div>", b"</div>"), (b"(", b")"), (b"{", b"}"))
    )
    depth = chance.choice((3, 30, 2000))
    return data[:start] + opening * depth + data[start:end] + closing * depth + data[end:]


def _splice(data: bytes, chance: random.Random, good: Sequence[bytes]) -> bytes:
    other = chance.choice(good)
    start, end = _place(other, chance)
    here = _place(data, chance)[0]
    return data[:here] + other[start : end + 500] + data[here:]


def _line(data: bytes, chance: random.Random, good: Sequence[bytes]) -> bytes:
    lines, others = data.split(b"\n"), chance.choice(good).split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(others))
    if chance.random() < 0.5:
        del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _noise(_: bytes, chance: random.Random, __: Sequence[bytes]) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 30, 2000)))


_CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _flip, _drop, _cut, _word, _word, _word, _twice, _deep, _splice, _line, _line, _noise,
)  # fmt: skip
