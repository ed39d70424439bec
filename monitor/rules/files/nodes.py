"""A YAML text as a tree of values that know where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Line and column in a file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: always text. ``quoted`` tells "22:00" from 22:00."""

    mark: Mark
    text: str
    quoted: bool


@dataclass(slots=True)
class Sequence:
    mark: Mark
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys in their order; ``keys`` gives where each key itself stands."""

    mark: Mark
    items: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping

_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain(node: Node) -> Any:
    """Return a node as dicts, lists and text; only bare true, false and null are not text."""
    match node:
        case Scalar():
            if not node.quoted and node.text.lower() in _PLAIN:
                return _PLAIN[node.text.lower()]
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, value in node.items.items()}


def child(node: Node, step: str | int) -> Node | None:
    """Return what stands under one key or number of a node."""
    if isinstance(node, Mapping):
        return node.items.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def find(node: Node, path: Path, *, key: bool = False) -> Mark:
    """Return where a path leads to, or the nearest known place on the way.

    ``key`` asks for the place of the last key, not of its value. Steps which the tree does not know
    (names of union members, which a validator puts into its paths) are passed over.
    """
    mark = node.mark
    for number, step in enumerate(path):
        below = child(node, step)
        if below is None:
            continue
        last = number == len(path) - 1
        mark = below.mark
        if key and last and isinstance(node, Mapping):
            mark = node.keys[str(step)]
        node = below
    return mark


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every value of a tree, in the order of the text."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for value in node.items.values():
                yield from scalars(value)
