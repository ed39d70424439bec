"""Reads front matter as YAML (the only importer of ruamel.yaml in this room)."""

from collections.abc import Mapping
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent


def read(head: str) -> Mapping[str, object] | None:
    """Return the mapping in a head; None where it is no YAML mapping, or plays with aliases."""
    try:
        yaml = YAML(typ="safe", pure=True)
        if any(isinstance(event, AliasEvent) for event in yaml.parse(StringIO(head))):
            return None
        values = YAML(typ="safe", pure=True).load(StringIO(head))
    except (YAMLError, ValueError, RecursionError):
        return None
    return values if isinstance(values, Mapping) else None
