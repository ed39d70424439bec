"""Clashes on the ground."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.claims.arms import are_in_arms
from monitor.reading.claims.attacks import is_in_attack, is_post_attacked
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.nearness import bank_told, is_border_place, says_border
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import FORCE_POINTS
from monitor.reading.scene.landmarks import landmarks
from monitor.reading.standing.values import NEGATED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, PARTICIPIAL, RELATIVE, SPEECH, Clause
from monitor.reading.text.grammar import NP, PP

_REACH = 4000  # characters back to a place that a fight without one may be at
_WIDE = frozenset({"country", "river", "province", "region"})


def build_clash(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Fighting in a border district or at the border, with at least one armed side."""
    agent, victim = match.first("agent"), match.first("victim")
    sides = [side for side in (agent, victim, *_more_victims(match)) if side is not None]
    armed = [side for side in sides if are_in_arms(side, scene)]
    by_anybody = match.trigger.lemma in scene.lexicon.set("by_anybody")
    fights = scene.is_(match.trigger, "clash") and not by_anybody
    told = match.has("attack") and _armed_named(scene)
    # Only people in arms are neutralised; a car bomb is an attack whoever laid it.
    told = told or match.has("of_arms", "bombing", "fires")
    told = told or is_in_attack(match, scene) or is_post_attacked(match, scene)
    if match.has("dying") and not _died(match, scene):
        return
    if match.has("untrue") and standing.status != NEGATED:
        return  # "two of them survived"
    if not (armed or fights or told) or _is_unreal(match, scene) or _is_aside(match, scene):
        return
    bank = bank_told(match, scene) or _whose_fight(match, scene)
    place = place_of_fight(match, ("place", "victim"), scene)
    if bank is not None and place is not None and place.country != bank:
        place = None  # "shot on the Tajik bank, officials in Kabul said"
    told_here = place is not None
    place = place or (_last_place(match, scene) if bank is None else None)
    near = place is not None and is_border_place(place)
    if not near and not says_border(scene) and not _is_of_border_story(match, place, scene):
        return
    draft = Draft(
        type=ClaimType.ARMED_CLASH, status=standing.status, sentence=scene.sentence, match=match,
        standing=standing, place=place, anaphor=not told_here,
        country=place.country if place else bank or _of_soldiers(sides, scene),
    )  # fmt: skip
    name_actor(draft, next((s for s in armed if scene.is_(s, "militants")), None) or agent, scene)
    if match.has("repels", "untrue") and draft.status == NEGATED:
        draft.status = "asserted"  # an attack that was beaten back did take place
    draft.proof = 1.0 + 2.0 * (place is not None) + match.has("deadly")
    yield draft


def _whose_fight(match: Match, scene: Scene) -> str | None:
    """Handle "*an Afghan battle* sent shells into Farkhor": where it was, not what it reached."""
    subject = match.clause.subj if match.clause is not None else None
    for fight in (match.trigger, subject):
        if fight is not None and len(set(fight.codes)) == 1 and scene.is_(fight, "clash"):
            return fight.codes[0]
    return None


def _of_soldiers(sides: list[Chunk], scene: Scene) -> str | None:
    """Return whose soldiers fought where no place is told: they stand in their own country."""
    troops = (side for side in sides if scene.is_(side, "troops"))
    own = (scene.people.country(side) for side in troops)
    return next((code for code in own if code), None) or scene.context.home


def _is_aside(match: Match, scene: Scene) -> bool:
    """Handle "the men, some of whom were wounded", "since the army launched its offensive".

    How people are, and since when something lasts, tells of no fight of these days.
    """
    clause, sets = match.clause, scene.lexicon.set
    if clause is None:
        return False
    if match.trigger.kind == NP and _is_elsewhere(match.trigger, clause, scene):
        return True
    if clause.link == RELATIVE and clause.vg.perfect and not match.has("deadly"):
        return match.trigger is clause.vg  # "soldiers who had held out for a week": before the news
    if match.trigger.lemma in sets("hurting") and _tells_how_they_are(match, clause):
        return match.first("agent") is None
    campaign = clause.obj is not None and clause.obj.lemma in sets("campaigns")
    return campaign and clause.link == ADVERBIAL and clause.opener in sets("since_when")


