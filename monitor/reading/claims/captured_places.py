"""The places of a capture: those a phrase names, lists, stands for, or means."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.reading.claims.arms import foes_told_lately
from monitor.reading.claims.captured_lists import (
    gates_at,
    gone_before,
    listed_after,
    listed_before,
    listed_between,
    listed_inside,
)
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.it import is_of_thing
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import FORCE_POINTS
from monitor.reading.scene.landmarks import goals_abroad, landmarks
from monitor.reading.scene.located import Located
from monitor.reading.scene.place_hints import is_seat_of_it
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, INFINITIVE, Clause
from monitor.reading.syntax.clause_stack import phrase_of
from monitor.reading.syntax.province_lists import is_point


def captured_places(theme: Chunk, scene: Scene, country: str | None, match: Match) -> list[Located]:
    """Return the places of a theme; one without a place where none is named."""
    if _means_nothing(theme, match, scene):
        return []
    if theme.of is not None and _stands_for_owner(theme, scene, match):
        theme = theme.of
    owned = theme.poss is not None and is_seat_of_it(theme, scene.lexicon)
    seat = _seat_of(theme, scene, country, match) if owned else []
    if seat:
        return seat  # "the governor's compound *in X*", whatever was named last
    found = [
        _resolve(one, scene, country, match) if one.anaphor or one.phrase.text == "it" else one
        for one in scene.locator.locate(theme, scene.context, country)
    ]
    if (
        len(found) == 1
        and found[0].place is None
        and (theme.plural or theme.det != "the" or theme.lemma in scene.lexicon.set("pointers"))
    ):
        listed = (
            list(listed_after(theme, scene, country))
            or list(listed_inside(theme, scene, country, match))
            or list(listed_between(theme, scene, country, match))
            or list(gates_at(theme, scene, country, match))
            or list(listed_before(theme, scene, country))
        )
        if listed:
            return listed
    if all(each.place is not None for each in found):
        before = gone_before(theme, scene, country, match)
        return [*found, *_told_with(theme, scene, country, match), *before]
    one = not theme.plural or scene.is_(theme, "centre")
    alone = len(found) == 1 or all(
        scene.is_(part, "centre")
        or (part.det == "the" and scene.is_(part, "crossing", "port", "bridge", "closable"))
        for part in theme.all()
    )
    if alone and one and not any(each.place is not None or each.part for each in found):
        return (
            _there(theme, scene, country)
            or _seat_of(theme, scene, country, match)
            or _by_headline(theme, scene, country, match)
            or found
        )
    return found


def _means_nothing(theme: Chunk, match: Match, scene: Scene) -> bool:
    """Whether a theme is no place, or one said of what was told before."""
    flag = match.has("flag") and scene.is_(theme, "part")
    if flag and not _is_their_flag(match, scene):
        return True  # "the flag of the school over the clinic"
    return _is_said_of_it(theme, scene, match) or _means_no_place(theme, match, scene)


def _means_no_place(theme: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "it", which is a thing told before, and "the defenders" of a goal."""
    if theme.text == "it":
        return is_of_thing(theme, scene)
    if scene.is_(theme, "flag") and _is_where_told(theme, scene):
        return True
    bare = not (theme.places or theme.names or theme.poss) and theme.of is None
    if theme.lemma not in scene.lexicon.set("defending"):
        return False
    if match.has("defended") and not bare:
        return True
    return bare and not foes_told_lately(scene)


def _is_where_told(flag: Chunk, scene: Scene) -> bool:
    """Handle "entered the governor's compound and hoisted *their flag there*": in the compound."""
    before = (phrase for _, phrase in scene.sentence.phrases if phrase.e <= flag.s)
    return any(scene.is_(phrase, "centre", "base", "part", "post") for phrase in before)


def _stands_for_owner(theme: Chunk, scene: Scene, match: Match) -> bool:
    """Handle "*the rest of* the district is theirs", "their flag flies over *the fort of X*"."""
    if theme.lemma in scene.lexicon.set("remainders"):
        return True
    return match.has("flag") and scene.is_(theme, "base", "post")


