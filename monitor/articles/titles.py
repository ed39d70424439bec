"""Finds the title: a first line that is a headline, or what the source or the page's head says."""

import re

from monitor.articles.paragraphs import ends_sentence
from monitor.articles.values import Cut, Facts, Pruned

_LONGEST = 220
_WORDS = 30
_TAGS = re.compile(r"<[^<>]{1,200}>")
_STOP = re.compile(r"[.;:,…]$")
_WORD = re.compile(r"\w+")


def clean_title(title: str | None) -> str:
    """Return a title on one line, without markup, cut to a decent length."""
    text = " ".join((_TAGS.sub(" ", title) if title and "<" in title else title or "").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def prune(paragraphs: tuple[str, ...], title: str | None) -> Pruned:
    """Return the paragraphs below the title, and the title.

    A title that is known is taken off the text's beginning, where it is often repeated. One that
    is not known is the first line, if that is set as a headline and sentences follow it.
    """
    known = clean_title(title)
    if known:
        return _below(paragraphs, known)
    if len(paragraphs) > 1 and _is_title(paragraphs[0]) and any(map(ends_sentence, paragraphs[1:])):
        return _below(paragraphs, clean_title(paragraphs[0]))
    return Pruned(paragraphs=paragraphs, facts=Facts(title=""))


def _below(paragraphs: tuple[str, ...], title: str) -> Pruned:
    first = 0
    while first < len(paragraphs) and _same(paragraphs[first], title):
        first += 1
    if first == len(paragraphs):
        first = 0  # the title is all there is
    cuts = tuple(Cut("title", text) for text in paragraphs[:first])
    return Pruned(paragraphs=paragraphs[first:], cuts=cuts, facts=Facts(title=title))


def _same(paragraph: str, title: str) -> bool:
    if paragraph == title or len(paragraph) > 2 * len(title):
        return paragraph == title
    return _WORD.findall(paragraph.casefold()) == _WORD.findall(title.casefold())


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST and 2 < len(line.split()) <= _WORDS and not _STOP.search(line)
