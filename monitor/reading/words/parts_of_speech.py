"""Parts of speech: which of the things a word can be it is here, from its neighbours.

Cascades of tests, first match wins: closed classes first, then verbs against nouns and adjectives.
"""

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
    VERB,
)
from monitor.reading.words.attributes import (
    is_apposed,
    is_attribute,
    is_kind_of_them,
    is_object,
    is_plural,
    is_second_of_two,
    is_state_of,
    is_thing,
)
from monitor.reading.words.function_words import function_word
from monitor.reading.words.gerunds import (
    MOTION_PREPS,
    governs,
    is_done,
    is_gerund_clause,
    is_named_crossing,
)
from monitor.reading.words.inversions import ends_inversion, opens_subject
from monitor.reading.words.lexicon import Word
from monitor.reading.words.name_words import name_or_word
from monitor.reading.words.open_words import open_class
from monitor.reading.words.plurals import opens_with_date
from monitor.reading.words.tokens import Token
from monitor.reading.words.words_ahead import ends_as, is_let, is_time


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
        return name_or_word(tokens, index, pos)
    if token.glued and pos & VERB and not token.cap and word.form & (PARTICIPLE | GERUND):
        return ADJ
    if before & REL and pos & NOUN and tokens[index - 1].text.endswith("whose"):
        return ADJ if pos & ADJ and nxt & NOUN else NOUN  # "whose trucks I passed"
    if (
        word.num is not None
        and word.num[0] in _BOUNDS
        and (nxt & NUM or _is_a_number(tokens, index))
    ):
        return PREP if pos & PREP and before & NOUN and token.text in _SPATIAL else DET
    if pos & PROPN:
        if token.cap and (word.places or word.actor or word.leader or word.code or word.meta):
            return name_or_word(tokens, index, pos)
        pos &= ~PROPN
        if not pos & (pos - 1):
            return pos or NOUN
    if pos & (AUX | MODAL):
        return _auxiliary(pos, before, nxt, following)
    if pos & (SUB | REL | THAT | CC | NEG | PREP | DET | PRON | PARTICLE | TITLE | ADV):
        return function_word(tokens, index, pos, before, nxt)
    if (
        index == 0
        and pos & ADJ
        and word.form & PARTICIPLE
        and nxt & (NOUN | PROPN)
        and (not nxt & (DET | PREP | VERB))
    ):
        return ADJ  # "Armed Afghans enter", "Displaced families return"
    if (
        is_attribute(word, pos, before, following, finite)
        or is_object(tokens, index, following)
        or is_apposed(tokens, index, nxt)
        or is_second_of_two(tokens, index, following)
        or opens_subject(tokens, index, nxt)
        or (before & PREP and is_state_of(word, nxt, following))
    ):
        return ADJ
    if pos & VERB and pos & NOUN:
        if (
            is_thing(word, tokens[index - 1])
            or _is_named(tokens, index, before, nxt)
            or is_kind_of_them(tokens, index, nxt)
        ):
            return NOUN
        # "both of which border Turkmenistan"
        told = before & REL and word.form & BASE and nxt & (DET | PROPN | NUM | PRON | PREP)
        done = word.form & GERUND and is_done(tokens, index, before, following)
        if told or done or _acts(tokens, index, word, nxt) or _ends_clause(tokens, index, nxt):
            return VERB
    if pos & VERB and before & NOUN and nxt & PREP and word.form & BASE and not finite:
        owner = tokens[index - 1].word
        plural = owner is not None and is_plural(tokens[index - 1], owner) and not pos & ADJ
        plural = plural and index > 1
        if plural and (tokens[index - 2].pos & (NUM | DET) or _is_only_verb(tokens, index)):
            return VERB  # "15,000 people pass through", "Afghan troops escape across border"
    return _is_telling(tokens, index, pos, nxt) or open_class(token, pos, before, nxt, finite)


def _ends_clause(tokens: list[Token], index: int, nxt: int) -> bool:
    if ends_as(tokens, index) or ends_inversion(tokens, index, nxt):
        return True
    word = tokens[index].word
    return word is not None and bool(word.form & BASE) and is_let(tokens, index)


def _is_telling(tokens: list[Token], index: int, pos: int, nxt: int) -> int:
    """Return verb or noun where the place in the sentence decides; 0 elsewhere."""
    word = tokens[index].word
    assert word is not None
    if tokens[index].text == "last" and is_time(tokens, index + 1):
        return ADJ  # "signed in Khorugh last Tuesday"
    if word.form & GERUND and pos & VERB and pos & NOUN:
        if index == 0 and governs(tokens):
            return VERB  # "Firing rockets at X will be difficult"
        if (index == 0 and nxt & (AUX | MODAL)) or (nxt & PREP and opens_with_date(tokens, index)):
            return NOUN  # "Fighting is under way", "In May 2019 fighting in X left ten dead"
        return VERB if is_gerund_clause(tokens, index, nxt) else 0
    return VERB if word.form & BASE and _heads_telling(tokens, index, pos, nxt) else 0


