"""The edge to ruamel.yaml: a text becomes trees with positions, or faults.

Only YAML's plain part is taken: no aliases or anchors (a bomb of a few hundred bytes unfolds to
gigabytes), no tags, no tabs, no key twice. Every value stays text: what is a number, a duration or
a country is the schema's business, so ``NO`` never becomes "false" and 22:00 never 1320.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import main as ruamel_main
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from monitor.errors import Fault
from monitor.rules.files.nodes import Mapping, Mark, Node, Scalar, Sequence, scalars
from monitor.rules.files.parsed import Parsed

# libyaml's; None where there is no wheel of it for the platform.
CParser: Any = getattr(ruamel_main, "CParser", None)

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
_MOST_REFERENCES = 20  # as many anchors and aliases are told one by one

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_DISPUTED = re.compile("[\t\x85\u2028\u2029]|\r(?!\n)")
_AMBIGUOUS = {"yes", "no", "on", "off", "y", "n"}
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")


class Refused(Exception):  # noqa: N818  (a signal inside this module)
    """The text stops making sense here."""

    def __init__(self, mark: Mark, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.mark, self.message, self.hint = mark, message, hint


def parse(file: str, data: bytes) -> Parsed:
    """Return the trees of a file's documents and its faults; never raises for what is in it."""
    parsed = _parsed(file, data)
    parsed.data_digest = hashlib.sha256(data).hexdigest()
    return parsed


