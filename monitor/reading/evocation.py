"""Evocation: the frames that the verbs and nouns of a sentence evoke and that hold there."""

from collections.abc import Iterator

from monitor.reading.chunks import Chunk, phrases
from monitor.reading.clause import Clause
from monitor.reading.draft import Scene
from monitor.reading.match import FrameIndex, Match, present_classes
from monitor.reading.roles import fill
from monitor.reading.sentence import Sentence
from monitor.reading.standing import Standing
from monitor.reading.status import standing
from monitor.reading.status_nouns import noun_standing
from monitor.reading.views import clause_views, noun_view


def matches(frames: FrameIndex, scene: Scene) -> Iterator[tuple[Match, Standing]]:
    """Every frame that holds in the sentence, with how the text stands to it."""
    sentence = scene.sentence
    classes = scene.people.classes
    present, loose = present_classes(sentence.chunks, classes)
    for clause in sentence.clauses:
        stand: Standing | None = None
        done: set[str] = set()
        for frame in frames.of_verb(clause):
            if not frames.possible(frame, present, loose=loose):
                continue
            for view, passive in clause_views(clause, frame):
                roles = fill(frame, view, classes)
                if roles is None or (frame.type in done and frame.type == "territory-captured"):
                    continue
                done.add(frame.type)
                stand = stand or standing(clause)
                ceased = clause.vg.ceased and not frame.traits.get("ceased")
                told = stand.under("negated", "no longer") if ceased else stand
                yield Match(frame, clause.vg, clause, roles, passive), told
                break
    yield from _noun_matches(frames, scene)


def _noun_matches(frames: FrameIndex, scene: Scene) -> Iterator[tuple[Match, Standing]]:
    sentence = scene.sentence
    classes = scene.people.classes
    nouns = frames.nouns
    for at, phrase in phrases(sentence.chunks):
        evoked = nouns.get(phrase.lemma)
        if not evoked:
            continue
        view = noun_view(phrase, sentence.chunks, at)
        for frame in evoked:
            roles = fill(frame, view, classes)
            if roles is not None:
                clause, place = _clause_of(sentence, at)
                owners = _owners(sentence.chunks[at], phrase)
                stand = noun_standing(phrase, owners, clause, place)
                yield Match(frame, phrase, clause, roles), stand


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
    return None, ""


def _owners(chunk: Chunk, phrase: Chunk) -> list[Chunk]:
    """Return the nouns above a nested phrase, outermost first."""
    found: list[Chunk] = []
    part: Chunk | None = chunk.np if chunk.np is not None else chunk
    while part is not None and part is not phrase:
        found.append(part)
        part = part.of
    return found if part is phrase else []
