"""Clashes on the ground and fire over a border."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.chunks import Chunk
from monitor.reading.clause import PARTICIPIAL
from monitor.reading.draft import Draft, Scene
from monitor.reading.gazetteer import Place
from monitor.reading.grammar import GERUND
from monitor.reading.match import Match
from monitor.reading.nearness import is_border_place, says_bank, says_border
from monitor.reading.standing import Standing

_WIDE = frozenset({"country", "river", "province", "region"})
_BY_ANYBODY = frozenset({"shooting", "fight", "confrontation", "encounter"})  # of films, of wits
_POINTS = frozenset({"district", "town", "city", "village", "post", "crossing", "port", "base"})


def build_clash(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Fighting in a border district or at the border, with at least one armed side."""
    agent, victim = match.first("agent"), match.first("victim")
    sides = [side for side in (agent, victim) if side is not None]
    armed = [side for side in sides if scene.is_(side, "militants", "troops")]
    fights = scene.is_(match.trigger, "clash") and match.trigger.lemma not in _BY_ANYBODY
    told = match.frame.id == "attack-noun" and _armed_named(scene)
    told = told or bool(match.frame.traits.get("of_arms"))  # only people in arms are neutralised
    if not (armed or fights or told):
        return
    place = _place(match, ("place", "victim"), scene) or _last_place(match, scene)
    if not (place is not None and is_border_place(place)) and not says_border(scene):
        return
    draft = Draft(
        type=ClaimType.ARMED_CLASH, status=standing.status, sentence=scene.sentence, match=match,
        standing=standing, place=place, country=place.country if place else scene.context.home,
    )  # fmt: skip
    _name_actor(draft, next((s for s in armed if scene.is_(s, "militants")), None) or agent, scene)
    if match.frame.traits.get("repels") and draft.status == "negated":
        draft.status = "asserted"  # an attack that was beaten back did take place
    draft.proof = 1.0 + 2.0 * (place is not None) + bool(match.frame.traits.get("deadly"))
    yield draft


def _armed_named(scene: Scene) -> bool:
    """Whether the sentence names militants at all: "the killing of two described as terrorists"."""
    bit = scene.lexicon.bit("militants")
    return any(token.word is not None and token.word.cls & bit for token in scene.sentence.tokens)


def _name_actor(draft: Draft, actor: Chunk | None, scene: Scene) -> None:
    if actor is not None:
        draft.actor, draft.group = scene.text(actor), scene.people.group(actor)
        draft.side = scene.people.side(actor)


def _place(match: Match, roles: tuple[str, ...], scene: Scene) -> Place | None:
    for role in roles:
        located = scene.named(match.roles.get(role, []))
        if located is not None and located.place is not None and located.place.kind not in _WIDE:
            return located.place
    clause = match.clause
    if clause is not None:
        located = scene.named([pp.np for pp in clause.pps if pp.np is not None])
        if located is not None and located.place is not None and located.place.kind not in _WIDE:
            return located.place
    return _only_place(scene)


def _only_place(scene: Scene) -> Place | None:
    """Return the first narrow place of the sentence."""
    for chunk in scene.sentence.chunks:
        phrase: Chunk | None = chunk.np if chunk.np is not None else chunk
        while phrase is not None:
            if phrase.places:
                place = scene.locator.choose(phrase, phrase.places, scene.context, None).place
                if place is not None and place.kind not in _WIDE:
                    return place
            phrase = phrase.of
    return None


def _last_place(match: Match, scene: Scene) -> Place | None:
    """Return the place named last in the article, for "nine policemen were killed" without one."""
    if scene.sentence.in_title:
        return None
    offset = scene.sentence.tokens[match.trigger.s].start
    for start, places in reversed(scene.context.seen):
        points = tuple(place for place in places if place.kind in _POINTS)
        if start < offset and points:
            place = scene.locator.choose(match.trigger, points, scene.context, None).place
            if place is not None and is_border_place(place):
                return place
    return None


