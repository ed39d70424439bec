"""News agencies, by the names that stand in datelines and behind texts."""

import re

# What stands in brackets behind a town or a text. Others are known by being capitals only.
_AGENCIES = {
    "reuters": "Reuters",
    "xinhua": "Xinhua",
    "interfax": "Interfax",
    "pajhwok": "Pajhwok",
    "sputnik": "Sputnik",
    "bernama": "Bernama",
    "anadolu": "Anadolu Agency",
    "khovar": "Khovar",
    "avesta": "Avesta",
    "asia-plus": "Asia-Plus",
    "khaama press": "Khaama Press",
    "tolonews": "TOLOnews",
    "tolo news": "TOLOnews",
    "ariana news": "Ariana News",
    "amu tv": "Amu TV",
    "ap": "AP",
    "afp": "AFP",
    "upi": "UPI",
    "dpa": "dpa",
    "tass": "TASS",
    "тасс": "ТАСС",
    "интерфакс": "Интерфакс",
    "риа новости": "РИА Новости",
    "ховар": "Ховар",
}
# Capitals in brackets at a text's end that are no agency: they explain a name in its last words.
_NO_AGENCY = frozenset(
    [
        "CSTO",
        "SCO",
        "CIS",
        "UN",
        "EU",
        "USA",
        "US",
        "UK",
        "NATO",
        "OSCE",
        "UNHCR",
        "ISIS",
        "ISIL",
        "IS",
        "ISKP",
        "TTP",
        "GBAO",
        "CIA",
        "FBI",
        "BSF",
        "AK",
        "TJK",
    ]
)
_CAPITALS = re.compile(r"[A-ZА-ЯЁ]{2,6}")


def known(name: str) -> str | None:
    """Return an agency's name as it is usually written; None for other words."""
    found = _AGENCIES.get(name.strip().lower())
    if found:
        return found
    bare = name.strip()
    return bare if _CAPITALS.fullmatch(bare) and bare not in _NO_AGENCY else None