def _parsed(file: str, data: bytes) -> Parsed:
    try:
        text = data[: MAX_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Parsed(file, [], faults=[_not_utf8(file, data, error.start)])
    parsed = Parsed(file, text.split("\n"))
    parsed.faults.extend(_unreadable(parsed, data, text))
    if parsed.faults:
        return parsed
    read = _quickly(parsed, text) or _carefully(parsed, text)
    for document in read.documents:
        read.faults.extend(_misread(read, document))
    return read


def _not_utf8(file: str, data: bytes, start: int) -> Fault:
    line_start = data.rfind(b"\n", 0, start) + 1
    return Fault(
        file=file,
        line=data.count(b"\n", 0, start) + 1,
        column=len(data[line_start:start].decode("utf-8", "replace")) + 1,
        message="this is not UTF-8 text",
        hint="Save the file as UTF-8.",
    )


def _quickly(parsed: Parsed, text: str) -> Parsed | None:
    """Return what libyaml reads, twenty times as fast; None where it is not there or stumbles.

    What the two parsers take differently is left to the other: tabs, line ends of YAML 1.1, and the
    place of a value that is missing.
    """
    if CParser is None or _DISPUTED.search(text):
        return None
    found = Parsed(parsed.file, parsed.lines)
    try:
        _build(found, _libyaml(text))
    except (Refused, YAMLError, ValueError, RecursionError):
        return None
    each = (scalar for document in found.documents for scalar in scalars(document))
    return None if any(not scalar.text and not scalar.quoted for scalar in each) else found


def _libyaml(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _carefully(parsed: Parsed, text: str) -> Parsed:
    """Return what ruamel.yaml reads, and where it cannot, the fault in its words."""
    try:
        _build(parsed, YAML(typ="safe", pure=True).parse(text))
    except Refused as refusal:
        parsed.faults.append(parsed.fault(refusal.mark, refusal.message, refusal.hint))
        parsed.unfinished = True
    except (YAMLError, ValueError, RecursionError) as error:
        parsed.faults.append(_syntax(parsed, error))
        parsed.unfinished = True
    return parsed


def _unreadable(parsed: Parsed, data: bytes, text: str) -> Iterator[Fault]:
    if len(data) > MAX_BYTES:
        yield parsed.fault(
            Mark(1, 1), f"the file has {len(data):,} bytes, the limit is {MAX_BYTES:,}"
        )
    if found := _UNSAFE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        yield parsed.fault(
            Mark(line, column), f"a control character (U+{ord(found.group()):04X}) stands here"
        )
    for number, line_text in enumerate(parsed.lines, start=1):
        indent = line_text[: len(line_text) - len(line_text.lstrip())]
        if "\t" in indent:
            yield parsed.fault(
                Mark(number, indent.index("\t") + 1),
                "a tab stands in the indentation",
                "YAML allows only blanks there: replace each tab by two blanks.",
            )


def _syntax(parsed: Parsed, error: Exception) -> Fault:
    place = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if not isinstance(error, MarkedYAMLError) or place is None:
        return parsed.fault(Mark(1, 1), f"this is not YAML: {str(error).splitlines()[0]}")
    told = " ".join(part for part in (error.context, error.problem) if part)
    line = min(place.line + 1, max(len(parsed.lines), 1))
    return parsed.fault(Mark(line, place.column + 1), f"this is not YAML: {told}", _advice(told))


def _advice(told: str) -> str:
    if "mapping values are not allowed" in told:
        return (
            "A value that holds a colon and a blank must stand in quotes; "
            "a key must stand exactly below the key above it."
        )
    if "found character" in told and "cannot start" in told:
        return "A value that begins with this character must stand in quotes."
    if "block" in told and "expected" in told:
        return "Look at the indentation of this line and the one above."
    return ""


def _build(parsed: Parsed, events: Iterable[Any]) -> None:
    builder = _Builder(parsed)
    for event in events:
        builder.take(event)


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


class _Builder:
    """Puts the parser's events together, without recursion."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._open: list[Mapping | Sequence] = []
        self._key: list[tuple[str, Mark] | None] = []
        self._references = 0

    def take(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            self._alias(_mark(event))
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            self._node(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, DocumentStartEvent) and event.tags:
            raise Refused(_mark(event), "tag directives (%TAG) are not allowed")

    def _node(self, event: Any) -> None:
        mark = _mark(event)
        if event.anchor:
            self._reference(mark, "anchors (&name) are not allowed", "Remove it.")
        if event.ctag is not None:
            raise Refused(mark, f"tags ({event.tag}) are not allowed", "Remove it.")
        if isinstance(event, ScalarEvent):
            self._scalar(Scalar(mark, event.value, bool(event.style)))
            return
        node = Mapping(mark) if isinstance(event, MappingStartEvent) else Sequence(mark)
        self._place(node)
        self._open.append(node)
        self._key.append(None)
        if len(self._open) > MAX_DEPTH:
            raise Refused(mark, f"more than {MAX_DEPTH} levels stand inside each other here")

    def _alias(self, mark: Mark) -> None:
        """Tell an alias and leave out what it stands for: unfolding it is what a bomb wants."""
        told, hint = "aliases (*name) are not allowed", "Write the value out."
        if not self._open or (isinstance(self._open[-1], Mapping) and self._key[-1] is None):
            raise Refused(mark, told, hint)
        self._reference(mark, told, hint)
        self._key[-1] = None
        self._parsed.unfinished = True

    def _reference(self, mark: Mark, told: str, hint: str) -> None:
        self._references += 1
        if self._references > _MOST_REFERENCES:
            raise Refused(mark, told, hint)
        self._parsed.faults.append(self._parsed.fault(mark, told, hint))

    def _scalar(self, scalar: Scalar) -> None:
        if self._open and isinstance(self._open[-1], Mapping) and self._key[-1] is None:
            self._key[-1] = (scalar.text, scalar.mark)
        else:
            self._place(scalar)

    def _place(self, node: Node) -> None:
        if not self._open:
            self._parsed.documents.append(node)
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._key[-1]
        if key is None:
            raise Refused(node.mark, "a key must be one word or text, not a list or mapping")
        self._key[-1] = None
        self._add(parent, key, node)

    def _add(self, parent: Mapping, key: tuple[str, Mark], node: Node) -> None:
        name, mark = key
        if name in parent.items:
            first = parent.keys[name].line
            self._parsed.faults.append(
                self._parsed.fault(
                    mark,
                    f"the key {name!r} stands here a second time (first in line {first})",
                    "Only one of them can hold: join or remove one.",
                )
            )
            return
        parent.items[name] = node
        parent.keys[name] = mark


def _misread(parsed: Parsed, document: Node) -> Iterator[Fault]:
    """Yield a fault for every bare value that other YAML readers take for something else."""
    for scalar in scalars(document):
        if scalar.quoted:
            continue
        if scalar.text.lower() in _AMBIGUOUS:
            yield parsed.fault(
                scalar.mark,
                f"a bare {scalar.text} means true or false to many YAML readers",
                f'Put it in quotes: "{scalar.text}".',
            )
        elif _CLOCK.fullmatch(scalar.text):
            yield parsed.fault(
                scalar.mark,
                f"a bare {scalar.text} means a number to many YAML readers",
                f'Put it in quotes: "{scalar.text}".',
            )
