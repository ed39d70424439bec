"""The two ends of fire over a border: the country that was hit, and the one that fired."""

from collections.abc import Iterator

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import namesake_in, nearest_line
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.scene.people import IN_ARMS
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL


def ends_of_fire(
    match: Match, place: Place | None, agent: Chunk | None, scene: Scene
) -> tuple[Place | None, str | None, str | None]:
    """Return the place and the country that were hit and the one that fired, as far as told."""
    to = _target_country(match, place, scene)
    origin = _origin_country(match, agent, scene)
    across = _namesake_across(match, place, origin, scene)
    if across is not None:
        return across, across.country, origin
    if to is not None and to == origin and match.first("source") is not None:
        near = scene.countries_in(scene.sentence)
        to = next((code for code in near if code != origin), None)
    elif to is not None and to == origin and match.first("via") is not None:
        to = None
    if origin is None and to is not None:
        origin = _beyond_line(match, to, place, scene)
    return namesake_in(place, to, scene), to, origin


def _namesake_across(
    match: Match, place: Place | None, origin: str | None, scene: Scene
) -> Place | None:
    """Handle "Shells from A landed *in X*", a name on both banks: the X that is not in A."""
    source, shell = match.first("source"), match.first("instrument")
    told_from = source is not None or (shell is not None and _launched_from(shell, scene))
    hit = [*match.roles.get("target", ()), *match.roles.get("place", ())]
    if place is None or place.country != origin or not told_from or source in hit:
        return None
    return scene.gazetteer.twin(place) if not any(one.codes for one in hit) else None


def _target_country(match: Match, place: Place | None, scene: Scene) -> str | None:
    victims = ("victim",) if match.roles.get("via") else ()  # "shot two Afghans across the Panj"
    for role in ("target", *victims, "place"):
        for phrase in match.roles.get(role, []):
            if role == "target" and _is_of_strangers(phrase, place, scene):
                continue  # "fired on a Chinese camp in Shohin": on the country where it stands
            if role == "place" and scene.is_(phrase, "border"):
                continue  # "shot dead on the Afghan frontier": on either side of it
            code = scene.country(phrase)
            if code is None and phrase.pron:
                party = scene.antecedent(phrase)
                code = party.country if party is not None else None
            if code is None and phrase.det in {"this", "our"} and not phrase.places:
                code = scene.context.home  # "killed eight in this town"
            if code:
                return code
    return place.country if place is not None else None


def _is_of_strangers(phrase: Chunk, place: Place | None, scene: Scene) -> bool:
    if place is None or not phrase.codes or phrase.places or phrase.codes[0] == place.country:
        return False
    return not scene.context.are_neighbours(phrase.codes[0], place.country) or (
        scene.is_(phrase, "base", "town") and bool(place.id)
    )


def _origin_country(match: Match, agent: Chunk | None, scene: Scene) -> str | None:
    source = match.first("source")
    if source is not None:
        return _of_shooter(match, source, scene) or scene.country(source)
    if agent is not None and agent.pron:
        party = scene.antecedent(agent)
        return party.country if party is not None and party.group in IN_ARMS else None
    shell = match.first("instrument")
    launched = _launched_from(shell, scene) if shell is not None else None
    if launched is not None:
        return launched
    by = scene.people.country(agent) if agent is not None else None
    return by or (scene.people.country(shell) if shell is not None else None)


def _of_shooter(match: Match, source: Chunk, scene: Scene) -> str | None:
    """Handle "Pakistani troops fired, killing a child *on the Afghan side*": there it hit."""
    agent = match.first("agent")
    if agent is None or not match.has("direct") or source.s < match.trigger.s:
        return None
    pps = match.clause.pps if match.clause is not None else []
    if any(pp.np is source and pp.prep != "on" for pp in pps):
        return None
    return scene.people.country(agent)


def _launched_from(shell: Chunk, scene: Scene) -> str | None:
    """Handle "a shell *fired from Myanmar* landed in a kitchen"."""
    for clause in scene.sentence.clauses:
        if clause.link != PARTICIPIAL or shell not in {clause.subj, clause.antecedent}:
            continue
        for pp in clause.pps:
            if pp.prep == "from" and pp.np is not None:
                return scene.country(pp.np)
    return None


def _beyond_line(match: Match, to: str, place: Place | None, scene: Scene) -> str | None:
    """Return who is on the other side of a line: "shots from across the Panj in Farkhor"."""
    for pp in _ways(match, scene):
        if pp.np is None or not {"across", "over"} & set(pp.prep.split()):
            continue
        lines = scene.lines(pp.np)
        if not lines and place is not None and scene.is_(pp.np, "border", "river"):
            lines = nearest_line(place)  # "fired from across *the border*"
        for line in lines:
            if to in line.split("-"):
                return next(code for code in line.split("-") if code != to)
    return None


def _ways(match: Match, scene: Scene) -> Iterator[Chunk]:
    """Yield the phrases of the clause, and of "*fired from there*" behind the shell."""
    shell = match.first("instrument")
    for clause in scene.sentence.clauses:
        behind = clause.link == PARTICIPIAL and shell is not None and clause.antecedent is shell
        if clause is match.clause or behind:
            yield from clause.pps
