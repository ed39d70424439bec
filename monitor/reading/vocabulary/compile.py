"""From the YAML of one language to the compiled vocabulary."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from monitor.reading.text.folding import words
from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    AUX,
    CC,
    DET,
    MODAL,
    NEG,
    NOUN,
    PARTICLE,
    PREP,
    PRON,
    REL,
    SUB,
    THAT,
    TITLE,
    VERB,
)  # fmt: skip
from monitor.reading.vocabulary.compiled import Actor, ActorRole, Compiled, WordForm
from monitor.reading.vocabulary.frames import compile_frames
from monitor.reading.vocabulary.inflection import noun_forms, verb_forms
from monitor.reading.vocabulary.source import Section, Source, fault_at

VERB_SECTIONS = ("deny", "doubt", "fear", "plan", "order", "attempt", "fail", "prevent", "succeed",
                 "stop", "object_control", "ditransitive", "intransitive",
                 "inverting", "naming", "keeping", "blaming", "perceiving", "letting", "handing",
                 "general")  # fmt: skip
# Classes that the gazetteer and the actors fill, not the word lists.
RUNTIME_CLASSES = ("organisation", "country", "demonym", "seat", "named", "named_area",
                   "named_river", "leader", "nonstate")  # fmt: skip
_CLOSED = {
    "determiners": DET, "pronouns": PRON, "prepositions": PREP, "conjunctions": CC,
    "relatives": REL, "negations": NEG, "adverbs": ADV, "titles": TITLE, "particles": PARTICLE,
    "adjectives": ADJ,
}  # fmt: skip
_CLOSED_KINDS = {"subordinators": SUB, "modals": MODAL, "auxiliaries": AUX}
_NOUN_SECTIONS = ("people", "places", "things")
_IRREGULAR_FORMS = {"be": {"am": 1, "are": 1, "is": 2, "was": 4, "were": 4}}


class _Words:
    """Word forms under construction: one record a key, parts of speech added up."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], dict[str, Any]] = {}

    def add(self, key: tuple[str, ...], pos: int, **details: Any) -> None:
        if not key:
            return
        record = self._found.setdefault(key, {"pos": 0, "form": 0, "classes": 0})
        record["pos"] |= pos
        for name, value in details.items():
            if name in {"form", "classes"}:
                record[name] |= value
            else:
                record.setdefault(name, value)

    def forms(self) -> Iterator[WordForm]:
        return (WordForm(key=key, **record) for key, record in self._found.items())


def compile_vocabulary(source: Source, digest: str) -> Compiled:
    """Add faults to ``source``; the result is only good when there are none."""
    classes = _class_names(source)
    bits = {name: 1 << index for index, name in enumerate(classes)}
    verb_classes = _verb_classes(source)
    found = _Words()
    _add_nouns(source, bits, found)
    _add_closed(source, found)
    frames = compile_frames(source, bits)
    _add_verbs(source, verb_classes, frames, found)
    _add_frame_nouns(frames, found)
    return Compiled(
        digest=digest,
        classes=tuple(classes),
        words=tuple(found.forms()),
        verb_classes={verb: tuple(names) for verb, names in verb_classes.items()},
        noun_signs={name: tuple(nouns) for name, nouns in source.classes("nouns").items()},
        falsehood=tuple(source.words("falsehood")),
        actors=tuple(_actors(source, bits)),
        leaders=_leaders(source),
        frames=frames,
        cues={name: _tuples(source.classes(name)) for name in ("sentence", "article")},
        domains={
            name: tuple(tuple(noun_forms(noun)) for noun in nouns)
            for name, nouns in source.classes("domains").items()
        },
        dispute=tuple(source.words("dispute")),
        time=_time(source),
        numbers=_numbers(source),
        titles=tuple(source.words("titles")),
        abbreviations=tuple(source.words("abbreviations")),
        settings=source.table("settings"),
        sets=_tuples(source.classes("sets")),
        lines=_tuples(source.classes("lines")),
        peoples=_tuples(source.classes("peoples")),
    )


def _tuples(groups: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(members) for name, members in groups.items()}


def _class_names(source: Source) -> list[str]:
    names = [group for section in _NOUN_SECTIONS for group in source.classes(section)]
    return list(dict.fromkeys([*names, *RUNTIME_CLASSES]))


def _verb_classes(source: Source) -> dict[str, list[str]]:
    """Verb lemma -> the classes it is in ("report", "claim", "deny", ...)."""
    found: dict[str, list[str]] = {}
    sections = {name: source.words(name) for name in VERB_SECTIONS}
    sections["report"] = source.classes("report").get("say", [])
    sections["claim"] = source.classes("report").get("claim", [])
    for name, verbs in sections.items():
        for verb in verbs:
            found.setdefault(verb, []).append(name)
    return found


