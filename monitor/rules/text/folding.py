"""One form for all ways to write a word."""

import unicodedata
from functools import lru_cache

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ё": "е", "й": "й"}

_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("'"): ""}


def fold(text: str) -> str:
    """Return a text in small letters and without accents; й stays й, ё becomes е."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, unicodedata.normalize("NFC", text).casefold()))


@lru_cache(maxsize=4096)  # characters: as many as the scripts of a desk have
def _plain(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    parts = unicodedata.normalize("NFD", character)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Return the form under which names of places and outlets are compared."""
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name).replace("'", "")).split())
