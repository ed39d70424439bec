"""Function words: preposition, subordinator, determiner or adverb, from the neighbours."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    AUX,
    BASE,
    CC,
    DET,
    MODAL,
    NEG,
    NOUN,
    NUM,
    PARTICIPLE,
    PARTICLE,
    POSS,
    PREP,
    PRON,
    PROPN,
    PUNCT,
    REL,
    SUB,
    THAT,
    TITLE,
    TO,
    VERB,
)
from monitor.reading.words.attributes import is_plural
from monitor.reading.words.particles import is_of_verb
from monitor.reading.words.tokens import Token
from monitor.reading.words.words_ahead import (
    clause_follows,
    is_counted,
    is_described,
    is_doing,
    is_done_there,
    is_since_a_day,
    present_after,
)

NAMES = PROPN | NOUN | ADJ


STARTS_NP = DET | NUM | PROPN | ADJ | PRON | NOUN | POSS


@dataclass(frozen=True, slots=True)
class Spot:
    """A token among its neighbours: what stands before it, and what may stand after it."""

    tokens: list[Token]
    index: int
    before: int
    nxt: int


def function_word(tokens: list[Token], index: int, pos: int, before: int, nxt: int) -> int:  # noqa: C901, PLR0911  (a cascade)
    text = tokens[index].text
    if text == "to":
        return _infinitive_or_preposition(tokens, index)
    if text == "that":
        return _that(before, nxt, tokens, index)
    if pos & ADJ and pos & PREP and before & (DET | POSS):
        return ADJ
    if pos & SUB and pos & VERB and before & AUX:
        return VERB  # "had *provided* cover"
    if text in _FIXED:
        return _FIXED[text]
    special = _FUNCTION.get(text)
    if special is not None:
        return special(Spot(tokens, index, before, nxt))
    if pos & SUB and pos & PREP:
        if is_since_a_day(tokens, index):
            return PREP
        return SUB if clause_follows(tokens, index) else PREP
    if pos & PREP and pos & (PARTICLE | ADV):
        opens = nxt & STARTS_NP or (before & NAMES and is_described(tokens, index + 1))
        opens = opens or is_counted(tokens, index + 1)  # "by *about* ten men"
        opens = opens or (before & NOUN and is_doing(tokens, index + 1))
        return PREP if opens and not nxt & TO else ADV
    if pos & PARTICLE and is_of_verb(tokens[index - 1], pos, before, nxt):
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
    if bit == PREP and pos & VERB and not nxt & (STARTS_NP):
        return VERB
    if bit == DET and pos & PRON and not nxt & (NAMES | NUM):
        return PRON
    return bit


def _infinitive_or_preposition(tokens: list[Token], index: int) -> int:
    for token in tokens[index + 1 : index + 3]:
        word = token.word
        assert word is not None
        if word.pos == ADV:
            continue
        if token.text in {"be", "have"}:
            return TO  # "is expected to be captured"
        if word.verb and word.form & BASE and word.pos & (VERB | AUX):
            if token.text == "border" and goes_on(tokens, tokens.index(token)):
                return PREP  # "transferred to border companies"
            return TO if not token.cap else PREP
        return PREP
    return PREP


def _that(before: int, nxt: int, tokens: list[Token], index: int) -> int:
    """Complementizer, relative pronoun or determiner."""
    if _is_that_day(tokens, index):
        return DET
    if before & (NOUN | NUM) and nxt & (VERB | AUX | MODAL) and not nxt & (NOUN | PROPN | ADJ):
        return REL  # "the men *that* came", "a party of four *that* came"
    if before & (NOUN | PROPN):
        word = tokens[index - 1].word
        if word is None or word.sign or word.vcls or word.time is not None:
            return THAT
        bare = NOUN | ADJ if before & PROPN or _is_told_to(tokens, index) else 0
        starts = nxt & (DET | PRON | PROPN | NUM | PREP | bare)
        return THAT if starts and _is_told(tokens, index) else REL
    if before & (VERB | PRON | PUNCT | ADJ | CC | AUX) or nxt & (DET | PRON | PROPN | NUM):
        return THAT
    return THAT if _is_plural_ahead(tokens, index) else DET


def _is_plural_ahead(tokens: list[Token], index: int) -> bool:
    """Handle "the first time since 2001 *that gunmen* attacked": "that" is no word for several."""
    word = tokens[index + 1].word if index + 1 < len(tokens) else None
    return word is not None and is_plural(tokens[index + 1], word)


def _is_that_day(tokens: list[Token], index: int) -> bool:
    """Handle "gone that day were A and B", "fell that night": no verb of its own."""
    word = tokens[index + 1].word if index + 1 < len(tokens) else None
    if word is None or word.time is None or word.time[0] not in _DAY_PARTS:
        return False
    behind = tokens[index + 2].word if index + 2 < len(tokens) else None
    opens = index == 1 and behind is not None and bool(behind.pos & AUX)
    return behind is None or opens or bool(behind.pos & (PUNCT | PREP | CC))


_DAY_PARTS = frozenset({"daytimes", "units", "day"})


def _is_told(tokens: list[Token], index: int) -> bool:
    """Handle "Told reporters that", "the claim by the Taliban that": what is said follows."""
    for at in range(index - 1, max(0, index - _TELLING_REACH) - 1, -1):
        token, word = tokens[at], tokens[at].word
        if word is None or token.pos & PUNCT:
            return False
        if word.sign in _TOLD_NOUNS or word.vcls & _SAYING:
            return True
        if token.pos & VERB:
            owner = tokens[at - 1].word if at else None  # "the rumour *circulated* by X that"
            return bool(word.form & PARTICIPLE) and owner is not None and owner.sign in _TOLD_NOUNS
    return False


def _is_told_to(tokens: list[Token], index: int) -> bool:
    """Handle "told *the reporters* that shells": whom it was told, and nothing between."""
    at = index - 1
    while at >= 0 and tokens[at].pos & (NAMES | DET):
        at -= 1
    word = tokens[at].word if at >= 0 else None
    return word is not None and bool(tokens[at].pos & VERB) and word.verb in _TELLING


_TELLING = frozenset({"tell", "inform", "assure", "notify", "remind"})
_TELLING_REACH = 12  # tokens
_TOLD_NOUNS = frozenset({"report", "deny", "fear"})


_SAYING = frozenset({"report", "claim", "deny", "fear"})


def goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a noun phrase goes on after this token (then a demonym is an adjective)."""
    if index + 1 >= len(tokens):
        return False
    word = tokens[index + 1].word
    assert word is not None
    pos = word.pos
    if pos & VERB and not pos & NOUN:
        return False
    return bool(pos & NAMES) and not (pos & VERB and pos & ADJ)