def _heads_telling(tokens: list[Token], index: int, pos: int, nxt: int) -> bool:
    """Handle "Afghan soldiers fire mortar shells": the one verb of a headline, after a plural."""
    if not (pos & VERB and pos & (NOUN | ADJ) and nxt & (NOUN | ADJ) and index):
        return False
    before = tokens[index - 1].word
    is_subject = before is not None and bool(before.form & PLURAL) and not before.places
    return is_subject and tokens[index - 1].pos == NOUN and _is_only_verb(tokens, index)


def _acts(  # noqa: C901, PLR0911  (a cascade)
    tokens: list[Token], index: int, word: Word, nxt: int
) -> bool:
    """Handle "after *taking* control", "no longer *control* X", "they *hold* X"; headlines."""
    if word.form & GERUND:
        return index + 1 < len(tokens) and tokens[index + 1].text in _HELD
    if not index:
        return False
    if word.form & THIRD and nxt & PUNCT and _closes_relative(tokens, index):
        return True  # "where the paved road *ends*, fell"
    if word.form & THIRD and index == len(tokens) - 1:
        owner = tokens[index - 1].word
        return owner is not None and bool(owner.places) and _is_only_verb(tokens, index)
    if word.form & THIRD and tokens[index - 1].pos & NEG:
        return bool(nxt & (DET | PROPN | NOUN | NUM))  # "it no longer *exercises* control"
    if word.form & THIRD and tokens[index - 1].pos & CC and not tokens[index].cap:
        return bool(nxt & PROPN)  # "follows that of X and *leaves* Y cut off"
    if not word.form & BASE:
        return False
    if tokens[index - 1].pos & NEG or tokens[index - 1].text in _WE:
        return bool(nxt & (DET | PROPN | NOUN | NUM))
    if nxt & PROPN and tokens[index].text in _HELD and _are_they(tokens, index):
        return True  # "residents say the Taliban *control* Hairatan"
    return index == 1 and _acts_in_headline(tokens, nxt)


def _closes_relative(tokens: list[Token], index: int) -> bool:
    """Whether "where" or "which" opened a clause that has no verb up to here, its last word."""
    for at in range(index - 1, max(0, index - _RELATIVE_REACH), -1):
        pos = tokens[at].pos
        if pos & (VERB | AUX | MODAL | PUNCT | CC):
            return False
        if pos & REL:
            return at + 1 < index
    return False


_RELATIVE_REACH = 8  # tokens


def _are_they(tokens: list[Token], index: int) -> bool:
    """Whether the word before names an armed side that a verb or "that" opens the telling of."""
    owner = tokens[index - 1].word
    at = index - 3 if index > 1 and tokens[index - 2].pos & DET else index - 2
    told = at >= 0 and bool(tokens[at].pos & (VERB | THAT))
    return owner is not None and owner.actor is not None and told


def _acts_in_headline(tokens: list[Token], nxt: int) -> bool:
    """Whether many open a sentence, and the word behind them is its one verb."""
    owner = tokens[0].word
    if owner is None or (nxt & VERB and tokens[2].text not in _HELD):
        return False
    many = owner.actor is not None or bool(owner.form & PLURAL)
    comma = next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))
    return many and bool(nxt & (PREP | NOUN)) and _is_only_verb(tokens[:comma], 1)


def _is_a_number(tokens: list[Token], index: int) -> bool:
    """Handle "about *a thousand* farm hands", "some *a dozen* men"."""
    if index + 2 >= len(tokens) or tokens[index + 1].text not in {"a", "an"}:
        return False
    word = tokens[index + 2].word
    return (
        word is not None and word.num is not None and word.num[0] in {"multipliers", "collective"}
    )


def _is_only_verb(tokens: list[Token], index: int) -> bool:
    """Return a headline's one verb: nothing else in the sentence can be finite."""
    for at, token in enumerate(tokens):
        word = token.word
        if at == index or word is None:
            continue
        if word.pos & (AUX | MODAL) or (word.pos & VERB and word.form & (PAST | THIRD)):
            return False
    return True


def _is_named(tokens: list[Token], index: int, before: int, nxt: int) -> bool:
    """Handle "the Chaman border *crossing* after", "in Taliban *hands* since dawn"."""
    if not before & (NOUN | PROPN):
        return False
    text = tokens[index].text
    if text == "crossing" and is_named_crossing(tokens, index):
        return True
    if text == "crossing" and nxt & PREP:
        return index + 1 < len(tokens) and tokens[index + 1].text not in MOTION_PREPS
    return text in _HELD and index > 1 and bool(tokens[index - 2].pos & PREP)


_WE = frozenset({"we", "they"})
_HELD = frozenset({"hands", "control", "possession", "charge", "command"})
_SPATIAL = frozenset({"over", "under", "above", "below", "beyond"})
_BOUNDS = frozenset({"least", "most", "about", "additive"})


def _auxiliary(pos: int, before: int, nxt: int, following: Token | None) -> int:
    if pos & MODAL:
        if pos & NOUN and before & (DET | POSS | ADJ | NUM | PREP):
            return NOUN
        return MODAL
    if pos & VERB and following is not None:
        is_main = nxt & (DET | NUM | PROPN | POSS) and not nxt & (VERB | NEG)
        return VERB if is_main or following.text in _HELD else AUX  # "have control of"
    return AUX
