"""Folding: the form in which text and spellings are compared.

``fold`` keeps the length of a text, so that offsets into the folded text are offsets into the
original; ``words`` turns one spelling into the key under which the gazetteer knows it.
"""

import re
import unicodedata

_APOSTROPHES = (
    "\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8"
    "\u0060\u00b4\u2032\u2035\uff07"
)
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_BLANKS = "\u00a0\u1680\u202f\u205f\u3000\u200c" + "".join(map(chr, range(0x2000, 0x200B)))
# Letters that Unicode does not decompose but that the press writes with or without the mark, and
# the Arabic forms of letters that Persian and Pashto keyboards write differently.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ə": "e", "ŋ": "n",
    "ё": "е", "ӣ": "и", "ӯ": "у",
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا",
}  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SEPARATOR = re.compile(r"[\s\-/_]+")
_DROPPED = re.compile("[\u0300-\u036f\u064b-\u0652'\u00ad.,()\"]")


def _fold_character(char: str) -> str:
    """One character for one character: lower case, without Latin marks, plain punctuation."""
    for group, plain in (
        (_APOSTROPHES, "'"),
        (_DOUBLE_QUOTES, '"'),
        (_DASHES, "-"),
        (_BLANKS, " "),
    ):
        if char in group:
            return plain
    folded = char.casefold()
    if len(folded) != 1:
        folded = char.lower() if len(char.lower()) == 1 else char
    if folded in _LETTERS:
        return _LETTERS[folded]
    base = unicodedata.normalize("NFD", folded)[0]
    return base.lower() if base.isascii() and base.isalpha() else folded


class _Folds(dict[str, str]):
    """The folds of the characters met so far; filled on demand, the same for every caller."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_character(char)
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text in lower case, without Latin marks, with plain quotes, dashes, blanks.

    The length never changes: a character whose folded form is longer stays as it is.
    """
    if text.isascii():
        return text.lower()
    return _NOT_ASCII.sub(lambda match: _FOLDS[match[0]], text).lower()


def words(spelling: str) -> tuple[str, ...]:
    """Return the key of a spelling: "Qala-e-Zal", "Qala e Zal" and "QALA-E ZAL" share one.

    Folded, apostrophes and combining marks dropped, split at blanks and hyphens.
    """
    return tuple(filter(None, _SEPARATOR.split(_DROPPED.sub("", fold(spelling)))))
