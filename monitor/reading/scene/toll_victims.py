"""Who was harmed in a clause: the words for it, and the positions in which victims stand."""

from dataclasses import dataclass, fields
from typing import Any

from monitor.reading.scene.people import People
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause

# Lists that only count beside a word of another one.
_MERE_COMPANY = frozenset(
    {
        "giving",
        "rising",
        "together",
        "leaving",
        "costing",
        "apart",
        "spared",
        "numbers",
        "folk",
        "ordinals",
    }
)


@dataclass(frozen=True, slots=True)
class Harm:
    """The words of one sort of harm (death, wounds), all from the vocabulary's settings.

    ``doing`` verbs take victims as objects, ``suffering`` verbs as subjects; ``adjectives`` tell
    their state; ``hurting`` verbs kill where one of ``fatally`` stands by; ``giving`` verbs with a
    ``given`` noun ("lost their lives", "embraced martyrdom") have them as subjects; ``figures``
    are nouns for the sum, ``rising`` verbs give its height; ``nominal`` are nouns of the deed;
    ``lost_people`` are objects of "lose", ``together`` are prepositions before more victims;
    ``bodies`` are nouns for the dead, ``leaving`` verbs of where they are;
    ``costing`` verbs take lives; ``apart`` are adjectives of another harm; behind a ``suffering``
    verb the particles of ``spared`` tell that nobody was harmed ("fell back");
    ``numbers`` are nouns of a sum of those behind "of"; ``folk`` are people of callings that no
    other list names; ``outlived`` are words of those whom it left alive; ``ordinals`` count up to
    the one they name ("a third died").
    """

    doing: frozenset[str]
    suffering: frozenset[str]
    adjectives: frozenset[str]
    giving: frozenset[str]
    given: frozenset[str]
    figures: frozenset[str]
    rising: frozenset[str]
    nominal: frozenset[str]
    lost_people: frozenset[str]
    together: frozenset[str]
    bodies: frozenset[str]
    leaving: frozenset[str]
    hurting: frozenset[str]
    fatally: frozenset[str]
    costing: frozenset[str]
    apart: frozenset[str]
    spared: frozenset[str]
    numbers: frozenset[str]
    folk: frozenset[str]
    outlived: frozenset[str]
    ordinals: tuple[str, ...]

    def words(self) -> frozenset[str]:
        """Return the words of which one stands wherever anybody is harmed, verbs without particle.

        All that is listed, so that a new list is among them, but for what tells nothing by itself.
        """
        listed = (getattr(self, one.name) for one in fields(self) if one.name not in _MERE_COMPANY)
        return frozenset(part for words in listed for word in words
                         for part in (word, word.partition(" ")[0]))  # fmt: skip

    @classmethod
    def of(cls, settings: dict[str, Any], doing: str, suffering: str, state: str) -> "Harm":
        def words(name: str) -> frozenset[str]:
            return frozenset(settings.get(name, ()))

        deadly = doing == "killing"
        return cls(
            words(doing), words(suffering), words(state),
            words("giving"), words("given" if deadly else "given_wounds"),
            words("figures" if deadly else "figures_wounded"), words("rising"),
            words("nominal" if deadly else "nominal_wounds"),
            words("lost_people" if deadly else ""), words("together"),
            words("bodies" if deadly else ""), words("leaving"),
            words("hurting" if deadly else ""), words("fatally"), words("costing"),
            words("wounded" if deadly else "dead"), words("spared"),
            words("numbers"), words("folk"), words("outlived" if deadly else ""),
            tuple(settings.get("ordinals", ())),
        )  # fmt: skip


def victims_of(clause: Clause, harm: Harm) -> list[Chunk]:
    """Return the phrases of a clause that stand for people harmed; [] if it tells of none."""
    return (
        _done_to(clause, harm)
        or _suffered(clause, harm)
        or _given(clause, harm)
        or _counted(clause, harm)
        or _left(clause, harm)
    )


def _done_to(clause: Clause, harm: Harm) -> list[Chunk]:
    vg = clause.vg
    lemma = vg.lemma if vg.lemma in harm.doing else f"{vg.lemma} {vg.particle or vg.adj}".strip()
    fatal = not harm.fatally.isdisjoint(clause.words)
    if not (vg.lemma in harm.hurting and fatal) and (
        lemma not in harm.doing or (fatal and not harm.hurting)
    ):
        return []
    if vg.lemma == "shoot" and not clause.words & {"dead", "death"} and not clause.passive:
        return []
    victim = clause.subj if clause.passive else clause.obj
    if victim is None and not clause.passive:
        victim = next((pp.np for pp in clause.pps if pp.prep == vg.particle), None)
    return [phrase for phrase in (victim, *clause.extra, *_with(clause, harm)) if phrase]


