"""Names and words made comparable."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_LETTERS = 5
# Words that many parties share: they do not tell one from another.
_COMMON = """
and the for from with forces force troops troop soldiers soldier border guards guard army
government officials official police security military fighters fighter militants men
ministry minister president
"""
_STOP = frozenset(_COMMON.split())


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return a name without case, accents, hyphens, apostrophes: "Qala-e-Zal" -> "qala e zal"."""
    return " ".join(_WORD.findall(_plain(name)))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


# An incident's texts are looked at again with each claim that joins it.
@lru_cache(maxsize=2048)
def _content(text: str) -> frozenset[str]:
    words = _WORD.findall(_plain(text))
    return frozenset([word for word in words if len(word) > 3 or word.isdigit()])


def spoken(*texts: str) -> str:
    """Return the words of texts that carry content (four letters or more, and figures).

    In one string: it takes a tenth of what a set of them does.
    """
    return " ".join(sorted(frozenset[str]().union(*map(_content, texts))))


@lru_cache(maxsize=1024)
def words_of(told: str) -> frozenset[str]:
    """Return the words that ``spoken`` put together."""
    return frozenset(told.split())


def stems(name: str | None) -> frozenset[str]:
    """Return stems of the telling words of a party's name: "Tajik border guards" -> {"tajik"}."""
    if not name:
        return frozenset()
    words = folded(name).split()
    return frozenset(word[:_LETTERS] for word in words if len(word) > 2 and word not in _STOP)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of common words (Jaccard), 0.0 where one side is empty."""
    if not left or not right:
        return 0.0
    return len(left & right) / len(left | right)
