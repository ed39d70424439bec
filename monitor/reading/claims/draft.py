"""Claims under construction, and the scene they are built in."""

from dataclasses import dataclass, field

from monitor.events.values import ActorClass, Attribution, ClaimType, Side
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Gazetteer, Place
from monitor.reading.scene.context import Context
from monitor.reading.scene.locate import Locator
from monitor.reading.scene.parties import Named, Parties
from monitor.reading.scene.people import Party, People
from monitor.reading.scene.toll_sums import Toll
from monitor.reading.standing.cues import Background, Cue
from monitor.reading.standing.denials import Denial
from monitor.reading.standing.values import Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import SAID
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import NUM
from monitor.reading.words.lexicon import Lexicon


@dataclass(slots=True, kw_only=True)
class Draft:
    """One claim before merging. ``proof`` orders drafts of one claim: the best evidence wins."""

    type: ClaimType
    status: str
    sentence: Sentence
    match: Match
    standing: Standing
    place: Place | None = None
    province: str | None = None  # where no place is known
    alternatives: tuple[str, ...] = ()
    country: str | None = None
    actor: str | None = None
    group: ActorClass = ActorClass.UNKNOWN
    side: Side = Side.UNKNOWN
    origin: str | None = None
    to: str | None = None
    count: int | None = None
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    when: str | None = None
    precision: int | None = None
    kind: str = ""
    span: tuple[int, int] = (0, 0)
    proof: float = 0.0
    anaphor: bool = False
    why: list[str] = field(default_factory=list)
    attribution: Attribution | None = None
    denied_by: Attribution | None = None
    disputed_by: Chunk | None = None
    parties: frozenset[str] = frozenset()
    denied_in: Sentence | None = None

    def rule(self, status: str, why: str) -> None:
        """Give the status that the text gives it, and say why."""
        self.status = status
        self.why.append(why)


_AT_LINE_KM = 10.0  # a crossing point so close to a border is a point of that border


