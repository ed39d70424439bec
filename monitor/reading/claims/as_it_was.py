"""States that are no news: how long a place has been held, or how it was before the news."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.standing.cues import OLD_DAYS, is_old
from monitor.reading.syntax.clause import MAIN, PARTICIPIAL, RELATIVE, Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import GERUND
from monitor.reading.words.when import PAST


def is_old_news(match: Match, scene: Scene) -> str:
    """Return why what a frame of a state tells is none of these days, or nothing."""
    clause = match.clause
    if clause is None:
        return ""
    if clause.opener in scene.lexicon.set("of_part"):
        return "how a part of it is"  # "X, *much of which* is outside government control"
    if not match.has("state") and clause.vg.lemma != "be":
        return ""
    if any(asks(clause, scene) for asks in (_is_for_years, _is_still_so, _is_since_weeks)):
        return "so for long"
    lasting = clause.vg.lemma in scene.lexicon.set("enduring")
    if lasting and clause.link == RELATIVE and _had_been(clause, scene.sentence):
        return "how it had been before"
    return ""


def _is_still_so(clause: Clause, scene: Scene) -> bool:
    """Handle "X *remains* in rebel hands, as it has *since 2019*"."""
    stays = clause.vg.lemma in scene.lexicon.set("remaining_so")
    old = stays and any(map(is_old, scene.sentence.times))
    return old or (clause.link == PARTICIPIAL and "still" in clause.words)


def _is_since_weeks(clause: Clause, scene: Scene) -> bool:
    """Handle "in X, held by the rebels *since March*, schools reopened", "is *long since* lost"."""
    if any(words in scene.sentence.folded for words in scene.lexicon.set("long_so")):
        return True
    if clause.link != PARTICIPIAL and clause.vg.text:
        return False
    times = (when for when in scene.sentence.times if clause.vg.s < when.s)
    tokens = scene.sentence.tokens
    return any(when.kind == PAST and when.near >= _WEEKS
               and tokens[when.s - 1].text == "since" for when in times)  # fmt: skip


_WEEKS = 14  # days: whose hands a place has been in for so long is known


def is_passing(clause: Clause, sentence: Sentence) -> bool:
    """Handle "Trade via X, *suspended* since the flood, was not hit": how it was, not the news."""
    noun = clause.antecedent
    if clause.link != PARTICIPIAL or noun is None or clause.vg.form & GERUND:
        return False
    start = clause.vg.s
    if not start or sentence.tokens[start - 1].text != "," or _is_dated(clause, sentence):
        return False
    return any(other.subj is noun and other.link == MAIN and other.vg.s > clause.vg.e
               for other in sentence.clauses)  # fmt: skip


def _is_dated(clause: Clause, sentence: Sentence) -> bool:
    """Whether a day of the last weeks stands before the comma that ends the aside."""
    rest = (at for at in range(clause.vg.e, len(sentence.tokens)))
    end = next((at for at in rest if sentence.tokens[at].text == ","), len(sentence.tokens))
    return any(clause.vg.e <= when.s < end and when.kind == PAST and when.near <= OLD_DAYS
               and when.precision < _COARSE for when in sentence.times)  # fmt: skip


_COARSE = 3  # "this year": no day


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
