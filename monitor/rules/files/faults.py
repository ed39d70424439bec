"""What pydantic found, told in words and with places in the file."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.errors import Fault
from monitor.rules.files import nodes
from monitor.rules.files.nodes import Node, Path, find, plain
from monitor.rules.files.parsed import Parsed
from monitor.rules.files.suggest_rapidfuzz import suggestion
from monitor.rules.format.fields import Model

# What people write who know Sigma, Prometheus, Alertmanager, Falco or ElastAlert.
FAMILIAR = {
    "severity": "level",
    "priority": "level",
    "name": "title",
    "condition": "when",
    "detection": "when",
    "exceptions": "unless",
    "realert": "repeat_every",
    "repeat_interval": "repeat_every",
    "group_by": "one_per",
    "tests": "examples",
    "type": "claim",
    "enabled": "status",
}


def schema_faults(parsed: Parsed, node: Node, error: ValidationError) -> Iterator[Fault]:
    """Yield a fault for each mistake that the schema found in a document."""
    root = _model_of(error)
    for detail in error.errors(include_url=False):
        if parsed.unfinished and detail["type"] == "missing":
            continue  # it may well stand where the file could not be read
        yield _fault(parsed, node, detail, root)


def _model_of(error: ValidationError) -> type[Model]:
    found = {model.__name__: model for model in _all_models(Model)}
    return found.get(error.title, Model)


def _all_models(model: type[Model]) -> Iterator[type[Model]]:
    for below in model.__subclasses__():
        yield below
        yield from _all_models(below)


def _fault(parsed: Parsed, node: Node, detail: ErrorDetails, root: type[Model]) -> Fault:
    path: Path = tuple(detail["loc"])
    name = str(path[-1]) if path else ""
    match detail["type"]:
        case "extra_forbidden":
            mark = find(node, path, key=True)
            return parsed.fault(mark, f"the key {name!r} is not known here", _hint(path, root))
        case "missing":
            where = f" of {_dotted(path[:-1])}" if path[:-1] else ""
            return parsed.fault(find(node, path[:-1]), f"the key {name!r}{where} is missing")
        case _:
            mark = find(node, path)
            return parsed.fault(mark, _message(detail), _value_hint(detail, path, root))


def _dotted(path: Path) -> str:
    return repr(".".join(str(step) for step in path))


def _hint(path: Path, root: type[Model]) -> str:
    keys = keys_at(root, path[:-1])
    word = str(path[-1])
    if FAMILIAR.get(word) in keys:
        return f"Did you mean {FAMILIAR[word]!r}?"
    return suggestion(word, keys)


def _message(detail: ErrorDetails) -> str:
    value = detail["input"]
    given = f"{value!r} " if isinstance(value, str) else ""
    shape = {dict: "a mapping", list: "a list", bool: "true or false", str: "one value"}
    was = shape.get(type(value), "nothing")
    shown = (given or was).rstrip()
    told = {
        "enum": f"{shown} is not possible here",
        "model_type": f"a mapping (key: value) is expected here, not {shown}",
        "model_attributes_type": f"a mapping (key: value) is expected here, not {shown}",
        "dict_type": f"a mapping (key: value) is expected here, not {shown}",
        "tuple_type": f"a list is expected here, not {shown}",
        "string_type": f"{shown} does not fit here",
        "string_pattern_mismatch": f"{shown} does not fit here",
        "too_short": "this list is empty",
    }
    return told.get(detail["type"], detail["msg"].removeprefix("Value error, "))


def _value_hint(detail: ErrorDetails, path: Path, root: type[Model]) -> str:
    if detail["type"] == "enum":
        options = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
        return suggestion(str(detail["input"]), options)
    if detail["type"] == "string_pattern_mismatch" and path[-1:] == ("id",):
        return "An id is written in small letters, digits and hyphens, as in district-falls."
    if detail["type"] in {"model_type", "model_attributes_type"}:
        return f"Possible keys: {', '.join(sorted(keys_at(root, path)))}."
    return ""


def keys_at(model: type[Model], path: Path) -> set[str]:
    """Return the keys that a mapping at a path may hold."""
    current: type[Model] | None = model
    for step in path:
        below = _below(current, step) if current else None
        # A step that is no key (a list's number, a name that the user chose) stays on the level.
        current = below or current
    return {_key(name, field) for name, field in current.model_fields.items()} if current else set()


def _key(name: str, field: Any) -> str:
    return str(field.alias or name)


def _below(model: type[Model] | None, step: str | int) -> type[Model] | None:
    if model is None:
        return None
    for name, field in model.model_fields.items():
        if _key(name, field) == step:
            return next(_models_in(field.annotation), None)
    return None


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        if argument is not Ellipsis and not isinstance(argument, str | Enum | Mapping):
            yield from _models_in(argument)


def missing_values(parsed: Parsed, node: Node) -> Iterator[Fault]:
    """Yield a fault for each key that stands there without a value."""
    if isinstance(node, nodes.Mapping):
        for key, value in node.items.items():
            if plain(value) is None:
                yield parsed.fault(node.keys[key], f"the key {key!r} has no value")
            else:
                yield from missing_values(parsed, value)
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            if plain(item) is None:
                yield parsed.fault(item.mark, "this item of the list is empty")
            else:
                yield from missing_values(parsed, item)
