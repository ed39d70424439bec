"""Chunks: noun phrases with their of-phrases, verb groups, and the marks between them.

One left-to-right pass without backtracking. What a chunk is about (classes, places, countries,
quantity) is gathered while it is built, so that later steps only compare bits.
"""

import re

from monitor.reading.gazetteer import Place
from monitor.reading.grammar import (
    ADJ,
    ADV,
    AUX,
    BASE,
    BE,
    CC,
    DET,
    GERUND,
    GET,
    HAVE,
    MARK_ADJ,
    MARK_ADV,
    MARK_CC,
    MARK_CLOSE,
    MARK_COLON,
    MARK_COMMA,
    MARK_NEG,
    MARK_OPEN,
    MARK_PREP,
    MARK_QUOTE,
    MARK_REL,
    MARK_STOP,
    MARK_SUB,
    MARK_THAT,
    MODAL,
    NEG,
    NOUN,
    NP,
    NUM,
    PARTICIPLE,
    PARTICLE,
    PAST,
    PLURAL,
    POSS,
    PP,
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
    VG,
)  # fmt: skip
from monitor.reading.lexicon import Lexicon, Word
from monitor.reading.numbers import Quantity, quantity
from monitor.reading.tokens import Token
from monitor.reading.vocabulary import Actor

_IN_NP = DET | NUM | ADJ | NOUN | PROPN | POSS | TITLE
_HEADS = NOUN | PROPN | NUM | DET
_MAX_NP = 24


class Chunk:
    """One chunk. Which fields are filled depends on ``kind`` (see ``grammar``)."""

    __slots__ = (
        "actor",
        "adj",
        "apps",
        "aux",
        "ceased",
        "clause",
        "cls",
        "codes",
        "det",
        "e",
        "form",
        "head",
        "kind",
        "known",
        "lead",
        "lemma",
        "members",
        "modal",
        "mods",
        "names",
        "neg",
        "np",
        "obj",
        "of",
        "particle",
        "passive",
        "perfect",
        "places",
        "plural",
        "poss",
        "prep",
        "pron",
        "qty",
        "s",
        "sign",
        "text",
        "time",
        "to",
        "vcls",
    )  # fmt: skip

    def __init__(self, kind: str, s: int, e: int) -> None:  # noqa: PLR0915  (a cascade)
        self.kind = kind
        self.s = s
        self.e = e
        self.head = s
        self.text = ""
        self.lemma = ""
        self.cls = 0
        self.known = -1  # the classes on the day of the article, once asked for
        self.neg = False
        self.members: list[Chunk] = []
        self.apps: list[Chunk] = []
        self.of: Chunk | None = None
        self.poss: Chunk | None = None
        self.places: tuple[Place, ...] = ()
        self.codes: tuple[str, ...] = ()
        self.names: tuple[str, ...] = ()  # capitalised words that no list knows
        self.actor: Actor | None = None
        self.lead = ""
        self.qty: Quantity | None = None
        self.det = ""
        self.pron = False
        self.plural = False
        self.time = False
        self.sign = ""
        self.mods: tuple[str, ...] = ()
        # verb groups
        self.form = 0
        self.passive = False
        self.perfect = False
        self.modal = ""
        self.to = False
        self.particle = ""
        self.vcls: frozenset[str] = frozenset()
        self.adj = ""
        self.ceased = False
        self.aux = False
        self.clause = -1
        # prepositional phrases
        self.prep = ""
        self.np: Chunk | None = None
        self.obj = False

    def __repr__(self) -> str:
        return f"{self.kind}[{self.prep or self.lemma or self.text}]"

    def all(self) -> list["Chunk"]:
        """Return the members of a coordination, or the phrase itself."""
        return self.members or [self]


