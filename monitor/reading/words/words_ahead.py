"""What stands behind a function word: a clause of its own, a day, a participle, a figure."""

from monitor.reading.text.grammar import (
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
    PAST,
    PLURAL,
    PREP,
    PRON,
    PROPN,
    PUNCT,
    REL,
    SUB,
    THIRD,
    VERB,
)
from monitor.reading.words.lexicon import Word
from monitor.reading.words.tokens import Token, is_month

_ALSO_PREPOSITIONS = frozenset({"since", "before", "after", "until", "till"})
_REACH = 22  # tokens


def clause_follows(tokens: list[Token], index: int) -> bool:  # noqa: C901  (a cascade)
    """Whether a finite verb of its own comes before the clause ends.

    "As militants *who had been driven out* turned east" has one behind that of the relative.
    """
    if _is_hour(tokens, index + 1):
        return False
    before, relatives, in_verb = PUNCT, 0, False
    timed = tokens[index].text in _ALSO_PREPOSITIONS
    waiting = timed and _waits_for_verb(tokens, index)
    for at, token in enumerate(tokens[index + 1 : index + _REACH], start=index + 1):
        word = token.word
        assert word is not None
        pos = word.pos
        if before & (DET | NUM | ADJ) and _describes(tokens, at):
            before = ADJ
            continue  # "after several failed assaults"
        opens = pos & ADJ and at == index + 1  # "since *armed* men crossed"
        if _is_finite(token) and not opens:
            if not in_verb and not (relatives or waiting):
                return True
            if not in_verb:
                relatives, waiting = max(0, relatives - 1), waiting and bool(relatives)
                in_verb = True
            before = pos
            continue
        in_verb = in_verb and bool(pos & (VERB | ADV | NEG)) and not pos & NOUN
        if token.text in _ENDS or (pos & CC and (relatives or waiting)):
            return False
        if pos & REL:
            if token.text not in _WHO or at == index + 1:
                return False
            relatives += 1
        if pos == VERB and word.form & BASE and (before & PRON or not timed) and not relatives:
            return True
        before = pos
    return False


def present_after(tokens: list[Token], index: int) -> int:
    """Return where the verb of "as X falls", "as rebels advance" stands; 0: there is none."""
    last = len(tokens)
    for at in range(index + 1, min(last, index + _PHRASE)):
        word, before = tokens[at].word, tokens[at - 1].word
        assert word is not None
        assert before is not None
        if not word.pos & _IN_PHRASE:
            return 0
        if at > index + 1 and _may_act(tokens, at) and word.pos & VERB and word.pos & NOUN:
            named = bool(before.places) and tokens[at - 1].cap
            acts = bool(word.form & THIRD and named) or _many_do(word.form, before)
            return at if acts else 0
    return 0