def _is_said_of_it(theme: Chunk, scene: Scene, match: Match) -> bool:
    """Handle "It is the first district to fall since May": said of what was told before."""
    clause = match.clause
    parent = clause.parent if clause is not None and clause.link == INFINITIVE else None
    if parent is None or parent.obj is None or parent.vg.lemma != "be" or not theme.pron:
        return False
    return not scene.lexicon.set("ordinals").isdisjoint(parent.obj.text.split())


def _is_their_flag(match: Match, scene: Scene) -> bool:
    """Handle "the white flag is on the clinic": whose flag it is tells whose town it is."""
    clause = match.clause
    if clause is None or not match.has("flag"):
        return False
    for phrase in (clause.subj, clause.obj, clause.obj2):
        if phrase is not None and scene.is_(phrase, "flag"):
            owners = (phrase, phrase.of, phrase.poss)
            return any(one is not None and scene.is_(one, "nonstate") for one in owners)
    return False


def _told_with(theme: Chunk, scene: Scene, country: str | None, match: Match) -> Iterator[Located]:
    """Handle "A along with B fell", "took A as well as B"."""
    end = _end(theme)
    for pp in match.clause.pps if match.clause is not None else ():
        if pp.s == end and pp.prep == "in":
            end = pp.e  # "Rustaq *in Takhar*, as well as"
        if pp.prep in scene.lexicon.set("alongside") and pp.np is not None:
            beside = 0 <= pp.s - end <= 1 or pp.s >= match.trigger.e
            for member in pp.np.all() if beside else ():
                if is_point(member):
                    yield scene.locator.choose(member, member.places, scene.context, country)


def _there(theme: Chunk, scene: Scene, country: str | None) -> list[Located]:
    """Handle "the army's headquarters *there* was entered": at the place told last."""
    tokens = scene.sentence.tokens
    if theme.e >= len(tokens) or tokens[theme.e].text != "there" or not theme.cls:
        return []
    start = tokens[theme.s].start
    base = scene.context.latest(_BASES, start, _NEAR) if scene.is_(theme, "base") else ()
    aside = landmarks(scene.context, scene.lexicon, start, _NEAR)
    told = base or scene.context.latest(FORCE_POINTS, start, _NEAR, aside)
    return [scene.locator.choose(theme, told, scene.context, country)] if told else []


_BASES = frozenset({"base"})
_NEAR = 400  # characters back to what "there" means


def _seat_of(theme: Chunk, scene: Scene, country: str | None, match: Match) -> list[Located]:
    """Handle "the police headquarters *in X*", "the last post in X", "the gate at X".

    A seat of government, the last of its kind, or the one gate of a place stand for the place.
    """
    flag = match.has("flag") and scene.is_(theme, "base", "post")
    whole = flag or _stands_for_place(theme, scene)
    if match.clause is None or not (whole or _is_base(theme, scene)):
        return []
    preps = {"in", "at"} if whole else {"at"}
    end = _end_of_list(theme, match.clause)
    for pp in match.clause.pps:
        aside = pp.prep == "at" and pp.s == end + 1 and pp.e < match.trigger.s
        follows = pp.s == end or aside or match.clause.opener.startswith("where")
        if pp.prep in preps and follows and pp.np is not None:
            if pp.np.places:
                return [scene.locator.choose(pp.np, pp.np.places, scene.context, country, theme)]
            if pp.np.names and not pp.np.cls:
                return scene.locator.locate(pp.np, scene.context, country)
    return []


def _stands_for_place(theme: Chunk, scene: Scene) -> bool:
    if scene.is_(theme, "centre") or theme.lemma == "side":
        return True
    if not scene.lexicon.set("sole").isdisjoint((*theme.mods, *theme.text.split())):
        return scene.is_(theme, "post", "base")
    gate = scene.is_(theme, "crossing", "port") or bool(theme.members)
    if theme.det in {"the", "their", "its"} and scene.is_(theme, "base") and not theme.plural:
        return True  # "their camp at X"
    return theme.det == "the" and gate and not theme.plural