def _suffered(clause: Clause, harm: Harm) -> list[Chunk]:
    vg, obj = clause.vg, clause.obj
    is_state = vg.lemma == "be" and (
        vg.adj in harm.adjectives or (obj is not None and obj.text in harm.adjectives)
    )
    if (vg.lemma in harm.suffering and not _is_spared(clause, harm)) or is_state:
        if clause.subj is not None and vg.lemma == "fall" and clause.subj.text.startswith("all "):
            return []  # "all three fell": towns, as soon as men
        return [phrase for phrase in (clause.subj, *clause.extra, *_with(clause, harm)) if phrase]
    among = vg.lemma == "be" and any(
        pp.prep == "among" and pp.np is not None and harm.adjectives & set(pp.np.text.split())
        for pp in clause.pps
    )
    return [obj] if among and obj is not None else []  # "among the dead is a colonel"


def _is_spared(clause: Clause, harm: Harm) -> bool:
    """Whether a particle tells that nobody died: "fell back from their post"."""
    behind = (pp.prep.partition(" ")[0] for pp in clause.pps)
    return not harm.spared.isdisjoint({clause.vg.particle, *behind})


def is_among_harmed(clause: Clause, harm: Harm) -> bool:
    """Handle "Among those killed were 22 policemen": the clause of "killed"."""
    return clause.vg.lemma in harm.doing and any(pp.prep == "among" for pp in clause.pps)


def _given(clause: Clause, harm: Harm) -> list[Chunk]:
    """Handle "lost their lives", "cost the lives of three", "cost three men their lives"."""
    vg, obj = clause.vg, clause.obj
    if obj is not None and obj.lemma not in harm.given and vg.lemma in harm.costing:
        return [obj, *clause.extra] if clause.words & _LIVES else []
    if obj is None or obj.lemma not in harm.given:
        return []
    if vg.lemma in harm.costing:
        return [obj.of] if obj.of is not None else [obj]
    if vg.lemma not in harm.giving or clause.subj is None:
        return []
    return [clause.subj, *clause.extra]  # "14 policemen and 20 of the assailants lost their lives"


_LIVES = frozenset({"life", "lives"})


def _counted(clause: Clause, harm: Harm) -> list[Chunk]:
    """Handle "the toll rose to 39", "put its dead at four and theirs at twelve", "lost 40 men"."""
    if clause.vg.lemma == "lose" and clause.obj is not None:
        return [clause.obj] if clause.obj.lemma in harm.lost_people else []
    phrases = [one for one in (clause.subj, clause.obj, clause.obj2) if one is not None]
    if clause.vg.lemma == "be" and clause.subj is not None and clause.obj is not None:
        return [clause.obj] if clause.subj.lemma in harm.figures and clause.obj.qty else []
    if clause.vg.lemma not in harm.rising:
        return []
    if not any(phrase.lemma in harm.figures or _is_sum(phrase, harm) for phrase in phrases):
        return []
    if clause.vg.lemma == "reach" and clause.obj is not None and clause.obj.qty is not None:
        return [clause.obj]  # "the number of the dead has reached 12"
    return [pp.np for pp in clause.pps if pp.np is not None and pp.prep in {"to", "at"}]


def _is_sum(phrase: Chunk, harm: Harm) -> bool:
    """Handle "the number of *the dead*"."""
    dead = phrase.of
    return phrase.lemma in harm.numbers and dead is not None and dead.lemma in harm.figures


def counted_at(clause: Clause, harm: Harm) -> list[Chunk]:
    """Handle "put the number of policemen killed in X *at 12*"."""
    subj = clause.subj
    if clause.passive or subj is None or subj.lemma not in harm.numbers:
        return []
    if clause.vg.lemma not in harm.doing | harm.suffering:
        return []
    return [
        pp.np for pp in clause.pps if pp.np is not None and pp.prep in {"to", "at"} and pp.np.qty
    ]


def _left(clause: Clause, harm: Harm) -> list[Chunk]:
    """Handle "seven bodies remained on the shingle", "brought *the bodies of ten policemen*"."""
    if clause.vg.lemma not in harm.leaving:
        return []
    found = (one for one in (clause.subj, clause.obj) if one is not None)
    return [_whose(one) for one in found if one.lemma in harm.bodies]


def _whose(bodies: Chunk) -> Chunk:
    """Return whose bodies they are, if so many are told of; else the bodies."""
    dead = bodies.of
    return dead if bodies.qty is None and dead is not None and dead.qty is not None else bodies


def not_left_alive(clause: Clause, harm: Harm) -> list[Chunk]:
    """Return who "*none of the four attackers* survived" says died."""
    nobody = clause.subj
    if nobody is None or nobody.det != "none of" or not harm.outlived:
        return []
    alive = clause.vg.lemma in harm.outlived or not harm.outlived.isdisjoint(clause.words)
    return [nobody] if alive else []


def _with(clause: Clause, harm: Harm) -> list[Chunk]:
    """Handle "Killed along with two guards and a policeman"."""
    return [pp.np for pp in clause.pps if pp.np is not None and pp.prep in harm.together]


def is_aged(member: Chunk, people: People) -> bool:
    """Handle "a man of 35": one, of that age; "a party of 35" are many."""
    age = member.of
    if member.plural or member.det != "a" or age is None or age.qty is None or age.cls:
        return False
    several = people.classes(member) & people.lexicon.bit("set")
    return not several and member.lemma not in people.lexicon.set("collectives")
