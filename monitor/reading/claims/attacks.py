"""Attacks: told as such, whoever was in arms."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk


def is_post_attacked(match: Match, scene: Scene) -> bool:
    """Handle "two border police posts there were *attacked*": who does that bears arms."""
    victim, sets = match.first("victim"), scene.lexicon.set
    if victim is None or match.first("agent") is not None or not match.has("post"):
        return False
    if not (match.passive or match.has("undergone")) or scene.sentence.in_title:
        return False  # "an avalanche hit a post"
    guarded = {*victim.mods, *victim.text.split()} & sets("guards_of_posts")
    manned = bool(guarded) or victim.lemma in sets("manned_posts")
    return manned and scene.is_(victim, "post", "base")


def is_in_attack(match: Match, scene: Scene) -> bool:
    """Handle "five workers were killed *in two attacks*", "*An attack* killed five workers"."""
    clause = match.clause
    if not match.has("deadly") or clause is None:
        return False
    named = [pp.np for pp in clause.pps if pp.prep in _IN_IT]
    meant = clause.subj is not None and clause.subj.lemma not in scene.lexicon.set(
        "may_be_accidents"
    )
    named += [clause.subj] if meant and match.has("by_event") else []
    return any(
        one is not None and scene.is_(one, "attack", "clash")
        and one.lemma not in scene.lexicon.set("by_anybody") and not _is_of_nature(one, scene)
        for one in named
    )  # fmt: skip


_IN_IT = frozenset({"in", "during", "by"})


def _is_of_nature(attack: Chunk, scene: Scene) -> bool:
    """Handle "*a bear* attack", "an attack *of cholera*"."""
    nature = scene.lexicon.bit("nature", "sport")
    words = (token.word for token in scene.sentence.tokens[attack.s : attack.e])
    if any(word is not None and word.cls & nature for word in words):
        return True
    return attack.of is not None and attack.of.lemma in scene.lexicon.set("plagues")
