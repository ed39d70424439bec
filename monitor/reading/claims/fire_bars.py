"""What looks like fire over a border and is none: support of one's own side, and fire of intruders.

Air strikes that back soldiers, or that kill rebels in a border district, are those of the country
itself; and who has come over the border shoots on this side of it.
"""

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import says_bank
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import PP


def is_no_fire(match: Match, scene: Scene) -> bool:
    """Whether nobody fired over a border: support, words, joy, a grenade from a hand."""
    if _is_of_words(match, scene) or _is_hand_thrown(match, scene):
        return True
    return _is_support(match, scene) or _is_salute(match, scene)


def _is_support(match: Match, scene: Scene) -> bool:
    """Handle "soldiers *backed by* air strikes", "with the help of artillery fire"."""
    if match.first("source") is not None or match.first("via") is not None:
        return False
    behind = scene.lexicon.set("in_support")
    return any(
        chunk.kind == PP and chunk.prep in behind and chunk.np is match.trigger
        for chunk in scene.sentence.chunks
    )


def _is_of_words(match: Match, scene: Scene) -> bool:
    """Handle "a salvo of complaints from A hit B", "A fired back at B with tariffs": a quarrel.

    Where nobody is named who bears arms or is hit, words of trade and talk tell what was fired.
    """
    said = scene.lexicon.set("in_words")
    for _, phrase in scene.sentence.phrases:
        if phrase.of is not None and phrase.of.lemma in said and scene.is_(phrase, *_SHELLS):
            return True
    if not any(token.text in said for token in scene.sentence.tokens):
        return False
    return not any(scene.is_(phrase, *_EARNEST) for phrase in _told(match))


_SHELLS = ("projectile", "fire_noun")
_EARNEST = ("troops", "militants", "civilians", "gun", "projectile", "post", "base", "village")


def _is_salute(match: Match, scene: Scene) -> bool:
    """Handle "Rockets *from a wedding*", "*A wedding party* fired", "A rocket from Baikonur"."""
    sentence, sets = scene.sentence, scene.lexicon.set
    if any(token.text in sets("space_words") for token in sentence.tokens):
        return True
    shell = match.first("instrument")
    told = [clause.subj for clause in sentence.clauses if clause.subj is not None]
    told += [pp.np for pp in sentence.chunks if pp.np is not None and pp.prep == "from"
             and shell is not None and pp.s == shell.e]  # fmt: skip
    return any(phrase is not shell and not sets("salutes").isdisjoint(phrase.text.split())
               for phrase in told)  # fmt: skip


def _told(match: Match) -> list[Chunk]:
    found = [phrase for role in match.roles.values() for phrase in role]
    if match.clause is not None and match.clause.subj is not None:
        found.append(match.clause.subj)
    return found


def is_at_home(
    match: Match, agent: Chunk | None, origin: str | None, to: str | None, scene: Scene
) -> bool:
    """Whether who fires, and whom it hits, are in one country, whatever border is near."""
    if match.roles.keys() & {"source", "via"} or says_bank(scene):
        return False
    if agent is None and origin is None and _hits_rebels(match, scene):
        return True
    clause = match.clause
    shooter = agent or (clause.subj if clause is not None else None)
    return shooter is not None and _has_come_over(shooter, origin, to, scene)


def is_with_intruders(match: Match, scene: Scene) -> bool:
    """Handle "four men who had swum the river; in an exchange of fire *two of them* fell"."""
    if match.roles.keys() & {"source", "via"} or says_bank(scene):
        return False
    if not any(who is ActorClass.MILITANTS for who, _, _ in scene.crossings):
        return False
    return any(
        clause.passive and clause.subj is not None and _are_some_of_them(clause.subj)
        and clause.vg.lemma in scene.lexicon.set("falling")
        for clause in scene.sentence.clauses
    )  # fmt: skip


def _are_some_of_them(phrase: Chunk) -> bool:
    return phrase.of is not None and phrase.of.pron and phrase.qty is not None


def _hits_rebels(match: Match, scene: Scene) -> bool:
    """Handle "Thirty militants were killed in air strikes in a district bordering Tajikistan"."""
    hit = [*match.roles.get("victim", ()), *match.roles.get("target", ())]
    hit += [clause.subj for clause in scene.sentence.clauses
            if clause is match.clause and clause.passive and clause.subj is not None]  # fmt: skip
    return any(scene.people.group(one) is ActorClass.MILITANTS for one in hit)


def _has_come_over(agent: Chunk, origin: str | None, to: str | None, scene: Scene) -> bool:
    """Handle "Three men crossed from A into B. *They* opened fire on a patrol"."""
    first = scene.sentence.tokens[agent.s].text
    if not (agent.pron or first in scene.lexicon.set("definite")):
        return False
    if scene.people.group(agent) is ActorClass.TROOPS:
        return False  # "the soldiers": those of a country, wherever others went
    return any(other == to and origin in {None, one} and who is not ActorClass.TROOPS
               for who, one, other in scene.crossings)  # fmt: skip


def may_be_a_ball(match: Match, scene: Scene) -> bool:
    """Handle "a late shot hit the post": nobody says that it came from abroad."""
    shell = match.first("instrument") or match.first("agent")
    lands = match.has("or_ball")
    return lands and shell is not None and shell.lemma == "shot" and not says_bank(scene)


def is_raid(match: Match, agent: Chunk | None, scene: Scene) -> bool:
    """Handle "rebels who had killed eleven villagers": no word says that they shot from afar."""
    if agent is not None and scene.is_(agent, "militants") and _are_at_home_in(agent, match, scene):
        return True
    if agent is None or match.roles.keys() & {"via", "source"}:
        return False
    return scene.is_(agent, "militants") and match.trigger.lemma not in scene.lexicon.set(
        "shooting"
    )


def _are_at_home_in(agent: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "shot by *gunmen from Ethiopia*": where they are at home, not where they stood."""
    source = match.first("source")
    return source is not None and scene.sentence.hangs_on(source, agent)


def _is_hand_thrown(match: Match, scene: Scene) -> bool:
    """Handle "threw a grenade when called upon to surrender": at those who stood before him."""
    shell, sets = match.first("instrument"), scene.lexicon.set
    if shell is None or shell.lemma not in sets("hand_thrown"):
        return False
    told = match.roles.keys() & {"source", "via"} or says_bank(scene)
    return match.trigger.lemma in sets("throwing") and not told


def is_bare(match: Match, scene: Scene) -> bool:
    instrument = match.first("instrument")
    burns = match.has("burns") or (
        match.has("mutual") and match.trigger.lemma in scene.lexicon.set("burning")
    )
    return match.has("plain") or (
        burns and instrument is not None and instrument.text in {"fire", "a fire", "the fire"}
    )
