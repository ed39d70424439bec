"""Evocation: the frames that the verbs and nouns of a sentence evoke and that hold there."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import FrameIndex, Match, present_classes
from monitor.reading.frames.roles import fill
from monitor.reading.frames.slots import Pattern
from monitor.reading.frames.views import ClauseViews, noun_view
from monitor.reading.scene.people import People
from monitor.reading.standing.nouns import noun_standing
from monitor.reading.standing.rules import TALES
from monitor.reading.standing.status import standing
from monitor.reading.standing.values import Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import MARK_CC, NP, PP, VG


def matches(frames: FrameIndex, scene: Scene) -> list[tuple[Match, Standing]]:
    """Every frame that holds in the sentence, with how the text stands to it."""
    sentence, people = scene.sentence, scene.people
    present, loose = present_classes(sentence, people)
    found: list[tuple[Match, Standing]] = []
    for clause in sentence.clauses:
        possible = [
            pattern for pattern in frames.of_verb(clause) if pattern.possible(present, loose=loose)
        ]
        if possible:
            found += _of_clause(clause, possible, people)
    return found + _of_nouns(frames, sentence, people)


def _of_clause(
    clause: Clause, possible: list[Pattern], people: People
) -> list[tuple[Match, Standing]]:
    found: list[tuple[Match, Standing]] = []
    views = ClauseViews(clause)
    stand: Standing | None = None
    captured = False
    for pattern in possible:
        if captured and pattern.is_territory:
            continue
        filled = _fill(pattern, views, clause, people)
        if filled is None:
            continue
        captured = captured or pattern.is_territory
        stand = stand or standing(clause, people.lexicon)
        ceased = clause.vg.ceased and not pattern.ceased
        told = stand.under("negated", "no longer") if ceased else stand
        found.append((filled, told))
    return found


def _fill(pattern: Pattern, views: ClauseViews, clause: Clause, people: People) -> Match | None:
    roles = fill(pattern, views.first, people)
    if roles is not None:
        return Match(pattern.frame, clause.vg, clause, roles, clause.passive)
    for view, passive in views.others(pattern):
        roles = fill(pattern, view, people)
        if roles is not None:
            return Match(pattern.frame, clause.vg, clause, roles, passive)
    return None


def _of_nouns(
    frames: FrameIndex, sentence: Sentence, people: People
) -> list[tuple[Match, Standing]]:
    found: list[tuple[Match, Standing]] = []
    for at, phrase in sentence.phrases:
        evoked = frames.nouns.get(phrase.lemma) or _by_title(frames, phrase)
        if not evoked:
            continue
        view = noun_view(phrase, sentence.chunks, at)
        for pattern in evoked:
            roles = fill(pattern, view, people)
            if roles is not None:
                clause, place = _clause_of(sentence, at)
                owners = _owners(sentence.chunks, at, phrase, people.lexicon.set("about"))
                stand = noun_standing(phrase, owners, clause, place, people.lexicon)
                found.append((Match(pattern.frame, phrase, clause, roles), stand))
    return found


def _by_title(frames: FrameIndex, phrase: Chunk) -> list[Pattern]:
    """Return what the noun before a name evokes, for the few frames of people with a name."""
    found = (frames.nouns.get(word, ()) for word in phrase.mods) if phrase.names else ()
    return [pattern for some in found for pattern in some if pattern.frame.has("together")]


def _clause_of(sentence: Sentence, at: int) -> tuple[Clause | None, str]:
    """Return the clause that a chunk belongs to, and its position there."""
    chunk = sentence.chunks[at]
    for clause in sentence.clauses:
        if chunk is clause.subj:
            return clause, "subj"
        if chunk is clause.obj or chunk is clause.obj2:
            return clause, "obj"
        if any(chunk is pp for pp in clause.pps):
            return clause, chunk.prep
        if any(chunk is more for more in clause.extra):  # "denied the fall of A and that of B"
            return clause, "obj" if clause.obj is not None else "subj"
    return _long_subject(sentence, at)


def _long_subject(sentence: Sentence, at: int) -> tuple[Clause | None, str]:
    """Handle "The clash between A and B near X | was averted": the verb behind, if none between."""
    for chunk in sentence.chunks[at + 1 :]:
        if chunk.kind == VG:
            owner = next((clause for clause in sentence.clauses if clause.vg is chunk), None)
            return (owner, "subj") if owner is not None else (None, "")
        if chunk.kind not in {NP, PP, MARK_CC}:
            break
    return None, ""


def _owners(chunks: list[Chunk], at: int, phrase: Chunk, about: frozenset[str]) -> list[Chunk]:
    """Return the nouns above a nested phrase, outermost first: "preparations for the fall of"."""
    chunk = chunks[at]
    before = chunks[at - 1] if at and chunk.kind == PP else None
    noun = before.np or before if before is not None else None
    bound = noun is not None and (chunk.prep in about or noun.sign in TALES)
    found = [noun] if noun is not None and bound and noun.sign else []
    part: Chunk | None = chunk.np if chunk.np is not None else chunk
    while part is not None and part is not phrase:
        found.append(part)
        part = part.of
    return found if part is phrase else found[:1] if noun in found else []