def _her(spot: Spot) -> int:
    return DET if spot.nxt & (NAMES | NUM | VERB) and not spot.nxt & PREP else PRON


def _neither(spot: Spot) -> int:
    """Handle "They *neither* took the town nor tried to" against "neither side"."""
    of_verb = spot.before & (NOUN | PROPN | PRON) or not spot.nxt & (NOUN | ADJ | DET)
    return NEG if spot.nxt & VERB and of_verb else DET


def _half(spot: Spot) -> int:
    """Handle "The Tajik half of the bridge" against "half the town"."""
    return NOUN if spot.before & (DET | ADJ | NUM | POSS) and spot.nxt & PREP else DET


def _clause_or_phrase(spot: Spot) -> int:
    return SUB if clause_follows(spot.tokens, spot.index) else PREP


def _as(spot: Spot) -> int:
    told = clause_follows(spot.tokens, spot.index) or present_after(spot.tokens, spot.index)
    return SUB if told else PREP


def _since(spot: Spot) -> int:
    """Handle "Have since gone up": an adverb between the parts of a verb."""
    if spot.before & AUX and spot.nxt & (VERB | AUX):
        return ADV
    if is_since_a_day(spot.tokens, spot.index):
        return PREP
    return SUB if clause_follows(spot.tokens, spot.index) else PREP


def _once(spot: Spot) -> int:
    """Handle "X, *once* the seat of a governor, fell" against "once X had fallen"."""
    aside = spot.before == PUNCT and not spot.nxt & (VERB | AUX)
    return ADV if aside and _as(spot) != SUB else SUB


def _there(spot: Spot) -> int:
    """Handle "the posts *there* were hit" against "there were posts"."""
    if spot.before & NOUN and spot.nxt & AUX and is_done_there(spot.tokens, spot.index):
        return ADV
    return PRON if spot.nxt & AUX else ADV


def _then(spot: Spot) -> int:
    """Join two verbs without a subject between them."""
    return CC if spot.nxt & VERB and not spot.nxt & NOUN and spot.before == PUNCT else ADV


def _one(spot: Spot) -> int:
    return NUM if spot.nxt & NAMES else PRON


def _where(spot: Spot) -> int:
    return REL if spot.before & (NOUN | PROPN | PUNCT) else SUB


def _down(spot: Spot) -> int:
    return PREP if spot.nxt & STARTS_NP else ADV


def _up(spot: Spot) -> int:
    return PREP if spot.nxt & (DET | POSS) and not spot.before & VERB else ADV


def _following(spot: Spot) -> int:
    is_preposition = spot.nxt & (DET | NOUN | PROPN | ADJ) and not spot.before & DET
    return PREP if is_preposition else ADJ


_FIXED = {
    "his": DET, "no": DET, "so": ADV, "but": CC, "yet": ADV, "nor": CC,
    "here": ADV, "who": REL, "whom": REL, "whose": REL, "which": REL, "own": ADJ,
    "more": DET, "less": DET,
}  # fmt: skip


_FUNCTION: dict[str, Callable[[Spot], int]] = {
    "neither": _neither,
    "half": _half, "her": _her, "as": _as, "there": _there, "then": _then,
    "one": _one, "where": _where, "down": _down, "up": _up, "following": _following,
    "than": _clause_or_phrase, "since": _since, "once": _once,
}  # fmt: skip


ALWAYS = frozenset({*_FUNCTION, *_FIXED, "to", "that"})
