"""Attachment: a preposition joins its phrase, an of-phrase what it belongs to."""

from itertools import pairwise

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import MARK_ADV, MARK_CC, MARK_PREP, NP, PP, VG
from monitor.reading.words.lexicon import Lexicon

PLACE_NOUNS = (
    "district", "town", "village", "centre", "base", "post", "port", "crossing", "bridge",
    "province", "area", "part", "river", "border", "bank", "country_noun",
)  # fmt: skip

_SEVERAL = 2  # places of one name
_BOUNDS = frozenset({"least", "most", "about", "additive"})


class Attacher:
    """Hangs phrases on their prepositions, and of-phrases on their owners."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._find = lexicon.find
        self._generic = lexicon.bit("set", "person")
        self._people = lexicon.bit("troops", "militants", "civilians", "officials", "person", "set")
        self._arms = lexicon.bit("arms")
        self._sorts = lexicon.bit("troops", "militants", "civilians", "officials")
        self._country = lexicon.bit("country")
        self._unmanned = lexicon.bit("nature", "sport")
        self._bodies = lexicon.set("bodies")
        self._place_noun = lexicon.bit(*PLACE_NOUNS)
        self._place = self._place_noun | lexicon.bit("named", "named_area", "country")
        self._set = lexicon.bit("set")
        self._of_taking = lexicon.bit("capture_noun")
        self._one_of_many = lexicon.set("one_of_many")
        self._shares, self._fractions = lexicon.set("shares"), lexicon.set("fractions")
        self._phrasal = frozenset(
            verb for frame in lexicon.compiled.frames for verb in frame.verbs if " " in verb
        )

    def attach(self, chunks: list[Chunk]) -> list[Chunk]:
        """Join a preposition with its phrase, and of-phrases with what they belong to."""
        out: list[Chunk] = []
        chunks = _with_that_of(chunks, self._of_taking)
        index, count = 0, len(chunks)
        while index < count:
            chunk = chunks[index]
            index += self._bounds(chunks, index)
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
                apart = _owner_before_time(out)
                self._join_of(apart or out[-1], following)
                if apart is not None and out[-1].time:
                    out.append(out.pop(-2))
            else:
                out.append(_prepositional(chunk, following))
        return self._with_particles(self._with_banks(_with_hour(out)))

    def _with_banks(self, chunks: list[Chunk]) -> list[Chunk]:
        """Let "Ishkashim *in Tajikistan*" be the one of several places of that name."""
        for before, behind in pairwise(chunks):
            if behind.prep == "in" and behind.np is not None and behind.np.codes:
                self._tell_bank(before, behind.np)
        return chunks

    def _tell_bank(self, before: Chunk, country: Chunk) -> None:
        place = before.np if before.kind == PP else before
        while place is not None and place.of is not None:
            place = place.of
        if place is None or len(place.places) < _SEVERAL or place.codes or country.places:
            return
        if country.cls & self._country and any(p.country in country.codes for p in place.places):
            place.codes = country.codes

    def _bounds(self, chunks: list[Chunk], index: int) -> int:
        """Return 1 for "a column of *at least* nine tanks": the figure has taken its bound."""
        if chunks[index].kind != MARK_PREP or index + 2 >= len(chunks):
            return 0
        between = chunks[index + 1]
        if between.kind != MARK_ADV or chunks[index + 2].kind != NP:
            return 0
        word = self._find(*between.text.split())
        return int(word is not None and word.num is not None and word.num[0] in _BOUNDS)

    def _with_particles(self, chunks: list[Chunk]) -> list[Chunk]:
        """Handle "flew 40 men *home*", "handed the post *over*": the verb is in two parts."""
        for verb, thing, behind in zip(chunks, chunks[1:], chunks[2:], strict=False):
            parted = verb.kind == VG and thing.kind == NP and behind.kind == MARK_ADV
            if not parted or verb.passive or verb.particle:
                continue
            if f"{verb.lemma} {behind.text}" in self._phrasal:
                verb.particle = behind.text
        return chunks

    def _is_particle(self, before: Chunk, prep: Chunk, phrase: Chunk) -> bool:
        """Handle "Let in 150 families": a preposition that belongs to the verb."""
        if before.kind != VG or before.passive:
            return False
        if f"{before.lemma} {prep.text}" not in self._phrasal:
            return False
        if prep.text == "over" and "handing" in before.vcls:
            return not (phrase.cls & self._place or phrase.places or phrase.time)
        counted = phrase.qty is not None or phrase.pron
        sent = phrase.cls & (self._people | self._arms)  # "let in 150 families", "put down arms"
        return bool(sent or counted) and not (phrase.places or phrase.time)

    def _join_of(self, before: Chunk, phrase: Chunk) -> None:
        owner = before.np if before.kind == PP else before
        assert owner is not None
        last = owner
        while last.of is not None:
            last = last.of
        last.of = phrase
        if owner.time and before.kind == NP and owner.qty is not None and not phrase.time:
            owner.time, owner.cls = False, owner.cls | phrase.cls  # "began three days of drills"
        before.e = owner.e = phrase.e
        self._inherit(owner)

    def _inherit(self, phrase: Chunk) -> None:
        """Handle "A group of 58 servicemen" is servicemen; "members of the police" are police."""
        of = phrase.of
        if of is None:
            return
        self._inherit(of)
        counted = phrase.qty is not None and not phrase.cls  # "seven of the gendarmes"
        counted = counted or phrase.pron or phrase.lemma.isdigit()
        counted = counted or (phrase.lemma in self._bodies and bool(of.cls & self._sorts))
        if counted or phrase.cls & self._generic:
            who = phrase.cls & self._sorts  # "the garrison of the post" is no post
            phrase.cls |= of.cls & (self._people if who else ~self._country)
            if of.cls & self._sorts or of.lemma.isdigit() or (of.qty is not None and not of.cls):
                phrase.cls &= ~self._unmanned  # "a team of couriers" plays no game
            phrase.actor = phrase.actor or of.actor
            phrase.codes = phrase.codes or of.codes
            phrase.mods = (*phrase.mods, *of.mods)
            if phrase.qty is None or phrase.qty.value is None or phrase.lemma in self._one_of_many:
                phrase.qty = of.qty or phrase.qty
            if phrase.lemma in self._fractions:
                phrase.qty = None  # "two thirds of the soldiers" are not two
        if phrase.lemma in self._shares and of.cls & self._place and not of.cls & self._people:
            phrase.cls &= ~self._set  # "half of the border" is nobody
        if phrase.cls & self._place_noun and not phrase.places:
            phrase.codes = phrase.codes or of.codes


def _with_that_of(chunks: list[Chunk], of_taking: int) -> list[Chunk]:
    """Handle "the centre of A fell, *that of B* followed": a phrase, not a conjunction."""
    if not any(_is_that_of(chunks, at) for at in range(len(chunks) - 2)):
        return chunks
    out: list[Chunk] = []
    index = 0
    while index < len(chunks):
        if index + 2 < len(chunks) and _is_that_of(chunks, index):
            that = _that_of(chunks[index], chunks[index + 2])
            _stand_for(that, chunks, index, of_taking)
            out.append(that)
            index += 3
        else:
            out.append(chunks[index])
            index += 1
    return out


def _is_that_of(chunks: list[Chunk], index: int) -> bool:
    if chunks[index].text not in {"that", "those"} or chunks[index + 1].text != "of":
        return False
    prep, phrase = chunks[index + 1], chunks[index + 2]
    return prep.kind == MARK_PREP and phrase.kind == NP and bool(phrase.places)


def _that_of(that: Chunk, phrase: Chunk) -> Chunk:
    chunk = Chunk(NP, that.s, phrase.e)
    chunk.text = chunk.lemma = that.text
    chunk.of, chunk.cls = phrase, phrase.cls
    return chunk


def _stand_for(that: Chunk, chunks: list[Chunk], index: int, of_taking: int) -> None:
    """Handle "the loss of A follows *that of B*": the loss of B."""
    for noun, prep in pairwise(chunks[:index]):
        if noun.kind == NP and prep.text == "of" and noun.cls & of_taking:
            that.lemma, that.cls, that.sign = noun.lemma, noun.cls, noun.sign


def _prepositional(prep: Chunk, phrase: Chunk) -> Chunk:
    chunk = Chunk(PP, prep.s, phrase.e)
    chunk.prep = prep.text
    chunk.np = phrase
    chunk.head = phrase.head
    chunk.time = phrase.time
    chunk.text = prep.text
    return chunk


def _with_hour(chunks: list[Chunk]) -> list[Chunk]:
    """Handle "At *nine* the guards let them over": when, and not how many."""
    phrase = chunks[0].np if chunks and chunks[0].prep == "at" else None
    if phrase is not None and _is_hour(phrase):
        chunks[0].time = phrase.time = True
    return chunks


def _is_hour(phrase: Chunk) -> bool:
    value = phrase.qty.value if phrase.qty is not None else None
    bare = phrase.e - phrase.s == 1 and not (phrase.cls or phrase.places or phrase.names)
    return bare and value is not None and 0 < value <= _HOURS


_HOURS = 24


def _owner_before_time(out: list[Chunk]) -> Chunk | None:
    """Handle "the capture on Monday of X", "the flight *to A* of 51 men": what stands between."""
    if len(out) < 2 or not (out[-1].time or _is_whither(out[-1])):
        return None
    if out[-1].kind != NP and (out[-1].kind != PP or out[-1].np is None):
        return None
    owner = out[-2].np if out[-2].kind == PP else out[-2]
    taken = owner is None or owner.of is not None or owner.places or owner.time
    return None if taken or owner is None or owner.kind != NP else out[-2]


def _is_whither(chunk: Chunk) -> bool:
    """Whether a phrase leads to a country by its name, which takes no "of"."""
    goal = chunk.np if chunk.kind == PP and chunk.prep in {"to", "into", "from"} else None
    return goal is not None and bool(goal.codes) and not (goal.det or goal.places or goal.mods)


def _takes_of(chunk: Chunk) -> bool:
    return chunk.kind == NP or (chunk.kind == PP and chunk.np is not None)
