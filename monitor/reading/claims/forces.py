"""Forces: whether a phrase names armed ones, and whether where they are is news."""

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import border_place_before, says_border
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import FORCE_POINTS, PASSAGES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL, Clause
from monitor.reading.text.grammar import GERUND

_MANY = 100  # men: so many do not pass unseen
_REACH = 700  # characters that "more soldiers came" looks back for a place


def is_force(match: Match, scene: Scene) -> bool:
    """Tell a company of soldiers from one of actors, and news from where soldiers always are."""
    force = match.first("force")
    if force is None:
        return True
    words = _words(force)
    if (
        words & scene.lexicon.set("unwarlike")
        or _is_led_by_firemen(match, scene)
        or (match.has("fresh") and _is_one_man(force, scene))
        or _moves_goods(match, force, scene)
    ):
        return False
    going = match.first("goal") is not None and _are_many(force)
    loaded = _carries_arms(force, scene)
    stale = match.has("fresh") and not (going or loaded or _is_news(force, scene))
    if stale or (match.has("loaded") and not loaded):
        return False
    armed = (
        loaded or scene.is_(force, "troops", "militants") or "military" in words or "army" in words
    )
    if not armed and words & scene.lexicon.set("peaceful") and not _is_team(force, scene):
        return False
    if match.has("manned"):
        agent = match.first("agent")
        return agent is not None and scene.is_(agent, "troops", "country", "demonym")
    named = armed or scene.is_(force, "force_noun", "gun", "patrols", "post")
    named = named or (match.has("men") and force.lemma in scene.lexicon.set("men_and_crews"))
    named = named or _is_border_on_alert(match, force, scene)
    posted = match.first("goal") is not None
    return named or (posted and match.has("whoever")) or _joins_guards(match, scene)


def _is_one_man(force: Chunk, scene: Scene) -> bool:
    """Handle "*The commander of the regiment* stood at the bridge": he did, not his men."""
    one = not (force.plural or force.members)
    return one and force.lemma.rpartition(" ")[2] in scene.lexicon.set("men_of_rank")


def _is_border_on_alert(match: Match, force: Chunk, scene: Scene) -> bool:
    """Handle "*the frontier* was placed under heightened watch": those who stand there."""
    if not match.has("alert") or match.clause is None:
        return False
    return scene.is_(force, "border") and force in (match.clause.subj, match.clause.obj)


def _is_led_by_firemen(match: Match, scene: Scene) -> bool:
    """Handle "the commander *of the fire service* put all posts on alert"."""
    leader = match.first("agent")
    service = leader.of if leader is not None else None
    if service is None:
        return False
    return bool({*service.mods, *service.text.split()} & scene.lexicon.set("civil_drills"))


def _joins_guards(match: Match, scene: Scene) -> bool:
    """Handle "the Panj border detachment was strengthened by 250 men"."""
    joined = match.first("object")
    swells = match.has("strengthen")
    return swells and joined is not None and scene.is_(joined, "border_force", "troops")


def _is_team(force: Chunk, scene: Scene) -> bool:
    """Handle "four mobile fire teams": no firemen."""
    units = scene.lexicon.set("formations")
    return any(" " in part.lemma and part.lemma in units for part in force.all())


def _moves_goods(match: Match, force: Chunk, scene: Scene) -> bool:
    """Handle "the company moved two rigs to the border": the company of a firm."""
    clause = match.clause
    if clause is None or clause.obj is None or clause.subj is not force or clause.obj is force:
        return False
    sets = scene.lexicon.set
    if force.of is not None or force.lemma not in sets("units_of_trade"):
        return False
    if clause.obj.lemma in sets("stands") or clause.obj.places:
        return False  # "units took up positions", "a company reached Darqad"
    return not scene.is_(clause.obj, "troops", "militants", "gun", "armour", "force_noun", "post",
                         "base", "border", "bank")  # fmt: skip


def _carries_arms(force: Chunk, scene: Scene) -> bool:
    """Handle "flatbeds *carrying guns*", "a train *loaded with tanks*": what it moves is told."""
    if not scene.is_(force, "transport"):
        return False
    for clause in scene.sentence.clauses:
        if clause.subj is not force or clause.vg.lemma not in scene.lexicon.set("laden_with"):
            continue
        load = [clause.obj, *(pp.np for pp in clause.pps if pp.prep == "with")]
        if any(part is not None and scene.is_(part, "armour", "gun", "force_noun", "troops")
               for one in load if one is not None for part in one.all()):  # fmt: skip
            return True
    return False


