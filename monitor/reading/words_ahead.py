"""What stands behind a function word: a clause of its own, a day, a participle, a figure."""

from monitor.reading.grammar import (
    ADJ,
    AUX,
    BASE,
    DET,
    GERUND,
    MODAL,
    NOUN,
    NUM,
    PARTICIPLE,
    PAST,
    PREP,
    PRON,
    PUNCT,
    REL,
    THIRD,
    VERB,
)
from monitor.reading.tokens import Token

_ALSO_PREPOSITIONS = frozenset({"since", "before", "after", "until", "till"})


def clause_follows(tokens: list[Token], index: int) -> bool:
    """Whether a finite verb comes before the clause ends."""
    before = PUNCT
    for at, token in enumerate(tokens[index + 1 : index + 22], start=index + 1):
        word = token.word
        assert word is not None
        pos = word.pos
        if before & (DET | NUM | ADJ) and _describes(tokens, at):
            before = ADJ
            continue  # "after several failed assaults"
        finite = pos & VERB and word.form & (PAST | THIRD) and not pos & NOUN
        opens = pos & ADJ and token is tokens[index + 1]  # "since *armed* men crossed"
        if (pos & (AUX | MODAL) or finite) and not opens:
            return True
        if token.text in {",", ";", ":", ".", '"', "-", "but"} or pos & REL:
            return False
        timed = tokens[index].text in _ALSO_PREPOSITIONS
        if pos == VERB and word.form & BASE and (before & PRON or not timed):
            return True
        before = pos
    return False


def _describes(tokens: list[Token], at: int) -> bool:
    """Whether a participle stands before its noun."""
    word = tokens[at].word
    after = tokens[at + 1].word if at + 1 < len(tokens) else None
    if word is None or after is None or not (word.pos & VERB and word.form & PARTICIPLE):
        return False
    return bool(after.pos & NOUN) and not after.pos & (PREP | DET)


def is_described(tokens: list[Token], at: int) -> bool:
    """Handle "fighters in *captured* Humvees": a participle and its noun open a phrase."""
    word = tokens[at].word if at < len(tokens) else None
    done = word is not None and word.form & PARTICIPLE and not word.form & GERUND
    return bool(done) and _describes(tokens, at)


def is_counted(tokens: list[Token], at: int) -> bool:
    """Handle "garrisoned by *barely* ninety men": a word of few before a figure."""
    word = tokens[at].word
    after = tokens[at + 1].word if at + 1 < len(tokens) else None
    return word is not None and word.num is not None and after is not None and bool(after.pos & NUM)


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
    word, after = tokens[index].word, tokens[index + 1].word
    if word is None or word.time is None or word.time[0] != "months" or not tokens[index].cap:
        return False
    return after is not None and bool(after.pos & PUNCT)
