"""Texts as words, for telling copies: shingles, and small numbers that stand for them.

Containment of word 3-shingles tells cut wire copy from other stories where sketches of Jaccard
likeness do not, because copies are cut rather than altered (Broder 1997, "On the resemblance and
containment of documents").
"""

from struct import unpack
from zlib import crc32

_MARKS = ".,;:!?…\"'“”„«»‘’()[]{}<>*•|/-"
_LANE = 16  # bytes
_LOW = (1 << 8 * _LANE) - 1
_REMAINDER = ((1 << 61) - 1).to_bytes(_LANE, "little")
_FIRST, _SECOND, _THIRD = 2_654_435_761, 40_503, 97
_MOST_KNOWN = 1 << 16
SIZE = 3

Shingle = tuple[str, ...]


def words(text: str) -> list[str]:
    """Return a text's words and numbers as they are written ("1,037" is one)."""
    return [word for piece in _pieces(text) if (word := piece.strip(_MARKS))]


def _pieces(text: str) -> list[str]:
    if not text.isascii():
        text = text.replace("—", " ").replace("–", " ").replace("’", "'")
    return text.split()


def folded(text: str) -> list[str]:
    """Return the same words in small letters."""
    return words(text.lower())


def shingles(found: list[str]) -> list[Shingle]:
    """Return every run of three words; a shorter text is one shingle."""
    if len(found) < SIZE:
        return [tuple(found)] if found else []
    return list(zip(found, found[1:], found[2:], strict=False))


def numbers(text: str) -> list[int]:
    """Return a number for each shingle of a text's folded words, the same in every process.

    Each word has a code of 61 bits; a shingle's number is its three codes, each times a factor of
    its own, summed modulo 2**61. All are reckoned at once: the codes lie side by side, 128 bits
    apart, in one large number, and three products with it are all the products there are.
    """
    side_by_side = b"".join(map(_LANES.__getitem__, _pieces(text.lower())))
    count = len(side_by_side) // _LANE
    codes = int.from_bytes(side_by_side, "little")
    if count < SIZE:
        return [(codes & _LOW) + (codes >> 8 * _LANE)] if count else []
    sums = codes * _FIRST + (codes >> 8 * _LANE) * _SECOND + (codes >> 16 * _LANE) * _THIRD
    # A sum has 94 bits at most, so it never reaches into the lane beside it.
    sums &= int.from_bytes(_REMAINDER * count, "little")
    halves = unpack(f"<{2 * count}Q", sums.to_bytes(len(side_by_side), "little"))
    return list(halves[: 2 * (count - SIZE + 1) : 2])


def _code(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return crc32(data) << 29 ^ crc32(data[::-1], 7)


class _Lanes(dict[str, bytes]):
    """The codes of words, as they stand in text: with marks before and behind. No word: b""."""

    def __missing__(self, piece: str) -> bytes:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        word = piece.strip(_MARKS)
        self[piece] = lane = _code(word).to_bytes(_LANE, "little") if word else b""
        return lane


_LANES = _Lanes()
