"""Gerunds: "firing", "crossing" and their kind are verbs where they govern, else nouns."""

from monitor.reading.text.grammar import ADJ, AUX, MODAL, NOUN, NUM, PLURAL, PREP, SUB, VERB
from monitor.reading.words.tokens import Token

MOTION_PREPS = frozenset({"from", "into", "over", "across", "through", "to", "onto", "back",
                           "out of", "in", "illegally"})  # fmt: skip
_BEFORE_GERUND = frozenset({"after", "before", "while", "since", "on", "upon", "by", "without",
                            "when", "for", "from", "of", "instead of", "far from", "short of",
                            "in lieu of", "keep", "keeps", "kept", "began", "begun", "started",
                            "continued", "resumed", "risk", "risked"})  # fmt: skip
_CHARGES = {"of": "blaming", "for": "blaming", "from": "prevent"}  # the verbs that take them
_BACK = 8  # tokens between "accused" and what somebody is accused of


def is_gerund_clause(tokens: list[Token], index: int, nxt: int) -> bool:
    """Handle "crossed at dawn, firing mortar shells": a participle of the verb before the comma."""
    if index < 3 or tokens[index - 1].text != ",":
        return False
    if not nxt & (NOUN | ADJ | PREP) and not _opens_aside(tokens, index):
        return False
    if index + 1 < len(tokens) and tokens[index + 1].text == "of":
        return False
    return any(token.pos & (VERB | AUX | MODAL) for token in tokens[: index - 1])


def _opens_aside(tokens: list[Token], index: int) -> bool:
    """Handle "hit the village, killing, *an elder said*, 36 people": the object comes late."""
    if index + 1 == len(tokens) or tokens[index + 1].text != ",":
        return False
    behind = tokens[index + 2 : index + _ASIDE]
    close = next((at for at, token in enumerate(behind) if token.text == ","), len(behind))
    return close + 1 < len(behind) and _is_number(behind[close + 1])


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit() or (token.word is not None and bool(token.word.pos & NUM))


_ASIDE = 14  # tokens: two commas and what stands between them


def is_done(tokens: list[Token], index: int, before: int, following: Token | None) -> bool:
    """Handle "killed after crossing from", "were seen taking up positions"."""
    if (
        tokens[index - 1].text in _CHARGES
        and following is not None
        and _is_charge(tokens, index, following)
    ):
        return True
    if tokens[index - 1].pos & SUB and (following is None or not following.text[0].isalnum()):
        return True  # "held out for hours before *falling*"
    moving = following is not None and following.text in MOTION_PREPS
    behind = tokens[index - 1]
    if (moving or _is_bare_object(following)) and (
        behind.text in _BEFORE_GERUND or behind.pos & SUB
    ):
        return True
    return bool(before & VERB) and _is_perceived(tokens[index - 1])


def _is_bare_object(following: Token | None) -> bool:
    """Handle "before holding *talks*", "by firing *rockets*": words that might be verbs too."""
    word = following.word if following is not None else None
    return word is not None and bool(word.pos & NOUN and word.pos & VERB and word.form & PLURAL)


def _is_charge(tokens: list[Token], index: int, following: Token) -> bool:
    """Handle "accused A of *firing* at it", "blamed", "prevented them from *firing* rockets"."""
    if not following.text[0].isalnum():
        return False
    words = (token.word for token in tokens[max(0, index - _BACK) : index - 1])
    ruling = _CHARGES[tokens[index - 1].text]
    if ruling == "prevent" and following.word is not None and following.word.pos & PREP:
        return False  # "stopped boats from *docking* at X"
    return any(word is not None and ruling in word.vcls for word in words)


def _is_perceived(token: Token) -> bool:
    return token.word is not None and "perceiving" in token.word.vcls


def governs(tokens: list[Token]) -> bool:
    """Handle "*Firing* rockets at X": a gerund that opens the sentence, its object behind it."""
    if len(tokens) < _OPENING:
        return False
    obj, behind = tokens[1].word, tokens[2].word
    if obj is None or behind is None or not behind.pos & PREP:
        return False
    return bool(obj.pos & NOUN and obj.pos & VERB and obj.form & PLURAL)


_OPENING = 4  # tokens: "Firing rockets at X"


def is_named_crossing(tokens: list[Token], index: int) -> bool:
    """Handle "the Vysne Nemecke *crossing* to Ukraine": a thing, behind a name that none knows."""
    at = index - 1
    while at > 0 and index - at <= _NAME and tokens[at].cap and _may_be_place(tokens[at]):
        at -= 1
    return 0 <= at < index - 1 and tokens[at].text in _DETS and _is_no_way(tokens, index)


_NAME = 3  # words of a name
_DETS = frozenset({"the", "its", "their"})


def _may_be_place(token: Token) -> bool:
    word = token.word
    if word is None:
        return True
    return (bool(word.places) or not word.cls) and not (word.code or word.meta or word.actor)


def _is_no_way(tokens: list[Token], index: int) -> bool:
    """Whether no "into" follows: "the Sava crossing into Bosnia" may be people who cross."""
    return index + 1 == len(tokens) or tokens[index + 1].text != "into"
