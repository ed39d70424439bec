"""One form for all ways to write a word."""

import unicodedata
from functools import lru_cache

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ё": "е", "й": "й"}

_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("'"): ""}


def fold(text: str) -> str:
    """Return a text in small letters and without accents; й stays й, ё becomes е."""
    if text.isascii():
        return text.lower()
    folded: list[str] = []
    for character in unicodedata.normalize("NFC", text).casefold():
        if character in _PLAIN:
            folded.append(_PLAIN[character])
            continue
        parts = unicodedata.normalize("NFD", character)
        folded.append("".join(part for part in parts if not unicodedata.combining(part)))
    return "".join(folded)


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Return the form under which names of places and outlets are compared."""
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name).replace("'", "")).split())