def _is_elsewhere(fight: Chunk, clause: Clause, scene: Scene) -> bool:
    """Handle "fled *fighting*", "as *fighting* neared", "fighting must not spill over"."""
    if fight.qty is not None:
        return False
    verb, sets = clause.vg, scene.lexicon.set
    if clause.obj is fight:
        return verb.lemma in sets("getting_away")
    if clause.subj is not fight or clause.passive:
        return False
    tokens = scene.sentence.tokens
    closer = verb.e < len(tokens) and tokens[verb.e].text in sets("nearer")  # "came near"
    return verb.lemma in sets("nearing") or closer or bool(verb.modal)


def _tells_how_they_are(match: Match, clause: Clause) -> bool:
    """Whether the hurt are some of those told of: "of whom ten were", "some of them wounded"."""
    victim = match.first("victim")
    if clause.link == RELATIVE:
        return True
    of_them = victim is not None and (victim.pron or (victim.of is not None and victim.of.pron))
    return clause.link == PARTICIPIAL and of_them


def _died(match: Match, scene: Scene) -> bool:
    """Whether who resisted arrest fell: "died resisting arrest"."""
    parent = match.clause.parent if match.clause is not None else None
    return parent is not None and parent.vg.lemma in scene.lexicon.set("falling")


def _is_of_border_story(match: Match, place: Place | None, scene: Scene) -> bool:
    """Whether men who fell without a place did so where the story plays: at a border."""
    if scene.sentence.in_title or not match.has("deadly"):
        return False
    if place is not None and place.id:
        return False
    if _is_inroad(match, scene):
        return True
    most = scene.context.countries()[:2]
    two = len(most) > 1 and scene.context.are_neighbours(*most)
    inland = any(
        word.places and not any(is_border_place(found) for found in word.places)
        for token in scene.sentence.tokens
        if (word := token.word) is not None and token.cap
    )
    return two and scene.context.bordering and not inland


def _is_inroad(match: Match, scene: Scene) -> bool:
    """Handle "soldiers of Benin were killed by men who had come from Burkina Faso"."""
    agent, victim = match.first("agent"), match.first("victim")
    if agent is None or victim is None:
        return False
    if not (scene.is_(agent, "militants") and scene.is_(victim, "troops")):
        return False
    told = scene.countries_in(scene.sentence)
    return any(scene.context.are_neighbours(one, other) for one in told for other in told)


def _is_unreal(match: Match, scene: Scene) -> bool:
    """Whether nobody fought: mock enemies, a lorry that fell into a river, fighting unlikely."""
    clause, victim = match.clause, match.first("victim")
    if victim is not None and scene.lexicon.set("mock") & {*victim.mods, victim.det or ""}:
        return True
    if victim is not None and match.has("or_illness") and _is_aged(victim, scene):
        return True
    if _is_by_criminals(match, scene) or _is_in_words(match, scene):
        return True
    if clause is not None and match.trigger.kind == NP:
        return clause.vg.adj in scene.lexicon.set("unsure")
    return match.has("deadly") and any(_is_mishap(other, scene) for other in scene.sentence.clauses)


def _is_by_criminals(match: Match, scene: Scene) -> bool:
    """Handle "A night guard was killed by thieves": a crime, unless a border has part in it."""
    clause, criminals = match.clause, scene.lexicon.set("criminals")
    doers = [match.first("agent")]
    doers += [pp.np for pp in clause.pps if pp.prep == "by"] if clause is not None else []
    known = any(one is not None and one.lemma.rpartition(" ")[2] in criminals for one in doers)
    return known and not says_border(scene)


def _is_in_words(match: Match, scene: Scene) -> bool:
    """Handle "A senator *attacked* the Frontier Corps over a road": with his tongue."""
    agent, clause = match.first("agent"), match.clause
    if agent is None and clause is not None and not match.passive:
        agent = clause.subj
    if agent is None or match.trigger.lemma not in scene.lexicon.set("scolding"):
        return False
    return scene.is_(agent, "officials", "speaker") and not scene.is_(agent, "troops", "militants")


