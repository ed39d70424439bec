"""Takes the sting out of text that strangers wrote, before it enters a message.

Nothing of an article may act as markup, a mention, a template or a header: characters that steer a
terminal, a mail header or the direction of text go; what chat services act upon is replaced by
characters that look the same and do nothing.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

ELLIPSIS = "…"
LONGEST_LINK = 2000
JOINER = "\u2060"  # no width, no break: splits a mention or a link without being seen

# Cc and Cf hold the controls (ESC, CR, LF, NUL) and the invisible ones (U+202E, U+200B, U+2066);
# Zl and Zp are U+2028 and U+2029; Cs and Co, Cn have no place in news.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Persian and Pashto need the zero-width non-joiner inside words.
_NEEDED = "\u200c"

_LOOKALIKES = str.maketrans(
    {
        "<": "‹",
        ">": "›",
        "*": "∗",
        "_": "＿",
        "~": "∼",
        "`": "ˋ",
        "|": "∣",
        "[": "(",
        "]": ")",
        "\\": "＼",
        "@": "@" + JOINER,
    }
)
# Legal in an address, but chat services and mail programs end links at them, or worse.
_IN_LINKS = str.maketrans({"'": "%27", "(": "%28", ")": "%29", "*": "%2A"})
_SCHEME = re.compile(r":(?=//)")
_DOMAIN = re.compile(r"(?<=[A-Za-z0-9])\.(?=[A-Za-z]{2,})")
_COMMAND = re.compile(r"^([/!#:.+\-=])")


def clean(text: str | None, *, limit: int = 600) -> str:
    """Return text on one line, without steering characters, cut at a word after ``limit``."""
    if not text:
        return ""
    text = text[: limit * 8]
    if not text.isprintable():  # else nothing of the kind is in it: the common case, and quick
        text = "".join(map(_harmless, text))
    return clip(" ".join(text.split()), limit)


def _harmless(char: str) -> str:
    return char if char == _NEEDED or unicodedata.category(char) not in _STEERING else " "


def clip(text: str, limit: int) -> str:
    """Return text of at most ``limit`` characters, cut between words where that is possible."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    word = head.rpartition(" ")[0]
    return (word if len(word) > limit // 2 else head).rstrip(" ,;:-") + ELLIPSIS


def for_chat(text: str) -> str:
    """Return clean text in which no chat service finds a mention, a link, markup or a command."""
    text = text.translate(_LOOKALIKES)
    text = _SCHEME.sub(f":{JOINER}", text)
    text = _DOMAIN.sub(f".{JOINER}", text)
    return _COMMAND.sub(rf"{JOINER}\1", text)


def link(url: str | None) -> str:
    """Return a web address that is safe to show as a link, or nothing."""
    if not url or len(url) > LONGEST_LINK or clean(url, limit=LONGEST_LINK) != url:
        return ""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    del port
    return quote(url, safe=":/?#&=%+,;~-._$!'()").translate(_IN_LINKS)
