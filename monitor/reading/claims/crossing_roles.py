"""Who goes and from where, as far as the words of a crossing tell, before its way is sought."""

from itertools import pairwise

from monitor.reading.claims.crossing_words import goes_home
from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_wide


def real_mover(match: Match, scene: Scene) -> Chunk | None:
    """Return who moves; for "gave *themselves* up" the subject, which then fills the role."""
    mover, clause = match.first("mover"), match.clause
    some = _among(mover, scene) if mover is not None and mover.text == "those" else None
    if some is not None:
        match.roles["mover"] = [some]
        return some
    if mover is None or not mover.text.endswith(("self", "selves")):
        return mover
    if clause is not None and clause.subj is not None:
        match.roles["mover"] = [clause.subj]
    return match.first("mover")


def _among(those: Chunk, scene: Scene) -> Chunk | None:
    """Handle "Among *those* who crossed were 51 policemen": they are whom the sentence names."""
    for clause in scene.sentence.clauses:
        if clause.vg.lemma == "be" and any(pp.np is those for pp in clause.pps):
            return clause.obj or clause.subj
    return None


def parties(mover: Chunk | None, scene: Scene) -> list[Chunk | None]:
    """Return each of a list of people; "83 customs men and guards" are one party, and armed."""
    if mover is None:
        return [None]
    members = mover.all()
    first, rest = members[0], members[1:]
    shared = first.qty is not None and not any(one.qty or one.det or one.codes for one in rest)
    armed = next((one for one in rest if scene.is_(one, "troops")), None)
    one_party = shared and armed is not None and scene.is_(first, "civilians", "person")
    if shared and scene.is_(first, "troops") and all(_is_staff(one, scene) for one in rest):
        return [first]  # "120 soldiers and customs employees" serve one state
    return [armed] if one_party else [*members]


def _is_staff(member: Chunk, scene: Scene) -> bool:
    return member.lemma.rpartition(" ")[2] in scene.lexicon.set("staffers")


def leave_source_whole(match: Match) -> None:
    """Handle "crossed the river from A in P": P says where A is, not where they came to."""
    goal, source = match.first("goal"), match.first("source")
    if goal is None or source is None or goal.s != source.e + 1:
        return
    if is_wide(goal) and match.is_led(goal, {"in"}):
        match.roles.pop("goal")


def leave_point(match: Match, party: Party, scene: Scene) -> None:
    """Handle "Soldiers of A crossed the river *at X*" in A: where they set out, not their goal."""
    goal, via, source = (match.first(role) for role in ("goal", "via", "source"))
    if goal is None or goes_home(match, scene):
        return
    home = party.country or (scene.country(source) if source is not None else None)
    if via is None and not match.has("line"):
        return
    if (
        home
        and match.is_led(goal, _AT | scene.lexicon.set("beside"))
        and scene.country(goal) == home
    ):
        match.roles["via"] = [*match.roles.get("via", ()), *match.roles.pop("goal")]


_AT = frozenset({"at", "by", "in"})


def leave_way(match: Match, scene: Scene) -> None:
    """Handle "handed them back *over the Tem bridge*": the way, and no goal besides."""
    goal, via = match.first("goal"), match.first("via")
    if goal is None or goal is not via or not goes_home(match, scene):
        return
    if scene.is_(goal, "bridge", "crossing", "border", "border_river", "river"):
        match.roles.pop("goal")


def leave_water(match: Match, scene: Scene) -> None:
    """Handle "crossed *the Arauca* into Colombia": a river that a region is called by too."""
    source, clause = match.first("source"), match.clause
    if source is None or clause is None or source is not clause.obj or source.det != "the":
        return
    if match.trigger.lemma in scene.lexicon.set("fording") and match.first("goal") is not None:
        match.roles.pop("source")


def leave_distance(match: Match, scene: Scene) -> None:
    """Handle "marched to A, *18 kilometres from* the border": a distance is no way."""
    source = match.first("source")
    chunks = scene.sentence.chunks if source is not None else []
    for before, chunk in pairwise(chunks):
        if chunk.np is source and before.lemma in scene.lexicon.set("measures"):
            match.roles.pop("source")
            return


def is_nobody(mover: Chunk, scene: Scene) -> bool:
    """Whether snow, a team, a load or imports came over, and nobody else."""
    dead = bool(scene.lexicon.set("corpses") & {mover.lemma, *mover.text.split()[:2]})
    return (
        dead
        or _is_one_in(mover, scene)
        or _are_beasts(mover, scene)
        or scene.is_(mover, *_NOBODY)
        or _is_share_of_goods(mover, scene)
    )


def _are_beasts(mover: Chunk, scene: Scene) -> bool:
    """Handle "tagged nine vultures. *Two* flew over", "got 12 ambulances. Drivers took *them*"."""
    figure = mover.qty is not None and len(mover.text.split()) == 1
    if not (mover.text in _THEM or figure) or mover.of is not None or len(scene.sentences) < _PAIR:
        return False
    before = scene.sentences[-_PAIR]
    if before.in_title or before.index != scene.sentence.index - 1:
        return False
    many = [phrase for _, phrase in before.phrases
            if not phrase.time and (phrase.plural or phrase.qty is not None)]  # fmt: skip
    last = many[-1] if many else None
    return last is not None and last.qty is not None and scene.is_(last, "nature", "transport")


_THEM = frozenset({"them", "they", "these", "both"})
_PAIR = 2


def _is_one_in(mover: Chunk, scene: Scene) -> bool:
    """Handle "*one in ten* has crossed": a share that somebody worked out."""
    if mover.qty is None or mover.of is not None:
        return False
    return any(chunk.prep in _SHARES and chunk.s == mover.e and chunk.np is not None
               and chunk.np.qty is not None and _is_bare_figure(chunk.np)
               for chunk in scene.sentence.chunks)  # fmt: skip


def _is_bare_figure(phrase: Chunk) -> bool:
    """Whether a phrase is a figure and nothing else."""
    return not (phrase.time or phrase.places or phrase.cls or len(phrase.text.split()) > 1)


_SHARES = frozenset({"in", "out of"})
_NOBODY = ("nature", "sport", "drug", "flag")


def _is_share_of_goods(mover: Chunk, scene: Scene) -> bool:
    """Handle "*70% of its imports* came over the bridge": goods, not people."""
    tokens, weights = scene.sentence.tokens, scene.lexicon.set("weights")
    weighed = mover.e < len(tokens) and tokens[mover.e].text in weights
    if not (weighed or mover.lemma in weights | scene.lexicon.set("fractions")):
        return False
    of = mover.of or next((chunk.np for chunk in scene.sentence.chunks
                           if chunk.prep == "of" and chunk.s == mover.e + 1), None)  # fmt: skip
    if of is None or of.pron or of.places or of.codes:
        return False
    return not scene.is_(of, "troops", "militants", "civilians", "officials", "person", "set")
