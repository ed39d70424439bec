"""Places that are not lost by what is told: fought for still, emptied of people, left by some."""

from monitor.reading.claims.arms import foes_told
from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.clause import INFINITIVE, RELATIVE
from monitor.reading.text.grammar import GERUND


def is_unfinished(match: Match, scene: Scene) -> bool:
    """Whether a place is not lost by it: fought for still, emptied of people, left by some."""
    if _is_under_way(match, scene) or _is_cleared(match, scene) or _are_a_handful(match, scene):
        return True
    if _takes_up_office(match, scene) or _is_new(match, scene):
        return True
    if _are_let_in(match, scene) or _is_errand(match, scene):
        return True
    return _sets_out(match) or _run_away(match, scene) or _is_peaceful(match, scene)


def _is_under_way(match: Match, scene: Scene) -> bool:
    """Handle "commandos *were clearing* the bazaar": at it still."""
    verb = match.trigger
    if verb.lemma not in scene.lexicon.set("lasting") or not verb.aux or match.passive:
        return False
    word = scene.sentence.tokens[verb.e - 1].word
    return word is not None and bool(word.form & GERUND)


def _are_a_handful(match: Match, scene: Scene) -> bool:
    """Handle "*Four gunmen* entered the district", "*a soldier* stormed into X": none is taken."""
    agent = match.first("agent")
    if agent is None:
        return False
    if match.has("entry") and agent.qty is not None:
        return 0 < (agent.qty.value or 0) <= _HANDFUL
    alone = agent.lemma.rpartition(" ")[2] in scene.lexicon.set("loners")
    return alone and agent.det in {"a", "an", "one"}


_HANDFUL = 12  # men


def _takes_up_office(match: Match, scene: Scene) -> bool:
    """Handle "A new *governor* took over X": as his office."""
    agent = match.first("agent")
    if agent is None or match.trigger.particle != "over":
        return False
    return agent.lemma.rpartition(" ")[2] in scene.lexicon.set("appointees")


def _are_let_in(match: Match, scene: Scene) -> bool:
    """Handle "a truce *let* fighters stroll through the city": as guests."""
    above = match.clause.parent if match.clause is not None else None
    if above is None or match.clause is None or match.clause.link != INFINITIVE:
        return False
    return match.has("entry") and above.vg.lemma in scene.lexicon.set("permitting")


def _is_errand(match: Match, scene: Scene) -> bool:
    """Handle "A battalion was *sent to recapture* X": what it is sent for."""
    clause = match.clause
    if clause is None or clause.link != INFINITIVE or clause.parent is None:
        return False
    return clause.parent.vg.lemma in scene.lexicon.set("sending_for")


def _is_new(match: Match, scene: Scene) -> bool:
    """Handle "A post *rebuilt* with foreign money was handed over to the guards"."""
    theme, built = match.first("theme"), scene.lexicon.set("built_anew")
    if theme is None or not match.has("lost"):
        return False
    return not built.isdisjoint(theme.mods) or any(
        clause.antecedent is theme and clause.vg.lemma in built for clause in scene.sentence.clauses
    )


def _sets_out(match: Match) -> bool:
    """Handle "*a* brigade that left Kulob reached Panj": some unit, not those who held it."""
    clause, retreat = match.clause, match.has("retreat")
    who = clause.antecedent if retreat and clause is not None and clause.link == RELATIVE else None
    return who is not None and who.det in {"a", "an"} and who is match.first("source")


def _run_away(match: Match, scene: Scene) -> bool:
    """Handle "*Eleven soldiers* fled from X to Y": some men, of whom nobody says they held it."""
    source = match.first("source")
    if source is None or not match.has("retreat"):
        return False
    some = source.qty is not None and source.det not in {"the", "all", "its", "their"}
    return some and match.trigger.lemma in scene.lexicon.set("getting_away")


def _is_peaceful(match: Match, scene: Scene) -> bool:
    """Handle "Soldiers raised the national flag in X" on a feast: no foe is told of."""
    agent = match.first("agent")
    if agent is None or not match.has("flag") or foes_told(scene):
        return False
    return scene.is_(agent, "troops") and not scene.is_(agent, "nonstate")


def _is_cleared(match: Match, scene: Scene) -> bool:
    """Handle "Kyrgyzstan *evacuated* eleven villages": people are brought to safety."""
    theme, source = match.first("theme"), match.first("source")
    if theme is None or match.trigger.lemma not in scene.lexicon.set("evacuating"):
        return False
    armed = source is not None and scene.is_(source, "troops", "militants")
    return not armed and scene.is_(theme, "village", "area", "part")
