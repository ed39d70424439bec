"""Fire over a border: from one country into another, or between the guards of two."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.exchange import is_mutual, is_of_one_side
from monitor.reading.claims.fight import name_actor, place_of_fight
from monitor.reading.claims.fire_bars import (
    is_at_home,
    is_bare,
    is_no_fire,
    is_raid,
    is_with_intruders,
    may_be_a_ball,
)
from monitor.reading.claims.fire_ends import ends_of_fire
from monitor.reading.claims.nearness import is_border_place, says_bank, says_border
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.values import Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL
from monitor.reading.text.grammar import GERUND


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    """Where fire came from and went: countries, and the place that was hit."""

    place: Place | None
    origin: str | None
    to: str | None
    mutual: bool = False


def build_fire(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Fire from one country into another; nothing where only one country is involved."""
    agent = match.first("agent")
    if is_no_fire(match, scene) or is_of_one_side(match, agent, scene):
        return
    if is_bare(match, scene) and not match.roles.keys() & {"agent", "source", "via"}:
        return  # "the three-day strike", "fire broke out at a market": nobody shoots
    _stand_on_bank(match, scene)
    path = _path(match, agent, scene)
    if path is None or (not path.mutual and _is_one_sided(match)):
        return
    if is_with_intruders(match, scene):
        return
    if not path.mutual and is_at_home(match, agent, path.origin, path.to, scene):
        return
    place, to, origin = path.place, path.to, path.origin
    draft = Draft(
        type=ClaimType.CROSS_BORDER_FIRE, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing, place=place, country=to or origin,
    )  # fmt: skip
    if not path.mutual:
        near = scene.countries_in(scene.sentence)
        draft.to = to or scene.context.other(origin, tuple(near))
        draft.origin = origin if origin != draft.to else None
        draft.origin = draft.origin or scene.context.other(draft.to, tuple(near))
        draft.country = draft.to or draft.origin
    name_actor(draft, agent, scene)
    instrument = match.first("instrument") or match.trigger.of  # "the firing of seven rockets"
    if instrument is not None:
        draft.count = _shells(instrument, scene)
    draft.proof = 1.0 + (place is not None) + (origin is not None)
    yield draft


def _shells(instrument: Chunk, scene: Scene) -> int | None:
    """Return how many shells are told of: "a mortar bomb" is one."""
    if instrument.qty is not None:
        return instrument.qty.value
    one = instrument.det in {"a", "an"} and not instrument.plural
    return 1 if one and scene.is_(instrument, "projectile") else None


def _path(match: Match, agent: Chunk | None, scene: Scene) -> _Path | None:
    """Return from where to where, or None where it did not go over a border."""
    is_source = _is_source(match)
    place = None if is_source else _town_meant(match, agent, scene)
    if place is None and not is_source:
        place = place_of_fight(match, ("target", "place"), scene)
    place, to, origin = ends_of_fire(match, place, agent, scene)
    if place is not None and to is None and place.country == origin:
        place = None  # "fired across the border at A", where they stand
    if (to is None and is_source) or (origin is None and may_be_a_ball(match, scene)):
        return None  # "rockets fired from X landed in Y": the main verb tells where
    direct = match.has("direct")
    if direct and (not (origin and to and origin != to) or is_raid(match, agent, scene)):
        return None  # guards who shoot somebody fire over a border only if both ends are known
    if is_mutual(match, agent, scene):
        return _Path(place=place, origin=origin, to=to, mutual=True)
    far = any(scene.is_(p, "bank") and scene.country(p) for p in match.roles.get("target", []))
    if far or _is_cross_border(origin, to, match, scene):
        return _Path(place=place, origin=origin, to=to)
    if (
        _comes_here(match, origin, scene)
        or _is_stray(match, place, scene)
        or _is_sent_abroad(match, to, scene)
        or _is_called_so(match, to)
    ):
        home = scene.context.home
        return _Path(place=place, origin=origin, to=to or (home if home != origin else None))
    return None


def _is_sent_abroad(match: Match, to: str | None, scene: Scene) -> bool:
    """Handle "Three rockets were fired *from A*. They landed in X": from a country, out of it."""
    source, shell = match.first("source"), match.first("instrument")
    if source is None or shell is None or to is not None or not match.passive:
        return False
    if match.trigger.lemma == "launch":
        return False  # into space, as well
    if not scene.is_(source, "country") or source.places or not scene.is_(shell, "projectile"):
        return False
    return scene.context.other(source.codes[0] if source.codes else None) is not None


