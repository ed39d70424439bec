"""Shared lists, as they stand in files."""

import re
from collections.abc import Iterator

from monitor.errors import Fault
from monitor.rules.files.lists import Entry, SharedList
from monitor.rules.files.nodes import Mapping, Mark, Node, Scalar, Sequence
from monitor.rules.files.parsed import Parsed

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class ListReader:
    """Reads the ``lists:`` of one document; faults are collected, not raised."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self.faults: list[Fault] = []

    def read(self, document: Mapping) -> Iterator[SharedList]:
        """Yield the lists of a document whose keys are ``lists`` and, perhaps, a description."""
        for key, mark in document.keys.items():
            if key not in {"lists", "description"}:
                self._wrong(mark, f"the key {key!r} is not known beside 'lists'")
        lists = document.items.get("lists")
        if not isinstance(lists, Mapping):
            self._wrong(document.mark, "lists must hold names, each with its words")
            return
        for name, node in lists.items.items():
            yield from self._one(name, lists, node)

    def _one(self, name: str, lists: Mapping, node: Node) -> Iterator[SharedList]:
        mark = lists.keys[name]
        if not _NAME.fullmatch(name):
            self._wrong(mark, f"{name!r} is no name for a list: small letters, digits and _")
            return
        entries = tuple(self._entries(node))
        if not entries:
            self._wrong(mark, f"the list {name!r} is empty")
            return
        yield SharedList(name, self._parsed.file, mark, entries)

    def _entries(self, node: Node) -> Iterator[Entry]:
        match node:
            case Sequence():
                for item in node.items:
                    for word in self._words(item):
                        yield Entry(word, (word,))
            case Mapping():
                for key, value in node.items.items():
                    yield Entry(key, (key, *self._spellings(value)))
            case _:
                self._wrong(node.mark, "a list of words, or names with their spellings, goes here")

    def _spellings(self, node: Node) -> Iterator[str]:
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self._words(item)
        else:
            yield from self._words(node)

    def _words(self, node: Node) -> Iterator[str]:
        if isinstance(node, Scalar) and node.text.strip():
            yield node.text
        else:
            self._wrong(node.mark, "one word or phrase is expected here")

    def _wrong(self, mark: Mark, message: str) -> None:
        self.faults.append(self._parsed.fault(mark, message))
