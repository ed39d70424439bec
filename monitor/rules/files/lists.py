"""Shared lists: words that several rules use by name, as in ``$border_districts``."""

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.rules.files.nodes import Mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its proper name, and every spelling (the name included)."""

    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedList:
    name: str
    file: str
    mark: Mark
    entries: tuple[Entry, ...]


Lists = Mapping[str, SharedList]


def is_reference(text: str) -> bool:
    """Tell whether a value names a list instead of being a word."""
    return text.startswith("$")


def entries_of(values: tuple[str, ...], lists: Lists) -> list[Entry]:
    """Return all values with lists unfolded; ``KeyError`` holds the name of an unknown list."""
    found: list[Entry] = []
    for value in values:
        if is_reference(value):
            found.extend(lists[value[1:]].entries)
        else:
            found.append(Entry(value, (value,)))
    return found