def _is_base(theme: Chunk, scene: Scene) -> bool:
    """Handle "its airport *at Kavumu*", "an army base at X": what lies at a place is called so."""
    own = theme.det in {"the", "their", "its"} and scene.is_(theme, "post")  # "the post at X"
    return (own or scene.is_(theme, "base", "port")) and not theme.plural


def _end(theme: Chunk) -> int:
    """Return where a phrase ends, its of-phrases included."""
    part, end = theme, theme.e
    while part.of is not None:
        part = part.of
        end = max(end, part.e)
    return end


def _end_of_list(theme: Chunk, clause: Clause) -> int:
    """Return where "the office, the barracks and the prison | in X" ends."""
    end = max(_end(member) for member in theme.all())
    for further in clause.extra:
        end = further.e if 0 < further.s - end <= 1 else end
    return end


def _by_headline(theme: Chunk, scene: Scene, country: str | None, match: Match) -> list[Located]:
    """Handle "Zebak: district centre in Taliban hands": what stands before the colon."""
    topic = match.clause.governor if match.clause is not None and match.clause.colon else None
    if topic is None or not topic.places:
        return []
    return [scene.locator.choose(topic, topic.places, scene.context, country, theme)]


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


def _called_so(owner: Chunk | None, scene: Scene) -> tuple[Place, ...]:
    """Return the places of "the Wakhan corridor", where "the corridor's centre" is spoken of."""
    if owner is None or not scene.is_(owner, "area"):
        return ()
    for sentence in reversed(scene.sentences):
        for chunk in sentence.chunks if not sentence.in_title else ():
            phrase = phrase_of(chunk)
            if phrase is not None and phrase.places and owner.lemma in phrase.text.split():
                return phrase.places
    return ()


def _are_defenders(phrase: Chunk, scene: Scene) -> bool:
    """Handle "*the garrison* gave up": not "the garrison in X", which is in X."""
    tokens = scene.sentence.tokens
    placed = phrase.e < len(tokens) and tokens[phrase.e].text in _PLACING
    return phrase.lemma in scene.lexicon.set("defending") and not placed


_PLACING = frozenset({"in", "at", "of", "near"})


_HELD = frozenset({"district", "town", "city", "village", "post", "base"})
_REACH = 1500  # characters back to the name that "the district" stands for
_IT_REACH = 160
_CITY = frozenset({"city"})
_CAPITALS = frozenset({"city", "capital"})  # what a country's capital may be called


def _resolve(located: Located, scene: Scene, country: str | None, match: Match) -> Located:
    """Handle "The district" is the district named last."""
    kinds = _HELD if _are_defenders(located.phrase, scene) else _KINDS.get(located.kind)
    if kinds is None or scene.sentence.in_title:
        return located
    offset = scene.sentence.tokens[located.phrase.s].start
    reach = _IT_REACH if located.phrase.text == "it" else _REACH
    context = scene.context
    marks = landmarks(context, scene.lexicon, offset, reach)
    aside = marks | context.rivers
    if located.kind and located.phrase.lemma not in _CAPITALS:
        aside |= context.seats  # "Dushanbe worries. The town fell"
    if match.clause is not None and match.clause.link == ADVERBIAL:
        aside |= goals_abroad(context, scene.sentence, offset)
    city = located.phrase.lemma == "city"
    places = (
        _called_so(located.phrase.poss, scene)
        or (context.latest(_CITY, offset, reach, aside) if city else ())
        or context.latest(kinds, offset, reach, aside)
        or context.latest(kinds, offset, reach, marks if located.phrase.text == "it" else ())
    )
    if not places:
        return located
    found = scene.locator.choose(located.phrase, places, scene.context, country)
    return replace(found, why=f"{located.phrase.text!r} is the place named last")
