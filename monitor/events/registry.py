"""Stored names of events: an explicit string and a version, never a Python path."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all events. ``TYPE`` and ``VERSION`` are what the log stores."""

    TYPE: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1


E = TypeVar("E", bound=type[Event])

_CLASSES: dict[str, type[Event]] = {}


def event(name: str, *, version: int = 1) -> Callable[[E], E]:
    """Register a class under its stored name."""

    def register(cls: E) -> E:
        if name in _CLASSES:
            raise ValueError(f"two events are called {name}")
        cls.TYPE, cls.VERSION = name, version
        _CLASSES[name] = cls
        return cls

    return register


def class_of(name: str) -> type[Event]:
    """Return the class stored under a name; ``KeyError`` where there is none."""
    return _CLASSES[name]


def all_types() -> dict[str, type[Event]]:
    """Return every registered event by its stored name, sorted."""
    return dict(sorted(_CLASSES.items()))
