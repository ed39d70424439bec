"""Parts of speech: which of the things a word can be it is here, from its neighbours.

Cascades of tests, first match wins: closed classes first, then verbs against nouns and adjectives.
"""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.reading.grammar import (
    ADJ,
    ADV,
    AUX,
    BASE,
    CC,
    DET,
    GERUND,
    MODAL,
    NEG,
    NOUN,
    NUM,
    PARTICIPLE,
    PARTICLE,
    PAST,
    PLURAL,
    POSS,
    PREP,
    PRON,
    PROPN,
    PUNCT,
    REL,
    SUB,
    THAT,
    THIRD,
    TITLE,
    TO,
    VERB,
)  # fmt: skip
from monitor.reading.lexicon import Word
from monitor.reading.tokens import Token

_NAMES = PROPN | NOUN | ADJ
_STARTS_NP = DET | NUM | PROPN | ADJ | PRON | NOUN | POSS
_ENDS_NP = NOUN | PROPN | PRON | NUM


@dataclass(frozen=True, slots=True)
class Spot:
    """A token among its neighbours: what stands before it, and what may stand after it."""

    tokens: list[Token]
    index: int
    before: int
    nxt: int


def choose(  # noqa: C901, PLR0911, PLR0912  (a cascade)
    tokens: list[Token], index: int, before: int, following: Token | None, finite: bool
) -> int:
    """One part of speech out of several, from the neighbours."""
    token = tokens[index]
    word = token.word
    assert word is not None
    pos = word.pos
    nxt = following.word.pos if following is not None and following.word is not None else PUNCT
    if (
        pos & VERB
        and nxt & NOUN
        and following is not None
        and following.word is not None
        and (following.word.time is not None and following.word.time[0] in {"weekdays", "relative"})
    ):
        nxt = PUNCT  # "in Taliban hands tonight": no object
    if word.code and pos & ADJ and not pos & PROPN:
        return _name_or_word(tokens, index, pos)
    if token.glued and pos & VERB and not token.cap and word.form & (PARTICIPLE | GERUND):
        return ADJ
    if word.num is not None and word.num[0] in _BOUNDS and nxt & NUM:
        return PREP if pos & PREP and before & NOUN and token.text in _SPATIAL else DET
    if pos & PROPN:
        if token.cap and (word.places or word.actor or word.leader or word.code or word.meta):
            return _name_or_word(tokens, index, pos)
        pos &= ~PROPN
        if not pos & (pos - 1):
            return pos or NOUN
    if pos & (AUX | MODAL):
        return _auxiliary(pos, before, nxt, following)
    if pos & (SUB | REL | THAT | CC | NEG | PREP | DET | PRON | PARTICLE | TITLE | ADV):
        return _function_word(tokens, index, pos, before, nxt)
    if pos & VERB and pos & NOUN:
        if (
            token.text == "crossing"
            and before & (NOUN | PROPN)
            and nxt & PREP
            and (following is not None and following.text not in _MOTION_PREPS)
        ):
            return NOUN  # "the Chaman border crossing after"
        if (
            token.text in _HELD
            and before & (NOUN | PROPN)
            and index > 1
            and (tokens[index - 2].pos & PREP)
        ):
            return NOUN  # "in Taliban hands since dawn"
        if before & REL and word.form & BASE and nxt & (DET | PROPN | NUM | PRON | PREP):
            return VERB  # "both of which border Turkmenistan"
        if (
            word.form & GERUND
            and tokens[index - 1].text in _BEFORE_GERUND
            and (following is not None and following.text in _MOTION_PREPS)
        ):
            return VERB  # "killed after crossing from"
    if pos & VERB and before & NOUN and nxt & PREP and word.form & BASE and not finite:
        owner = tokens[index - 1].word
        plural = owner is not None and owner.form & PLURAL and not pos & ADJ and index > 1
        if plural and tokens[index - 2].pos & (NUM | DET):
            return VERB  # "15,000 people pass through"
    return _open_class(token, pos, before, nxt, finite)


_HELD = frozenset({"hands", "control", "possession"})
_BEFORE_GERUND = frozenset({"after", "before", "while", "since", "on", "upon", "by", "without",
                            "when", "for", "from", "of"})  # fmt: skip
