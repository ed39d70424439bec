"""How many crossed: figures of the movers themselves, of whom they brought, and running totals."""

from collections.abc import Iterator

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.mover_antecedent import on_the_move
from monitor.reading.claims.movers import is_anaphoric, is_bare_number
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.clause_stack import phrase_of
from monitor.reading.text.grammar import MARK_ADV, MARK_COMMA, MARK_OPEN


def count_of(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> int | None:
    """Return the members of a list of one class added up; for "they" the figure given before.

    "The number of servicemen who came over has reached 1,594" counts what the total reached;
    "a sergeant crossed with 30 comrades" counts the comrades.
    """
    if mover is None:
        return None
    clause = match.clause
    if clause is not None and clause.opener.endswith(_SOME):
        return _of_whom(clause, scene)
    told = _apposed(mover, party, scene)
    if told is not None and (mover.qty is None or mover.qty.value is None or mover.qty.bound):
        return told
    told = _summed(mover, party, scene)
    if told is None:
        told = _total(mover, scene) or _company(mover, match, scene)
    if told is not None:
        return told
    if mover.qty is None and is_anaphoric(mover, scene):
        known = on_the_move(mover, None, (), scene)
        return known.count if known is not None else None
    return 1 if mover.det in _ONE and _is_single(mover, scene) else None


_ONE = frozenset({"a", "an", "one"})


_SOME = " of whom"


def _of_whom(clause: Clause, scene: Scene) -> int | None:
    """Return how many "two of whom", "all but two of whom" are."""
    some = _units(clause.opener.removesuffix(_SOME), scene)
    start, all_of_them = clause.start, clause.antecedent
    if some is None or not start or scene.sentence.tokens[start - 1].text != _ALL_BUT:
        return some
    whole = all_of_them.qty.value if all_of_them is not None and all_of_them.qty else None
    return whole - some if whole is not None and whole > some else None


_ALL_BUT = "all but"


def _units(figure: str, scene: Scene) -> int | None:
    """Return how many "two of whom" are; none for "some of whom"."""
    value = scene.lexicon.compiled.numbers.get("units", {}).get(figure)
    return int(value) if value is not None else None


def _summed(mover: Chunk, party: Party, scene: Scene) -> int | None:
    """Add up the members of a list that are of one class: "four conscripts and their ensign"."""
    same = [part for part in mover.all()
            if scene.people.group(part) in {party.group, ActorClass.UNKNOWN}]  # fmt: skip
    values = [part.qty.value for part in same if part.qty and part.qty.value is not None]
    if not values and mover.of is not None and mover.of.qty is not None:
        is_all = is_bare_number(mover.of, scene.sentence) or mover.lemma in scene.lexicon.set(
            "collectives"
        )
        return mover.of.qty.value if is_all else None  # "a gang of 18 smugglers"
    single = sum(_is_single(part, scene) for part in same)
    return sum(values) + single if values else None


def _is_single(part: Chunk, scene: Scene) -> bool:
    """Whether a phrase is one person, not an army."""
    if part.qty is not None or part.plural or part.pron or not part.det or part.actor is not None:
        return False
    last = part.lemma.split()[-1]
    many = scene.is_(part, "set") or last in scene.lexicon.set("collectives")
    return not many and scene.is_(part, "troops", "militants", "civilians", "person")


def _apposed(mover: Chunk, party: Party, scene: Scene) -> int | None:
    """Return the figure of what stands beside: "the group, 347 people by the register, ..."."""
    chunks = scene.sentence.chunks
    at = next((index for index, chunk in enumerate(chunks) if phrase_of(chunk) is mover), None)
    if at is None:
        return None
    mark, beside = (*chunks[at + 1 : at + 3], None, None)[:2]
    if mark is not None and beside is not None and mark.kind in {MARK_COMMA, MARK_OPEN}:
        return _same_people(phrase_of(beside), party, scene)
    if at < 3 or chunks[at - 1].kind != MARK_ADV or chunks[at - 2].kind != MARK_COMMA:
        return None
    return _same_people(phrase_of(chunks[at - 3]), party, scene)  # "1,600 people, mostly women"


def _same_people(beside: Chunk | None, party: Party, scene: Scene) -> int | None:
    """Return how many a phrase counts, if it counts all of them: not "90 of them", "9 wounded"."""
    if beside is None or beside.qty is None or beside.time or beside.of is not None:
        return None
    all_of_them = is_bare_number(beside, scene.sentence) or beside.lemma in scene.lexicon.set(
        "masses"
    )
    if not all_of_them and scene.people.group(beside) is not party.group:
        return None
    return beside.qty.value


def _total(mover: Chunk, scene: Scene) -> int | None:
    """Return what a total is said to be: "put the number of arrivals at 38,000"."""
    if mover.lemma not in scene.lexicon.set("totals"):
        return None
    for clause in scene.sentence.clauses:
        if clause.subj is not mover and clause.obj is not mover:
            continue
        figures = [clause.obj] if clause.obj is not None and clause.obj is not mover else []
        figures += [pp.np for pp in clause.pps if pp.np is not None and pp.prep in {"at", "to"}]
        found = next(_values(figures), None)
        if found is not None:
            return found
    return None


def _company(mover: Chunk, match: Match, scene: Scene) -> int | None:
    """Return how many one man brought: "he with 300 colleagues", "a sergeant with 30 comrades"."""
    clause = match.clause
    if clause is None or mover.plural or mover.qty is not None:
        return None
    people = ("troops", "militants", "civilians", "person", "set")
    brought = [pp.np for pp in clause.pps
               if pp.prep in {"with", "together with", "along with"} and pp.np is not None
               and scene.is_(pp.np, *people)]  # fmt: skip
    return next(_values(brought), None)


def _values(phrases: list[Chunk]) -> Iterator[int]:
    for phrase in phrases:
        if phrase.qty is not None and phrase.qty.value is not None and not phrase.time:
            yield phrase.qty.value
