"""Tagging: from characters to tokens with one part of speech each.

A left-to-right pass: what a word can be comes from the lexicon (or, for unknown words, from its
ending and its capital), what it is here from its neighbours. No statistics.
"""

import re

from monitor.reading.grammar import (
    ADJ, ADV, AUX, BASE, BE, CC, DET, GERUND, HAVE, MODAL, NEG, NOUN, NUM, PARTICIPLE, PARTICLE,
    PAST, PLURAL, POSS, PREP, PRON, PROPN, PUNCT, REL, SUB, THAT, THIRD, TITLE, TO, VERB,
)  # fmt: skip
from monitor.reading.lexicon import Lexicon, Node, Word
from monitor.reading.tokens import MAX_TOKENS, TOKEN, Token

_DIGITS = re.compile(r"\d[\d,.:]*")
_DECADE = re.compile(r"1\d\d0s|20[01]0s")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_NAMES = PROPN | NOUN | ADJ
_STARTS_NP = DET | NUM | PROPN | ADJ | PRON | NOUN | POSS
_ENDS_NP = NOUN | PROPN | PRON | NUM
_BEFORE_NOUN = DET | ADJ | POSS | PREP


class Tagger:
    """Tags the sentences of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._root = lexicon.root
        self._unknown: dict[tuple[str, bool], Word] = {}
        self._possessive = Word()
        self._possessive.pos = POSS
        self._mark = Word()
        self._mark.pos = PUNCT

    def tag(self, text: str, folded: str, start: int, end: int) -> list[Token]:
        """The tokens of ``text[start:end]``; ``folded`` is the folded text, same offsets."""
        tokens = self._join(_without_scare_quotes(self._raw(text, folded, start, end)))
        self._decide(tokens)
        return tokens

    def _raw(self, text: str, folded: str, start: int, end: int) -> list[Token]:
        tokens: list[Token] = []
        glued = False
        for match in TOKEN.finditer(folded, start, end):
            word = match[0]
            first, last = match.span()
            if word == "-" and _inside_word(folded, first, start, end):
                glued = bool(tokens)
                continue
            if word.endswith("'s") and len(word) > 2:
                tokens += _possessive_pair(word, first, last)
            else:
                tokens.append(Token(word, first, last))
            tokens[-2 if tokens[-1].text == "'s" and len(tokens) > 1 else -1].glued = glued
            glued = False
        for token in tokens:
            token.cap = text[token.start].isupper()
        _mark_plural_owners(tokens)
        return tokens

    def _join(self, raw: list[Token]) -> list[Token]:
        """Looks every word up, joining the words of a longer entry into one token."""
        tokens: list[Token] = []
        index = 0
        while index < len(raw):
            token = raw[index]
            node = self._root.get(token.text)
            if node is None and "'" in token.text:
                node = self._root.get(token.text.replace("'", ""))
            owned = self._owned_name(raw, index)
            if owned is not None:
                node = owned
            taken = 1
            if node is not None:
                taken, token.word = _longest(node, raw, index)
                if taken > 1:
                    token.end = raw[index + taken - 1].end
                    token.text = " ".join(part.text for part in raw[index : index + taken])
            if token.word is None:
                token.word = self._guess(token)
            tokens.append(token)
            index += taken
            if len(tokens) >= MAX_TOKENS:
                break
        return tokens

    def _owned_name(self, raw: list[Token], index: int) -> Node | None:
        """"Cox's Bazar": the gazetteer writes names without their apostrophe; joins the two."""
        if index + 2 >= len(raw) or raw[index + 1].text != "'s" or not raw[index + 2].cap:
            return None
        node = self._root.get(raw[index].text + "s")
        if node is None or node.next is None or raw[index + 2].text not in node.next:
            return None
        raw[index].text += "s"
        raw[index].end = raw.pop(index + 1).end
        return node

    def _guess(self, token: Token) -> Word:
        text = token.text
        if text == "'s" or text == "'":
            return self._possessive if text == "'s" else self._mark
        key = (text, token.cap)
        word = self._unknown.get(key)
        if word is None:
            word = _unknown(text, token.cap)
            if len(self._unknown) < 50_000:
                self._unknown[key] = word
        return word

    def _decide(self, tokens: list[Token]) -> None:
        """Gives every token its part of speech, left to right."""
        before = PUNCT
        finite = False
        count = len(tokens)
        for index, token in enumerate(tokens):
            word = token.word
            assert word is not None
            pos = word.pos
            if index == 0 and pos == PROPN and _is_plain_plural(tokens):
                pos = NOUN
            if pos == VERB and before & _BEFORE_NOUN and not word.form & PAST:
                pos = _verb_as_noun(word, tokens, index, before)
            elif (
                pos & (pos - 1)
                or token.glued
                or token.text in _ALWAYS
                or (pos == VERB and word.form & PARTICIPLE)
            ):
                following = tokens[index + 1] if index + 1 < count else None
                pos = _choose(tokens, index, before, following, finite)
            token.pos = pos
            if pos == ADV or pos == NEG or (token.text == '"' and before & (NOUN | PROPN | TO)):
                continue
            if pos == VERB or pos == AUX or pos == MODAL:
                finite = True
            elif pos & (PUNCT | SUB | REL | THAT | CC):
                finite = False
            before = NOUN if pos == NUM and index and _is_month(tokens[index - 1]) else pos


_SCARE = 4


def _without_scare_quotes(tokens: list[Token]) -> list[Token]:
    """Drops the quotes around a word or name: had "neutralised" four; the post "Sayod"."""
    marks = [at for at, token in enumerate(tokens) if token.text == '"']
    dropped: set[int] = set()
    at = 0
    while at + 1 < len(marks):
        first, last = marks[at], marks[at + 1]
        is_speech = first and tokens[first - 1].text in {",", ":"}
        if 1 < last - first <= _SCARE + 1 and not is_speech:
            dropped |= {first, last}
        at += 2
    return [token for at, token in enumerate(tokens) if at not in dropped] if dropped else tokens


def _is_month(token: Token) -> bool:
    word = token.word
    return word is not None and word.time is not None and word.time[0] == "months"


def _is_plain_plural(tokens: list[Token]) -> bool:
    """"Tourists overrun ...": an unknown first word with a plural ending is no name."""
    first = tokens[0]
    word = first.word
    known = word is not None and (word.places or word.actor or word.code or word.leader or word.meta)
    second_is_name = len(tokens) > 1 and tokens[1].cap
    return not known and not second_is_name and first.text.endswith("s")


def _verb_as_noun(word: Word, tokens: list[Token], index: int, before: int) -> int:
    """"The turf", "a trading city": a word known as a verb only, where a noun must stand."""
    after = tokens[index + 1].word if index + 1 < len(tokens) else None
    if word.form & GERUND:
        if before & PREP:
            return VERB
        return ADJ if after is not None and after.pos & (NOUN | PROPN) else NOUN
    return NOUN


def _mark_plural_owners(tokens: list[Token]) -> None:
    """"The insurgents' hands": an apostrophe after a plural, unless a quotation is open."""
    opened = False
    for index, token in enumerate(tokens):
        if token.text != "'":
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        touches = before is not None and before.end == token.start
        if after is not None and after.start == token.end and not touches:
            opened = True
        elif opened:
            opened = False
        elif touches and after is not None and before is not None and (
            before.text.endswith("s") and after.text[0].isalnum()
        ):
            token.text = "'s"


def _inside_word(folded: str, at: int, start: int, end: int) -> bool:
    return start < at < end - 1 and not folded[at - 1].isspace() and not folded[at + 1].isspace()


def _possessive_pair(word: str, first: int, last: int) -> list[Token]:
    return [Token(word[:-2], first, last - 2), Token("'s", last - 2, last)]


def _longest(node: Node, raw: list[Token], index: int) -> tuple[int, Word | None]:
    """How many tokens the longest entry that starts here takes, and the entry."""
    best, word = 1, node.word
    taken, count = 1, len(raw)
    while node.next is not None and index + taken < count:
        part = raw[index + taken].text
        following = node.next.get(part.replace("'", "") if "'" in part else part)
        if following is None:
            break
        node = following
        taken += 1
        if node.word is not None and not _is_lower_name(node.word, raw[index]):
            best, word = taken, node.word
    return best, word


def _is_lower_name(word: Word, first: Token) -> bool:
    """A name written without its capital is no name."""
    return word.pos == PROPN and not first.cap and not first.text[0].isdigit()


_ENDINGS = (
    ("ing", VERB | NOUN, GERUND), ("ed", VERB | ADJ, PAST | PARTICIPLE), ("ly", ADV, 0),
    ("tion", NOUN, 0), ("ment", NOUN, 0), ("ness", NOUN, 0), ("ous", ADJ, 0), ("ful", ADJ, 0),
    ("ive", ADJ, 0), ("ic", ADJ, 0), ("al", ADJ, 0), ("able", ADJ, 0), ("ible", ADJ, 0),
    ("less", ADJ, 0), ("ern", ADJ, 0), ("ist", NOUN, 0), ("ward", ADV, 0), ("ian", ADJ, 0),
    ("est", ADJ, 0),
)  # fmt: skip


def _unknown(text: str, cap: bool) -> Word:
    word = Word()
    if _DIGITS.fullmatch(text):
        word.pos = NUM
        word.num = ("digits", _value(text))
        return word
    if _DECADE.fullmatch(text):
        word.pos, word.time = NOUN, ("history", None)
        return word
    if _PUNCTUATION.fullmatch(text):
        word.pos = PUNCT
        return word
    if cap:
        word.pos = PROPN
        return word
    word.noun = text
    for ending, pos, form in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 2:
            word.pos, word.form = pos, form
            word.verb = text if pos & VERB else ""
            return word
    word.pos = NOUN
    word.form = PLURAL if text.endswith("s") and not text.endswith("ss") else 0
    return word


def _value(text: str) -> float:
    digits = text.rstrip(".,:").replace(",", "")
    try:
        return float(digits)
    except ValueError:
        return -1.0


def _choose(tokens: list[Token], index: int, before: int, following: Token | None, finite: bool) -> int:
    """One part of speech out of several, from the neighbours."""
    token = tokens[index]
    word = token.word
    assert word is not None
    pos = word.pos
    nxt = following.word.pos if following is not None and following.word is not None else PUNCT
    if pos & VERB and nxt & NOUN and following is not None and following.word is not None and (
        following.word.time is not None and following.word.time[0] in {"weekdays", "relative"}
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
        if token.text in _HELD and before & (NOUN | PROPN) and index > 1 and (
            tokens[index - 2].pos & PREP
        ):
            return NOUN  # "in Taliban hands since dawn"
        if before & REL and word.form & BASE and nxt & (DET | PROPN | NUM | PRON | PREP):
            return VERB  # "both of which border Turkmenistan"
        if word.form & GERUND and tokens[index - 1].text in _BEFORE_GERUND and (
            following is not None and following.text in _MOTION_PREPS
        ):
            return VERB  # "killed after crossing from"
    if pos & VERB and before & NOUN and nxt & PREP and word.form & BASE and not finite:
        owner = tokens[index - 1].word
        if owner is not None and owner.form & PLURAL and not pos & ADJ and index > 1:
            if tokens[index - 2].pos & (NUM | DET):
                return VERB  # "15,000 people pass through"
    return _open_class(token, pos, before, nxt, finite)


_HELD = frozenset({"hands", "control", "possession"})
_BEFORE_GERUND = frozenset({"after", "before", "while", "since", "on", "upon", "by", "without",
                            "when", "for", "from", "of"})  # fmt: skip
_MOTION_PREPS = frozenset({"from", "into", "over", "across", "through", "to", "onto", "back",
                           "out of", "in", "illegally"})  # fmt: skip


def _name_or_word(tokens: list[Token], index: int, pos: int) -> int:
    """A capitalised word that is also an ordinary one: at the start of a sentence, look twice."""
    word = tokens[index].word
    assert word is not None
    if word.code and pos & ADJ:
        return ADJ if _goes_on(tokens, index) or _in_pair(tokens, index) else NOUN
    if pos & (NOUN | VERB | ADJ | PREP | DET | SUB) and not (word.places or word.actor):
        return PROPN if not pos & (PREP | SUB) else pos & -pos
    return PROPN


def _in_pair(tokens: list[Token], index: int) -> bool:
    """"Tajik and Afghan delegations": the first of two adjectives."""
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


def _function_word(tokens: list[Token], index: int, pos: int, before: int, nxt: int) -> int:
    text = tokens[index].text
    if text == "to":
        return _infinitive_or_preposition(tokens, index)
    if text == "that":
        return _that(before, nxt, tokens, index)
    if pos & ADJ and pos & PREP and before & (DET | POSS):
        return ADJ
    special = _FUNCTION.get(text)
    if special is not None:
        return special(tokens, index, before, nxt)
    if pos & SUB and pos & PREP:
        if _is_since_a_day(tokens, index):
            return PREP
        return SUB if _clause_follows(tokens, index) else PREP
    if pos & PREP and pos & (PARTICLE | ADV):
        return PREP if nxt & _STARTS_NP and not nxt & TO else ADV
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
        starts = nxt & (DET | PRON | PROPN | NUM | PREP)
        return THAT if starts and _is_told(tokens, index) else REL
    if before & (VERB | PRON | PUNCT | ADJ | CC | AUX) or nxt & (DET | PRON | PROPN | NUM):
        return THAT
    return DET


def _is_told(tokens: list[Token], index: int) -> bool:
    """"Told reporters that", "the claim by the Taliban that": what is said follows."""
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
    """"Told Polaris that troops had left": a verb of speech stands before the name."""
    for token in tokens[max(0, index - 4) : index]:
        word = token.word
        if token.pos == VERB and word is not None and "report" in word.vcls:
            return True
    return False


def _clause_follows(tokens: list[Token], index: int) -> bool:
    """Whether a finite verb comes before the clause ends: "after X fell" against "after the fall"."""
    for token in tokens[index + 1 : index + 22]:
        word = token.word
        assert word is not None
        pos = word.pos
        if pos & (AUX | MODAL) or (pos & VERB and word.form & (PAST | THIRD) and not pos & NOUN):
            return not (pos & ADJ and token is tokens[index + 1])
        if token.text in {",", ";", ":", ".", '"', "but"} or pos & REL:
            return False
        if pos & VERB and word.form & BASE and pos == VERB:
            return True
    return False


def _is_since_a_day(tokens: list[Token], index: int) -> bool:
    """"Since Saturday to check", "until Monday the bridge": a day, not a clause, follows."""
    if index + 2 >= len(tokens):
        return False
    word, after = tokens[index + 1].word, tokens[index + 2].word
    is_day = word is not None and word.time is not None and word.time[0] in {"weekdays", "relative"}
    return is_day and not (after is not None and after.pos & (VERB | AUX | MODAL))


def _her(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    return DET if nxt & (_NAMES | NUM | VERB) and not nxt & PREP else PRON


def _half(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    """"The Tajik half of the bridge" against "half the town"."""
    return NOUN if before & (DET | ADJ | NUM | POSS) and nxt & PREP else DET


def _no(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    return DET


def _as(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    return SUB if _clause_follows(tokens, index) else PREP


def _there(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    return PRON if nxt & AUX else ADV


def _so(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    return ADV


def _then(tokens: list[Token], index: int, before: int, nxt: int) -> int:
    """Between two verbs without a subject "then" joins them."""
    return CC if nxt & VERB and not nxt & NOUN and before == PUNCT else ADV


_SPATIAL = frozenset({"over", "under", "above", "below", "beyond"})
_BOUNDS = frozenset({"least", "most", "about", "additive"})

_FUNCTION = {
    "half": _half, "her": _her, "his": lambda t, i, b, n: DET, "no": _no, "as": _as, "there": _there, "so": _so,
    "then": _then, "like": lambda t, i, b, n: PREP, "but": lambda t, i, b, n: CC,
    "yet": lambda t, i, b, n: ADV, "nor": lambda t, i, b, n: CC,
    "one": lambda t, i, b, n: NUM if n & _NAMES else PRON,
    "neither": lambda t, i, b, n: DET, "here": lambda t, i, b, n: ADV,
    "who": lambda t, i, b, n: REL, "whom": lambda t, i, b, n: REL,
    "whose": lambda t, i, b, n: REL, "which": lambda t, i, b, n: REL,
    "where": lambda t, i, b, n: REL if b & (NOUN | PROPN | PUNCT) else SUB,
    "down": lambda t, i, b, n: PREP if n & _STARTS_NP else ADV,
    "up": lambda t, i, b, n: PREP if n & (DET | POSS) and b & VERB == 0 else ADV,
    "following": lambda t, i, b, n: PREP if n & (DET | NOUN | PROPN | ADJ) and not b & DET else ADJ,
    "than": lambda t, i, b, n: SUB if _clause_follows(t, i) else PREP, "own": lambda t, i, b, n: ADJ,
    "more": lambda t, i, b, n: DET, "less": lambda t, i, b, n: DET,
}  # fmt: skip


_ALWAYS = frozenset({*_FUNCTION, "to", "that"})


def _open_class(token: Token, pos: int, before: int, nxt: int, finite: bool) -> int:
    word = token.word
    assert word is not None
    if not pos & VERB:
        if pos & NUM:
            return NUM
        return ADJ if pos & ADJ and nxt & (NOUN | PROPN | ADJ) else NOUN if pos & NOUN else ADJ
    if before & TO and word.form & BASE:
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
    """Base and -s forms, which most nouns share."""
    if not pos & (NOUN | ADJ):
        is_subject = nxt & (VERB | AUX | MODAL) and not nxt & NOUN
        return NOUN if is_subject and (before & NOUN or word.form & THIRD) else VERB
    if before & (DET | ADJ | POSS | NUM | PREP | VERB) or finite:
        return ADJ if pos & ADJ and nxt & NOUN else NOUN if pos & NOUN else VERB
    if before & (NOUN | PROPN | PRON):
        if nxt & (DET | NUM | PROPN | PRON | ADJ | THAT | TO) or nxt & PREP and word.form & THIRD:
            return VERB
        if nxt & NOUN and word.form & THIRD and before & (PROPN | PRON):
            return VERB
        return NOUN if before & (NOUN | PROPN) else VERB
    return ADJ if pos & ADJ and nxt & NOUN else NOUN if pos & NOUN else VERB
