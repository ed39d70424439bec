"""States that are no news: how long a place has been held, or how it was before the news."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.clause import RELATIVE, Clause
from monitor.reading.syntax.sentence import Sentence


def is_old_news(match: Match, scene: Scene) -> str:
    """Return why what a frame of a state tells is none of these days, or nothing."""
    clause = match.clause
    if clause is None:
        return ""
    if clause.opener in scene.lexicon.set("of_part"):
        return "how a part of it is"  # "X, *much of which* is outside government control"
    if not match.frame.traits.get("state"):
        return ""
    if _is_for_years(clause, scene):
        return "so for years"
    lasting = clause.vg.lemma in scene.lexicon.set("enduring")
    if lasting and clause.link == RELATIVE and _had_been(clause, scene.sentence):
        return "how it had been before"
    return ""


def _is_for_years(clause: Clause, scene: Scene) -> bool:
    """Handle "have held parts of X for six years": a state that is no news."""
    ages = scene.lexicon.set("ages")
    return any(
        pp.prep == "for" and pp.np is not None and pp.np.lemma in ages and pp.np.text[-1] == "s"
        for pp in clause.pps
    )


def _had_been(clause: Clause, sentence: Sentence) -> bool:
    """Handle "retook X, *which had been* in the hands of the rebels for weeks"."""
    words = [token.text for token in sentence.tokens[clause.start : clause.vg.e]]
    return "had" in words and clause.vg.perfect
