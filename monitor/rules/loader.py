"""From a folder of rule files to a rule set, with every fault of every file at once."""

import hashlib
import json
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from monitor.errors import Fault
from monitor.rules.conditions.compile import Workshop, compiled
from monitor.rules.conditions.condition import Condition
from monitor.rules.conditions.control import Frontier, frontier_of
from monitor.rules.conditions.known import NOTHING_KNOWN, Known
from monitor.rules.files import nodes
from monitor.rules.files.faults import missing_values, schema_faults
from monitor.rules.files.list_files import ListReader
from monitor.rules.files.lists import SharedList, is_reference
from monitor.rules.files.located import Located
from monitor.rules.files.parsed import Parsed
from monitor.rules.files.ruamel_reader import MAX_BYTES, parse
from monitor.rules.format.salvage import Salvaged, salvaged
from monitor.rules.format.schema import Rule
from monitor.rules.lint.rules import duplicate_ids, lint, lint_rest
from monitor.rules.ruleset.anchors import anchor_of, borders_of, types_of
from monitor.rules.ruleset.rules import CompiledRule, NamedCondition, RuleSet

SUFFIXES = {".yml", ".yaml"}
NOT_RULES = {"schema", "vocabulary", "places"}


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a folder holds. With faults the rule set is what is left, and must not be used.

    ``located`` gives each rule's place in its file; ``parsed`` may be handed to the next load of
    the folder, which then reads anew only what has changed.
    """

    rules: RuleSet
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    located: Mapping[str, Located] = field(default_factory=dict)
    parsed: Mapping[str, Parsed] = field(default_factory=dict)


def load_folder(
    folder: Path, known: Known = NOTHING_KNOWN, *, before: Loaded | None = None
) -> Loaded:
    """Read all rule files below a folder. Never raises for what is in them."""
    if not folder.is_dir():
        fault = Fault(file=str(folder), message="this folder of rules does not exist")
        return Loaded(rules=RuleSet((), ""), faults=(fault,))
    texts: dict[str, bytes] = {}
    faults: list[Fault] = []
    for path in rule_files(folder):
        try:
            with path.open("rb") as file:
                texts[str(path)] = file.read(MAX_BYTES + 1)
        except OSError as error:
            faults.append(Fault(file=str(path), message=f"cannot be read: {error.strerror}"))
    loaded = load_texts(texts, known, root=str(folder), before=before)
    if not faults:
        return loaded
    return Loaded(
        rules=loaded.rules,
        faults=(*faults, *loaded.faults),
        warnings=loaded.warnings,
        located=loaded.located,
        parsed=loaded.parsed,
    )


def rule_files(folder: Path) -> list[Path]:
    """Return the YAML files below a folder, without hidden ones and other rooms' folders."""
    found: list[Path] = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.suffix not in SUFFIXES or inside[0] in NOT_RULES:
            continue
        if any(part.startswith(".") for part in inside):
            continue
        # A FIFO or a device would never end; a link out of the folder is nobody's rule.
        if stat.S_ISREG(path.lstat().st_mode):
            found.append(path)
    return found


def load_texts(
    texts: Mapping[str, bytes],
    known: Known = NOTHING_KNOWN,
    *,
    root: str = "",
    before: Loaded | None = None,
) -> Loaded:
    """Return the rule set of some files, given by name and bytes."""
    parsed = {file: _parsed(file, data, before) for file, data in sorted(texts.items())}
    faults = [fault for each in parsed.values() for fault in each.faults]
    documents = [Located(each, node) for each in parsed.values() for node in each.documents]
    lists = dict(_lists(documents, faults))
    bench = _Bench(known, lists, faults)
    for located in _rules_in(documents, faults):
        bench.take(located)
    bench.finish()
    for each in parsed.values():
        bench.empty(each, before)
    return Loaded(
        rules=RuleSet(tuple(bench.rules), _digest(texts, root)),
        faults=tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column))),
        warnings=tuple(bench.warnings),
        located=bench.located,
        parsed=parsed,
    )


def _parsed(file: str, data: bytes, before: Loaded | None) -> Parsed:
    known = before.parsed.get(file) if before else None
    if known and known.data_digest == hashlib.sha256(data).hexdigest():
        return known
    return parse(file, data)


def _digest(texts: Mapping[str, bytes], root: str) -> str:
    """Return a hash over all files and their names inside the folder."""
    whole = hashlib.sha256()
    for file, data in sorted(texts.items()):
        name = file.removeprefix(root).lstrip("/")
        whole.update(f"{name}\x1f{hashlib.sha256(data).hexdigest()}\x1e".encode())
    return whole.hexdigest()


def _lists(documents: list[Located], faults: list[Fault]) -> Iterator[tuple[str, SharedList]]:
    seen: dict[str, SharedList] = {}
    for located in documents:
        if not isinstance(located.node, nodes.Mapping) or "lists" not in located.node.items:
            continue
        reader = ListReader(located.parsed)
        for shared in reader.read(located.node):
            if first := seen.get(shared.name):
                told = f"the list {shared.name!r} is in {first.file}:{first.mark.line} already"
                faults.append(located.parsed.fault(shared.mark, told))
                continue
            seen[shared.name] = shared
            yield shared.name, shared
        faults.extend(reader.faults)


