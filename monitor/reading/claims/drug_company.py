"""Drugs that were caught, told by their company: no verb of seizing governs them.

"Narcotics worth a million *fell into the hands of* the detachment", "four *are in custody*; they
had hashish": what makes a reader sure is a drug, those who serve the state (or a cell, a search),
and what is done to the one or the other.
"""

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.claims.no_event import is_plain_present
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.cues import dated_lately
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE, MAIN, RELATIVE
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import NP, PP

_MOVING = frozenset({"from", "to", "into", "for", "towards", "toward", "via", "until"})


def is_caught(match: Match, scene: Scene) -> bool:
    """Whether the company of a drug tells that it was taken, and on a day of these."""
    said, sets = words_of(scene.sentence), scene.lexicon.set
    held = _is_served(scene, said)
    sure = held and not said.isdisjoint(sets("under_arrest") | sets("drug_units"))
    if match.trigger.neg or not (sure or _is_of_these_days(scene)):
        return False
    taken = not said.isdisjoint(sets("drug_taken") | sets("drug_units"))
    hidden = not said.isdisjoint(sets("drug_hidden"))
    if held and hidden and not taken:
        return not _is_carried_on(match, scene)
    return taken and (held or hidden)


def _is_carried_on(match: Match, scene: Scene) -> bool:
    """Handle "Dealers *hid* their opium when the Taliban came": it is with them yet."""
    clause = match.clause
    if clause is None or clause.passive:
        return False
    return clause.vg.lemma in scene.lexicon.set("drug_hidden")


def _is_of_these_days(scene: Scene) -> bool:
    """Whether this sentence, or the one before, tells a day; a title tells of today."""
    return scene.sentence.in_title or any(dated_lately(one) for one in scene.sentences[-2:])


def is_with_drug(match: Match, scene: Scene) -> bool:
    """Whether a sentence that tells of people caught speaks of a drug they had."""
    victim, agent = match.first("victim"), match.first("agent")
    if victim is None or victim is agent or _serves(victim, scene):
        return False
    if agent is not None and not _serves(agent, scene) and not agent.pron:
        return False
    return any(_is_drug(phrase, scene) for _, phrase in scene.sentence.phrases)


def is_tale(match: Match, scene: Scene) -> bool:
    """Whether a sentence tells of courts, shops, shows, sums or habits: nothing found today."""
    said, sets = words_of(scene.sentence), scene.lexicon.set
    if not said.isdisjoint(sets("drug_tales")):
        return True
    clause = match.clause
    if clause is not None and clause.vg.lemma in sets("drug_passing"):
        return True
    return _says_one(scene, sets("drug_habits"))


def is_no_find(match: Match, scene: Scene) -> bool:
    """Handle "have seized *less opium* this year", "burn what they *catch*", and pharmacies."""
    drug, sets = match.first("object"), scene.lexicon.set
    if _is_habit(match, scene):
        return True
    if drug is not None and not sets("compared_sums").isdisjoint(drug.text.split()):
        return True
    said = words_of(scene.sentence)
    if drug is not None and drug.lemma in sets("drug_namesakes"):
        return said.isdisjoint(sets("drug_units"))
    return not said.isdisjoint(sets("pharmacies")) and said.isdisjoint(sets("under_arrest"))


def _is_habit(match: Match, scene: Scene) -> bool:
    """Handle "had found heroin *all its life*", "burn the hashish that they *catch*"."""
    clause = match.clause
    if clause is not None and clause.link != MAIN and clause.parent is not None:
        if clause.link == INFINITIVE and clause.parent.vg.lemma in scene.lexicon.set("schooling"):
            return True  # "a dog trained to find heroin"
        burns = clause.parent.vg.lemma in scene.lexicon.set("destroying")
        if (burns or clause.link == RELATIVE) and is_plain_present(clause.vg):
            return True
    return _says_one(scene, scene.lexicon.set("lifelong"))


def _says_one(scene: Scene, told: frozenset[str]) -> bool:
    folded = f" {scene.sentence.folded} "
    return any(f" {words}" in folded for words in told)


def words_of(sentence: Sentence) -> set[str]:
    """Return the words of a sentence, as they stand and in their dictionary forms."""
    found: set[str] = set()
    for token in sentence.tokens:
        found.add(token.text)
        word = token.word
        if word is not None:
            found.add(word.verb)
            found.add(word.noun)
    return found


def place_in_sentence(scene: Scene) -> Place | None:
    """Return the border place that a sentence names, in whichever clause, but as a goal."""
    before: Chunk | None = None
    for chunk in scene.sentence.chunks:
        owner, before = before, chunk
        place = scene.named(_where(chunk, owner, scene))
        if place is not None and is_border_place(place):
            return place
    return None


def _where(chunk: Chunk, owner: Chunk | None, scene: Scene) -> list[Chunk]:
    """Return what tells where: "at X", "a resident *of X*"; "X police" may serve anywhere."""
    phrase = chunk.np if chunk.kind == PP else None
    if phrase is None:
        return [chunk.of] if chunk.kind == NP and chunk.of is not None else []
    if chunk.prep in _MOVING and not _is_whose(chunk, owner, scene):
        return []
    return [phrase, phrase.of] if phrase.of is not None else [phrase]


def _is_whose(chunk: Chunk, owner: Chunk | None, scene: Scene) -> bool:
    """Handle "*officers from* the X district": where they serve, not where they come from."""
    return chunk.prep == "from" and owner is not None and owner.kind == NP and _serves(owner, scene)


def _is_drug(phrase: Chunk, scene: Scene) -> bool:
    """Whether a phrase names a drug; but "*the ice*" that men walk over is none."""
    if phrase.det == "the" and phrase.lemma in scene.lexicon.set("drug_namesakes"):
        return False
    return scene.is_(phrase, "drug") and not phrase.neg


def _is_served(scene: Scene, said: set[str]) -> bool:
    """Whether somebody of the state stands in the sentence."""
    if not said.isdisjoint(scene.lexicon.set("finders")):
        return True
    if scene.sentence.speaks_of(scene.lexicon.bit("troops")):
        return True
    actors = (token.word.actor for token in scene.sentence.tokens if token.word is not None)
    return any(one is not None and scene.people.role(one).side == "state" for one in actors)


def _serves(phrase: Chunk, scene: Scene) -> bool:
    """Whether a phrase means officers of a state, in arms or not."""
    if scene.is_(phrase, "troops", "officials"):
        return True
    return not scene.lexicon.set("finders").isdisjoint(phrase.text.split())
