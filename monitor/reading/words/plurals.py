"""Words that are a plural noun or a verb: "posts there were hit", "the guards report, have"."""

from monitor.reading.text.grammar import AUX, BASE, MODAL, NOUN, PREP, THIRD, VERB
from monitor.reading.words.attributes import is_plural
from monitor.reading.words.tokens import Token
from monitor.reading.words.words_ahead import is_time

_DATE, _YEAR = 4, 4  # tokens: "On May 3, 2019"; digits
_SPEAKER = 5  # tokens: ", the Isfara town authorities"


def noun_or_verb(tokens: list[Token], index: int) -> int:
    """Return noun or verb for a word that is both, where its place decides; 0 elsewhere."""
    word = tokens[index].word
    if word is None or not (word.pos & NOUN and word.pos & VERB):
        return 0
    if word.form & THIRD and (opens_with_date(tokens, index) or _is_there(tokens, index)):
        return NOUN
    if not word.form & BASE:
        return 0
    rather = index > 0 and tokens[index - 1].text == RATHER
    return VERB if rather or _is_inserted(tokens, index) else 0


RATHER = "rather than"  # "*rather than* meet them": what follows is a verb


def opens_with_date(tokens: list[Token], index: int) -> bool:
    """Whether a day, month or year at the head of the sentence stands right before a word."""
    if not 1 < index <= _DATE or not tokens[0].pos & PREP:
        return False
    return is_time(tokens, index - 1) or (
        tokens[index - 1].text.isdigit() and len(tokens[index - 1].text) == _YEAR
    )


def _is_there(tokens: list[Token], index: int) -> bool:
    """Handle "two police *posts* there were attacked"."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != "there":
        return False
    after = tokens[index + 2].word
    return after is not None and bool(after.pos & (AUX | MODAL))


def _is_inserted(tokens: list[Token], index: int) -> bool:
    """Handle "drones, the Isfara authorities *report*, have struck": a speaker between commas."""
    if index + 2 >= len(tokens) or index < _TWO or tokens[index + 1].text != ",":
        return False
    owner, after = tokens[index - 1].word, tokens[index + 2].word
    if owner is None or after is None or not after.pos & (AUX | MODAL | VERB):
        return False
    opened = any(token.text == "," for token in tokens[max(0, index - _SPEAKER) : index - 1])
    return opened and is_plural(tokens[index - 1], owner)


_TWO = 2
