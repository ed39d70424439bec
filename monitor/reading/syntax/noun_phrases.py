"""Noun phrases: from tokens to one chunk with its head, classes, places, actors and quantity."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.person_names import is_person
from monitor.reading.syntax.phrase_ends import phrase_end
from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    DET,
    MARK_ADJ,
    NOUN,
    NP,
    NUM,
    PLURAL,
    POSS,
    PROPN,
    TITLE,
    VERB,
)
from monitor.reading.vocabulary.compiled import Actor
from monitor.reading.words.lexicon import Lexicon, Word
from monitor.reading.words.numbers import quantity
from monitor.reading.words.tokens import Token

_HEADS = NOUN | PROPN | NUM | DET


class NounPhrases:
    """Builds the noun phrases of tagged sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._post, self._closable = lexicon.bit("post"), lexicon.bit("closable")
        self._seat = lexicon.bit("seat")
        self._find = lexicon.find
        self._gates = lexicon.bit("border", "closable", "crossing", "port", "bridge")
        self._drug = lexicon.bit("drug")
        self._doses, self._measures = lexicon.set("doses"), lexicon.set("measures")
        self._backing = lexicon.set("backing")
        self._set = lexicon.bit("set")
        self._person = lexicon.bit("person")
        self._people = lexicon.bit("troops", "militants", "civilians", "officials", "person", "set")
        self._named = lexicon.bit("named", "named_area")
        self._country = lexicon.bit("country")
        self._officials = lexicon.bit("officials")
        self._border_river = lexicon.bit("border_river")

    def phrase(self, tokens: list[Token], index: int) -> Chunk:
        poss: Chunk | None = None
        start = index
        while True:
            end = phrase_end(tokens, index, self._people)
            chunk = self._build(tokens, index, end)
            chunk.poss = poss
            after = tokens[end] if end < len(tokens) else None
            if after is None or after.pos != POSS or end + 1 >= len(tokens):
                break
            opens = tokens[end + 1].pos & (NUM | ADJ | NOUN | PROPN | TITLE | ADV)
            if not opens and not _is_most(tokens, end + 1):
                chunk.e = end + 1
                break
            poss, index = chunk, end + 1
        chunk.s = start
        chunk.text = " ".join(token.text for token in tokens[chunk.s : chunk.e])
        if not any(token.pos & _HEADS for token in tokens[start:end]):
            chunk.kind = MARK_ADJ  # "far", "closed": adjectives without a noun
        return chunk

    def _build(self, tokens: list[Token], start: int, end: int) -> Chunk:
        chunk = Chunk(NP, start, end)
        head = end - 1
        while head > start and not tokens[head].pos & (NOUN | PROPN | NUM):
            head -= 1
        if head == start and end - start > 1 and tokens[start].pos & DET:
            head = end - 1  # "the same", "the opposite"
        chunk.head = head
        self._describe(chunk, tokens, start, end)
        chunk.qty = quantity(tokens, start, end)
        if not chunk.det and head > start and tokens[start].text.startswith("the "):
            chunk.det = "the"  # "the last | two hamlets"
        return chunk

    def _describe(self, chunk: Chunk, tokens: list[Token], start: int, end: int) -> None:
        head = tokens[chunk.head]
        word = head.word
        assert word is not None
        chunk.lemma = word.noun or head.text
        chunk.plural = bool(word.form & PLURAL)
        chunk.sign = word.sign
        chunk.cls = word.cls if head.cap or not word.places else self._without_names(word)
        chunk.time = word.time is not None
        mods: list[str] = []
        for at in range(start, end):
            token = tokens[at]
            if token.pos & DET and not chunk.det:
                chunk.det = token.text
                chunk.neg = token.text in {"no", "neither", "none of"}
            if at < chunk.head and token.pos & (ADJ | NOUN | VERB):
                mods.append(token.text)
            if at + 1 >= chunk.head or tokens[at + 1].text not in self._backing:
                self._names(chunk, token, is_head=at == chunk.head)  # not "Rwandan-backed rebels"
        chunk.mods = tuple(mods)
        if chunk.places and chunk.cls & self._border_river and self._is_the_river(chunk, tokens):
            chunk.places, chunk.cls = (), self._border_river
        self._add_company(chunk, tokens, start, word)
        if chunk.names and not chunk.cls:
            chunk.cls = self._title_class(tokens, start, chunk.head)
            chunk.plural = any(_is_shared_title(token) for token in tokens[start : chunk.head])
        if chunk.actor is not None and not chunk.cls & self._people:
            chunk.cls |= self._people_of(word)

    def _make_person(self, chunk: Chunk, tokens: list[Token], start: int) -> None:
        """Handle "Mr Khorog": who bears the name of a town is no town."""
        chunk.names = (*chunk.names, chunk.lemma)
        chunk.places = ()
        chunk.cls = self._title_class(tokens, start, chunk.head) or self._person

    def _add_company(self, chunk: Chunk, tokens: list[Token], start: int, word: Word) -> None:
        """Add what words before the head lend it: "meth pills" are a drug."""
        if chunk.places and is_person(tokens, start, chunk.head, self._officials):
            self._make_person(chunk, tokens, start)
        if chunk.cls & self._post and chunk.places:
            chunk.cls |= self._closable  # "the Gatuna border post"
        if word.meta and tokens[chunk.head].cap and not chunk.det:
            chunk.cls |= self._seat  # "Moscow hosted": a capital that acts is its state
        last = chunk.lemma.rpartition(" ")[2]
        if chunk.places and last != chunk.lemma:
            named = self._find(last)  # "the Chaman border" is a border, "Friendship Gate" a gate
            chunk.cls |= named.cls & self._gates if named is not None else 0
        if chunk.lemma in self._measures and not chunk.places:
            chunk.time = True  # "came two kilometres into": no object
        if chunk.lemma in self._doses:
            before = (token.word.cls for token in tokens[start : chunk.head] if token.word)
            chunk.cls |= self._drug if any(cls & self._drug for cls in before) else 0

    def _title_class(self, tokens: list[Token], start: int, head: int) -> int:
        """Handle "Deputy minister Zavqizoda" is an official by his title."""
        cls = 0
        for token in tokens[start:head]:
            if token.word is not None and not token.word.places:
                cls |= token.word.cls & self._people
        return cls & ~(self._set | self._person)

    def _is_the_river(self, chunk: Chunk, tokens: list[Token]) -> bool:
        """Handle "The Panj" is the river, "Panj" and "Panj district" are places beside it."""
        return chunk.det in {"the", "a", "opposite"} or tokens[chunk.s].text == "the"

    def _people_of(self, word: Word) -> int:
        """Classes of a bare actor's name are found by date later; mark it as people."""
        return self._person if word.actor is not None else 0

    def _without_names(self, word: Word) -> int:
        return word.cls & ~(self._named | self._country)

    def _names(self, chunk: Chunk, token: Token, *, is_head: bool) -> None:  # noqa: C901  (a cascade)
        word = token.word
        assert word is not None
        if not token.cap and not token.text[0].isdigit():
            if word.code and token.text != "us":
                chunk.codes = (*chunk.codes, word.code)
            if word.actor is not None and token.text not in {"is", "un"}:
                chunk.actor = chunk.actor or _known(word.actor, token)
            return
        first = token.pos == NOUN and word.pos == VERB and not is_head  # "Tell Halaf"
        known = word.places or word.actor or word.code or word.leader
        if first or (token.pos == PROPN and not known):
            chunk.names = (*chunk.names, token.text)
        people = bool(word.code) and not is_head  # "three Turkmen guards": no village of that name
        if word.places and token.pos & (PROPN | NOUN) and not people:
            self._place(chunk, word, is_head=is_head)
        code = word.code or (word.meta if not word.places else "")
        if code:
            chunk.codes = (*chunk.codes, code)
        if word.actor is not None:
            chunk.actor = chunk.actor or word.actor
        if word.leader:
            chunk.lead = word.leader

    def _place(self, chunk: Chunk, word: Word, *, is_head: bool) -> None:
        places = tuple(place for place in word.places if place.kind != "country")
        if places and (is_head or not chunk.places):
            chunk.places = places