def _is_aged(victim: Chunk, scene: Scene) -> bool:
    """Handle "The *old gunner* has died": in his bed."""
    return not victim.plural and not scene.lexicon.set("aged").isdisjoint(victim.mods)


def _is_mishap(clause: Clause, scene: Scene) -> bool:
    """Handle "their lorry overturned", "who *fell from* a horse"."""
    if clause.subj is None or clause.vg.lemma not in scene.lexicon.set("mishaps"):
        return False
    if scene.is_(clause.subj, "transport"):
        return True
    return any(pp.prep in _FROM and pp.s == clause.vg.e for pp in clause.pps)


_FROM = frozenset({"from", "off"})


def _more_victims(match: Match) -> list[Chunk]:
    """Return who else fell: "two of them *and a sergeant* were killed"."""
    clause, victim = match.clause, match.first("victim")
    if clause is None or victim is None or victim is not clause.subj:
        return []
    return clause.extra


def _armed_named(scene: Scene) -> bool:
    """Whether the sentence names militants at all: "the killing of two described as terrorists"."""
    return scene.sentence.speaks_of(scene.lexicon.bit("militants"))


def name_actor(draft: Draft, actor: Chunk | None, scene: Scene) -> None:
    if actor is not None:
        draft.actor, draft.group = scene.text(actor), scene.people.group(actor)
        draft.side = scene.people.side(actor)


def place_of_fight(match: Match, roles: tuple[str, ...], scene: Scene) -> Place | None:
    for role in roles:
        place = scene.named(match.roles.get(role, []))
        if place is not None and place.kind not in _WIDE:
            return place
    place = scene.named(match.adjuncts())
    if place is not None and place.kind not in _WIDE:
        return place
    return _only_place(scene, whence=match.frame.type != ClaimType.ARMED_CLASH)


def _only_place(scene: Scene, *, whence: bool) -> Place | None:
    """Return the first narrow place of the sentence; ``whence``: also one they came from."""
    before = ""
    speakers = [one.subj for one in scene.sentence.clauses if one.vg.vcls & SPEECH]
    for chunk in scene.sentence.chunks:
        if any(chunk is speaker for speaker in speakers) and scene.is_(chunk, "seat"):
            continue  # "Bangkok said", but "residents of Chaman said"
        told, before = before, chunk.prep or ""
        if (chunk.kind == PP and chunk.prep == "from" and not whence) or _tells(chunk, told, scene):
            continue  # where they came from, or where whoever says so sits
        phrase: Chunk | None = chunk.np if chunk.np is not None else chunk
        while phrase is not None:
            if phrase.places:
                place = scene.locator.choose(phrase, phrase.places, scene.context, None).place
                if place is not None and place.kind not in _WIDE:
                    return place
            phrase = phrase.of or phrase.poss  # "Qala-e Zal's flour mill"
    return None


def _tells(chunk: Chunk, before: str, scene: Scene) -> bool:
    """Handle "according to an office in Faizabad", "by Islamabad's account": no fight there."""
    if chunk.kind != PP or chunk.np is None:
        return False
    sourcing = scene.lexicon.set("sourcing")
    account = chunk.prep == "by" and chunk.np.lemma in scene.lexicon.set("own_accounts")
    return account or chunk.prep in sourcing or before in sourcing


def _last_place(match: Match, scene: Scene) -> Place | None:
    """Return the place named last in the article, for "nine policemen were killed" without one.

    A name that only tells where another place lies ("opposite X") stands back behind the others.
    """
    if scene.sentence.in_title:
        return None
    context, offset = scene.context, scene.sentence.tokens[match.trigger.s].start
    told = [one for one in context.between(offset - _REACH, offset) if one[0] not in context.rivers]
    aside = landmarks(context, scene.lexicon, offset, _REACH)
    told = [one for one in told if one[0] in aside] + [one for one in told if one[0] not in aside]
    for _, places in reversed(told):
        points = tuple(place for place in places if place.kind in FORCE_POINTS)
        place = points and scene.locator.choose(match.trigger, points, context, None).place
        if place and is_border_place(place):
            return place
    return None
