"""Front matter: a head of ``key: value`` lines, between lines of dashes or up to a blank line."""

import re
from collections.abc import Callable, Mapping

from monitor.articles import dates
from monitor.articles.values import Facts

# A head is short; what is longer is text with dashes in it.
_LONGEST = 16_384
_FENCED = re.compile(r"\A\s*---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_ -]{0,20}?)\s*:\s+(?P<value>\S.*)")

_KEYS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "pubdate": "published",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "agency": "outlet",
    "language": "language",
    "lang": "language",
    "url": "url",
    "link": "url",
}
# An open head (no dashes) must hold one of these, or a first line "Note: ..." would be one.
_TELLING = frozenset({"title", "published"})

Reader = Callable[[str], Mapping[str, object] | None]
"""Reads YAML; None where it is none."""


def split(text: str, read: Reader) -> tuple[Facts, str]:
    """Return what a text's head says, and the text below it."""
    fenced = _FENCED.match(text[:_LONGEST])
    if fenced:
        head = fenced.group("head")
        return _facts(read(head) or _lines(head)), text[fenced.end() :]
    return _open(text)


def _open(text: str) -> tuple[Facts, str]:
    """Return the head of ``Key: value`` lines that a blank line ends, if all its keys are known."""
    head, blank, rest = text.lstrip("\n").partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) < 2 or len(head) > _LONGEST:
        return Facts(), text
    matches = [_LINE.fullmatch(line.strip()) for line in lines]
    keys = {_KEYS.get(_key(match["key"])) if match else None for match in matches}
    if None in keys or not keys & _TELLING:
        return Facts(), text
    return _facts(_lines(head)), rest


def _lines(head: str) -> Mapping[str, object]:
    matches = (_LINE.fullmatch(line.strip()) for line in head.split("\n"))
    return {match["key"]: match["value"].strip().strip("\"'") for match in matches if match}


def _key(key: str) -> str:
    return key.strip().lower().replace("_", " ").replace("-", " ")


def _facts(values: Mapping[str, object]) -> Facts:
    known: dict[str, str] = {}
    for key, value in values.items():
        name = _KEYS.get(_key(str(key)))
        if name and value is not None and (text := str(value).strip()):
            known.setdefault(name, text)
    return Facts(
        title=known.get("title"),
        published=dates.parse(known.get("published", "")),
        outlet=known.get("outlet"),
        language=known.get("language"),
        url=known.get("url"),
    )
