"""What has not happened, as words around its verb tell: asked, guessed, supposed, nearly done."""

from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.no_event import of_no_event
from monitor.reading.claims.tales import is_made_up
from monitor.reading.syntax.clause import MAIN, PARTICIPIAL
from monitor.reading.text.grammar import GERUND
from monitor.reading.text.grammar import PAST as PAST_FORM


def bring_conditions(draft: Draft) -> None:
    """Take out of the news what is only to come: "If the bridge goes, Khwahan goes"."""
    if draft.status == "asserted" and _follows_condition(draft):
        draft.rule("hypothetical", "what a condition would bring")


def ask(draft: Draft, scene: Scene) -> None:
    """Questions and inverted conditions ("should X fall, ...") report nothing."""
    sentence = draft.sentence
    if draft.status != "asserted":
        return
    clause = draft.match.clause
    subordinate = clause is not None and clause.link in {"relative", "adverbial"}
    if subordinate and clause is not None and clause.link == "relative":
        subordinate = clause.antecedent is not None  # "Who lost X?"
    if (sentence.question or _is_asked(draft)) and not subordinate:
        draft.rule("hypothetical", "a question")
    elif why := _unreal(draft, scene):
        draft.rule("hypothetical", why)


def _unreal(draft: Draft, scene: Scene) -> str:
    """Return why a draft has not happened, as far as words around its verb tell; or nothing."""
    told = next((why for is_so, why in _UNREAL if is_so(draft, scene)), "")
    return told or of_no_event(draft, scene.lexicon)


def _is_foreseen(draft: Draft, _scene: Scene) -> bool:
    """Handle "The gloomiest of them *has* X *falling* in a week"."""
    clause = draft.match.clause
    above = clause.parent if clause is not None and clause.link == PARTICIPIAL else None
    if above is None or clause is None or above.vg.lemma != "have" or above.obj is not clause.subj:
        return False
    one = above.subj is not None and not above.subj.plural
    return one and bool(clause.vg.form & GERUND)


def _is_awaited(draft: Draft, scene: Scene) -> bool:
    """Handle "A *prepares for* soldiers fleeing over the river": it expects them."""
    clause = draft.match.clause
    above = clause.parent if clause is not None and clause.link == PARTICIPIAL else None
    if above is None or clause is None or above.vg.lemma not in scene.lexicon.set("preparing"):
        return False
    return any(pp.prep == "for" and pp.np is clause.antecedent for pp in above.pps)


def _is_thought_of(draft: Draft, scene: Scene) -> bool:
    """Handle "*Retaking X* will be difficult"; but "taking X cost the rebels forty men"."""
    clause = draft.match.clause
    if clause is None or clause.link != PARTICIPIAL or not clause.vg.form & GERUND:
        return False
    if clause.subj is not None or clause.vg.s > clause.start:
        return False
    later = (one for one in draft.sentence.clauses if one.vg.s > clause.vg.s)
    main = next((one for one in later if one.link == MAIN), None)
    if main is None or main.subj is not None or clause.vg is not draft.match.trigger:
        return False
    done = main.vg.form & PAST_FORM and not (main.vg.modal or main.vg.neg or main.vg.perfect)
    return not done or main.vg.lemma in scene.lexicon.set("proving")


def _is_supposed(draft: Draft) -> bool:
    """Handle "the gate would be shut *should* a group of militants appear": none has."""
    clause = draft.match.clause
    if clause is None or clause.subj is None or clause.vg.aux or clause.subj.s == 0:
        return False
    return draft.sentence.tokens[clause.subj.s - 1].text == "should"


def _follows_condition(draft: Draft) -> bool:
    """Handle "If the bridge goes, Khwahan goes": the present behind a condition is none yet."""
    clause = draft.match.clause
    if clause is None or clause.link != MAIN or clause.vg.aux or clause.vg.form & PAST_FORM:
        return False
    return any(
        other.opener_kind == "condition" and other.vg.s < clause.vg.s
        and other.parent is clause and not other.vg.form & PAST_FORM
        for other in draft.sentence.clauses
    )  # fmt: skip


def _is_guessed(draft: Draft, scene: Scene) -> bool:
    """Handle "Perhaps X fell": but "perhaps the oldest of the posts fell" did."""
    clause = draft.match.clause
    if clause is None or clause.subj is None or not clause.subj.s:
        return False
    before = draft.sentence.tokens[clause.subj.s - 1].text
    return before in scene.lexicon.set("guessing") and clause.subj.s < clause.vg.s


def _is_asked(draft: Draft) -> bool:
    """Handle '"Who says that X fell?" the governor laughed': a question within the sentence."""
    behind = (token.text for token in draft.sentence.tokens[draft.match.trigger.e :])
    return next((text for text in behind if text in _ENDS), "") == "?"


_ENDS = frozenset({".", "?", "!", ";"})


def _is_nearly(draft: Draft, scene: Scene) -> bool:
    """Handle "The Taliban nearly took Taloqan", "was almost overrun": it was not."""
    clause = draft.match.clause
    if clause is None:
        return False
    tokens, vg = draft.sentence.tokens, clause.vg
    around = (token.text for token in tokens[max(0, vg.s - 1) : vg.e])
    return bool(scene.lexicon.set("nearly") & set(around)) and vg is draft.match.trigger


def _is_inverted(draft: Draft, _scene: Scene) -> bool:
    """Handle "*Should X fall*, the road is open"."""
    return draft.match.trigger.s < draft.sentence.inverted or _is_supposed(draft)


_UNREAL = (
    (_is_nearly, "nearly"), (_is_guessed, "a guess"), (is_made_up, "in a made-up story"),
    (_is_thought_of, "an undertaking, not a deed"), (_is_foreseen, "as somebody has it"),
    (_is_awaited, "awaited"),
    (_is_inverted, "an inverted condition"),
)  # fmt: skip
