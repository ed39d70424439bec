"""Headlines whose every word has a capital: the text below tells which of them are names."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4  # letters: shorter words stay small in many headlines
_FEWEST = 3  # long words, by which a headline is known


def plain_words(title: str, body: str) -> frozenset[str]:
    """Return the (lower-case) words of a headline in capitals that need not be names.

    A word is one where the body has it with a capital, and never without.
    """
    words: list[str] = _WORD.findall(title)
    long = [word for word in words if len(word) >= _LONG]
    if len(long) < _FEWEST or not all(word[0].isupper() for word in long):
        return frozenset()
    return frozenset(word for word in {w.lower() for w in words} if not _is_name(word, body))


def _is_name(word: str, body: str) -> bool:
    return not _has(word, body) and (_has(word.capitalize(), body) or _has(word.upper(), body))


def _has(word: str, body: str) -> bool:
    at = body.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and body[at - 1].isalnum()) and not body[end : end + 1].isalnum():
            return True
        at = body.find(word, end)
    return False