def _are_many(force: Chunk) -> bool:
    return any(part.qty is not None and (part.qty.value or 0) >= _MANY for part in force.all())


def _is_news(force: Chunk, scene: Scene) -> bool:
    """Whether it is a unit, or more men than there were: mere soldiers are somewhere always."""
    units, fresh = scene.lexicon.set("formations"), scene.lexicon.set("fresh")
    return any(
        units & {part.lemma, *part.lemma.split()}
        or fresh & {part.det, *part.mods, *part.text.split()}
        for part in (*force.all(), *_kinds(force))
    )


def _kinds(force: Chunk) -> tuple[Chunk, ...]:
    """Return the men of "half of *the reserve*", "three lorryloads of *reservists*"."""
    return (force.of,) if force.of is not None else ()


def _words(phrase: Chunk) -> set[str]:
    """Return the words of a phrase and of what hangs on it, in the dictionary form if known."""
    found: set[str] = set()
    for part in (*phrase.all(), phrase.of):
        if part is not None:
            found |= {*part.mods, part.det or "", *part.text.split(), *part.lemma.split()}
            found |= _words(part.of) if part.of is not None else set()
    return found


def is_description(match: Match, scene: Scene) -> bool:
    """Handle "the unit stationed at X", "the column proceeding to X": which one it is, no news."""
    clause, force = match.clause, match.first("force")
    if force is not None and not _is_news(force, scene) and _has_long_been(clause, scene):
        return True
    if clause is None:
        return False
    if clause.link != PARTICIPIAL or clause.antecedent is None:
        return _is_reduced(clause, scene)
    return _says_which(match, clause, scene)


def _says_which(match: Match, clause: Clause, scene: Scene) -> bool:
    """Tell which forces a participle behind them means from what they were just seen doing."""
    parent = clause.parent
    if parent is not None and parent.vg.lemma in scene.lexicon.set("seeing"):
        return False  # "residents saw trucks heading for the border"
    if match.first("goal") is None:
        return True  # "commandos flown in from Kunduz cleared the bazaar"
    if clause.vg.form & GERUND:
        return match.has("moving")
    return not clause.after_comma and clause.vg.lemma in scene.lexicon.set("based")


def _is_reduced(clause: Clause, scene: Scene) -> bool:
    """Handle "Police stationed at X clambered over the fence": nobody "stations" without whom."""
    if scene.sentence.in_title or clause.passive or clause.obj is not None:
        return False
    return not clause.vg.aux and clause.vg.lemma in scene.lexicon.set("stationing")


def _has_long_been(clause: Clause | None, scene: Scene) -> bool:
    """Handle "the 201st base is stationed near the border": where it always is."""
    if clause is None or "now" in clause.words:
        return False
    vg = clause.vg
    first = scene.sentence.tokens[vg.s].text
    return clause.passive and first in {"is", "are"} and vg.lemma in scene.lexicon.set("based")


def is_abroad(match: Match, place: Place | None, scene: Scene) -> bool:
    """Whether forces are in their neighbour's country: an inroad or a flight, no deployment."""
    force = match.first("force")
    home = scene.people.country(force) if force is not None else None
    there = place.country if place is not None and place.kind not in PASSAGES else None
    if place is not None and not place.id and says_border(scene):
        return False  # "at Sutarkandi on the Bangladesh border": on which side, nobody says
    return bool(home and there and home != there and scene.context.are_neighbours(home, there))


def place_told_before(match: Match, scene: Scene) -> Place | None:
    """Return the border place told last, for more soldiers who "came on Monday"."""
    force = match.first("force")
    if force is None or scene.sentence.in_title:
        return None
    if not scene.context.bordering:
        return None
    if not scene.is_(force, "troops", "force_noun", "patrols") or not _is_news(force, scene):
        return None
    return border_place_before(match, scene, FORCE_POINTS, _REACH)


def bridge_told_before(match: Match, scene: Scene) -> Place | None:
    """Handle "were posted to *the bridge*": to the one that was told before."""
    goal, force = match.first("goal"), match.first("force")
    if goal is None or force is None or goal.det != "the" or scene.sentence.in_title:
        return None
    if goal.names or goal.places or goal.of is not None or scene.is_(goal, "border"):
        return None
    if not scene.is_(force, "troops", "force_noun", "armour"):
        return None
    if not scene.is_(goal, "bridge", "crossing", "port"):
        return None
    return border_place_before(match, scene, PASSAGES, _REACH)