class Scene:
    """Everything a builder may ask about the article while it builds claims of one sentence."""

    __slots__ = (
        "_last",
        "background",
        "context",
        "counters",
        "crossings",
        "cues",
        "denials",
        "disputes",
        "disputes_ahead",
        "foes_found",
        "foes_sought",
        "gazetteer",
        "lexicon",
        "locator",
        "may_dispute",
        "named_people",
        "none_hurt",
        "people",
        "previous",
        "sentence",
        "sentences",
        "title_tolls",
        "tolls",
        "wounded",
    )

    def __init__(
        self, lexicon: Lexicon, locator: Locator, people: People, context: Context
    ) -> None:
        self.lexicon = lexicon
        self.gazetteer: Gazetteer = lexicon.gazetteer
        self.locator = locator
        self.people = people
        self.context = context
        self.sentence: Sentence
        self.sentences: list[Sentence] = []
        self.previous: Sentence | None = None  # the one before, whether or not it was heard
        self._last: Sentence | None = None
        self.none_hurt = False
        self.may_dispute = False
        self.denials: list[Denial] = []
        self.disputes: list[int] = []
        self.disputes_ahead: list[int] = []
        self.counters: list[int] = []
        self.background = Background(lexicon.set("tallied"))
        self.cues: list[Cue] = []
        self.tolls: list[Toll] = []
        self.foes_found = False  # in the first ``foes_sought`` sentences
        self.foes_sought = 0
        self.crossings: list[tuple[ActorClass, str, str]] = []  # told so far: who, from, to
        self.named_people = Parties(lexicon, people)
        people.antecedent = self.antecedent
        self.title_tolls: list[Toll] = []
        self.wounded: list[Toll] = []

    def is_(self, phrase: Chunk, *classes: str) -> bool:
        return bool(self.people.classes(phrase) & self.lexicon.bit(*classes))

    def hear(self, sentence: Sentence) -> None:
        """Go on to the next sentence of the article, or of its title."""
        self.previous, self._last = self._last, sentence
        self.sentence = sentence
        self.sentences.append(sentence)
        self.named_people.hear(sentence)
        if not sentence.in_title:
            self.context.sentences.append(sentence)

    def pass_over(self, sentence: Sentence) -> None:
        """Note whom a sentence names that can make no claim."""
        self._last = sentence
        self.named_people.hear(sentence)
        self.background.hear(sentence)

    @property
    def parties(self) -> list[Named]:
        """Everybody named so far: offset, party, whether many."""
        return self.named_people.all()

    def antecedent(self, phrase: Chunk) -> Party | None:
        """Whom "they", "the men", "five people" mean: the group of people named last before."""
        if self.sentence.in_title:
            return None
        offset = self.sentence.tokens[phrase.s].start
        singular = phrase.text in {"he", "she", "him"}
        counted = phrase.qty.value if phrase.qty is not None and phrase.of is None else None
        rest = phrase.lemma in self.lexicon.set("stand_ins")
        part = self.part_of(phrase)
        fallback: Party | None = None
        for _, party, many in self.named_people.before(offset):
            if many == singular or (not part and differ(counted, party.count, phrase)):
                continue
            enough = party.count is not None and party.count > part
            if not (rest or part) or enough:
                return party  # "the rest", "seven", are of those who were counted, if anybody was
            fallback = fallback or party
        return fallback

    def part_of(self, phrase: Chunk) -> int:
        """Return how many a figure without a noun counts: "Seven who could swim" are some of 19."""
        if phrase.qty is None or phrase.lemma.isdigit() or phrase.of is not None:
            return 0
        is_bare = self.sentence.tokens[phrase.head].pos & NUM
        return (phrase.qty.value or 0) if is_bare else 0

    def lines(self, phrase: Chunk) -> tuple[str, ...]:
        """Return the borders that a phrase names: "the Panj", "Tajik-Afghan border", a crossing."""
        words = f" {phrase.text} {phrase.of.text if phrase.of is not None else ''} "
        found = [line for name, lines in self.lexicon.lines.items()
                 if f" {name} " in words for line in lines]  # fmt: skip
        codes = sorted({code for part in (phrase, phrase.of) if part for code in part.codes})
        if len(codes) == 2 and self.context.are_neighbours(*codes):
            found.append("-".join(codes))
        for place in phrase.places:
            found += [code for code, km in place.borders.items() if km <= _AT_LINE_KM][:1]
        return tuple(dict.fromkeys(found))

    def text(self, phrase: Chunk) -> str:
        return self.sentence.words(phrase.s, phrase.e)

    def named(self, phrases: list[Chunk], country: str | None = None) -> Place | None:
        """Return the first named place among phrases."""
        for phrase in phrases:
            for found in self.locator.locate(phrase, self.context, country):
                if found.place is not None:
                    return found.place
        return None

    def country(self, phrase: Chunk, *, side: bool = True) -> str | None:
        """Return the country that a phrase is in or stands for: by name, place, owner."""
        for part in phrase.all():
            found = self._country_of(part)
            if found:
                return found
        words = {*phrase.mods, *phrase.lemma.split()}
        if phrase.cls & self.lexicon.bit("bank") and words & {"left", "right"}:
            return self._bank(words)
        if self.is_(phrase, "country_noun") and words & self.lexicon.set("next_door"):
            return self.context.other(self.context.home)
        if (
            side
            and phrase.cls & self.lexicon.bit("country_noun", "bank")
            and _is_here(phrase, self.lexicon.set("far_side"))
        ):
            return self._owner(phrase) or self.context.home
        return None

    def _owner(self, phrase: Chunk) -> str | None:
        """Return whose "its territory" is: of the state that spoke or acted before it, if any."""
        if phrase.det not in {"its", "their"}:
            return None
        before = ((clause.subj, bool(clause.vg.vcls & SAID) and not clause.passive)
                  for clause in reversed(self.sentence.clauses)
                  if clause.subj is not None and clause.subj.e <= phrase.s)  # fmt: skip
        states = (self.country(subj, side=False) for subj, speaks in before
                  if speaks or self.is_(subj, "country", "seat"))  # fmt: skip
        return next((code for code in states if code), None)

    def _bank(self, words: set[str]) -> str | None:
        """Return whose "the left bank" is, by the river between two countries of the story."""
        told = self.context.countries()
        banks = self.lexicon.compiled.settings.get("banks", {})
        both = [line for line in banks if all(code in told for code in line.split("-"))]
        one = [line for line in banks if any(code in told for code in line.split("-"))]
        lines = both[:1] or (one if len(one) == 1 else [])
        return next((banks[line][word] for line in lines for word in ("left", "right")
                     if word in words), None)  # fmt: skip

    def _country_of(self, phrase: Chunk) -> str | None:
        if phrase.codes:
            return phrase.codes[0]
        if phrase.places:
            place = self.locator.choose(phrase, phrase.places, self.context, None).place
            if place is not None and place.country:
                return place.country
        for inner in (phrase.of, phrase.poss, *phrase.apps):
            if inner is not None:
                found = self.country(inner, side=False)
                if found:
                    return found
        return self.people.country(phrase) if phrase.lead or phrase.actor else None

    def countries_in(self, sentence: Sentence) -> list[str]:
        """Country codes named in a sentence, in order, each once."""
        return list(dict.fromkeys(self.countries_told(sentence)))

    def countries_told(self, sentence: Sentence, end: int | None = None) -> list[str]:
        """Country codes named in a sentence, before the token ``end``, in order."""
        found: list[str] = []
        for token in sentence.tokens[:end]:
            word = token.word
            if word is None or not (token.cap or word.code):
                continue
            code = word.code or word.meta or _single_country(word.places)
            if not code and word.actor is not None and word.actor.country:
                code = word.actor.country
            if code and token.text != "us":
                found.append(code)
        return found


def differ(count: int | None, other: int | None, phrase: Chunk) -> bool:
    """Return "the five men" are not the twelve named before; "others" are more of the same."""
    if count is None or phrase.lemma == "other" or phrase.lemma.isdigit():
        return False
    return other is not None and other != count


def _single_country(places: tuple[Place, ...]) -> str:
    countries = {place.country for place in places if place.kind != "country"}
    return countries.pop() if len(countries) == 1 else ""


def _is_here(phrase: Chunk, far_side: frozenset[str]) -> bool:
    if far_side & {*phrase.mods, *phrase.lemma.split()}:
        return False  # "the far bank" is the other country's
    return phrase.det in {"this", "the", "our", "its", "their"}
