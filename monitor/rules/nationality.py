"""Which country an actor comes from, by the words of the border's news."""

from monitor.events.values import Claim
from monitor.rules.folding import name_key

_DEMONYMS = {
    "TJ": "tajik tajiks tajikistan tajikistani dushanbe",
    "AF": "afghan afghans afghanistan kabul taliban",
    "UZ": "uzbek uzbeks uzbekistan tashkent",
    "KG": "kyrgyz kyrgyzstan bishkek",
    "TM": "turkmen turkmens turkmenistan ashgabat",
    "KZ": "kazakh kazakhs kazakhstan astana",
    "RU": "russian russians russia moscow kremlin",
    "CN": "chinese china beijing",
    "PK": "pakistani pakistanis pakistan islamabad",
    "IR": "iranian iranians iran tehran",
    "US": "american americans us washington",
    "IN": "indian indians india",
    "TR": "turkish turkey turkiye ankara",
}
_BY_WORD = {word: code for code, words in _DEMONYMS.items() for word in words.split()}


def actor_country(claim: Claim) -> str | None:
    """Return the country in the actor's name, or else the one that the claim says it came from."""
    for word in name_key(claim.actor or "").split():
        if word in _BY_WORD:
            return _BY_WORD[word]
    return claim.origin