def _is_most(tokens: list[Token], index: int) -> bool:
    """Handle "the country's *most* lucrative crossings": a degree, and no phrase of its own."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index].text in {"most", "least"} and after is not None and bool(after.pos & ADJ)


def _is_shared_title(token: Token) -> bool:
    """Handle "foreign *ministers* A and B": a title of each that is named behind it."""
    word = token.word
    return word is not None and bool(word.form & PLURAL) and not word.places


def all_of(tokens: list[Token], index: int) -> Chunk:
    """Return "*most of them*", which stands for them, be it a subject or an object."""
    chunk = pronoun(tokens, index + 1)
    chunk.s = index
    chunk.text = chunk.lemma = _AS_SUBJECT.get(chunk.text, chunk.text)
    return chunk


_AS_SUBJECT = {"them": "they", "us": "we"}


def pronoun(tokens: list[Token], index: int) -> Chunk:
    chunk = Chunk(NP, index, index + 1)
    chunk.head = index
    chunk.text = chunk.lemma = tokens[index].text
    chunk.pron = True
    chunk.neg = chunk.text in {"nobody", "no one", "none", "nothing", "neither"}
    chunk.plural = chunk.text in {"they", "them", "we", "us", "others"}
    return chunk


def _known(actor: Actor, token: Token) -> Actor | None:
    key = tuple(token.text.split())
    return None if key in actor.caution or len(token.text) < 4 else actor
