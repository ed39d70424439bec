"""What tells that a crossing has another country at its other end, where the words name one end."""

from monitor.events.values import ActorClass
from monitor.reading.claims.crossing_words import is_opposite
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.movers import is_crowd
from monitor.reading.claims.nearness import is_at_border, is_passage
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import IN_ARMS, Party


def tells_of_abroad(match: Match, to: str | None, party: Party, scene: Scene) -> bool:
    """Whether the words, or what was told before, say that the goal is another country's."""
    stranded = match.trigger.lemma in scene.lexicon.set("stranded") and match.has("found", "refuge")
    if to in _known_goals(party.group, scene) or _goes_abroad(match, party, scene):
        return True
    if _waits_opposite(match, party, scene) or _steals_in(match, party, scene):
        return True
    if _flees_abroad(match, scene):
        return True
    if _are_counted_in(match, scene) or _steps_ashore(match, scene):
        return True
    crosses = match.has("crosses") or match.trigger.lemma in scene.lexicon.set("crossing_over")
    if not (crosses or stranded):
        return False
    goal = match.first("goal")
    is_country = goal is not None and (
        scene.is_(goal, "country", "country_noun", "bank", "border")
        or (goal.poss is not None and bool(goal.poss.codes))
    )
    words = match.clause.words if match.clause else frozenset()
    return is_country or not scene.lexicon.set("unlawful").isdisjoint(words)


def _flees_abroad(match: Match, scene: Scene) -> bool:
    """Handle "Thousands fled into Burundi": who flees to a country by its name leaves his own.

    So do those who flee to "the Tajik district of X", and who "reached the Tajik side".
    """
    goal, mover = match.first("goal"), match.first("mover")
    if goal is None or mover is None or not goal.codes:
        return False
    some = mover.qty is not None or not scene.is_(mover, "troops", "militants")
    if scene.is_(goal, "bank") and not goal.places:
        return some
    return mover.qty is not None and match.trigger.lemma in scene.lexicon.set("getting_away")


def _waits_opposite(match: Match, party: Party, scene: Scene) -> bool:
    """Handle "camped opposite Jayhun": refugees on the other bank of it, waiting."""
    goal = match.first("goal")
    if goal is None or party.group in IN_ARMS:
        return False
    return is_opposite(match, scene) and is_at_border(goal, scene)


def _steals_in(match: Match, party: Party, scene: Scene) -> bool:
    """Handle "stopped from infiltrating into Kurram": nobody steals into a place of his own."""
    goal = match.first("goal")
    if goal is None or party.group in {ActorClass.TROOPS, ActorClass.CIVILIANS}:
        return False
    secret = match.trigger.lemma in scene.lexicon.set("unlawful")
    return secret and is_at_border(goal, scene)


def _steps_ashore(match: Match, scene: Scene) -> bool:
    """Handle "had come ashore in Farkhor district": who lands on a bank came over the water."""
    goal = match.first("goal")
    return match.has("landing") and goal is not None and is_at_border(goal, scene)


def _are_counted_in(match: Match, scene: Scene) -> bool:
    """Handle "43,120 individuals were recorded at Islam Qala": a crowd at a gate."""
    goal = match.first("goal")
    if goal is None or not match.has("counted") or not is_crowd(match.first("mover")):
        return False
    return is_passage(goal, scene)


def _comes_over(match: Match, origin: str | None, scene: Scene) -> bool:
    """Handle "Monitors in Darvoz logged 350 persons trickling in from Nusay": over the border."""
    source, mover = match.first("source"), match.first("mover")
    if source is None or mover is None or mover.qty is None or match.first("goal") is not None:
        return False
    told = [code for code in scene.countries_told(scene.sentence, mover.s) if code != origin]
    near = any(origin and scene.context.are_neighbours(origin, code) for code in told)
    return near and is_at_border(source, scene)


def _known_goals(group: ActorClass, scene: Scene) -> set[str]:
    """Return where the article has told before that such people went."""
    return {to for who, _, to in scene.crossings if group in {who, ActorClass.UNKNOWN}}


def _goes_abroad(match: Match, party: Party, scene: Scene) -> bool:
    """Return whether forces go to a country by its name, which is not the speaker's."""
    goal = match.first("goal")
    if goal is None or party.group not in {ActorClass.TROOPS, ActorClass.MILITANTS}:
        return False
    return scene.is_(goal, "country") and scene.context.home not in goal.codes


def is_abroad(match: Match, origin: str | None, scene: Scene, *, border: bool) -> bool:
    """Coming from a town says nothing of a border, coming from a country or a bank does."""
    source = match.first("source")
    if source is None or border:
        return border
    if scene.is_(source, "country", "bank", "country_noun", "demonym") or source.codes:
        return True
    if match.has("across") or (source.poss is not None and source.poss.codes):
        return True
    home = scene.context.home or next(iter(scene.context.countries()), None)
    return origin != home or _comes_over(match, origin, scene)
