"""Captures: one draft for every place that changed hands."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.events.values import ClaimType
from monitor.reading.chunks import Chunk
from monitor.reading.draft import Draft, Scene
from monitor.reading.grammar import MARK_COLON, NP, PP
from monitor.reading.locate import Located
from monitor.reading.match import Match
from monitor.reading.standing import Standing

_AREAS = frozenset({"country", "river", "region"})


def build_territory(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return a draft for each place of the theme."""
    themes = match.roles.get("theme", [])
    agent = match.first("agent")
    if agent is not None and scene.is_(agent, "nature", "sport"):
        return
    country = _expected_country(match, scene)
    for theme in themes:
        if theme.text == "it" and not _may_be_it(match, scene):
            continue
        for located in _places(theme, scene, country, match):
            if _is_capture(located, match, scene):
                yield _draft(located, match, standing, scene)


def _may_be_it(match: Match, scene: Scene) -> bool:
    """Handle "It" is a place when it falls or an armed side takes it; "it went" may be anything."""
    if match.frame.traits.get("bare") or match.frame.id == "ours-again":
        return False
    agent = match.first("agent")
    return agent is None or scene.is_(agent, "militants", "troops", "country", "demonym")


def _expected_country(match: Match, scene: Scene) -> str | None:
    """Whoever takes or loses a place, it is most often in the country of the non-state side."""
    for role in ("agent", "source"):
        phrase = match.first(role)
        if phrase is not None:
            country = scene.people.country(phrase)
            if country:
                return country
    return None


def _places(theme: Chunk, scene: Scene, country: str | None, match: Match) -> list[Located]:
    found = [
        _resolve(one, scene, country) if one.anaphor or one.phrase.text == "it" else one
        for one in scene.locator.locate(theme, scene.context, country)
    ]
    if (
        len(found) == 1
        and found[0].place is None
        and (theme.plural or theme.lemma in scene.lexicon.set("pointers"))
    ):
        listed = list(_listed_after(theme, scene, country)) or list(
            _listed_inside(theme, scene, country, match)
        )
        if listed:
            return listed
    one = not theme.plural or scene.is_(theme, "centre")
    if len(found) == 1 and found[0].place is None and one and not found[0].part:
        return (
            _seat_of(theme, scene, country, match)
            or _by_headline(theme, scene, country, match)
            or found
        )
    return found


def _seat_of(theme: Chunk, scene: Scene, country: str | None, match: Match) -> list[Located]:
    """Handle "the police headquarters *in X*", "the last post in X", "the gate at X".

    A seat of government, the last of its kind, or the one gate of a place stand for the place.
    """
    if match.clause is None or not _stands_for_place(theme, scene):
        return []
    end = _end(theme)
    for pp in match.clause.pps:
        follows = pp.s == end or match.clause.opener.startswith("where")
        if pp.prep in {"in", "at"} and follows and pp.np is not None:
            if pp.np.places:
                return [scene.locator.choose(pp.np, pp.np.places, scene.context, country, theme)]
            if pp.np.names and not pp.np.cls:
                return scene.locator.locate(pp.np, scene.context, country)
    return []


def _stands_for_place(theme: Chunk, scene: Scene) -> bool:
    if scene.is_(theme, "centre") or theme.lemma == "side":
        return True
    if {"last", "only", "remaining"} & {*theme.mods, *theme.text.split()}:
        return scene.is_(theme, "post", "base")
    return theme.det == "the" and scene.is_(theme, "crossing", "port") and not theme.plural


def _end(theme: Chunk) -> int:
    """Return where a phrase ends, its of-phrases included."""
    part, end = theme, theme.e
    while part.of is not None:
        part = part.of
        end = max(end, part.e)
    return end


def _by_headline(theme: Chunk, scene: Scene, country: str | None, match: Match) -> list[Located]:
    """Handle "Zebak: district centre in Taliban hands": what stands before the colon."""
    topic = match.clause.governor if match.clause is not None and match.clause.colon else None
    if topic is None or not topic.places:
        return []
    return [scene.locator.choose(topic, topic.places, scene.context, country, theme)]


def _listed_inside(
    theme: Chunk, scene: Scene, country: str | None, match: Match
) -> Iterator[Located]:
    """Handle "Two districts in Jowzjan, Khamab and Qarqin"."""
    count = theme.qty.value if theme.qty is not None else None
    for pp in match.clause.pps if match.clause is not None else ():
        members = pp.np.members if pp.np is not None else []
        narrow = [m for m in members if m.places and m.places[0].kind != "province"]
        if count and len(narrow) == count == len(members) - 1:
            for member in narrow:
                yield scene.locator.choose(member, member.places, scene.context, country, theme)