def _rules_in(documents: list[Located], faults: list[Fault]) -> Iterator[Located]:
    """Yield each rule: a document is one rule, or holds several under ``rules``."""
    for located in documents:
        node = located.node
        if not isinstance(node, nodes.Mapping):
            message = "a rule is a mapping: title, id, status, level, when ..."
            faults.append(located.fault((), message))
        elif "lists" in node.items:
            continue
        elif "rules" in node.items and len(node.items) == 1:
            several = node.items["rules"]
            if not isinstance(several, nodes.Sequence):
                faults.append(located.fault(("rules",), "rules must be a list of rules"))
                continue
            yield from (Located(located.parsed, item) for item in several.items)
        else:
            yield located


def _frontier(rule: Rule, known: Known) -> Frontier | None:
    control = rule.when.control
    return frontier_of(control.border, known) if control else None


class _Bench:
    """Turns documents into compiled rules."""

    def __init__(self, known: Known, lists: dict[str, SharedList], faults: list[Fault]) -> None:
        self._known = known
        self._lists = lists
        self._faults = faults
        self._written: list[tuple[Rule, Located]] = []
        self._salvaged: list[tuple[Salvaged, Located]] = []
        self.rules: list[CompiledRule] = []
        self.warnings: list[Fault] = []
        self.located: dict[str, Located] = {}

    def take(self, located: Located) -> None:
        """Check one document against the schema."""
        unfinished = located.parsed.unfinished
        missing = [] if unfinished else list(missing_values(located.parsed, located.node))
        self._faults.extend(missing)
        if not isinstance(located.node, nodes.Mapping):
            self._faults.append(located.fault((), "a rule is a mapping: title, id, status ..."))
            return
        try:
            rule = Rule.model_validate(nodes.plain(located.node))
        except ValidationError as error:
            told = {fault.line for fault in missing}
            found = schema_faults(located.parsed, located.node, error)
            self._faults.extend(fault for fault in found if fault.line not in told)
            rest = salvaged(nodes.plain(located.node), error)
            if rest is not None:
                self._salvaged.append((rest, located))
            return
        if unfinished:
            self._salvaged.append((Salvaged(rule, frozenset({"examples"})), located))
        elif not missing:
            self._written.append((rule, located))

    def finish(self) -> None:
        """Compile and check what the schema let through, each rule knowing of all others."""
        rest = [(left.rule, located) for left, located in self._salvaged if left.whole("id")]
        self._faults.extend(duplicate_ids([*self._written, *rest]))
        rules = {rule.id: rule for rule, _ in (*self._written, *rest)}
        for rule, located in self._written:
            self._compile(rule, located)
            for note in lint(rule, located, rules=rules, known=self._known):
                (self.warnings if note.mild else self._faults).append(note.fault)
        for left, located in self._salvaged:
            self._conditions(left.rule, located)
            notes = lint_rest(left, located, rules=rules, known=self._known)
            self._faults.extend(note.fault for note in notes if not note.mild)

    def empty(self, parsed: Parsed, before: Loaded | None) -> None:
        """Tell a file that holds nothing: a rule that was in it must not go away by accident."""
        if parsed.documents or parsed.faults:
            return
        known = before.parsed.get(parsed.file) if before else None
        if known and known.documents:
            told = "this file is empty, and held rules before: was it saved by half?"
            hint = "Delete the file to withdraw them, or set their status: retired."
            self._faults.append(Fault(file=parsed.file, line=1, column=1, message=told, hint=hint))
        else:
            told = "no rule stands in this file"
            self.warnings.append(Fault(file=parsed.file, line=1, column=1, message=told))

    def _conditions(
        self, rule: Rule, located: Located
    ) -> tuple[Condition, tuple[NamedCondition, ...]]:
        shop = Workshop(lists=self._lists, known=self._known)
        when = compiled(rule.when, ("when",), shop)
        exceptions = tuple(
            NamedCondition(name, compiled(written, ("unless", name), shop), written.lower_to)
            for name, written in rule.unless.items()
        )
        for problem in shop.problems:
            self._faults.append(located.fault(problem.path, problem.message, problem.hint))
        return when, exceptions

    def _compile(self, rule: Rule, located: Located) -> None:
        when, exceptions = self._conditions(rule, located)
        self.located[rule.id] = located
        self.rules.append(
            CompiledRule(
                rule=rule,
                digest=self._rule_digest(located),
                file=located.parsed.file,
                anchor=anchor_of(rule.when),
                types=types_of(rule.when),
                when=when,
                exceptions=exceptions,
                borders=borders_of(rule.when),
                frontier=_frontier(rule, self._known),
                countries=self._known.countries,
            )
        )

    def _rule_digest(self, located: Located) -> str:
        text = json.dumps(nodes.plain(located.node), sort_keys=True, ensure_ascii=False)
        used = sorted(
            scalar.text[1:] for scalar in nodes.scalars(located.node) if is_reference(scalar.text)
        )
        lists = [repr(self._lists[name].entries) for name in used if name in self._lists]
        return hashlib.sha256("\x1f".join((text, *lists)).encode()).hexdigest()
