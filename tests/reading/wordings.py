"""Facts woven into constructions, and into near misses of them.

A fact is a subject, a verb, an object and a rest. Each is told in the active and the passive, with
dates, speakers and clauses between its parts, as a headline, as a participle ...; and it is denied,
feared, planned, supposed or put years back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.reading.text.grammar import BASE, GERUND, PARTICIPLE, PAST, THIRD
from monitor.reading.vocabulary.inflection import verb_forms

_FEW = ("two ", "three ", "four ", "five ", "six ", "all ", "both ", "additional ", "extra ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: ``rest`` is what follows the object, usually a place; both may be empty."""

    subject: str
    verb: str
    object: str
    rest: str

    @property
    def mid(self) -> str:
        """The subject as it stands inside a sentence."""
        first = self.subject.split()[0]
        plain = first in {"A", "An", "The", *(few.strip().title() for few in _FEW)}
        plain = plain or first in {"Gunmen", "Shells", "Traffic", "Trade", "Rockets", "Mortar"}
        return self.subject[0].lower() + self.subject[1:] if plain else self.subject

    @property
    def many(self) -> bool:
        head = self.subject.split(" from")[0].split(" of ")[0].split(" fired")[0].split(" on ")[0]
        return " and " in self.subject or head == "Gunmen" or head.endswith("s")


def facts(lines: list[str]) -> Iterator[Fact]:
    """Take "subject | verb/verb | object | rest" apart."""
    for line in lines:
        subject, verbs, thing, rest = (part.strip() for part in line.split("|"))
        for verb in verbs.split("/"):
            yield Fact(subject=subject, verb=verb.strip(), object=thing, rest=rest)


def _form(verb: str, wanted: int) -> str:
    word, _, particle = verb.partition(" ")
    found = [spelling for spelling, form in verb_forms(word).items() if form & wanted]
    return f"{min(found, key=len)} {particle}".strip()


def _tail(fact: Fact) -> str:
    return "".join(f" {part}" for part in (fact.object, fact.rest) if part)


def told(fact: Fact) -> Iterator[tuple[str, str]]:
    """Every way to report a fact, with its name."""
    subject, mid, tail = fact.subject, fact.mid, _tail(fact)
    past, done = _form(fact.verb, PAST), _form(fact.verb, PARTICIPLE)
    has = "have" if fact.many else "has"
    yield "active", f"{subject} {past}{tail} on Monday."
    yield "a day between", f"{subject} on Monday {past}{tail}."
    yield "late on a day", f"{subject} late on Monday {past}{tail}."
    yield "reportedly", f"{subject} reportedly {past}{tail} overnight."
    yield "perfect", f"{subject} {has} {done}{tail} since Monday."
    yield "headline", f"{subject} {_form(fact.verb, BASE if fact.many else THIRD)}{tail}"
    yield "reported", f"A regional official said on Tuesday that {mid} had {done}{tail}."
    yield "speaker behind", f"{subject} {past}{tail}, a regional official told reporters."
    yield "speaker between", f"{subject}, a regional official said on Tuesday, {past}{tail}."
    yield "speaker's colon", f"Official: {subject} {past}{tail}"
    yield "relative clause", f"{subject}, which {has} been in the news, {past}{tail} on Monday."
    yield "fronted phrase", f"After three quiet days, {mid} {past}{tail} on Monday."
    yield "fronted time", f"Shortly after dawn on Monday {mid} {past}{tail}."
    yield "second verb", f"{subject} ignored an appeal from elders and {past}{tail}."
    yield "participle", f"{subject} acted at dawn on Monday, {_form(fact.verb, GERUND)}{tail}."
    yield "cause", f"Shops stayed shut after {mid} {past}{tail} on Monday."
    yield "when", f"People were asleep when {mid} {past}{tail}."
    if fact.object:
        thing = fact.object[0].upper() + fact.object[1:]
        many = thing.lower().startswith(_FEW) or thing.split(" of ")[0].endswith("s")
        were = "were" if many else "was"
        yield "passive", f"{thing} {were} {done} {fact.rest} by {mid} on Monday."


def untold(fact: Fact) -> Iterator[tuple[str, str]]:
    """Every way to name a fact without reporting it."""
    subject, mid, tail = fact.subject, fact.mid, _tail(fact)
    past, done, base = (_form(fact.verb, form) for form in (PAST, PARTICIPLE, BASE))
    yield "denied", f"A spokesman denied that {mid} had {done}{tail}."
    yield "possible", f"{subject} may {base}{tail}, an analyst said."
    yield "long ago", f"In 2009 {mid} {past}{tail}."
    yield "feared", f"Residents fear that {mid} could {base}{tail}."
    yield "not done", f"{subject} did not {base}{tail}."
    yield "never", f"{subject} never {past}{tail}."
    yield "if", f"If {mid} {past}{tail}, the talks would fail."
    yield "false", f"Reports that {mid} {past}{tail} are false."