_MOTION_PREPS = frozenset({"from", "into", "over", "across", "through", "to", "onto", "back",
                           "out of", "in", "illegally"})  # fmt: skip


def _name_or_word(tokens: list[Token], index: int, pos: int) -> int:
    """Return a capitalised word that is also an ordinary one: at the start of a sentence."""
    word = tokens[index].word
    assert word is not None
    if word.code and pos & ADJ:
        return ADJ if _goes_on(tokens, index) or _in_pair(tokens, index) else NOUN
    if pos & (NOUN | VERB | ADJ | PREP | DET | SUB) and not (word.places or word.actor):
        return PROPN if not pos & (PREP | SUB) else pos & -pos
    return PROPN


def _in_pair(tokens: list[Token], index: int) -> bool:
    """Handle "Tajik and Afghan delegations": the first of two adjectives."""
    if index + 3 >= len(tokens) or tokens[index + 1].text not in {"and", ","}:
        return False
    second = tokens[index + 2].word
    return second is not None and bool(second.code) and _goes_on(tokens, index + 2)


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a noun phrase goes on after this token (then a demonym is an adjective)."""
    if index + 1 >= len(tokens):
        return False
    word = tokens[index + 1].word
    assert word is not None
    pos = word.pos
    if pos & VERB and not pos & NOUN:
        return False
    return bool(pos & _NAMES) and not (pos & VERB and pos & ADJ)


def _auxiliary(pos: int, before: int, nxt: int, following: Token | None) -> int:
    if pos & MODAL:
        if pos & NOUN and before & (DET | POSS | ADJ | NUM | PREP):
            return NOUN
        return MODAL
    if pos & VERB and following is not None:
        is_main = nxt & (DET | NUM | PROPN | POSS) and not nxt & (VERB | NEG)
        return VERB if is_main else AUX
    return AUX


def _function_word(tokens: list[Token], index: int, pos: int, before: int, nxt: int) -> int:  # noqa: C901, PLR0911  (a cascade)
    text = tokens[index].text
    if text == "to":
        return _infinitive_or_preposition(tokens, index)
    if text == "that":
        return _that(before, nxt, tokens, index)
    if pos & ADJ and pos & PREP and before & (DET | POSS):
        return ADJ
    if text in _FIXED:
        return _FIXED[text]
    special = _FUNCTION.get(text)
    if special is not None:
        return special(Spot(tokens, index, before, nxt))
    if pos & SUB and pos & PREP:
        if _is_since_a_day(tokens, index):
            return PREP
        return SUB if _clause_follows(tokens, index) else PREP
    if pos & PREP and pos & (PARTICLE | ADV):
        return PREP if nxt & _STARTS_NP and not nxt & TO else ADV
    if pos & PARTICLE and before & VERB and not pos & PREP:
        return ADV
    for bit in (NEG, CC, SUB, REL, PREP, DET, PRON, ADV):
        if pos & bit:
            return _open_or(bit, pos, before, nxt)
    return TITLE if pos & TITLE and nxt & PROPN else NOUN


def _open_or(bit: int, pos: int, before: int, nxt: int) -> int:
    """Between a function word and an open-class word with the same spelling."""
    if bit == ADV and pos & (NOUN | ADJ) and before & (DET | POSS | ADJ):
        return NOUN if not nxt & (NOUN | PROPN) else ADJ
    if bit == ADV and pos & VERB and nxt & (DET | PROPN | NUM):
        return VERB
    if bit == PREP and pos & VERB and not nxt & (_STARTS_NP):
        return VERB
    if bit == DET and pos & PRON and not nxt & (_NAMES | NUM):
        return PRON
    return bit


def _infinitive_or_preposition(tokens: list[Token], index: int) -> int:
    for token in tokens[index + 1 : index + 3]:
        word = token.word
        assert word is not None
        if word.pos == ADV:
            continue
        if word.verb and word.form & BASE and word.pos & (VERB | AUX):
            if token.text == "border" and _goes_on(tokens, tokens.index(token)):
                return PREP  # "transferred to border companies"
            return TO if not token.cap else PREP
        return PREP
    return PREP


def _that(before: int, nxt: int, tokens: list[Token], index: int) -> int:
    """Complementizer, relative pronoun or determiner."""
    if before & NOUN and nxt & (VERB | AUX | MODAL) and not nxt & (NOUN | PROPN):
        return REL
    if before & (NOUN | PROPN):
        word = tokens[index - 1].word
        if word is None or word.sign or word.vcls or word.time is not None:
            return THAT
        starts = nxt & (DET | PRON | PROPN | NUM | PREP | (NOUN if before & PROPN else 0))
        return THAT if starts and _is_told(tokens, index) else REL
    if before & (VERB | PRON | PUNCT | ADJ | CC | AUX) or nxt & (DET | PRON | PROPN | NUM):
        return THAT
    return DET


def _is_told(tokens: list[Token], index: int) -> bool:
    """Handle "Told reporters that", "the claim by the Taliban that": what is said follows."""
    for token in reversed(tokens[max(0, index - 7) : index]):
        word = token.word
        if word is None or token.pos & PUNCT:
            return False
        if word.sign in {"report", "deny", "fear"} or word.vcls & _SAYING:
            return True
        if token.pos & VERB:
            return False
    return False


_SAYING = frozenset({"report", "claim", "deny", "fear"})


def _told(tokens: list[Token], index: int) -> bool:
    """Handle "Told Polaris that troops had left": a verb of speech stands before the name."""
    for token in tokens[max(0, index - 4) : index]:
        word = token.word
        if token.pos == VERB and word is not None and "report" in word.vcls:
            return True
    return False


_ALSO_PREPOSITIONS = frozenset({"since", "before", "after", "until", "till"})


def _clause_follows(tokens: list[Token], index: int) -> bool:
    """Whether a finite verb comes before the clause ends."""
    before = PUNCT
    for token in tokens[index + 1 : index + 22]:
        word = token.word
        assert word is not None
        pos = word.pos
        if pos & (AUX | MODAL) or (pos & VERB and word.form & (PAST | THIRD) and not pos & NOUN):
            return not (pos & ADJ and token is tokens[index + 1])
        if token.text in {",", ";", ":", ".", '"', "but"} or pos & REL:
            return False
        timed = tokens[index].text in _ALSO_PREPOSITIONS
        if pos == VERB and word.form & BASE and (before & PRON or not timed):
            return True
        before = pos
    return False


def _is_since_a_day(tokens: list[Token], index: int) -> bool:
    """Handle "Since Saturday to check", "until Monday the bridge": a day, not a clause, follows."""
    if index + 2 >= len(tokens):
        return False
    word, after = tokens[index + 1].word, tokens[index + 2].word
    is_day = word is not None and word.time is not None and word.time[0] in {"weekdays", "relative"}
    return is_day and after is not None


def _her(spot: Spot) -> int:
    return DET if spot.nxt & (_NAMES | NUM | VERB) and not spot.nxt & PREP else PRON


def _half(spot: Spot) -> int:
    """Handle "The Tajik half of the bridge" against "half the town"."""
    return NOUN if spot.before & (DET | ADJ | NUM | POSS) and spot.nxt & PREP else DET


def _as(spot: Spot) -> int:
    return SUB if _clause_follows(spot.tokens, spot.index) else PREP


def _there(spot: Spot) -> int:
    return PRON if spot.nxt & AUX else ADV


def _then(spot: Spot) -> int:
    """Join two verbs without a subject between them."""
    return CC if spot.nxt & VERB and not spot.nxt & NOUN and spot.before == PUNCT else ADV


_SPATIAL = frozenset({"over", "under", "above", "below", "beyond"})
_BOUNDS = frozenset({"least", "most", "about", "additive"})

_FIXED = {
    "his": DET, "no": DET, "so": ADV, "like": PREP, "but": CC, "yet": ADV, "nor": CC,
    "neither": DET, "here": ADV, "who": REL, "whom": REL, "whose": REL, "which": REL, "own": ADJ,
    "more": DET, "less": DET,
}  # fmt: skip


def _one(spot: Spot) -> int:
    return NUM if spot.nxt & _NAMES else PRON


def _where(spot: Spot) -> int:
    return REL if spot.before & (NOUN | PROPN | PUNCT) else SUB


def _down(spot: Spot) -> int:
    return PREP if spot.nxt & _STARTS_NP else ADV


def _up(spot: Spot) -> int:
    return PREP if spot.nxt & (DET | POSS) and not spot.before & VERB else ADV


def _following(spot: Spot) -> int:
    is_preposition = spot.nxt & (DET | NOUN | PROPN | ADJ) and not spot.before & DET
    return PREP if is_preposition else ADJ


def _than(spot: Spot) -> int:
    return SUB if _clause_follows(spot.tokens, spot.index) else PREP


_FUNCTION: dict[str, Callable[[Spot], int]] = {
    "half": _half, "her": _her, "as": _as, "there": _there, "then": _then, "one": _one,
    "where": _where, "down": _down, "up": _up, "following": _following, "than": _than,
}  # fmt: skip


ALWAYS = frozenset({*_FUNCTION, *_FIXED, "to", "that"})


def _open_class(token: Token, pos: int, before: int, nxt: int, finite: bool) -> int:  # noqa: PLR0911  (a cascade)
    word = token.word
    assert word is not None
    if not pos & VERB:
        if pos & NUM:
            return NUM
        return ADJ if pos & ADJ and nxt & (NOUN | PROPN | ADJ) else NOUN if pos & NOUN else ADJ
    if before & TO and word.form & BASE:
        return VERB
    if before & REL and word.form & (THIRD | PAST):
        return VERB
    if before & (AUX | MODAL):
        return _after_auxiliary(word, pos, nxt)
    if word.form & GERUND:
        return _gerund(pos, before, nxt)
    if word.form & (PAST | PARTICIPLE):
        return _past(word, pos, before, nxt)
    return _present(word, pos, before, nxt, finite)


def _after_auxiliary(word: Word, pos: int, nxt: int) -> int:
    if word.form & (PARTICIPLE | GERUND | BASE):
        if word.form & BASE and not word.form & PARTICIPLE and pos & NOUN and nxt & PUNCT:
            return VERB
        return VERB
    return NOUN if pos & NOUN else VERB


def _gerund(pos: int, before: int, nxt: int) -> int:
    if before & (DET | ADJ | POSS | NUM) and pos & (NOUN | ADJ):
        return ADJ if nxt & NOUN and not nxt & (PREP | VERB) else NOUN
    if before & VERB and nxt & NUM:
        return VERB
    if before & (NOUN | PROPN):
        return VERB if nxt & (_STARTS_NP | PREP | TO | ADV) else NOUN if pos & NOUN else VERB
    if pos & NOUN and not nxt & (DET | PROPN | PRON | NUM):
        return NOUN
    return VERB


def _past(word: Word, pos: int, before: int, nxt: int) -> int:
    """-ed forms and irregular pasts, against adjectives and nouns with the same spelling."""
    if before & (DET | ADJ | POSS):
        if nxt & (NOUN | PROPN | ADJ) and not nxt & (PREP | DET):
            return ADJ
        return NOUN if pos & NOUN else VERB
    if before & NUM and nxt & (NOUN | PROPN) and not nxt & (PREP | DET | VERB):
        return ADJ
    if before & PREP and nxt & (NOUN | ADJ):
        return ADJ
    if pos & NOUN and not word.form & PAST and not before & (_ENDS_NP | PUNCT):
        return NOUN
    return VERB


def _present(word: Word, pos: int, before: int, nxt: int, finite: bool) -> int:
    """Return base and -s forms, which most nouns share."""
    if not pos & (NOUN | ADJ):
        is_subject = nxt & (VERB | AUX | MODAL) and not nxt & NOUN
        return NOUN if is_subject and (before & NOUN or word.form & THIRD) else VERB
    if before & (DET | ADJ | POSS | NUM | PREP | VERB) or finite:
        return ADJ if pos & ADJ and nxt & NOUN else NOUN if pos & NOUN else VERB
    if before & (NOUN | PROPN | PRON):
        if nxt & (DET | NUM | PROPN | PRON | ADJ | THAT | TO) or (nxt & PREP and word.form & THIRD):
            return VERB
        if nxt & NOUN and word.form & THIRD and before & (PROPN | PRON):
            return VERB
        return NOUN if before & (NOUN | PROPN) else VERB
    return ADJ if pos & ADJ and nxt & NOUN else NOUN if pos & NOUN else VERB
