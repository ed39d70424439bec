"""Captures: one draft for every place that changed hands."""

from collections.abc import Iterator

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.as_it_was import is_old_news
from monitor.reading.claims.captured_places import captured_places
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.it import may_be_taken
from monitor.reading.claims.unfinished import is_unfinished
from monitor.reading.frames.match import Match
from monitor.reading.frames.slots import MAY_BE_PLACES
from monitor.reading.scene.located import Located
from monitor.reading.scene.unknown_places import is_used_as_place
from monitor.reading.standing.values import ASSERTED, HISTORICAL, NEGATED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL
from monitor.reading.syntax.province_lists import is_point

_AREAS = frozenset({"country", "river", "region"})


def build_territory(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return a draft for each place of the theme."""
    themes = match.roles.get("theme", [])
    agent = match.first("agent")
    if _is_figurative(match, agent, scene) or is_unfinished(match, scene):
        return
    if match.has("negative"):
        if standing.status != NEGATED:
            return
        standing = standing.under(NEGATED, "nobody is left")
    country = _expected_country(match, scene)
    for theme in themes:
        if _is_no_place(theme, match, scene):
            continue
        for located in _worth_telling(captured_places(theme, scene, country, match)):
            if _is_capture(located, match, scene):
                yield _draft(located, match, standing, scene)


def _worth_telling(found: list[Located]) -> list[Located]:
    """Leave out what is told beside a named place: "took X, *two posts and a bridge*"."""
    if not any(one.place is not None for one in found):
        return found
    return [one for one in found if one.place is not None or one.kind not in _BESIDE]


_BESIDE = frozenset({"", "post", "bridge", "base", "village", "crossing", "centre"})


def _is_figurative(match: Match, agent: Chunk | None, scene: Scene) -> bool:
    """Whether snow, a team, or a season took the place."""
    if agent is not None:
        return scene.is_(agent, "nature", "sport")
    return _is_to_a_thing(match, scene)


def _is_to_a_thing(match: Match, scene: Scene) -> bool:
    """Handle "X surrendered to spring", "fell to a rumour": to nobody, and to no attack."""
    clause = match.clause
    if clause is None or not match.has("surface"):
        return False
    if not any(role.name == "agent" and "to" in role.at for role in match.frame.roles):
        return False
    to = next((pp.np for pp in clause.pps if pp.prep == "to" and pp.s >= clause.vg.s), None)
    if to is None or to.time or to.pron or to.names or to.places or to.actor or to.codes:
        return False
    weapons = ("attack", "operation", "clash", "fire_noun", "projectile", "control", "hands")
    return not (
        scene.is_(to, *weapons, "militants", "troops", "person", "set", "officials",
                  "organisation", "demonym")
        or to.lemma in scene.lexicon.set("doers")
        or scene.is_(to, "civilians", "gun", "armour", "base", "post")
    )  # fmt: skip


def _is_no_place(theme: Chunk, match: Match, scene: Scene) -> bool:
    if _is_number(theme, match, scene) or _is_of_people(theme, scene):
        return True
    if _is_mere_part(theme, scene):
        return True
    return theme.text == "it" and not may_be_taken(match, scene)


def _is_number(theme: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "raising to 62 *the number of districts* lost"; but "A brings their number to 5"."""
    if theme.of is None or theme.lemma not in scene.lexicon.set("figures"):
        return False
    above = match.clause.parent if match.clause is not None else None
    return above is None or above.subj is None or not is_point(above.subj)


def _is_of_people(theme: Chunk, scene: Scene) -> bool:
    """Handle "the team of Khwahan lost", "the people of X were taken": they are no place."""
    of = theme.of
    if of is None or not of.places or theme.places or theme.members:
        return False
    return scene.is_(theme, "set") and theme.lemma in scene.lexicon.set("teams")


def _is_mere_part(theme: Chunk, scene: Scene) -> bool:
    """Handle "only the bazaar has changed hands": the town has not."""
    if not theme.s or theme.places or theme.members or theme.of is not None:
        return False
    return theme.det == "the" and scene.sentence.tokens[theme.s - 1].text in scene.lexicon.set(
        "mere"
    )


def _expected_country(match: Match, scene: Scene) -> str | None:
    """Whoever takes or loses a place, it is most often in the country of the non-state side."""
    for role in ("agent", "source"):
        phrase = match.first(role)
        if phrase is not None:
            country = scene.people.country(phrase)
            if country:
                return country
    return None


def _is_capture(located: Located, match: Match, scene: Scene) -> bool:
    if located.unknown and (_is_gone_abroad(match) or not _is_sure(located, match, scene)):
        return False
    if located.place is not None:
        return located.place.kind not in _AREAS
    if located.phrase.text in MAY_BE_PLACES or not _is_told_of_arms(located, match, scene):
        return False
    return _is_unnamed_capture(located, match, scene)


def _is_gone_abroad(match: Match) -> bool:
    """Handle "made their way into *Iran's Sistan*": who goes there takes nothing."""
    owner = match.roles["theme"][0].poss
    return match.has("entry") and owner is not None and bool(owner.codes)


def _is_own(phrase: Chunk, agent: Chunk | None, match: Match, scene: Scene) -> bool:
    """Handle "the state sent marines to occupy *its* ports": nobody loses what he holds already."""
    if phrase.det != "its" or agent is None or not scene.is_(agent, "troops", "country"):
        return False
    return match.trigger.lemma not in scene.lexicon.set("retaking")


def _is_unnamed_capture(located: Located, match: Match, scene: Scene) -> bool:
    phrase = located.phrase
    clause = match.clause
    if clause is not None and clause.link == ADVERBIAL and clause.vg.perfect:
        return False  # "a drill was announced after they had taken most districts": background
    agent = match.first("agent")
    known = agent or match.first("source")
    vague = phrase.plural and not (phrase.det or located.count or known)
    if vague or _is_own(phrase, agent, match, scene):
        return False  # "cities fall from inside"
    if match.has("lost") and agent is None:
        return bool(located.kind) and (located.count or 0) > 1
    if not phrase.det and located.count is None and not phrase.plural:
        return False
    if located.part or match.has("bare", "retreat", "entry"):
        return False
    return bool(located.kind) or located.anaphor


def _is_told_of_arms(located: Located, match: Match, scene: Scene) -> bool:
    """Handle "A post was overrun", by whom and whose it was unsaid: too thin for a claim."""
    if (located.count or 0) > 1 or located.phrase.plural:
        return True
    sides = [match.first("agent"), match.first("source")]
    return any(side is not None and scene.is_(side, "militants", "troops", "officials", "country",
                                              "demonym", "organisation", "person")
               for side in sides)  # fmt: skip


def _is_sure(located: Located, match: Match, scene: Scene) -> bool:
    """Return an unknown name is a place if a noun says so, or an armed party takes it."""
    if located.kind:
        return True
    theme = match.roles["theme"][0]
    if match.has("continues"):
        known = sum(1 for member in _siblings(match.roles["theme"][0]) if member.places)
        return known > 1  # "The six are A, B, ..." where no list knows B
    agent = match.first("agent") or match.first("source")
    apposed = any(app.cls & scene.lexicon.bit("district", "town", "village", "base", "port", "post")
                  for app in theme.apps)  # fmt: skip
    listed = _siblings(theme)
    if _only_places_are(match, agent, scene):
        return True
    if match.has("of_persons") and not apposed:
        if any(member.places or _is_common_place(member, scene) for member in listed):
            return True
        armed = agent is not None and scene.is_(agent, "militants", "troops")
        return armed and any(is_used_as_place(member, scene.sentence, scene.lexicon)
                             for member in listed)  # fmt: skip
    return (
        len(listed) > 1
        or apposed
        or (agent is not None and scene.is_(agent, "militants", "troops"))
    )


def _only_places_are(match: Match, agent: Chunk | None, scene: Scene) -> bool:
    """Handle "X had been *occupied* by the same coalition", "X was *retaken*": no person is."""
    if match.trigger.lemma not in scene.lexicon.set("taken_places"):
        return False
    return agent is None or not scene.is_(agent, "civilians", "officials")


def _is_common_place(member: Chunk, scene: Scene) -> bool:
    """Handle "and five other settlements", which says what the unknown names before it are."""
    return member.plural and scene.is_(member, "district", "town", "village", "area")


def _siblings(theme: Chunk) -> list[Chunk]:
    """Return the members of the list that a name stands in: "the districts of A, B and C"."""
    part: Chunk | None = theme
    while part is not None:
        if part.members:
            return part.members
        part = part.of
    return [theme]


def _tell_who(draft: Draft, agent: Chunk, scene: Scene) -> None:
    """Name who took the place; "they" and "their control" are those named before."""
    meant = scene.antecedent(agent) if scene.people.is_theirs(agent) else None
    if meant is not None and meant.group is not ActorClass.UNKNOWN:
        draft.actor, draft.group, draft.side = meant.name, meant.group, meant.side
        return
    draft.actor = scene.text(agent)
    draft.group = scene.people.group(agent)
    draft.side = scene.people.side(agent)


def _draft(located: Located, match: Match, standing: Standing, scene: Scene) -> Draft:
    agent = match.first("agent")
    draft = Draft(
        type=ClaimType.TERRITORY_CAPTURED, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing, place=located.place, alternatives=located.alternatives,
        kind=located.kind, anaphor=located.anaphor, count=located.count,
    )  # fmt: skip
    if agent is not None:
        _tell_who(draft, agent, scene)
    draft.country = located.place.country if located.place else _country_around(match, scene)
    draft.proof = 2.0 + (agent is not None) - 1.5 * match.has("state")
    draft.why.append(f"place: {located.why}")
    old = is_old_news(match, scene) if draft.status == ASSERTED else ""
    if old:
        draft.rule(HISTORICAL, old)
    return draft


def _country_around(match: Match, scene: Scene) -> str | None:
    """Return where unnamed places lie: by the clause, by who fights for them, by the story."""
    for phrase in (*match.roles.get("theme", ()), *match.adjuncts()):
        found = scene.country(phrase, side=False) if phrase.of or phrase.places else None
        if found:
            return found
    return _expected_country(match, scene) or next(iter(scene.context.countries()), None)
