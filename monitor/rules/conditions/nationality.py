"""Which country an actor comes from, by the words of its name."""

from collections.abc import Mapping

from monitor.events.values import Claim
from monitor.rules.text.folding import name_key

Nations = Mapping[str, str]
"""Country codes by what stands for a country in a name: "tajik", "south sudanese", "taliban"."""

_LONGEST = 3  # words of a nation's name


def actor_country(claim: Claim, nations: Nations) -> str | None:
    """Return the country in the actor's name, or else the one that the claim says it came from."""
    words = name_key(claim.actor or "").split()
    for start in range(len(words)):
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            if code := nations.get(" ".join(words[start:end])):
                return code
    return claim.origin
