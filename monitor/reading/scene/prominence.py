"""Which of the people of a sentence a pronoun behind it means, if it tells of people on the move.

Whoever was caught, fed or sent is more likely than who did that to them; who only speaks, and whom
a preposition brings in, are the least likely.
"""

from monitor.reading.scene.people import People
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, PARTICIPIAL, RELATIVE, SPEECH, Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import NUM
from monitor.reading.words.lexicon import Lexicon

TOLD, BARE, BESIDE, HANDLERS, TELLERS = 0, 1, 2, 3, 4


class Ranks:
    """Ranks the people of a sentence; who is not named in the result is told of (rank ``TOLD``).

    ``BARE``: a figure or a share, which says how many but not who.
    """

    def __init__(self, lexicon: Lexicon, people: People) -> None:
        self._people = people
        self._anyone = lexicon.bit("troops", "militants", "civilians", "person", "set")
        self._killing = lexicon.set("falling")
        self._leaving = lexicon.set("getting_away")
        self._places = lexicon.bit("district", "town", "village", "post", "base", "port", "centre")
        self._telling = lexicon.set("telling")
        self._no_speech = lexicon.set("based") | lexicon.set("branding")
        self._sourcing = lexicon.set("sourcing")
        self._mouthpieces = lexicon.set("mouthpieces")
        self._vague = lexicon.set("totals") | lexicon.set("stand_ins") | lexicon.set("shares")

    def of(self, sentence: Sentence) -> dict[int, int]:
        """Return the rank of each phrase (by its offset in the text) that is not told of."""
        found: dict[int, int] = {}
        start = [token.start for token in sentence.tokens]
        for clause in sentence.clauses:
            for phrase, rank in self._of_clause(clause, sentence):
                found[start[phrase.s]] = max(rank, found.get(start[phrase.s], 0))
        for _, phrase in sentence.phrases:
            if self._is_bare(phrase, sentence):
                found[start[phrase.s]] = BARE
            if phrase.of is not None and phrase.lemma in self._mouthpieces:
                found[start[phrase.of.s]] = TELLERS
        return found

    def _of_clause(self, clause: Clause, sentence: Sentence) -> list[tuple[Chunk, int]]:
        ranked = [(part, BESIDE) for np, _ in _led(clause) for part in _chain(np)]
        ranked += [(np, TELLERS) for np, prep in _led(clause) if prep in self._sourcing]
        if clause.subj is not None and (self._tells(clause) or _is_believed(clause)):
            ranked += [(part, TELLERS) for part in _chain(clause.subj)]
        ranked += [(part, BESIDE) for np in self._aside(clause, sentence) for part in _chain(np)]
        if clause.obj is not None and clause.vg.lemma in self._leaving and not clause.passive:
            return ranked + [(part, BESIDE) for part in _chain(clause.obj)]  # "escape the rebels"
        doer, patient = _doer(clause), clause.subj if clause.passive else clause.obj
        if doer is None or patient is None or clause.vg.lemma in self._killing:
            return ranked
        if patient.pron or self._people.classes(patient) & self._anyone:
            ranked += [(part, HANDLERS) for part in _chain(doer)]
        return ranked

    def _aside(self, clause: Clause, sentence: Sentence) -> list[Chunk]:
        """Return whom an aside names behind people who act: "40 men fled after *rebels* fired"."""
        if clause.link != ADVERBIAL:
            return []
        if clause.obj is not None and self._takes_place(clause.obj):
            return [clause.subj] if clause.subj is not None else []
        if not any(self._acts(one) for one in sentence.clauses if one.vg.s < clause.start):
            return []
        return [phrase for phrase in (clause.subj, clause.obj) if phrase is not None]

    def _acts(self, clause: Clause) -> bool:
        """Whether the subject of a clause is people who do more than speak."""
        if clause.subj is None or clause.link in {ADVERBIAL, RELATIVE} or self._tells(clause):
            return False
        return bool(self._people.classes(clause.subj) & self._anyone)

    def _takes_place(self, thing: Chunk) -> bool:
        """Whether a place is the object: "hours after *rebels* took the post" leads nobody on."""
        return bool(self._people.classes(thing) & self._places) and not thing.pron

    def _tells(self, clause: Clause) -> bool:
        """Whether somebody speaks: "troops posted at X" do not, "held the post" neither."""
        spoken = bool(SPEECH & clause.vg.vcls) and clause.vg.lemma not in self._no_speech
        if clause.obj is not None and clause.vg.lemma not in self._telling:
            return False
        return spoken and not clause.passive and clause.link != PARTICIPIAL

    def _is_bare(self, phrase: Chunk, sentence: Sentence) -> bool:
        if phrase.lemma in self._vague or (phrase.of is not None and phrase.of.pron):
            return True
        if phrase.qty is None:
            return False
        return phrase.lemma.isdigit() or bool(sentence.tokens[phrase.head].pos & NUM)


def _is_believed(clause: Clause) -> bool:
    """Handle "who, *if the committee is right*, had crossed": it tells, and does nothing."""
    if clause.link != ADVERBIAL or clause.opener != "if":
        return False
    right = clause.vg.lemma == "be" and clause.obj is not None and clause.obj.lemma in _RIGHT
    return right or clause.vg.adj in _RIGHT or (clause.passive and clause.vg.lemma == "believe")


_RIGHT = frozenset({"right", "correct", "accurate", "wrong", "mistaken"})


def _led(clause: Clause) -> list[tuple[Chunk, str]]:
    return [(pp.np, pp.prep) for pp in clause.pps if pp.np is not None]


def _chain(phrase: Chunk) -> list[Chunk]:
    """Return a phrase and those whom it belongs to: "by fire of the guards"."""
    found: list[Chunk] = []
    part: Chunk | None = phrase
    while part is not None:
        found += [part] if part.poss is None else [part, part.poss]
        part = part.of
    return found


def _doer(clause: Clause) -> Chunk | None:
    """Return who does it to others: the subject, or whoever stands behind "by"."""
    if not clause.passive:
        return clause.subj
    return next((np for np, prep in _led(clause) if prep == "by"), None)
