"""One string for all that are equal: several rooms keep the same match, and matches are alike."""

from sys import intern

import msgspec

from monitor.events.matches import RuleMatched


def shared(match: RuleMatched) -> RuleMatched:
    """Return an equal match whose strings are those of all others that are kept so.

    They live as long as anybody keeps them.
    """
    said = msgspec.structs.asdict(match)
    words = {name: intern(text) for name, text in said.items() if type(text) is str}
    why = tuple(map(intern, match.why))
    return msgspec.structs.replace(match, **words, why=why)
