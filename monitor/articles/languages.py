"""A light guess at the language, where nobody says it: by the letters alone."""

import re

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z]")
_TAJIK = re.compile(r"[ӣӯҳқғҷӢӮҲҚҒҶ]")
_TAJIK_SHARE = 0.02
_SAMPLE = 2000
_CODE = re.compile(r"[A-Za-z]{2,3}")


def language(text: str, said: str | None) -> str:
    """Return an ISO 639 code: the one that was said, else "ru", "tg", "fa" or "en" by letters."""
    code = _CODE.match(said or "")
    text = text[:_SAMPLE]
    if not code and text.isascii():
        return "en"
    if code:
        return code.group().lower()
    cyrillic, arabic = len(_CYRILLIC.findall(text)), len(_ARABIC.findall(text))
    if arabic > max(cyrillic, len(_LATIN.findall(text))):
        return "fa"
    if cyrillic <= len(_LATIN.findall(text)):
        return "en"
    return "tg" if len(_TAJIK.findall(text)) > _TAJIK_SHARE * cyrillic else "ru"