_KINDS = {
    "district": frozenset({"district"}),
    "town": frozenset({"town", "city", "district"}),
    "centre": frozenset({"district", "town", "city"}),
    "village": frozenset({"village"}),
    "province": frozenset({"province"}),
    "port": frozenset({"port", "crossing"}),
    "crossing": frozenset({"crossing", "port"}),
    "post": frozenset({"post", "crossing", "port"}),
    "base": frozenset({"base", "post"}),
    "": frozenset({"district", "town", "city", "village", "port", "crossing", "base"}),
}


_REACH = 1500  # characters back to the name that "the district" stands for
_IT_REACH = 160


def _resolve(located: Located, scene: Scene, country: str | None) -> Located:
    """Handle "The district" is the district named last."""
    kinds = _KINDS.get(located.kind)
    if kinds is None or scene.sentence.in_title:
        return located
    offset = scene.sentence.tokens[located.phrase.s].start
    reach = _IT_REACH if located.phrase.text == "it" else _REACH
    places = scene.context.latest(kinds, offset, reach)
    if not places:
        return located
    found = scene.locator.choose(located.phrase, places, scene.context, country)
    return replace(found, why=f"{located.phrase.text!r} is the place named last")


def _listed_after(theme: Chunk, scene: Scene, country: str | None) -> Iterator[Located]:
    """Handle "Five districts: A, B and C" and "three districts, including A"."""
    chunks = scene.sentence.chunks
    seen_colon = False
    for chunk in chunks:
        if chunk.s < theme.e:
            continue
        if chunk.kind == MARK_COLON:
            seen_colon = True
        phrase = (
            chunk.np if chunk.kind == PP and chunk.prep in scene.lexicon.set("listing") else chunk
        )
        if phrase is None or phrase.kind != NP:
            continue
        if seen_colon or chunk.kind == PP:
            yield from _named_members(phrase, theme, scene, country)


def _named_members(
    phrase: Chunk, theme: Chunk, scene: Scene, country: str | None
) -> Iterator[Located]:
    known = any(member.places for member in phrase.all())
    for member in phrase.all():
        if member.places:
            yield scene.locator.choose(member, member.places, scene.context, country, theme)
        elif known and member.names:
            yield from scene.locator.locate(member, scene.context, country)


def _is_capture(located: Located, match: Match, scene: Scene) -> bool:
    if located.unknown and not _is_sure(located, match, scene):
        return False
    if located.place is not None:
        return located.place.kind not in _AREAS
    if located.phrase.text == "it" or not _is_told_of_arms(located, match, scene):
        return False
    return _is_unnamed_capture(located, match)


def _is_unnamed_capture(located: Located, match: Match) -> bool:
    traits = match.frame.traits
    phrase = located.phrase
    agent = match.first("agent")
    known = agent or match.first("source")
    if phrase.plural and not (phrase.det or located.count or known):
        return False  # "cities fall from inside"
    if traits.get("lost") and agent is None:
        return bool(located.kind) and (located.count or 0) > 1
    if not phrase.det and located.count is None and not phrase.plural:
        return False
    if located.part or any(traits.get(name) for name in ("bare", "retreat", "entry")):
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


_PERSONS_TOO = frozenset({"capture", "wrest", "lose", "leave-in-hands", "share-fate", "list-told",
                          "broke-fall", "be-with", "be-gone"})  # fmt: skip


def _is_sure(located: Located, match: Match, scene: Scene) -> bool:
    """Return an unknown name is a place if a noun says so, or an armed party takes it."""
    if located.kind:
        return True
    if match.frame.traits.get("continues"):
        return False
    agent = match.first("agent") or match.first("source")
    theme = match.roles["theme"][0]
    apposed = any(app.cls & scene.lexicon.bit("district", "town", "village", "base", "port", "post")
                  for app in theme.apps)  # fmt: skip
    listed = _siblings(theme)
    if match.frame.id in _PERSONS_TOO and not apposed:
        return any(member.places for member in listed)
    return (
        len(listed) > 1
        or apposed
        or (agent is not None and scene.is_(agent, "militants", "troops"))
    )


def _siblings(theme: Chunk) -> list[Chunk]:
    """Return the members of the list that a name stands in: "the districts of A, B and C"."""
    part: Chunk | None = theme
    while part is not None:
        if part.members:
            return part.members
        part = part.of
    return [theme]


def _draft(located: Located, match: Match, standing: Standing, scene: Scene) -> Draft:
    agent = match.first("agent")
    draft = Draft(
        type=ClaimType.TERRITORY_CAPTURED, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing, place=located.place, alternatives=located.alternatives,
        kind=located.kind, anaphor=located.anaphor, count=located.count,
    )  # fmt: skip
    if agent is not None:
        draft.actor = scene.text(agent)
        draft.group = scene.people.group(agent)
        draft.side = scene.people.side(agent)
    draft.country = located.place.country if located.place else None
    draft.proof = 2.0 + (agent is not None) - 1.5 * bool(match.frame.traits.get("state"))
    draft.why.append(f"place: {located.why}")
    return draft
