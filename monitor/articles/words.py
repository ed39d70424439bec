"""Texts as words, for telling copies: shingles, and small numbers that stand for them.

Containment of word 3-shingles tells cut wire copy from other stories where sketches of Jaccard
likeness do not, because copies are cut rather than altered (Broder 1997, "On the resemblance and
containment of documents").
"""

from functools import lru_cache
from zlib import crc32

_MARKS = ".,;:!?…\"'“”„«»‘’()[]{}<>*•|/-"
_MASK = (1 << 61) - 1
SIZE = 3

Shingle = tuple[str, ...]


def words(text: str) -> list[str]:
    """Return a text's words and numbers as they are written ("1,037" is one)."""
    pieces = text.replace("—", " ").replace("–", " ").replace("’", "'").split()
    return [word for piece in pieces if (word := piece.strip(_MARKS))]


def folded(text: str) -> list[str]:
    """Return the same words in small letters."""
    return words(text.lower())


def shingles(found: list[str]) -> list[Shingle]:
    """Return every run of three words; a shorter text is one shingle."""
    if len(found) < SIZE:
        return [tuple(found)] if found else []
    return list(zip(found, found[1:], found[2:], strict=False))


def numbers(found: list[str]) -> list[int]:
    """Return a number for each shingle, the same in every process."""
    if len(found) < SIZE:
        return [sum(map(_code, found))] if found else []
    first, second, third = zip(*map(_shares, found), strict=True)
    return [(a + b + c) & _MASK for a, b, c in zip(first, second[1:], third[2:], strict=False)]


def _code(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return crc32(data) << 29 ^ crc32(data[::-1], 7)


@lru_cache(maxsize=1 << 15)
def _shares(word: str) -> tuple[int, int, int]:
    """Return what a word adds to a shingle's number as its first, second and third word."""
    code = _code(word)
    return code * 2_654_435_761 & _MASK, code * 40_503 & _MASK, code * 97 & _MASK