def _add_nouns(source: Source, bits: Mapping[str, int], found: _Words) -> None:
    for section in _NOUN_SECTIONS:
        for group, nouns in source.classes(section).items():
            for noun in nouns:
                for spelling, form in noun_forms(noun.lower()).items():
                    found.add(
                        words(spelling), NOUN, form=form, noun=noun.lower(), classes=bits[group]
                    )
    for nouns in source.classes("nouns").values():
        for noun in nouns:
            for spelling, form in noun_forms(noun).items():
                found.add(words(spelling), NOUN, form=form, noun=noun)


def _add_closed(source: Source, found: _Words) -> None:
    for section, pos in _CLOSED.items():
        for word in source.words(section):
            found.add(words(word), pos)
    for section, pos in _CLOSED_KINDS.items():
        for kind, members in source.classes(section).items():
            for word in members:
                found.add(words(word), pos, kind=kind)
    for word in source.words("complementizers"):
        found.add(words(word), THAT)
    for word in source.words("pseudo_negations"):
        found.add(words(word), ADV)


def _add_verbs(
    source: Source, verb_classes: Mapping[str, object], frames: Iterable[Any], found: _Words
) -> None:
    lemmas = [verb.split()[0] for verb in verb_classes]
    lemmas += [verb.split()[0] for frame in frames for verb in frame.verbs]
    auxiliary = {word for members in source.classes("auxiliaries").values() for word in members}
    for lemma in dict.fromkeys(lemmas):
        if lemma in auxiliary and lemma in {"be", "do"}:
            continue
        again = lemma.startswith("re") and lemma[2:] in lemmas
        for spelling, form in verb_forms(lemma).items():
            found.add(words(spelling), VERB, form=form, verb=lemma)
            if again:
                found.add(("re", spelling[2:]), VERB, form=form, verb=lemma)  # "re-opened"
    for spelling, form in _IRREGULAR_FORMS["be"].items():
        found.add((spelling,), AUX, form=form, verb="be")


def _add_frame_nouns(frames: Iterable[Any], found: _Words) -> None:
    """Nouns that evoke a frame, and nouns a frame asks for by name, are nouns."""
    for frame in frames:
        heads = [head for role in (*frame.roles, *frame.fixed) if not set(role.at) & _NOT_NOUNS
                 for head in role.heads]  # fmt: skip
        for noun in (*frame.nouns, *heads):
            if noun.isascii() and noun[0].isalpha():
                for spelling, form in noun_forms(noun).items():
                    found.add(words(spelling), NOUN, form=form, noun=noun)


_NOT_NOUNS = frozenset({"particle", "adj", "word"})


def _actors(source: Source, bits: Mapping[str, int]) -> Iterator[Actor]:
    for section in source.of("actors"):
        for entry in section.value:
            problem = _actor_problem(entry, bits)
            if problem:
                source.faults.append(_actor_fault(section, entry, problem))
                continue
            yield _actor(entry)


def _actor_problem(entry: Mapping[str, Any], bits: Mapping[str, int]) -> str:
    roles = entry.get("roles") or [entry]
    if not entry.get("name") or not entry.get("spellings"):
        return "An actor has a `name` and `spellings`."
    unknown = [role.get("class") for role in roles if role.get("class") not in bits]
    return f"Unknown class {unknown[0]!r}." if unknown else ""


def _actor_fault(section: Section, entry: Any, problem: str) -> Any:
    fault = fault_at(section, "actors", problem, "See docs/reading.md, section Actors.")
    line = getattr(getattr(entry, "lc", None), "line", None)
    if line is None:
        return fault
    return type(fault)(
        file=fault.file, line=line + 1, column=entry.lc.col + 1, message=problem, hint=fault.hint
    )


def _actor(entry: Mapping[str, Any]) -> Actor:
    roles = tuple(
        ActorRole(
            since=str(role.get("from", "")),
            until=str(role.get("until", "")),
            group=str(role["class"]),
            side=str(role.get("side", "unknown")),
        )
        for role in entry.get("roles") or [entry]
    )
    return Actor(
        name=str(entry["name"]),
        country=str(entry.get("country", "")),
        keys=tuple(dict.fromkeys(words(str(spelling)) for spelling in entry["spellings"])),
        roles=roles,
        caution=tuple(words(str(spelling)) for spelling in entry.get("caution", ())),
    )


def _leaders(source: Source) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {
        code: tuple(dict.fromkeys(words(name) for name in names))
        for code, names in source.classes("leaders").items()
    }


def _time(source: Source) -> dict[str, Any]:
    return {
        "weekdays": dict(source.table("weekdays")),
        "months": dict(source.table("months")),
        "relative": {name: list(span) for name, span in source.table("relative").items()},
        "units": dict(source.table("units", "time")),
        "future": source.words("future"),
        "history": source.words("history"),
        "daytimes": source.words("daytimes"),
    }


def _numbers(source: Source) -> dict[str, Any]:
    flat = {name: source.words(name) for name in ("vague", "least", "most", "about", "additive")}
    tables: dict[str, Any] = {
        "units": dict(source.table("units", "numbers")),
        "multipliers": dict(source.table("multipliers")),
        "collective": dict(source.table("collective")),
    }
    return {**flat, **tables}