def _is_called_so(match: Match, to: str | None) -> bool:
    """Handle "*Cross-border fire* killed a shepherd in B": called so, whoever fired."""
    shot = match.first("instrument") or match.first("agent")
    return to is not None and shot is not None and shot.text.startswith("cross border")


def _town_meant(match: Match, agent: Chunk | None, scene: Scene) -> Place | None:
    """Handle "Turkish guns fired at men around *the town*": the last named that is not Turkish."""
    own = scene.people.country(agent) if agent is not None else None
    clause = match.clause
    if own is None or clause is None or scene.sentence.in_title:
        return None
    for pp in clause.pps:
        phrase = pp.np
        if phrase is None or pp.s < clause.vg.s or phrase.det != "the" or phrase.plural:
            continue
        bare = not (phrase.places or phrase.names or phrase.of or phrase.codes)
        if bare and scene.is_(phrase, "town", "district", "village"):
            return _last_abroad(own, scene.sentence.tokens[phrase.s].start, scene)
    return None


def _last_abroad(own: str, before: int, scene: Scene) -> Place | None:
    """Return the town or district named last that lies in another country."""
    for town in scene.context.told(before):
        if town.kind in _TOWNS and town.country != own:
            return town
    return None


_TOWNS = frozenset({"town", "city", "district", "village"})


def _comes_here(match: Match, origin: str | None, scene: Scene) -> bool:
    """Handle "the volley came from Darqad", told in the country across the river from it."""
    home = scene.context.home
    if not match.has("comes") or not origin or not home or origin == home:
        return False
    return scene.context.are_neighbours(origin, home)


def _is_source(match: Match) -> bool:
    """Whether a participle only tells where shells came from: "rockets fired from X landed"."""
    clause = match.clause
    return clause is not None and clause.link == PARTICIPIAL and not clause.vg.form & GERUND


def _is_one_sided(match: Match) -> bool:
    """Handle "Tajiks have left to fight abroad": whom, and from where, is unsaid."""
    told = match.roles.keys() & {"victim", "target", "via"}
    return match.has("states") and not told


def _stand_on_bank(match: Match, scene: Scene) -> None:
    """Handle "gunmen *on the Afghan bank* opened fire on": from there, not at it."""
    targets = match.roles.get("target", [])
    if match.passive or match.clause is None or match.first("source") is not None:
        return
    ahead = [one for one in targets if one.s < match.trigger.s and scene.is_(one, "bank")]
    behind = [one for one in targets if one not in ahead]
    if ahead and behind:
        match.roles["source"], match.roles["target"] = ahead, behind


def _is_cross_border(origin: str | None, to: str | None, match: Match, scene: Scene) -> bool:
    if origin and to:
        return origin != to and scene.context.are_neighbours(origin, to)
    near = scene.countries_in(scene.sentence)
    named = list(near)
    home = scene.context.home
    if home and home not in named:
        named.append(home)
    known = to or origin
    if known is None or not any(scene.context.are_neighbours(known, one) for one in named):
        return False  # "soldiers of ZA were killed by a mortar bomb in CD"
    if _is_at_home(match, scene):
        return False
    return says_border(scene) or says_bank(scene) or len(near) > 1


def _is_at_home(match: Match, scene: Scene) -> bool:
    """Handle "*insurgent bullets* hit the store, and families fled to A": nobody fired over."""
    shot = match.first("instrument")
    if shot is None or match.roles.keys() & {"source", "via"}:
        return False
    words = (scene.lexicon.find(mod) for mod in shot.mods)
    return any(word is not None and word.cls & scene.lexicon.bit("militants") for word in words)


def _is_stray(match: Match, place: Place | None, scene: Scene) -> bool:
    """Handle "A mortar bomb landed in a salt field": only one side, in a story of two.

    The story must be about a border between the two countries that it names most, told from one
    of them, and the shell must have come down in no place that is known to lie inland.
    """
    if not match.has("lands") or scene.sentence.in_title:
        return False
    if match.clause is None or match.clause.link == PARTICIPIAL:
        return False
    shell = match.first("instrument")
    if shell is None or shell.poss is not None or shell.lemma in scene.lexicon.set("plain_shots"):
        return False
    most = scene.context.countries()[:2]
    two = len(most) > 1 and scene.context.are_neighbours(*most)
    home = scene.context.home in most
    outside = not set(scene.countries_in(scene.sentence)) <= set(most)
    inland = place is not None and bool(place.id) and not is_border_place(place)
    return two and home and scene.context.bordering and not outside and not inland
