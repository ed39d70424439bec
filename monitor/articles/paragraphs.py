"""Plain text to paragraphs: blank lines part them, hard-wrapped lines are joined."""

import re
import unicodedata

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Soft hyphens, zero-width characters, marks that turn the direction of text: unseen, and harmful.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[^\S\n ]+ *|  +|(?<= )[^\S\n ]")
_STOPS = frozenset(".!?…:;")
_CLOSING = "\"'”’»)]"
_BLOCKS = re.compile(r"\n\s*\n")
_WRAPPED = range(40, 110)


def tidy(text: str) -> str:
    """Return text with plain line ends and blanks, composed letters and nothing unseen in it."""
    return text if _is_tidy(text) else tidied(text)


def tidied(text: str) -> str:
    """Return the same, whatever it takes."""
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _BLANKS.sub(" ", text)


def _is_tidy(text: str) -> bool:
    """Say whether there is nothing to do, as with most texts.

    What cannot be printed is all that is taken out, and besides a few signs of private use.
    """
    if "  " in text or not text.replace("\n", " ").isprintable():
        return False
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def split(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain text that was tidied.

    Where blank lines part blocks, the lines inside a block are one paragraph if they look
    hard-wrapped (full lines of one width that end anywhere); else each line is a paragraph.
    """
    found: list[str] = []
    for block in _BLOCKS.split(text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        found += [" ".join(lines)] if is_wrapped(lines) else lines
    return tuple(found)


def is_wrapped(lines: list[str]) -> bool:
    """Say whether the lines of a block are one paragraph that was broken at a fixed width."""
    if len(lines) < 2:
        return False
    full = [len(line) for line in lines[:-1]]
    if not all(length in _WRAPPED for length in full) or len(lines[-1]) > max(full) + 15:
        return False
    if max(full) - min(full) > 25:
        return False
    return sum(not ends_sentence(line) for line in lines[:-1]) * 2 > len(full)


def ends_sentence(paragraph: str) -> bool:
    """Say whether a paragraph ends as a sentence does."""
    return paragraph.rstrip(_CLOSING)[-1:] in _STOPS
