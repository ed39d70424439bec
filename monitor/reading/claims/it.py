"""What "it" stands for: a place that may fall, or the thing that was just told of."""

from monitor.reading.claims.arms import are_in_arms
from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import IN_ARMS
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import MAIN
from monitor.reading.syntax.sentence import Sentence


def may_be_taken(match: Match, scene: Scene) -> bool:
    """Handle "It" is a place when it falls or an armed side takes it; "it went" may be anything."""
    if match.has("bare", "ours"):
        return False
    agent = match.first("agent")
    if agent is None:
        # "it collapsed": a bridge may be meant
        return match.trigger.lemma not in scene.lexicon.set("tumbling")
    if scene.is_(agent, "control", "hands") and scene.people.is_theirs(agent):
        meant = scene.antecedent(agent)  # "it was *in their hands*"
        return meant is not None and meant.group in IN_ARMS
    return scene.is_(agent, "country", "demonym") or are_in_arms(agent, scene)


def is_of_thing(it: Chunk, scene: Scene) -> bool:
    """Handle "A castle was closed. *It fell* in the rain", "A bomb was found. Sappers took *it*".

    The subject of the sentence before is what is spoken of, where it is one thing, no place, no
    people and no deed of arms, and no place stands with it. So is its object for "took *it*".
    """
    if scene.sentence.in_title or any(
        clause.vg.s < it.s
        for clause in scene.sentence.clauses
        if clause.subj is not None and clause.subj.places
    ):
        return False
    before = scene.previous
    if before is None or before.in_title:
        return False
    main = next((clause for clause in before.clauses if clause.link == MAIN), None)
    if main is None:
        return False
    if main.obj is not None and any(clause.obj is it for clause in scene.sentence.clauses):
        return _is_thing(main.obj, scene) or scene.is_(main.obj, "post", "base")
    told = main.subj
    if told is None or main.vg.s < told.e:
        return False
    return _is_thing(told, scene) and not _names_place(before, main.vg.s)


def _is_thing(phrase: Chunk, scene: Scene) -> bool:
    if phrase.plural or phrase.pron or phrase.members or phrase.names or phrase.places:
        return False
    if phrase.codes or phrase.actor is not None or phrase.qty is not None:
        return False
    return not scene.is_(phrase, *_NO_THINGS)


_NO_THINGS = (
    "troops", "militants", "civilians", "officials", "person", "set", "speaker", "organisation",
    "district", "town", "village", "centre", "base", "post", "port", "crossing", "bridge", "area",
    "province", "border", "clash", "attack", "operation", "fire_noun", "capture_noun", "country",
    "withdrawal", "closure", "claimnoun", "force_noun", "armour", "control", "named",
)  # fmt: skip


def _names_place(sentence: Sentence, end: int) -> bool:
    """Handle "The road *to Rustaq* was cut. It fell": a place stands before the verb."""
    return any(phrase.places for _, phrase in sentence.phrases if phrase.s < end)