class Chunker:
    """Cuts tagged sentences into chunks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._set = lexicon.bit("set")
        self._demonym = lexicon.bit("demonym")
        self._person = lexicon.bit("person")
        self._people = lexicon.bit("troops", "militants", "civilians", "officials", "person", "set")
        self._named = lexicon.bit("named", "named_area")
        self._place_noun = lexicon.bit(
            "district", "town", "village", "centre", "base", "post", "port", "crossing", "bridge",
            "province", "area", "part", "river", "border", "bank", "country_noun",
        )  # fmt: skip
        self._country = lexicon.bit("country")
        self._border_river = lexicon.bit("border_river")
        self._phrasal = frozenset(
            verb for frame in lexicon.compiled.frames for verb in frame.verbs if " " in verb
        )
        self._verb_classes = {
            verb: frozenset(names) for verb, names in lexicon.compiled.verb_classes.items()
        }
        self._actor_bits = {
            name: lexicon.bit(name) for name in ("troops", "militants", "officials", "civilians")
        }

    def chunk(self, tokens: list[Token]) -> list[Chunk]:
        chunks: list[Chunk] = []
        index, count = 0, len(tokens)
        while index < count:
            chunk = self._at(tokens, index)
            chunks.append(chunk)
            if chunk.kind == MARK_ADJ and len(chunks) > 1 and chunks[-2].kind == VG:
                chunks[-2].adj = chunk.text
            index = max(chunk.e, index + 1)
        return self._coordinate(self._attach(_fold_asides(chunks)))

    def _at(self, tokens: list[Token], index: int) -> Chunk:
        pos = tokens[index].pos
        if pos & (AUX | MODAL | VERB | TO):
            return self._verb_group(tokens, index)
        if pos & NEG:
            nxt = tokens[index + 1].pos if index + 1 < len(tokens) else PUNCT
            if nxt & (VERB | AUX | MODAL | TO):
                return self._verb_group(tokens, index)
            return _mark(MARK_NEG, tokens, index)
        if pos & PRON:
            return self._pronoun(tokens, index)
        if pos & _IN_NP:
            return self._noun_phrase(tokens, index)
        return _marker(tokens, index, pos)

    def _pronoun(self, tokens: list[Token], index: int) -> Chunk:
        chunk = Chunk(NP, index, index + 1)
        chunk.text = chunk.lemma = tokens[index].text
        chunk.pron = True
        chunk.neg = chunk.text in {"nobody", "no one", "none", "nothing", "neither"}
        chunk.plural = chunk.text in {"they", "them", "we", "us", "others"}
        return chunk

    def _noun_phrase(self, tokens: list[Token], index: int) -> Chunk:
        poss: Chunk | None = None
        start = index
        while True:
            end = self._np_end(tokens, index)
            chunk = self._build(tokens, index, end)
            chunk.poss = poss
            after = tokens[end] if end < len(tokens) else None
            if after is None or after.pos != POSS or end + 1 >= len(tokens):
                break
            if not tokens[end + 1].pos & (NUM | ADJ | NOUN | PROPN | TITLE | ADV):
                chunk.e = end + 1
                break
            poss, index = chunk, end + 1
        chunk.s = start
        chunk.text = " ".join(token.text for token in tokens[chunk.s : chunk.e])
        if not any(token.pos & _HEADS for token in tokens[start:end]):
            chunk.kind = MARK_ADJ  # "far", "closed": adjectives without a noun
        return chunk

    def _np_end(self, tokens: list[Token], index: int) -> int:  # noqa: C901  (a cascade)
        """Where the phrase that starts here ends (before a possessive, or a new determiner)."""
        end, count, seen = index, min(len(tokens), index + _MAX_NP), False
        while end < count:
            token = tokens[end]
            pos = token.pos
            if pos & DET and end > index and not tokens[end - 1].pos & (DET | NUM):
                break
            if seen and token.text in _BEFORE_TIME and _is_named_before_time(tokens, end):
                break
            if pos & (NOUN | PROPN):
                if seen and (
                    self._breaks(tokens, end) or _name_after_time(tokens, end, self._people)
                ):
                    break
                seen = True
            elif pos & ADV:
                if not _adverb_inside(tokens, end):
                    break
            elif (
                (pos & NUM and seen and _starts_count(tokens, end))
                or (pos & NUM and end > index and _is_clock(tokens[end - 1]))
                or (pos & NUM and seen and _counts_anew(tokens, end))
                or (not pos & (DET | NUM | ADJ | TITLE) and not _and_in_number(tokens, end))
            ):
                break
            end += 1
        return max(end, index + 1)

    def _breaks(self, tokens: list[Token], at: int) -> bool:
        """Return a time word after a noun starts a phrase of its own: "the district Tuesday"."""
        word, before = tokens[at].word, tokens[at - 1].word
        assert word is not None
        assert before is not None
        if word.time is None or word.time[0] not in {
            "weekdays",
            "relative",
            "future",
            "months",
            "history",
        }:
            return False
        return before.time is None and bool(tokens[at - 1].pos & (NOUN | PROPN))

    def _build(self, tokens: list[Token], start: int, end: int) -> Chunk:
        chunk = Chunk(NP, start, end)
        head = end - 1
        while head > start and not tokens[head].pos & (NOUN | PROPN | NUM):
            head -= 1
        chunk.head = head
        self._describe(chunk, tokens, start, end)
        chunk.qty = quantity(tokens, start, end)
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
            self._names(chunk, token, is_head=at == chunk.head)
        chunk.mods = tuple(mods)
        if chunk.places and chunk.cls & self._border_river and self._is_the_river(chunk, tokens):
            chunk.places, chunk.cls = (), self._border_river
        if chunk.names and not chunk.cls:
            chunk.cls = self._title_class(tokens, start, chunk.head)
        if chunk.actor is not None and not chunk.cls & self._people:
            chunk.cls |= self._people_of(word)

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
        if token.pos == PROPN and not (word.places or word.actor or word.code or word.leader):
            chunk.names = (*chunk.names, token.text)
        if word.places and token.pos & (PROPN | NOUN):
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

    def _verb_group(self, tokens: list[Token], index: int) -> Chunk:  # noqa: C901  (a cascade)
        chunk = Chunk(VG, index, index + 1)
        at, count = index, len(tokens)
        kinds = 0
        verb: Token | None = None
        while at < count:
            token = tokens[at]
            pos = token.pos
            if pos & ADV:
                if at == index or not _verb_ahead(tokens, at):
                    break
            elif pos & NEG:
                chunk.ceased = token.text in {"no longer", "no more"}
                chunk.neg = not chunk.ceased
            elif pos & TO:
                if at > index:
                    break
                chunk.to = True
            elif pos & (AUX | MODAL):
                kinds |= self._auxiliary(chunk, token)
            elif pos & VERB:
                verb = token
                at += 1
                break
            else:
                break
            at += 1
        chunk.e = max(at, index + 1)
        self._finish_verb(chunk, tokens, verb, kinds)
        return chunk

    def _auxiliary(self, chunk: Chunk, token: Token) -> int:
        word = token.word
        assert word is not None
        chunk.neg = chunk.neg or token.text.endswith("n't") or token.text == "cannot"
        if token.pos & MODAL:
            chunk.modal = chunk.modal or word.kind
            chunk.neg = chunk.neg or " not" in token.text
            return 0
        kind = {"be": BE, "have": HAVE, "get": GET}.get(word.kind, 0)
        if kind == HAVE:
            chunk.perfect = True
        if token.text in {"being", "having"} and not chunk.form:
            chunk.form = GERUND
        elif not chunk.form and token.text not in {"be", "been"}:
            chunk.form = PAST if token.text in {"was", "were", "had", "did", "got"} else THIRD
        chunk.aux = True
        chunk.lemma = word.kind
        return kind

    def _finish_verb(
        self, chunk: Chunk, tokens: list[Token], verb: Token | None, kinds: int
    ) -> None:
        chunk.head = chunk.e - 1
        if verb is None:
            chunk.text = tokens[chunk.s].text
            if chunk.lemma == "get":
                self._particle(chunk, tokens)
            chunk.vcls = self._verb_classes.get(chunk.lemma, frozenset())
            return
        word = verb.word
        assert word is not None
        chunk.lemma = word.verb or verb.text
        chunk.text = verb.text
        is_participle = bool(word.form & PARTICIPLE)
        chunk.passive = bool(kinds & (BE | GET)) and is_participle and not word.form & GERUND
        if not chunk.aux and not chunk.modal and not chunk.to:
            chunk.form = word.form
        elif chunk.to or chunk.modal:
            chunk.form = BASE
        elif not chunk.form:
            chunk.form = THIRD
        self._particle(chunk, tokens)
        chunk.vcls = self._verb_classes.get(chunk.lemma, frozenset())

    def _particle(self, chunk: Chunk, tokens: list[Token]) -> None:
        """Return the particle of a phrasal verb, if the next word can be one."""
        at = chunk.e
        if at >= len(tokens) or not tokens[at].pos & (PARTICLE | ADV | PREP):
            return
        word = tokens[at].word
        assert word is not None
        if word.pos & PARTICLE:
            chunk.particle = tokens[at].text
            if tokens[at].pos & (ADV | PARTICLE):
                chunk.e = at + 1

    def _attach(self, chunks: list[Chunk]) -> list[Chunk]:
        """Join a preposition with its phrase, and of-phrases with what they belong to."""
        out: list[Chunk] = []
        index, count = 0, len(chunks)
        while index < count:
            chunk = chunks[index]
            following = chunks[index + 1] if index + 1 < count else None
            if chunk.kind != MARK_PREP or following is None or following.kind != NP:
                if chunk.kind == MARK_PREP and out and out[-1].kind == VG and not out[-1].particle:
                    out[-1].particle = chunk.text  # "was fired at from inside"
                out.append(chunk)
                index += 1
                continue
            index += 2
            if out and self._is_particle(out[-1], chunk, following):
                out[-1].particle = chunk.text
                out.append(following)
                continue
            if chunk.text == "of" and len(out) > 1 and out[-1].kind == MARK_CC:
                following.prep = "of"  # "of A in P and of B": the second of-phrase joins the first
                out.append(following)
                continue
            if chunk.text == "of" and out and _takes_of(out[-1]):
                self._join_of(out[-1], following)
            else:
                out.append(_prepositional(chunk, following))
        return out

    def _is_particle(self, before: Chunk, prep: Chunk, phrase: Chunk) -> bool:
        """Handle "Let in 150 families": a preposition that belongs to the verb."""
        if before.kind != VG or f"{before.lemma} {prep.text}" not in self._phrasal:
            return False
        counted = phrase.qty is not None or phrase.pron
        return bool(phrase.cls & self._people or counted) and not (phrase.places or phrase.time)

    def _join_of(self, before: Chunk, phrase: Chunk) -> None:
        owner = before.np if before.kind == PP else before
        assert owner is not None
        last = owner
        while last.of is not None:
            last = last.of
        last.of = phrase
        before.e = owner.e = phrase.e
        self.inherit(owner)

    def inherit(self, phrase: Chunk) -> None:
        """Handle "A group of 58 servicemen" is servicemen; "members of the police" are police."""
        of = phrase.of
        if of is None:
            return
        self.inherit(of)
        counted = phrase.qty is not None and not phrase.cls  # "seven of the gendarmes"
        counted = counted or phrase.pron or phrase.lemma.isdigit()
        if counted or phrase.cls & (self._set | self._person):
            phrase.cls |= of.cls & ~self._country
            phrase.actor = phrase.actor or of.actor
            phrase.codes = phrase.codes or of.codes
            phrase.mods = (*phrase.mods, *of.mods)
            if phrase.qty is None or phrase.qty.value is None or phrase.lemma in _ONE_OF_MANY:
                phrase.qty = of.qty or phrase.qty
        if phrase.cls & self._place_noun and not phrase.places:
            phrase.codes = phrase.codes or of.codes

    def _coordinate(self, chunks: list[Chunk]) -> list[Chunk]:
        """Join "A, B and C" into one phrase with three members."""
        out: list[Chunk] = []
        index = 0
        while index < len(chunks):
            chunk = chunks[index]
            phrase = chunk.np if chunk.kind == PP else chunk
            if phrase is None or phrase.kind != NP:
                out.append(chunk)
                index += 1
                continue
            index = self._extend(chunks, index, chunk, phrase)
            out.append(chunk)
        return out

    def _extend(self, chunks: list[Chunk], index: int, chunk: Chunk, phrase: Chunk) -> int:
        tail = phrase
        while tail.of is not None:
            tail = tail.of
        members, at = [tail], index + 1
        while True:
            step, joins = _joiner(chunks, at)
            nxt = chunks[at + step] if step and at + step < len(chunks) else None
            if nxt is None or nxt.kind != NP or nxt.prep or not self._alike(tail, nxt):
                break
            if not joins and not self._list_goes_on(chunks, at + step, tail):
                break
            members.append(nxt)
            at += step + 1
        if len(members) > 1:
            tail.members = [_single(tail), *members[1:]]
            chunk.e = phrase.e = tail.e = members[-1].e
        return at if len(members) > 1 else index + 1

    def _alike(self, one: Chunk, other: Chunk) -> bool:  # noqa: PLR0911  (a cascade)
        if other.time != one.time or other.pron:
            return False
        if one.places and (other.places or (other.names and not other.det and not other.cls)):
            return True
        people = self._people | self._actor_bits["troops"]
        if one.cls & people and other.cls & people:
            return True
        if one.codes and other.codes and one.cls & other.cls:
            return True
        if one.codes and one.cls & self._demonym and (other.actor or other.codes) and not other.det:
            return True  # "Tajik and Taliban commissioners"
        if _is_plain(one) and _is_plain(other) and not other.det:
            return True
        return (
            bool(one.cls & other.cls & ~self._demonym)
            or (bool(one.places) and bool(other.cls & self._place_noun))
            or bool(one.actor and other.actor)
        )

    def _list_goes_on(self, chunks: list[Chunk], at: int, tail: Chunk) -> bool:
        """Return a comma only joins when a later "and" ends the list (else it is an apposition)."""
        proper = bool(tail.places) and bool(chunks[at].places) and not chunks[at].det
        index = at + 1
        while True:
            step, joins = _joiner(chunks, index)
            if not step:
                leaders = bool(tail.lead) and bool(chunks[at].lead) and index == at + 1
                return leaders or (proper and index >= len(chunks))
            if index + step >= len(chunks) or chunks[index + step].kind != NP:
                return False
            if joins:
                return True
            index += step + 1


_ONE_OF_MANY = frozenset({"group", "number", "total", "rest", "majority", "one", "some", "member"})


def _known(actor: Actor, token: Token) -> Actor | None:
    key = tuple(token.text.split())
    return None if key in actor.caution or len(token.text) < 4 else actor


def _is_plain(phrase: Chunk) -> bool:
    """Return a common noun of no class: "marsh and rice"."""
    return not (phrase.cls or phrase.places or phrase.names or phrase.codes or phrase.actor
                or phrase.pron or phrase.qty)  # fmt: skip


def _single(phrase: Chunk) -> Chunk:
    """Return a copy of a phrase to stand in its own list of members."""
    copy = Chunk(phrase.kind, phrase.s, phrase.e)
    for name in Chunk.__slots__:
        setattr(copy, name, getattr(phrase, name))
    copy.members = []
    return copy


def _joiner(chunks: list[Chunk], at: int) -> tuple[int, bool]:
    """How many marks join two members here (0: none), and whether an "and" is among them."""
    if at >= len(chunks):
        return 0, False
    kind = chunks[at].kind
    if kind == MARK_CC:
        return 1, True
    if kind == MARK_COMMA:
        if at + 1 < len(chunks) and chunks[at + 1].kind == MARK_CC:
            return 2, True
        return 1, False
    if kind == PP and chunks[at].prep in {"along with", "as well as", "together with"}:
        return 0, False
    return 0, False


def _prepositional(prep: Chunk, phrase: Chunk) -> Chunk:
    chunk = Chunk(PP, prep.s, phrase.e)
    chunk.prep = prep.text
    chunk.np = phrase
    chunk.head = phrase.head
    chunk.time = phrase.time
    chunk.text = prep.text
    return chunk


def _takes_of(chunk: Chunk) -> bool:
    return chunk.kind == NP or (chunk.kind == PP and chunk.np is not None)


def _starts_count(tokens: list[Token], at: int) -> bool:
    """Handle "In the district | four members": a number with a noun behind it starts a phrase."""
    if _is_month(tokens[at - 1]):
        return False
    if _is_time(tokens[at - 1]) or (at > 1 and _is_time(tokens[at - 2])):
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and bool(after.pos & (NOUN | ADJ)) and not tokens[at].glued


def _is_month(token: Token) -> bool:
    word = token.word
    return word is not None and word.time is not None and word.time[0] == "months"


def _is_time(token: Token) -> bool:
    return token.word is not None and token.word.time is not None and token.word.num is None


def _is_named_before_time(tokens: list[Token], at: int) -> bool:
    """Handle "Took Maimay | last Friday"."""
    if at + 1 >= len(tokens) or not tokens[at - 1].pos & (NOUN | PROPN):
        return False
    word = tokens[at + 1].word
    return word is not None and word.time is not None and word.time[0] != "daytimes"


_BEFORE_TIME = frozenset({"last", "next", "late", "early", "previous", "earlier"})


def _is_clock(token: Token) -> bool:
    """Handle "At 23.30 | three men"."""
    return bool(_CLOCK.fullmatch(token.text))


def _counts_anew(tokens: list[Token], at: int) -> bool:
    """Handle "In the village X of Y district | four men": a number word that starts a phrase."""
    word = tokens[at].word
    follows = at + 1 < len(tokens) and bool(tokens[at + 1].pos & (NOUN | ADJ))
    return (
        follows
        and word is not None
        and word.num is not None
        and word.num[0] == "units"
        and (tokens[at].text.isalpha())
    )


_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")


def _name_after_time(tokens: list[Token], at: int, people: int) -> bool:
    """Handle "In the week | Shortepa fell": a name after a word of time starts anew."""
    before = tokens[at - 1].word
    word = tokens[at].word
    if before is None or before.time is None or word is None or word.time is not None:
        return False
    return tokens[at].pos == PROPN or bool(word.cls & people)


def _fold_asides(chunks: list[Chunk]) -> list[Chunk]:
    """Names in brackets or quotes join the phrase before them: 'the post "Sayod"'."""
    out: list[Chunk] = []
    index, count = 0, len(chunks)
    while index < count:
        chunk = chunks[index]
        name = _called(chunks, index, out)
        if name is not None:
            out[-1].apps.append(chunks[name])
            _take_name(out[-1], chunks[name])
            index = name + 1
            continue
        closer = _CLOSERS.get(chunk.kind)
        aside = chunks[index + 1] if closer and index + 2 < count else None
        if (
            aside is not None
            and aside.kind == NP
            and chunks[index + 2].kind == closer
            and (out and out[-1].kind == NP and not aside.time and aside.e - aside.s <= 6)
        ):
            out[-1].apps.append(aside)
            out[-1].e = chunks[index + 2].e
            if not out[-1].places and chunk.kind == MARK_QUOTE:
                _take_name(out[-1], aside)
            index += 3
            continue
        out.append(chunk)
        index += 1
    return out


def _called(chunks: list[Chunk], index: int, out: list[Chunk]) -> int | None:
    """Where the name stands in "a camp known as Chinaya"; None elsewhere."""
    chunk = chunks[index]
    if chunk.kind != VG or chunk.lemma not in _NAMING or chunk.aux or not out or out[-1].kind != NP:
        return None
    at = index + 1
    if at < len(chunks) and chunks[at].text == "as":
        at += 1
    if at < len(chunks) and chunks[at].kind == NP and (chunks[at].names or chunks[at].places):
        return at
    return None


_NAMING = frozenset({"know", "call", "name", "dub"})
_CLOSERS = {MARK_OPEN: MARK_CLOSE, MARK_QUOTE: MARK_QUOTE}


def _take_name(phrase: Chunk, aside: Chunk) -> None:
    phrase.places = aside.places
    phrase.names = phrase.names or aside.names
    phrase.actor = phrase.actor or aside.actor


def _and_in_number(tokens: list[Token], at: int) -> bool:
    """Handle "One hundred *and* thirty-eight"."""
    if tokens[at].text != "and" or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1].word, tokens[at + 1].word
    if before is not None and after is not None and before.code and after.code:
        return tokens[at - 1].pos == ADJ == tokens[at + 1].pos
    is_number = before is not None and before.num is not None and before.num[0] == "multipliers"
    return is_number and after is not None and after.num is not None and after.num[0] == "units"


def _adverb_inside(tokens: list[Token], at: int) -> bool:
    """Return an adverb belongs to the phrase if an adjective, number or participle follows."""
    if at + 1 >= len(tokens):
        return False
    word = tokens[at].word
    if word is not None and word.num is not None and tokens[at - 1].pos & NUM:
        return bool(tokens[at + 1].pos & (NOUN | ADJ))  # "80 or so soldiers"
    return bool(tokens[at + 1].pos & (ADJ | NUM))


def _verb_ahead(tokens: list[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 4]:
        if token.pos & (VERB | AUX):
            return True
        if not token.pos & (ADV | NEG):
            return False
    return False


_PUNCTUATION = {
    ",": MARK_COMMA, "-": MARK_COMMA, ";": MARK_STOP, ":": MARK_COLON, '"': MARK_QUOTE,
    "(": MARK_OPEN, ")": MARK_CLOSE, "[": MARK_OPEN, "]": MARK_CLOSE, "|": MARK_STOP,
    "•": MARK_STOP, "?": MARK_STOP, ".": MARK_STOP, "!": MARK_STOP, "…": MARK_STOP,
}  # fmt: skip


def _marker(tokens: list[Token], index: int, pos: int) -> Chunk:
    if pos & PUNCT:
        return _mark(_PUNCTUATION.get(tokens[index].text, MARK_ADV), tokens, index)
    for bit, kind in (
        (CC, MARK_CC), (SUB, MARK_SUB), (REL, MARK_REL), (THAT, MARK_THAT), (PREP, MARK_PREP),
        (ADV, MARK_ADV),
    ):  # fmt: skip
        if pos & bit:
            return _mark(kind, tokens, index)
    return _mark(MARK_ADV, tokens, index)


def _mark(kind: str, tokens: list[Token], index: int) -> Chunk:
    chunk = Chunk(kind, index, index + 1)
    word = tokens[index].word
    chunk.text = tokens[index].text
    chunk.lemma = word.kind if word is not None else ""
    return chunk