def build_fire(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Fire from one country into another; nothing where only one country is involved."""
    agent = match.first("agent")
    if _is_bare(match) and not match.roles.keys() & {"agent", "source", "via"}:
        return  # "the three-day strike", "fire broke out at a market": nobody shoots
    is_source = _is_source(match)
    place = None if is_source else _place(match, ("target", "place"), scene)
    to = _target_country(match, place, scene)
    origin = _origin_country(match, agent, scene)
    near = scene.countries_in(scene.sentence)
    if to is not None and to == origin and match.first("source") is not None:
        to = next((code for code in near if code != origin), None)
    if to is None and is_source:
        return  # "rockets fired from X landed in Y": the main verb tells where
    mutual = _is_mutual(match, agent, scene)
    if match.frame.traits.get("direct") and not (origin and to and origin != to):
        return  # guards who shoot somebody fire over a border only if both ends are known
    far = any(scene.is_(p, "bank") and scene.country(p) for p in match.roles.get("target", []))
    if not mutual and not far and not _is_cross_border(origin, to, near, scene):
        return
    draft = Draft(
        type=ClaimType.CROSS_BORDER_FIRE, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing, place=place, country=to or origin,
    )  # fmt: skip
    if not mutual:
        draft.to = to or scene.context.other(origin, tuple(near))
        draft.origin = origin if origin != draft.to else None
        draft.origin = draft.origin or scene.context.other(draft.to, tuple(near))
    _name_actor(draft, agent, scene)
    instrument = match.first("instrument")
    if instrument is not None and instrument.qty is not None:
        draft.count = instrument.qty.value
    draft.proof = 1.0 + (place is not None) + (origin is not None)
    yield draft


def _is_source(match: Match) -> bool:
    """Whether a participle only tells where shells came from: "rockets fired from X landed"."""
    clause = match.clause
    return clause is not None and clause.link == PARTICIPIAL and not clause.vg.form & GERUND


def _target_country(match: Match, place: Place | None, scene: Scene) -> str | None:
    for role in ("target", "place"):
        for phrase in match.roles.get(role, []):
            code = scene.country(phrase)
            if code is None and phrase.det in {"this", "our"} and not phrase.places:
                code = scene.context.home  # "killed eight in this town"
            if code:
                return code
    return place.country if place is not None else None


def _origin_country(match: Match, agent: Chunk | None, scene: Scene) -> str | None:
    source = match.first("source")
    if source is not None:
        return scene.country(source)
    return scene.people.country(agent) if agent is not None else None


def _is_cross_border(origin: str | None, to: str | None, near: list[str], scene: Scene) -> bool:
    if origin and to:
        return origin != to and scene.context.are_neighbours(origin, to)
    named = list(near)
    home = scene.context.home
    if home and home not in named:
        named.append(home)
    if len(named) < 2 or not (to or origin):
        return False
    return says_border(scene) or says_bank(scene) or len(near) > 1


def _is_mutual(match: Match, agent: Chunk | None, scene: Scene) -> bool:
    """Guards of two states exchanging fire: no direction, and each bank a place of it."""
    if match.frame.traits.get("states") or _each_other(match):
        sides = _sides(agent, scene)
        for phrase in match.roles.get("victim", []):
            sides |= _sides(phrase, scene)
        return _two_neighbours(sides, scene)
    if match.frame.traits.get("mutual") and _two_neighbours(_sides(agent, scene), scene):
        return True  # "shooting broke out between Kyrgyz and Tajik guards"
    if match.trigger.lemma not in _MUTUAL and not match.trigger.lemma.startswith("exchange"):
        return False
    codes = set(scene.countries_in(scene.sentence))
    if agent is not None and agent.members:
        return len(_sides(agent, scene)) > 1
    return len(codes) > 1 or (says_border(scene) and len(scene.context.countries()) > 1)


def _two_neighbours(codes: set[str], scene: Scene) -> bool:
    return any(scene.context.are_neighbours(one, two) for one in codes for two in codes)


def _sides(phrase: Chunk | None, scene: Scene) -> set[str]:
    """Return whose men a phrase names: "Kyrgyz and Tajik guards" are of two states."""
    found: set[str] = set()
    for part in phrase.all() if phrase is not None else ():
        country = scene.people.country(part)
        found |= {*part.codes, *((country,) if country else ())}
        found |= {code for each in part.of.all() for code in each.codes} if part.of else set()
    return found


def _is_bare(match: Match) -> bool:
    instrument = match.first("instrument")
    burns = match.frame.id == "fire-exchanged" and match.trigger.lemma in _BURNING
    return bool(match.frame.traits.get("plain")) or (
        burns and instrument is not None and instrument.text in {"fire", "a fire", "the fire"}
    )


_BURNING = frozenset({"break", "erupt", "report", "die", "continue", "resume"})


def _each_other(match: Match) -> bool:
    """Handle "They fired at each other"."""
    clause = match.clause
    named = [pp.np for pp in clause.pps if pp.np is not None] if clause is not None else []
    named += [clause.obj] if clause is not None and clause.obj is not None else []
    return any(phrase.text in {"each other", "one another"} for phrase in named)


_MUTUAL = frozenset({"exchange", "trade", "swap"})
