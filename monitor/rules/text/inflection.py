"""English word forms by rule, with the irregular verbs that news is written in.

Every form that a word might have is made, also some that nobody writes: those cost nothing, since
no text holds them. A word that is itself an inflected form (troops, fell) gives its whole family.
"""

from functools import lru_cache

_IRREGULAR = """
arise arose arisen|bear bore borne born|beat beaten|become became|begin began begun|bend bent
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|bring brought|build built
burn burnt|burst|buy bought|cast|catch caught|choose chose chosen|come came|cost|creep crept|cut
deal dealt|die dying|dig dug|do did done does|draw drew drawn|drive drove driven|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown
forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|get got gotten|give gave given
go went gone goes|grow grew grown|hang hung|have had has having|hear heard|hide hid hidden|hit
hold held|hurt|keep kept|kneel knelt|know knew known|lay laid|lead led|leave left|lend lent|let
lie lay lain lying|light lit|lose lost|make made|mean meant|meet met|mow mown|overcome overcame
overrun overran|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|put|quit|read
repel repelled repelling|ride rode ridden|ring rang rung|rise rose risen|run ran|say said
see saw seen|seek sought|sell sold|send sent|set|shake shook shaken|shed|shoot shot|show shown|shut
sink sank sunk|sit sat|slay slew slain|sleep slept|speak spoke spoken|spend spent|spread
stand stood|steal stole stolen|stick stuck|strike struck stricken|swear swore sworn|sweep swept
swim swam swum|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|undertake undertook undertaken|wear wore worn
win won|wind wound|withdraw withdrew withdrawn|withstand withstood|write wrote written
man men|woman women|child children|foot feet|person people|life lives|knife knives|wife wives
casualty casualties|army armies|country countries|militia militias|be is are was were been being
"""
_VOWELS = "aeiou"


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for family in _IRREGULAR.replace("\n", "|").split("|"):
        words = frozenset(family.split())
        for word in words:
            table[word] = table.get(word, frozenset()) | words
    return table


_FAMILIES = _table()
_BASES = frozenset(
    family.split()[0] for family in _IRREGULAR.replace("\n", "|").split("|") if family
)


_BOTH = frozenset({"burn", "light", "hang", "beat", "repel"})
_STRONG = frozenset(_FAMILIES) - _BOTH


@lru_cache(maxsize=100_000)
def forms(word: str) -> frozenset[str]:
    """Return all forms of a folded word, itself included."""
    if not word.isascii() or not word.isalpha() or len(word) < 3:
        return frozenset((word,))
    found = {word} | _FAMILIES.get(word, frozenset())
    for base in {word, *_singular(word), *(_FAMILIES.get(word, frozenset()) & _BASES)}:
        made = _regular(base)
        # An irregular verb has no past in -ed (burned beside burnt is the exception).
        found |= {form for form in made if base not in _STRONG or not form.endswith("ed")}
    return frozenset(found)


def _singular(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")) and len(word) > 3:
        return [word[:-1]]
    return []


def _regular(word: str) -> set[str]:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return {word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if word.endswith("e"):
        return {word, word + "s", word + "d", _dropped(word) + "ing"}
    plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    found = {word, plural, word + "s", word + "ed", word + "ing"}
    if _doubles(word):
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return found


def _dropped(word: str) -> str:
    return word if word.endswith(("ee", "oe", "ye")) else word[:-1]


def _doubles(word: str) -> bool:
    return (
        len(word) >= 3
        and word[-1] not in "aeiouwxyhs"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )
