"""Frames: from YAML entries to compiled slots, with a fault for everything that cannot be meant."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from monitor.events.values import ClaimType
from monitor.reading.vocabulary.compiled import Frame, Role
from monitor.reading.vocabulary.source import Section, Source, position_of
from monitor.reading.vocabulary.traits import TRAITS

_KEYS = {"id", "type", "verbs", "nouns", "with", "roles", "block", "traits"}
_ROLE_KEYS = {"at", "is", "needed", "somewhere"}
_ROLES = {"agent", "theme", "place", "mover", "source", "goal", "via", "victim", "instrument",
          "target", "party", "other", "force", "object"}  # fmt: skip


class _Names:
    """What a frame may refer to: classes, groups of classes, groups of prepositions."""

    def __init__(self, source: Source, bits: Mapping[str, int]) -> None:
        self.bits = dict(bits)
        self.groups = source.classes("groups")
        self.preps = source.classes("preps")
        self.verbs = source.classes("verb_groups")

    def verbs_of(self, listed: Any) -> tuple[str, ...]:
        """Verbs, with every "@group" of verbs written out, and "@group over" with its particle."""
        found: list[str] = []
        for item in map(str, listed or ()):
            head, _, particle = item.partition(" ")
            members = self.verbs.get(head[1:], []) if head.startswith("@") else [head]
            found += [f"{member} {particle}" if particle else member for member in members]
        return tuple(dict.fromkeys(found))

    def places(self, at: Any) -> tuple[str, ...]:
        """Positions, with every "@group" of prepositions written out."""
        listed = [at] if isinstance(at, str) else list(at or ())
        found: list[str] = []
        for item in listed:
            head, _, tail = str(item).partition("/")
            members = self.preps.get(head[1:], []) if head.startswith("@") else [head]
            found += [f"{member}/{tail}" if tail else member for member in members]
        return tuple(found)

    def mask(self, terms: Any) -> tuple[int, tuple[str, ...]]:
        """Class bits, and the lemmas written as "=lemma"."""
        listed = [terms] if isinstance(terms, str) else list(terms or ())
        mask, heads = 0, []
        for term in map(str, listed):
            if term.startswith("="):
                heads.append(term[1:])
                continue
            for name in self.groups.get(term, [term]):
                mask |= self.bits[name]
        return mask, tuple(heads)


def compile_frames(source: Source, bits: Mapping[str, int]) -> tuple[Frame, ...]:
    """All frames in file order; faults go to ``source``."""
    names = _Names(source, bits)
    found: dict[str, Frame] = {}
    for section in source.of("frames"):
        here: set[str] = set()  # another file may replace a frame; its own file may not
        for entry in section.value:
            name = f"{entry.get('type')}/{entry.get('id')}"
            faults = [*_faults(entry, names), *_twice(name, here)]
            here.add(name)
            for key, message in faults:
                source.faults.append(_fault(section, entry, key, message))
            if not faults:
                found[name] = _frame(entry, names, section)
    return tuple(found.values())


def _twice(name: str, here: set[str]) -> Iterator[tuple[str, str]]:
    if name in here:
        yield "id", f"Two frames of this file are called {name!r}. Give one another `id`."


def _faults(entry: Mapping[str, Any], names: _Names) -> Iterator[tuple[str, str]]:  # noqa: C901  (a cascade)
    for key in entry:
        if key not in _KEYS:
            yield str(key), f"Unknown key of a frame. Known: {', '.join(sorted(_KEYS))}."
    if not entry.get("id"):
        yield "id", "A frame needs an `id`."
    if entry.get("type") not in list(ClaimType):
        yield "type", f"Unknown type of claim. Known: {', '.join(ClaimType)}."
    if not entry.get("verbs") and not entry.get("nouns"):
        yield "verbs", "A frame needs `verbs` or `nouns`."
    for verb in map(str, entry.get("verbs") or ()):
        if verb.startswith("@") and verb.split()[0][1:] not in names.verbs:
            yield "verbs", f"Unknown group of verbs {verb!r}."
    for name, role in (entry.get("roles") or {}).items():
        yield from _role_faults(str(name), role, names)
    yield from _trait_faults(entry)
    for part in ("with", "block"):
        for terms in (entry.get(part) or {}).values():
            yield from _term_faults(part, terms, names)


def _trait_faults(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = TRAITS.get(str(entry.get("type")), {})
    listed = entry.get("traits") or []
    if not isinstance(listed, list):
        yield "traits", "`traits` is a list: [state, lost]."
        return
    for trait in map(str, listed):
        if trait not in known:
            near = get_close_matches(trait, known, n=1)
            meant = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(sorted(known))}."
            yield "traits", f"Unknown trait {trait!r} of {entry.get('type')}. {meant}"


def _role_faults(name: str, role: Any, names: _Names) -> Iterator[tuple[str, str]]:
    if name not in _ROLES:
        yield "roles", f"Unknown role {name!r}. Known: {', '.join(sorted(_ROLES))}."
    if not isinstance(role, Mapping) or "at" not in role:
        yield "roles", f"Role {name!r} needs `at` (where it stands)."
        return
    for key in role:
        if key not in _ROLE_KEYS:
            yield "roles", f"Unknown key {key!r} of role {name!r}."
    yield from _term_faults("roles", role.get("is"), names)


def _term_faults(part: str, terms: Any, names: _Names) -> Iterator[tuple[str, str]]:
    listed = [terms] if isinstance(terms, str) else list(terms or ())
    for term in map(str, listed):
        known = term.startswith("=") or term in names.groups or term in names.bits
        if not known:
            yield part, f"Unknown class {term!r}."


def _fault(section: Section, entry: Any, key: str, message: str) -> Any:
    from monitor.errors import Fault  # noqa: PLC0415  (slow to import)

    line, column = position_of(entry, key)
    if not line:
        line, column = (getattr(entry, "lc", None) and (entry.lc.line + 1, entry.lc.col + 1)) or (
            0,
            0,
        )
    name = entry.get("id", "?")
    return Fault(
        file=str(section.path), line=line, column=column, message=f"frame {name}: {message}"
    )


def _frame(entry: Mapping[str, Any], names: _Names, section: Section) -> Frame:
    return Frame(
        id=str(entry["id"]),
        type=str(entry["type"]),
        verbs=names.verbs_of(entry.get("verbs")),
        nouns=tuple(map(str, entry.get("nouns") or ())),
        fixed=tuple(_fixed(entry.get("with"), names)),
        roles=tuple(_role(name, role, names) for name, role in (entry.get("roles") or {}).items()),
        block=tuple(_fixed(entry.get("block"), names)),
        traits=tuple(map(str, entry.get("traits") or ())),
        source=section.path.name,
    )


def _fixed(entry: Mapping[str, Any] | None, names: _Names) -> Iterator[Role]:
    for at, terms in (entry or {}).items():
        mask, heads = names.mask(terms)
        yield Role(name="", at=names.places(at), classes=mask, heads=heads, needed=True)


def _role(name: str, role: Mapping[str, Any], names: _Names) -> Role:
    mask, heads = names.mask(role.get("is"))
    return Role(
        name=str(name),
        at=names.places(role["at"]),
        classes=mask,
        heads=heads,
        needed=bool(role.get("needed", False)),
        somewhere=bool(role.get("somewhere", False)),
    )
