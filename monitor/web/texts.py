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


def quote(text: str, span: tuple[int, int], evidence: str, *, around: int = 140) -> Quote:
    """Return the evidence with words around it, where the span still holds it."""
    start, end = span
    if not evidence or text[start:end] != evidence:
        return Quote(marked=one_line(evidence, 600))
    paragraph = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    stop = text.find("\n\n", end)
    stop = len(text) if stop < 0 else stop
    left, right = max(paragraph, start - around), min(stop, end + around)
    before = text[left:start] if left == paragraph else "…" + text[left:start].partition(" ")[2]
    after = text[end:right] if right == stop else text[end:right].rpartition(" ")[0] + "…"
    return Quote(calm(before), calm(evidence), calm(after))


@dataclass(slots=True)
class Marks:
    """Collects the marks of a text."""

    text: str
    found: list[Mark] = field(default_factory=list)

    def span(self, span: tuple[int, int], kind: str, label: str, ref: int = 0) -> None:
        self.found.append(Mark(start=span[0], end=span[1], kind=kind, label=label, ref=ref))

    def words(self, words: str | None, within: tuple[int, int], kind: str, label: str) -> None:
        """Mark the first place of some words inside a span, if they stand there."""
        if not words:
            return
        found = re.compile(re.escape(words), re.IGNORECASE).search(self.text, *within)
        if found:
            self.span(found.span(), kind, label)
