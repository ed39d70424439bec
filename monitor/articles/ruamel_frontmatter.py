"""Reads front matter as YAML (the only importer of ruamel.yaml in this room)."""

from collections.abc import Mapping
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

# A head is flat. The parser takes time by the square of the depth: four kilobytes of braces would
# take four seconds.
DEEPEST = 5
LONGEST = 2000  # events: a head has some dozen


def read(head: str) -> Mapping[str, object] | None:
    """Return the mapping in a head; None where it is no YAML mapping, or no head at all."""
    try:
        if not _is_flat(head):
            return None
        values = YAML(typ="safe", pure=True).load(StringIO(head))
    except (YAMLError, ValueError, RecursionError):
        return None
    return values if isinstance(values, Mapping) else None


def _is_flat(head: str) -> bool:
    """Tell whether a head has neither aliases nor depth nor length that no head has."""
    if head.count("{") + head.count("[") > LONGEST // 20:
        return False
    depth = 0
    for number, event in enumerate(YAML(typ="safe", pure=True).parse(StringIO(head))):
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        if isinstance(event, AliasEvent) or depth > DEEPEST or number > LONGEST:
            return False
    return True