def _may_act(tokens: list[Token], at: int) -> bool:
    """Whether what follows a word lets it be a verb: nothing, a preposition, or an object."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.word is None:
        return True
    return after.cap or bool(after.word.pos & (PUNCT | PREP | DET))


def ends_as(tokens: list[Token], index: int) -> bool:
    """Whether a word is that verb."""
    for at in range(index - 1, max(-1, index - _PHRASE), -1):
        if tokens[at].text == "as":
            return bool(tokens[at].pos & SUB) and present_after(tokens, at) == index
        if not tokens[at].pos & _IN_PHRASE:
            return False
    return False


def is_let(tokens: list[Token], index: int) -> bool:
    """Handle "let 51 policemen *pass*": what somebody lets others do."""
    held = index + 1 < len(tokens) and _is_either(tokens[index + 1])  # "let them hold *talks*"
    if not (held or _may_act(tokens, index)) or not tokens[index - 1].pos & (NOUN | PROPN | PRON):
        return False
    for at in range(index - 1, max(-1, index - _PHRASE), -1):
        if not tokens[at].pos & _IN_PHRASE and tokens[at].text not in {"of", "and"}:
            word = tokens[at].word
            return word is not None and "letting" in word.vcls and at < index - 1
    return False


def _is_either(token: Token) -> bool:
    word = token.word
    return word is not None and bool(word.pos & NOUN and word.pos & VERB and word.form & PLURAL)


def _many_do(form: int, doers: Word) -> bool:
    """Whether a bare form agrees with a plural before it: "districts *fall*"."""
    return bool(form & BASE) and doers.pos == NOUN and bool(doers.form & PLURAL)


_PHRASE = 7  # tokens
_IN_PHRASE = DET | NUM | ADJ | NOUN | PROPN


_ENDS = frozenset({",", ";", ":", ".", '"', "-", "but"})
_WHO = frozenset({"who", "which"})


def _is_finite(token: Token) -> bool:
    word = token.word
    if word is None:
        return False
    if word.pos & (AUX | MODAL):
        return True
    return bool(word.pos & VERB and word.form & (PAST | THIRD)) and not word.pos & NOUN


def _waits_for_verb(tokens: list[Token], index: int) -> bool:
    """Handle "280 men who took refuge there *after* the loss of X | were returned": one is due."""
    groups, who, in_verb = 0, -1, False
    for at, token in enumerate(tokens[:index]):
        if token.text in _ENDS or token.pos & CC:
            return False
        if token.text in _WHO and token.pos & REL:
            if groups or who >= 0:
                return False
            who = at
        finite = bool(token.pos & (VERB | AUX | MODAL)) and _is_finite(token)
        groups += finite and not in_verb
        in_verb = finite or (in_verb and bool(token.pos & (VERB | ADV | NEG)))
    return who > 0 and groups == 1


def _describes(tokens: list[Token], at: int) -> bool:
    """Whether a participle stands before its noun."""
    word = tokens[at].word
    after = tokens[at + 1].word if at + 1 < len(tokens) else None
    if word is None or after is None or not (word.pos & VERB and word.form & PARTICIPLE):
        return False
    return bool(after.pos & NOUN) and not after.pos & (PREP | DET)


def is_doing(tokens: list[Token], index: int) -> bool:
    """Handle "talks about *sending* soldiers": a deed right behind a preposition."""
    word = tokens[index].word if index < len(tokens) else None
    return word is not None and bool(word.form & GERUND) and not tokens[index].cap


def is_described(tokens: list[Token], at: int) -> bool:
    """Handle "fighters in *captured* Humvees": a participle and its noun open a phrase."""
    word = tokens[at].word if at < len(tokens) else None
    done = word is not None and word.form & PARTICIPLE and not word.form & GERUND
    return bool(done) and _describes(tokens, at)


def is_counted(tokens: list[Token], at: int) -> bool:
    """Handle "garrisoned by *barely* ninety men", "by *between* 20 and 30": before a figure."""
    if at + 1 >= len(tokens):
        return False
    word, after = tokens[at].word, tokens[at + 1].word
    if word is None or after is None or not after.pos & NUM:
        return False
    return word.num is not None or tokens[at].text == "between"


def _is_hour(tokens: list[Token], index: int) -> bool:
    """Handle "walked to the river after *dark* and were taken in"; but "after dark fell"."""
    if index + 1 >= len(tokens) or tokens[index].text not in _HOURS:
        return False
    after = tokens[index + 1].word
    return after is not None and not after.pos & (VERB | AUX | MODAL | NOUN)


_HOURS = frozenset({"dark", "nightfall", "midnight", "dawn", "noon", "dusk", "sunset", "sunrise",
                    "sundown", "daybreak", "curfew", "midday", "daylight"})  # fmt: skip


def is_time(tokens: list[Token], index: int) -> bool:
    word = tokens[index].word if index < len(tokens) else None
    return word is not None and word.time is not None


def is_done_there(tokens: list[Token], index: int) -> bool:
    """Handle "two posts *there* were attacked": behind what something was done to."""
    at = index + 1
    while at < len(tokens) and _is_between(tokens, at):
        at += 1
    word = tokens[at].word if index + 1 < at < len(tokens) else None
    return word is not None and bool(word.form & PARTICIPLE) and not word.pos & (NOUN | ADJ)


def _is_between(tokens: list[Token], at: int) -> bool:
    word = tokens[at].word
    return word is not None and bool(word.pos & (AUX | ADV) or tokens[at].text == "since")


def is_since_a_day(tokens: list[Token], index: int) -> bool:
    """Handle "Since Saturday to check", "until Monday the bridge": a day, not a clause, follows."""
    if index + 2 >= len(tokens):
        return False
    word, after = tokens[index + 1].word, tokens[index + 2].word
    is_day = word is not None and word.time is not None and word.time[0] in {"weekdays", "relative"}
    is_day = is_day or _is_month_named(tokens, index + 1)
    text = tokens[index + 1].text
    is_day = is_day or (text.isdigit() and len(text) == 4)  # "since 2015 the rebels"
    return is_day and after is not None


def _is_month_named(tokens: list[Token], index: int) -> bool:
    """Handle "since *May*, when the pass opened": the month, not the verb."""
    after = tokens[index + 1].word
    if not is_month(tokens[index]) or not tokens[index].cap:
        return False
    return after is not None and bool(after.pos & PUNCT)
