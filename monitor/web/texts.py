"""Text that strangers wrote, made fit to be shown, and cut into marked pieces."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

# Controls and invisible characters steer terminals and the direction of text; none is needed.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_KEPT = frozenset("\n\u200c\u200d")  # joiners: Persian, Pashto
LONGEST_LINK = 2000
_SIGNED = re.compile(r"/signed/[\w.%-]+")
_LONG_ID = re.compile(r"\b([0-9a-f]{8})-[0-9a-f-]{27}\b")
_SENTENCE_END = re.compile(r"(?<=[a-zа-я0-9)]{3})(?P<stop>[.!?][\"'”’)]*)\s+(?=[\"'“‘(]?[A-ZА-Я])")


def calm(text: str) -> str:
    """Return text of the same length in which nothing steers: spans keep their offsets."""
    # Most text is harmless, which is quickly seen: what steers is never printable.
    if text.replace("\n", " ").isprintable():
        return text
    return "".join(
        char if char in _KEPT or unicodedata.category(char) not in _STEERING else "\ufffd"
        for char in text
    )


def one_line(text: str | None, limit: int = 300) -> str:
    """Return text on one line, cut at a limit."""
    joined = " ".join(calm((text or "")[: limit * 8]).replace("\ufffd", " ").split())
    return joined if len(joined) <= limit else joined[: limit - 1].rstrip() + "…"


def safe_link(url: str | None) -> str:
    """Return a web address that may become a link, or nothing."""
    if not url or len(url) > LONGEST_LINK or calm(url) != url or any(c.isspace() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if plain else ""


def short_stream(subject: str) -> str:
    """Return a stream's name with the beginning of its id: that tells it from the others."""
    return _LONG_ID.sub(r"\1…", subject)


def without_links_to_act(text: str) -> str:
    """Return a message without its signed links: they are for whom it was sent to."""
    return _SIGNED.sub("/signed/…", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of a text that means something. ``kind`` names a style, ``ref`` a claim."""

    start: int
    end: int
    kind: str
    label: str
    ref: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; the first mark leads its looks."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of proof with the words around it."""

    before: str = ""
    marked: str = ""
    after: str = ""


def pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut a text wherever a mark begins or ends. Marks outside the text are left out."""
    fitting = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in fitting), *(m.end for m in fitting)})
    text = calm(text)
    found = []
    for start, end in pairwise(cuts):
        over = tuple(mark for mark in fitting if mark.start <= start and mark.end >= end)
        found.append(Piece(text[start:end], over))
    return tuple(found)


def paragraphs(found: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Group pieces into paragraphs, which blank lines part in the text."""
    groups: list[list[Piece]] = [[]]
    for piece in found:
        for number, part in enumerate(piece.text.split("\n\n")):
            if number:
                groups.append([])
            if part.strip() or piece.marks:
                groups[-1].append(Piece(part, piece.marks))
    return tuple(tuple(group) for group in groups if any(p.text.strip() for p in group))


def quote(text: str, span: tuple[int, int], evidence: str, *, around: int = 240) -> Quote:
    """Return the evidence within its sentence, where the span still holds it.

    A sentence that goes on for more than ``around`` characters on a side is cut between words.
    """
    start, end = span
    if not evidence or text[start:end] != evidence:
        return Quote(marked=one_line(evidence, 600))
    first, last = sentence_around(text, span)
    left, right = max(first, start - around), min(last, end + around)
    before = text[left:start] if left == first else "…" + text[left:start].partition(" ")[2]
    after = text[end:right] if right == last else text[end:right].rpartition(" ")[0] + "…"
    return Quote(calm(before), calm(evidence), calm(after))


def paragraph_around(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span of the paragraph, or the paragraphs, in which a span lies."""
    before, after = text.rfind("\n\n", 0, span[0]), text.find("\n\n", span[1])
    return (before + 2 if before >= 0 else 0), (after if after >= 0 else len(text))


def sentence_around(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span of the sentence, or the sentences, in which a span lies.

    For reading only: the reader has its own, better way to part sentences. A short word with a
    stop ("Gen.", "U.S.") ends none.
    """
    first, last = paragraph_around(text, span)
    for found in _SENTENCE_END.finditer(text, first, last):
        if found.end() <= span[0]:
            first = found.end()
        elif found.start() + 1 >= span[1]:
            return first, found.end("stop")
    return first, last


@dataclass(slots=True)
class Marks:
    """Collects the marks of a text."""

    text: str
    found: list[Mark] = field(default_factory=list)

    def span(self, span: tuple[int, int], kind: str, label: str, ref: int = 0) -> None:
        self.found.append(Mark(start=span[0], end=span[1], kind=kind, label=label, ref=ref))

    def words(self, words: str | None, kind: str, label: str, *within: tuple[int, int]) -> None:
        """Mark the first place of some words, in the first span in which they stand."""
        if not words:
            return
        wanted = re.compile(rf"(?<!\w){_loosely(words)}(?!\w)", re.IGNORECASE)
        found = next((hit for span in within if (hit := wanted.search(self.text, *span))), None)
        if found:
            self.span(found.span(), kind, label)


def _loosely(words: str) -> str:
    """Return a pattern for words between which any blanks, or none, may stand."""
    return r"\s*".join(re.escape(word) for word in words.split())
