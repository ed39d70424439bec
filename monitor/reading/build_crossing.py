"""Border crossings: who went from which country to which."""

from collections.abc import Iterator

from monitor.events.values import ActorClass, ClaimType, Side
from monitor.reading.chunks import Chunk
from monitor.reading.draft import Draft, Scene
from monitor.reading.gazetteer import Place
from monitor.reading.match import Match
from monitor.reading.nearness import is_border_place
from monitor.reading.people import Party
from monitor.reading.standing import Standing

_FLIGHT = frozenset({"flee", "escape", "evacuate", "stream", "pour", "trek", "seek", "displace",
                     "flood", "flock", "let", "admit", "receive", "deport", "expel"})  # fmt: skip
_STOPPED = frozenset({"hypothetical", "negated"})
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "his"})
_CROWD = 100  # so many "people" are no raiding party
_MASSES = frozenset({"people", "resident", "citizen", "individual", "national"})


class _Path:
    """The two ends of a crossing, as far as the text gives them."""

    __slots__ = ("border", "here", "origin", "place", "to")

    def __init__(self) -> None:
        self.origin: str | None = None
        self.to: str | None = None
        self.border = False
        self.place: Place | None = None
        self.here: str | None = None


def build_crossing(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return a draft for each class of people that crossed; none if no border was crossed."""
    mover = match.first("mover")
    if mover is not None and scene.is_(mover, "nature", "sport", "drug"):
        return
    seen: set[ActorClass] = set()
    for member in mover.all() if mover is not None else [None]:
        party = _party(member, match, scene)
        if party.group in seen or party.group is ActorClass.OFFICIALS:
            continue
        if not _fits_traits(member, party, match, scene):
            continue
        path = _Path() if match.frame.traits.get("again") else _path(match, party, scene)
        if path is None:
            continue
        seen.add(party.group)
        yield _draft(member, party, path, match, standing, scene)


def _fits_traits(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> bool:
    """Being in a country only tells of a crossing where so many strangers are counted there."""
    traits = match.frame.traits
    if party.group in _ARMED and _only_to_the_border(match, scene):
        return False
    if traits.get("causer") and traits.get("back") and _stays_home(match, scene):
        return False
    if (
        traits.get("causer")
        and party.group is ActorClass.TROOPS
        and not party.country
        and (match.trigger.lemma in _SENDING)
    ):
        return False  # a state that flies soldiers to a town of its own lets nobody in
    if traits.get("counted") and (mover is None or mover.qty is None or not mover.qty.value):
        return False
    if not traits.get("abroad"):
        return True
    goal = match.first("goal")
    there = scene.country(goal) if goal is not None else None
    home = party.country or (scene.country(mover, side=False) if mover is not None else None)
    return bool(home and there and home != there)


_ARMED = frozenset({ActorClass.TROOPS, ActorClass.MILITANTS})


def _only_to_the_border(match: Match, scene: Scene) -> bool:
    """Return forces that move "to the river" are posted there; only refugees mass at a border."""
    goal = match.first("goal")
    if (
        match.frame.id not in {"move-to", "end-up"}
        or goal is None
        or match.first("via") is not None
    ):
        return False
    if match.trigger.lemma == "cross" or match.first("source") is not None:
        return False
    return scene.is_(goal, "border", "river", "border_river", "named_river") and not scene.is_(
        goal, "bank", "country", "named", "bridge", "crossing"
    )


def _stays_home(match: Match, scene: Scene) -> bool:
    """Who sends his men to a place of his own, or only "to the border", sends nobody abroad."""
    agent, goal = match.first("agent"), match.first("goal")
    if match.frame.id != "hand-to" or goal is None or match.first("source") is not None:
        return False
    there = scene.country(goal)
    mover = match.first("mover")
    own = mover is not None and not mover.codes and not mover.actor
    if (
        own
        and match.trigger.lemma in _SENDING
        and not scene.is_(goal, "country", "country_noun", "demonym", "bank")
    ):
        return True
    if agent is None:
        return False
    if there is None or (scene.is_(goal, "border", "bank") and not goal.codes):
        return match.trigger.lemma in _SENDING
    return scene.people.country(agent) == there


_SENDING = frozenset(
    {
        "send",
        "fly",
        "ship",
        "bring",
        "deliver",
        "drive",
        "transfer",
        "march",
        "airlift",
        "transport",
        "carry",
        "take",
        "move",
        "rush",
        "ferry",
    }
)


def _party(mover: Chunk | None, match: Match, scene: Scene) -> Party:
    """Who moves; for "they" and "five people" whoever was named last."""
    if mover is None:
        return Party("", ActorClass.UNKNOWN, Side.UNKNOWN, None)
    party = scene.people.party(mover, scene.text(mover))
    if party.group is not ActorClass.UNKNOWN:
        return party
    many = mover.qty is not None and (mover.qty.value or 0) >= _CROWD
    masses = mover.lemma in _MASSES and (many or match.trigger.lemma in _FLIGHT)
    looks = ActorClass.CIVILIANS if masses else _looks(mover, scene)
    if looks is not None:
        return Party(party.name, looks, party.side, party.country)
    if not _is_anaphoric(mover):
        return party  # a new group of people: the article decides at its end
    goal = match.first("goal")
    known = scene.antecedent(mover, not_from=scene.country(goal) if goal is not None else None)
    if known is None:
        return party
    return Party(party.name, known.group, known.side, party.country or known.country)


def _looks(mover: Chunk, scene: Scene) -> ActorClass | None:
    """Tell from dress, arms or papers: "men in uniform", "undocumented Afghans"."""
    if mover.pron:
        return None
    start = scene.sentence.tokens[mover.s].start - scene.sentence.start
    near = scene.sentence.folded[start : start + _NEAR]
    dress = scene.lexicon.compiled.settings.get("dress", {})
    for name in ("civilians", "troops", "militants"):
        if any(word in near for word in dress.get(name, ())):
            return None if name == "militants" and mover.codes else ActorClass(name)
    horde = mover.qty is not None and (mover.qty.value or 0) >= _HORDE
    return ActorClass.CIVILIANS if horde and mover.codes else None


_NEAR = 70
_HORDE = 1500  # so many of one nation are no fighters


def _is_anaphoric(mover: Chunk) -> bool:
    part: Chunk | None = mover
    while part is not None:
        if part.pron or part.det in _DEFINITE:
            return True
        part = part.of
    return False


def _path(match: Match, party: Party, scene: Scene) -> _Path | None:
    path = _Path()
    goal, via, source = (match.first(role) for role in ("goal", "via", "source"))
    if any(_is_several(phrase) for phrase in (via, source)):
        return None
    for phrase in (goal, via, source):
        path.border = path.border or (phrase is not None and _is_border(phrase, scene))
    path.to = scene.country(goal) if goal is not None else _taker(match, scene)
    path.origin = scene.country(source) if source is not None else None
    _complete(path, match, party, scene)
    if path.origin is None or path.to is None or path.origin == path.to:
        return None
    if not scene.context.are_neighbours(path.origin, path.to):
        return None
    _place(path, (goal, via, source, match.first("mover")), scene)
    if path.place is None:
        left = party.group is ActorClass.TROOPS
        path.place = _only_point(path.origin if left else path.to, scene)
    return path


def _is_several(phrase: Chunk | None) -> bool:
    """Who crosses "three borders" or enters "from three sides" crosses no border of a claim."""
    if phrase is None or phrase.qty is None or phrase.codes or phrase.places:
        return False
    return (phrase.qty.value or 0) > 1


def _taker(match: Match, scene: Scene) -> str | None:
    """Those who let people in are where the people went."""
    agent = match.first("agent")
    if agent is None or match.frame.id not in {"take-in", "let-in"}:
        return None
    return scene.country(agent)


def _is_border(phrase: Chunk, scene: Scene) -> bool:
    if scene.is_(phrase, "inner_river"):
        return False
    return scene.is_(phrase, "border", "border_river", "named_river", "river", "bridge", "crossing",
                     "bank")  # fmt: skip


def _complete(path: _Path, match: Match, party: Party, scene: Scene) -> None:
    """Fill in the missing end from the mover's nationality and the article's countries."""
    back = bool(match.frame.traits.get("back"))
    home = party.country
    near = tuple(scene.countries_in(scene.sentence))
    if back and not path.origin:
        sender = match.first("agent")
        path.origin = scene.country(sender) if sender is not None else None
        path.to = path.to or (home if home != path.origin else None)
    if path.to and path.to == path.origin and _is_home(match.first("goal")):
        path.to = scene.context.other(path.origin, near)
    elif path.to and not path.origin:
        path.origin = home if home and home != path.to else None
        if path.origin is None and _may_come_from_abroad(match, path, home, scene, back=back):
            path.origin = scene.context.other(path.to, near)
    elif path.origin and not path.to and _is_abroad(match.first("source"), path, scene):
        path.to = home if back and home != path.origin else scene.context.other(path.origin, near)
    elif (path.border or match.frame.traits.get("line")) and not path.to and not path.origin:
        _from_home(path, scene, home, near, back=back)


def _may_come_from_abroad(
    match: Match, path: _Path, home: str | None, scene: Scene, *, back: bool
) -> bool:
    """Who goes to a town of his own country crosses nothing."""
    if path.border or back or match.frame.id in {"take-in", "let-in"}:
        return home != path.to or path.border
    stranded = match.trigger.lemma in _STRANDED and match.frame.id in {"end-up", "take-refuge"}
    if home == path.to or not (_crosses(match) or stranded):
        return False
    goal = match.first("goal")
    is_country = goal is not None and (
        scene.is_(goal, "country", "country_noun", "bank", "border")
        or (goal.poss is not None and bool(goal.poss.codes))
    )
    return is_country or not _UNLAWFUL.isdisjoint(match.clause.words if match.clause else ())


_STRANDED = frozenset({"end", "shelter", "wash", "wind", "seek", "take", "find"})
_UNLAWFUL = frozenset({"illegally", "infiltrated", "infiltrate", "unlawfully", "intruders",
                       "infiltrators", "smugglers", "penetrated", "invaded"})  # fmt: skip


def _is_home(goal: Chunk | None) -> bool:
    """Handle "The country" of those who speak, whichever that is."""
    return goal is not None and not goal.codes and not goal.places


def _is_abroad(source: Chunk | None, path: _Path, scene: Scene) -> bool:
    """Coming from a town says nothing of a border, coming from a country or a bank does."""
    if source is None or path.border:
        return path.border
    return scene.is_(source, "country", "bank", "country_noun", "demonym") or (
        path.origin != scene.context.home
    )


def _crosses(match: Match) -> bool:
    return match.frame.id in {"cross-border", "enter-country", "across", "let-in", "take-in",
                              "arrivals-noun"}  # fmt: skip


def _from_home(
    path: _Path, scene: Scene, home: str | None, near: tuple[str, ...], *, back: bool
) -> None:
    """Only a border is named: people leave their own country; strangers come to the speaker's."""
    if home:
        other = scene.context.other(home, near)
        path.origin, path.to = (other, home) if back else (home, other)
        return
    here = next(iter(near), None) or scene.context.home
    path.origin, path.to = scene.context.other(here, near), here


def _place(path: _Path, phrases: tuple[Chunk | None, ...], scene: Scene) -> None:
    for phrase in phrases:
        located = scene.named([phrase], path.to) if phrase is not None else None
        if located is not None and located.place is not None and _is_point(located.place):
            path.place = located.place
            return


def _only_point(country: str | None, scene: Scene) -> Place | None:
    """Return the riverside place they left, if the article names only one in their country."""
    found: dict[str, Place] = {}
    for _, places in scene.context.seen:
        for place in places:
            if place.country == country and _is_point(place) and is_border_place(place):
                found[place.name] = place
    return next(iter(found.values())) if len(found) == 1 else None


def _is_point(place: Place) -> bool:
    return place.kind not in {"country", "province", "region", "river"}


def _count(mover: Chunk | None, party: Party, scene: Scene) -> int | None:
    """How many: the members of a list of one class added up; for "they" the number given before."""
    if mover is None:
        return None
    same = [part for part in mover.all() if part.qty is not None
            and scene.people.group(part) in {party.group, ActorClass.UNKNOWN}]  # fmt: skip
    values = [
        part.qty.value for part in same if part.qty is not None and part.qty.value is not None
    ]
    if values:
        return sum(values)
    if mover.qty is None and _is_anaphoric(mover):
        known = scene.antecedent(mover)
        return known.count if known is not None else None
    return None


def _draft(  # noqa: PLR0913, PLR0917  (a cascade)
    mover: Chunk | None, party: Party, path: _Path, match: Match, standing: Standing, scene: Scene,
) -> Draft:  # fmt: skip
    draft = Draft(
        type=ClaimType.BORDER_CROSSING, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing, place=path.place, origin=path.origin, to=path.to,
        group=party.group, side=party.side, actor=party.name or None,
    )  # fmt: skip
    draft.country = path.place.country if path.place else path.to
    if standing.tried and party.group is ActorClass.MILITANTS and standing.status in _STOPPED:
        draft.status = "asserted"  # caught or killed trying to cross counts as a crossing
    draft.count = _count(match.first("mover"), party, scene) if mover is not None else None
    draft.proof = 2.0 + 2.0 * (draft.count is not None) + (path.place is not None)
    draft.why.append(f"from {path.origin} to {path.to}")
    return draft
